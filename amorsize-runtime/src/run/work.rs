//! One loop as the driver sees it: without its types.
//!
//! The driver is long, and a program has many loops. So it exists once, and each loop has only these few functions of
//! its own (`typed`), as short as they can be: panics of user code go through them, and the driver catches them. Chunks are
//! told apart by their *places*: a place holds the items of a chunk, and then its result.

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
pub(super) trait Work: Results {
    fn facts(&self) -> Facts;

    /// Puts chunks of these lengths in as many places, before anybody takes part, and counts them.
    ///
    /// # Panics
    ///
    /// If user code does. Then nothing is left.
    fn cut(&mut self, lens: &[usize], count: &mut usize);

    /// Takes the loop apart, with so many places for chunks.
    fn spread(&mut self, places: usize, visit: &mut dyn FnMut(Parts<'_>));
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

    /// Puts the next `len` items in a place.
    ///
    /// # Panics
    ///
    /// If user code does. Then nothing is left.
    fn take(&mut self, place: usize, len: usize);

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
    /// Runs the items in a place and leaves the result there. `false`: it has an exit.
    ///
    /// # Panics
    ///
    /// If the body does. The result is there all the same, as far as it got.
    fn run(&mut self, place: usize) -> bool;

    /// Drops the private value.
    fn leave(&mut self);
}

/// What chunks left, for the caller. A loop that nobody takes part in any more has them all to itself.
pub(super) trait Results {
    /// Merges what the chunk in a place left. `true`: the loop ends, with an exit that is in this place now.
    ///
    /// # Panics
    ///
    /// If the merge does.
    fn merge(&mut self, place: usize) -> bool;

    /// Drops the result in a place.
    fn clear(&mut self, place: usize);
}

/// The caller, who merges and pulls, too.
pub(super) trait Caller: Participant + Results {
    /// Whether no more items come.
    fn is_dry(&self) -> bool;

    /// Pulls up to `len` items, to be delivered.
    fn pull(&mut self, len: usize);
}
