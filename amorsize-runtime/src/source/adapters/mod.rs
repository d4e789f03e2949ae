//! std's adapters, for sources.

mod chain;
mod copied;
mod enumerate;
mod rev;
mod step_by;
mod take;
mod zip;

pub use chain::Chain;
pub use copied::{Cloned, Copied};
pub use enumerate::Enumerate;
pub use rev::Rev;
pub use step_by::StepBy;
pub use take::{Take, TakePiece};
pub use zip::Zip;
