//! Which calls are alike.

use super::rest;

/// What tells calls of one instantiation apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The length to a power of two.
    pub(super) bucket: u32,
    /// Participants at most.
    pub(super) width: usize,
    pub(super) user: u64,
}

impl Key {
    pub(crate) fn new(len: usize, width: usize, user: Option<u64>) -> Self {
        Self {
            bucket: rest::bucket(len),
            width,
            user: user.unwrap_or(0),
        }
    }

    /// The shortest length of these calls.
    pub(super) fn floor(&self) -> usize {
        1_usize.checked_shl(self.bucket).unwrap_or(usize::MAX)
    }
}
