//! What the types alone tell: the compiler is asked before the loop, where nothing is executed, and does not compile what would be wrong.

mod namesakes;
mod reached;

use crate::plan::SitePlan;
use proc_macro2::TokenStream;
use quote::quote;

/// The questions of loops; nothing for most.
pub(super) fn of<'a>(
    plans: impl Iterator<Item = &'a SitePlan> + Clone,
    p: &TokenStream,
) -> TokenStream {
    let mut asked = reached::of(plans.clone(), p);
    plans.for_each(|plan| asked.extend(namesakes::of(plan, p)));
    if asked.is_empty() {
        return asked;
    }
    // What stands behind the endless loop gets its types, and nobody asks whether it is borrowed.
    quote!(
        #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
        if false {
            use #p::methods::*;
            use #p::namesakes::*;
            loop {}
            #asked
        }
    )
}
