//! What is given back beside errors: the item without our markers, so that everything else in it still checks.

use crate::markers;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ItemFn;

/// The plain function, its inner markers removed.
pub(crate) fn plain(mut function: ItemFn) -> TokenStream {
    markers::strip_markers(&mut function);
    function.into_token_stream()
}
