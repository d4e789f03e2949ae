//! The executor: who helps a call, how helpers enter and leave it, and when the caller may go.
//!
//! All of the executor's `unsafe` is here. The protocol and every memory ordering in it are argued
//! in the README beside this file.

#[cfg(all(feature = "report", any(unix, windows)))]
mod at_exit;
mod crew;
mod depth;
#[cfg(not(loom))]
mod linger;
#[cfg(all(test, loom))]
pub(crate) mod models;
mod protocol;
#[cfg(not(loom))]
mod rayon;

#[cfg(all(feature = "report", any(unix, windows)))]
pub(crate) use at_exit::at_exit;
pub(crate) use crew::Crew;
pub(crate) use depth::{Depth, depth};
#[cfg(not(loom))]
pub(crate) use linger::waiting as helpers_at_hand;
pub(crate) use protocol::{Helper, Recruiter, Summon, with_helpers};
