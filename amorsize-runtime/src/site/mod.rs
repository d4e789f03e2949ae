//! Call sites: what the macro says of them, what they learn, and the list of those that ran.

mod options;
mod plan;

pub use options::{Options, PoolRef};
#[cfg(all(test, feature = "report"))]
pub(crate) use plan::testing_plan;
pub use plan::{Plan, SinkPlan, Tier};

#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod book;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod call;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod doors;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod fast;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
#[path = "site.rs"]
mod imp;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod key;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) mod learn;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod nest;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod outcome;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod registry;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod repeat;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod rest;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod stopwatch;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) mod streak;

#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
#[path = "plain.rs"]
mod imp;

#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
pub use crate::off::Call;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub use call::Call;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use call::Way;
pub use imp::Site;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use outcome::Outcome;
#[cfg(all(feature = "parallel", not(amorsize_off), feature = "report"))]
pub(crate) use {book::Book, learn::Learned, registry::all};

/// Forgets all that was learned: every site starts as in a new process, and reports are empty until
/// sites run again. Calls under way are not disturbed.
pub fn reset() {
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    doors::reset();
}
