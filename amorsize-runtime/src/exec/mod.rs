//! The executor: who helps a call, how helpers enter and leave it, and when the caller may go.
//!
//! All of the executor's `unsafe` is here. The protocol and every memory ordering in it are argued
//! in the README beside this file.

#[cfg(all(feature = "report", any(unix, windows)))]
mod at_exit;
#[cfg(all(test, any(loom, shuttle)))]
pub(crate) mod checker;
mod cpu;
mod cpu_time;
mod crew;
mod depth;
mod fork;
#[cfg(all(test, any(loom, shuttle)))]
pub(crate) mod models;
mod ours;
mod own;
mod protocol;
mod rayon;
mod seat;
mod stack;
mod wakes;
mod watch;

#[cfg(all(feature = "report", any(unix, windows)))]
pub(crate) use at_exit::at_exit;
#[cfg(feature = "report")]
pub(crate) use cpu_time::cpu_time;
pub(crate) use cpu_time::process_time;
pub(crate) use crew::Crew;
pub(crate) use depth::{Depth, depth};
pub(crate) use fork::{forked, is_child};
pub(crate) use own::{be_brief, helpers_exist, place, when_idle};
#[cfg(test)]
pub(crate) use protocol::Helper;
pub(crate) use protocol::{Recruiter, Summon, with_helpers};
pub(crate) use rayon::{FEW, allowed, cpus, default_width, global_width, in_a_pool};
pub(crate) use seat::helpers_at_hand;
pub(crate) use wakes::{Waking, cost as waking_cost, waking};
pub(crate) use watch::Watch;
