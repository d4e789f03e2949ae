//! What a call did.

use crate::schedule::Shape;

/// What `run` tells the site when a call is over.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Outcome {
    /// Items of the loop.
    pub(crate) len: usize,
    /// Items up to its end: all of them, unless it was left early.
    pub(crate) items: usize,
    /// Items of all chunks that ran, those behind an early end included.
    pub(crate) ran: usize,
    /// Whether the loop ran to its end: no exit, no panic.
    pub(crate) completed: bool,
    /// From entering `run` to its end, in nanoseconds.
    pub(crate) elapsed: u64,
    /// Items that the caller ran before any helper was summoned; all of them if none was.
    pub(crate) alone_items: usize,
    /// What their chunks took, in nanoseconds, merging left out.
    pub(crate) alone_nanos: u64,
    /// Participants that ran at least one chunk, the caller included.
    pub(crate) participants: usize,
    pub(crate) chunks: usize,
    /// The time of all chunks on all participants, those of the caller alone included.
    pub(crate) busy: u64,
    /// The caller's time in merging, in nanoseconds, if it was taken.
    pub(crate) merge: Option<u64>,
    /// The caller's time in pulling items, in nanoseconds, where they are pulled.
    pub(crate) pull: Option<u64>,
    /// The length that the site was asked with, where that was a guess.
    pub(crate) asked: Option<usize>,
    /// The share of the call that the caller was on a core, if that was measured.
    pub(crate) cpu: Option<f64>,
    /// Coefficient of variation of the cost of an item, between chunks.
    pub(crate) cv: Option<f64>,
    /// Where the dear items were, if that was looked at.
    pub(crate) shape: Option<Box<Shape>>,
    /// It was the plain loop, not chunks.
    pub(crate) plain: bool,
}
