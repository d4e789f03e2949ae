//! The surface: what generated code calls, and what the site is told afterwards.

use std::marker::PhantomData;
use std::panic::resume_unwind;

use super::body::{Body, Closures, Merge};
use super::end::Ending;
use super::looked::Looked;
use super::tally::Tally;
use super::typed::Loop;
use super::work::{Facts, Work};
use super::{drive, shuffled};
use crate::clock::Moment;
use crate::exec::{self, Crew};
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
        mut merge: impl FnMut(T) -> Option<X>,
    ) -> Option<X>
    where
        F: Feed,
        T: Send,
        X: Send,
    {
        let body = Closures::<F, _, _, _> {
            local,
            start,
            chunk,
            feed: PhantomData,
        };
        run(self, feed, &body, &mut merge)
    }
}

/// The same for all loops over the same types.
#[inline(never)]
fn run<F: Feed, L, T: Send, X: Send>(
    call: Call<'_>,
    feed: F,
    body: &dyn Body<F::Piece, L, T, X>,
    merge: &mut dyn Merge<T, X>,
) -> Option<X> {
    let stock = feed.open(call.0.pace.expected());
    let mut work = Loop::new(stock, body, merge);
    // What is left of the loop is dropped after it, as the plain loop drops it where it ends.
    Course::run(call, &mut work).and_then(|place| work.take_exit(place))
}

/// A call that has run to its end and is not in the books yet.
struct Course {
    began: Moment,
    /// The age of all moments when it woke helpers of ours, as they are in no pool.
    woke: Option<u64>,
    looked: Looked,
    tally: Tally,
    facts: Facts,
}

impl Course {
    /// Runs it, and gives the place of the exit that ended it.
    ///
    /// # Panics
    ///
    /// If the loop did.
    fn run(mut call: Call<'_>, work: &mut dyn Work) -> Option<usize> {
        let began = Moment::now();
        let way = &mut *call.0;
        let ours = way.pool.is_none() && exec::helpers_exist() && !exec::in_a_pool();
        let mut course = Self {
            began,
            woke: (ours && way.pace.wakes()).then(Moment::age),
            looked: Looked::begin(way.label, way.len, &way.pace),
            tally: Tally::default(),
            facts: work.facts(),
        };
        let mut ending = if way.subject.is_some() {
            shuffled::run(work)
        } else {
            course.drive(way, work)
        };
        if let Some(payload) = ending.take_panic() {
            resume_unwind(payload);
        }
        let exit = ending.exit();
        course.end(way, exit.is_some());
        exit
    }

    fn drive(&mut self, way: &mut Way<'_>, work: &mut dyn Work) -> Ending {
        let crew = way.pool.map_or(Crew::Ambient, Crew::Pool);
        let mut ending = Ending::default();
        drive(
            &crew,
            &mut way.pace,
            way.max_participants,
            work,
            (&mut self.tally, &mut ending),
            &self.looked,
        );
        ending
    }

    /// Puts it in the books. A call that panics does not come here: there is nothing to be learned from it.
    fn end(mut self, way: &Way<'_>, exited: bool) {
        self.tally.exited = exited;
        self.tally.elapsed = self.began.nanos();
        self.learn_waking();
        if let Some(record) = &way.record {
            let mut outcome = self.tally.outcome(way.len, self.facts.keeps);
            outcome.cpu = self.looked.cpu(self.tally.at_work());
            if self.facts.pulled {
                outcome.pull = Some(self.tally.pulling);
                outcome.asked = Some(way.len);
            }
            record.finish(&outcome);
        } else if let Some(kind) = way.counted {
            kind.took(self.tally.elapsed);
        }
    }

    /// What it took to wake helpers: all that is neither work nor waiting for theirs.
    fn learn_waking(&self) {
        let tally = &self.tally;
        if let (Some(began), Some(waited), 1..) = (self.woke, tally.waited, tally.summoned) {
            let nanos = tally.elapsed.saturating_sub(tally.at_work() + waited);
            exec::waking_cost(began, nanos / tally.summoned as u64);
        }
    }
}

impl Tally {
    /// What the site learns from.
    fn outcome(&mut self, len: usize, merges: bool) -> Outcome {
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
            shape: self.shape.take(),
        }
    }
}
