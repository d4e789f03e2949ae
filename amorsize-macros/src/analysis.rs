//! What the attribute says of a function, outside of the compiler: for `cargo amorsize check`.

use proc_macro2::TokenStream;

/// The function as the attribute would leave it; refusals are `compile_error!` calls in it.
pub fn attribute(options: TokenStream, item: TokenStream) -> TokenStream {
    crate::expand::attribute(options, item)
}

/// The statements of `parallel_block!` as it would leave them.
pub fn block(statements: TokenStream) -> TokenStream {
    crate::expand::block(statements)
}
