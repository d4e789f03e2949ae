//! The surface: what generated code calls, and what the site is told afterwards.

use super::looked::Looked;
use super::tally::Tally;
use super::{drive, shuffled};
use crate::exec::Crew;
use crate::exit::Chunk;
use crate::site::{Call, Outcome, Way};
use crate::source::Feed;

impl Call<'_> {
    /// Runs the whole loop and gives the exit of the lowest index, if any.
    ///
    /// `local` is called once per participant, `start` once per chunk; `chunk` is the loop over one
    /// piece of `feed`; `merge` gets the states in source order, on this thread.
    ///
    /// # Panics
    ///
    /// With what the loop of the lowest index panics with, once everything in front of it is merged
    /// and no helper works on this call any more.
    #[inline(never)]
    pub fn run<F, L, T, X>(
        self,
        feed: F,
        local: impl Fn() -> L + Sync,
        start: impl Fn() -> T + Sync,
        chunk: impl Fn(F::Iter, &mut L, &mut T) -> Chunk<X> + Sync,
        merge: impl FnMut(T) -> Option<X>,
    ) -> Option<X>
    where
        F: Feed,
        T: Send,
        X: Send,
    {
        if self.0.subject.is_some() {
            let chunk = |items, mine: &mut _, state: &mut _| chunk(items, mine, state).exit();
            return shuffled::run(feed, local, start, chunk, merge);
        }
        let Way {
            len,
            subject: _,
            pace,
            max_participants,
            pool,
            label,
            counted,
            record,
        } = *self.0;
        let crew = pool.map_or(Crew::Ambient, Crew::Pool);
        let looked = Looked::begin(label, len, &pace);
        let (exit, tally) = drive(
            &crew,
            pace,
            max_participants,
            feed,
            local,
            start,
            |piece, mine, state| {
                let _seen = looked.chunk(&piece);
                chunk(piece, mine, state).exit()
            },
            looked.merging(merge),
        );
        if let Some(record) = record {
            let mut outcome = tally.outcome(len, size_of::<T>() > 0);
            outcome.cpu = looked.cpu(tally.elapsed);
            if F::PULLED {
                outcome.pull = Some(tally.pulling);
                outcome.asked = Some(len);
            }
            record.finish(&outcome);
        } else if let Some(kind) = counted {
            kind.took(tally.elapsed);
        }
        exit
    }
}

impl Tally {
    /// What the site learns from.
    fn outcome(&self, len: usize, merges: bool) -> Outcome {
        Outcome {
            len,
            items: if self.exited {
                self.reached
            } else {
                self.ran()
            },
            ran: self.ran(),
            completed: !self.exited,
            elapsed: self.elapsed,
            alone_items: self.alone.items,
            alone_nanos: self.alone.busy,
            participants: self.participants(),
            chunks: self.chunks(),
            busy: self.busy(),
            merge: merges.then_some(self.merging),
            plain: false,
            cpu: None,
            cv: self.cv(),
            pull: None,
            asked: None,
        }
    }
}
