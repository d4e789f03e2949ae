//! How chunks are cut, and when helpers come: pure policy, driven by numbers alone.

#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod cut;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod division;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod pace;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod shape;

#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use cut::Cut;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use division::Division;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use pace::{Look, Pace, Shaping};
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use shape::Shape;

use std::fmt;

/// How chunks are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Schedule {
    /// By the cost model: tapering chunks with a floor.
    #[default]
    Auto,
    /// One chunk of the same size for each participant.
    Static,
    /// Chunks of one fixed size, claimed as participants get free.
    Dynamic,
    /// Each chunk is what is left, divided by the participants.
    Guided,
    /// Rounds of one chunk for each participant; each round takes half of what is left.
    Factoring,
    /// Chunks that get smaller by the same number of items each time.
    Trapezoid,
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Static => "static",
            Self::Dynamic => "dynamic",
            Self::Guided => "guided",
            Self::Factoring => "factoring",
            Self::Trapezoid => "trapezoid",
        })
    }
}
