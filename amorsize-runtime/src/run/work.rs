//! One loop as the driver sees it: without its types.
//!
//! The driver is long, and a program has many loops. So it exists once, and each loop has only these few functions of
//! its own (`typed`). Chunks are told apart by their *places*: a place holds the items of a chunk, and then its result.

use super::Payload;

/// What a loop is like, whatever its items are.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    /// Items are pulled: how many there are is not known before the end.
    pub(super) pulled: bool,
    /// The body may leave the loop.
    pub(super) exits: bool,
    /// Chunks leave something to be merged.
    pub(super) keeps: bool,
}

/// What nobody has claimed yet.
#[derive(Clone, Copy)]
pub(super) struct Level {
    /// Items, as far as is known. 0: none, for certain.
    pub(super) left: usize,
    /// Whether a chunk can be taken now.
    pub(super) ready: bool,
    /// How many chunks are ready whose length is fixed.
    pub(super) waiting: usize,
    /// The length of the next one, where it is fixed.
    pub(super) next_len: Option<usize>,
}

/// A whole loop, on its caller's thread.
pub(super) trait Work {
    fn facts(&self) -> Facts;

    fn level(&self) -> Level;

    /// Runs the next `len` items here. `false`: that was the end, an exit or a panic.
    fn run(&mut self, len: usize) -> bool;

    /// Merges what the last chunk left. `false`: the loop has ended, there or in the merge.
    fn merge(&mut self) -> bool;

    /// Whether no more items come.
    fn is_dry(&self) -> bool;

    /// Pulls up to `len` items into the stock and says how many there were.
    fn pull(&mut self, len: usize) -> usize;

    /// Spreads the loop out over `places`, for several participants. When `visit` returns, results that are left are merged
    /// in the order of their places, up to the end of the loop. Says how many nanoseconds that took.
    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>)) -> u64;

    /// Whether the loop was ended by an exit or a panic that is merged.
    fn has_ended(&self) -> bool;

    /// The panic that ended it. What is left of the loop is to be dropped while this goes on.
    fn take_panic(&mut self) -> Option<Payload>;

    /// A panic that belongs to no chunk. It ends the loop unless another panic has.
    fn fail(&mut self, panic: Payload);
}

/// A loop in parts.
pub(super) struct Parts<'a> {
    pub(super) store: &'a mut (dyn Store + 'a),
    pub(super) chunks: &'a (dyn Chunks + 'a),
    pub(super) caller: &'a mut (dyn Caller + 'a),
}

/// The items that nobody has claimed: one participant at a time has it.
pub(super) trait Store: Send {
    fn level(&self) -> Level;

    /// Puts the next `len` items in a place. `false`: that panicked, and the panic is the result in that place; nothing is
    /// left then.
    fn take(&mut self, place: usize, len: usize) -> bool;

    /// Takes in what the caller has pulled, and says how many items it is.
    fn deliver(&mut self) -> usize;
}

/// The chunks that were claimed: all participants have them.
pub(super) trait Chunks: Sync {
    /// Makes this thread a participant, with a private value of its own.
    fn join(&self, visit: &mut dyn FnMut(&mut dyn Participant));
}

/// Who runs chunks.
pub(super) trait Participant {
    /// Runs the items in a place and leaves the result there. `false`: an exit or a panic.
    fn run(&mut self, place: usize) -> bool;

    /// Drops the private value.
    fn leave(&mut self) -> Result<(), Payload>;
}

/// The caller, who merges and pulls, too.
pub(super) trait Caller: Participant {
    /// Takes the result out of a place, for merging.
    fn fetch(&mut self, place: usize);

    /// As [`Work::merge`].
    fn merge(&mut self) -> bool;

    /// As [`Work::is_dry`].
    fn is_dry(&self) -> bool;

    /// Pulls up to `len` items, to be delivered.
    fn pull(&mut self, len: usize);
}
