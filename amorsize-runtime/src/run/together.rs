//! The part of a call that has helpers.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::End;
use super::body::{Body, Finished, discard, merge};
use super::frame::{Claim, Frame, Waiting};
use super::tally::{Share, Tally};
use crate::clock::Moment;
use crate::exec::{Depth, Recruiter, Summon, with_helpers};
use crate::mode;
use crate::schedule::Pace;
use crate::source::{Feed, Stock, Tap};
use crate::sync::{
    AtomicBool, AtomicUsize, Condvar, Mutex, MutexGuard, Ordering, spin, wait_briefly,
};

/// How long the caller spins for a result before it sleeps.
const CALLER_SPIN: Duration = Duration::from_micros(20);
/// How long a helper spins for room in the window before it sleeps.
const HELPER_SPIN: Duration = Duration::from_micros(10);
/// How long a helper sleeps for room before it leaves. It must leave: the body on the caller may
/// itself wait for threads of this pool.
const HELPER_SLEEP: Duration = Duration::from_micros(500);

/// What stays on the caller's side.
pub(super) struct Here<'a, P, L, M> {
    /// Only the caller asks an iterator for its next item.
    pub(super) tap: &'a mut P,
    pub(super) mine: &'a mut Option<L>,
    pub(super) merge: &'a mut M,
    pub(super) tally: &'a mut Tally,
}

/// What the helpers see.
struct Shared<'a, F: Feed, T, X, Lo, St, Ch> {
    frame: Mutex<Frame<F::Stock, T, X>>,
    body: &'a Body<Lo, St, Ch>,
    /// Set when the result the caller waits for is there: to spin on without the lock.
    result: AtomicBool,
    /// Counts the times there was new room in the window: likewise.
    room: AtomicUsize,
    wake_caller: Condvar,
    wake_helpers: Condvar,
    /// When the first helper was invited, and how long it took until one claimed.
    invited: Moment,
    wake: AtomicUsize,
}

type Guard<'g, S, T, X> = MutexGuard<'g, Frame<S, T, X>>;

/// Runs what is left of a loop. Gives back what was not claimed.
pub(super) fn run<F, L, T, X, Lo, St, Ch, M>(
    crew: &dyn Summon,
    participants: usize,
    stock: F::Stock,
    pace: Pace,
    body: &Body<Lo, St, Ch>,
    here: &mut Here<'_, F::Tap, L, M>,
) -> (End<X>, F::Stock)
where
    F: Feed,
    T: Send,
    X: Send,
    Lo: Fn() -> L + Sync,
    St: Fn() -> T + Sync,
    Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X> + Sync,
    M: FnMut(T) -> Option<X>,
{
    // Results that wait take memory, and results without size hardly any.
    let window = if size_of::<T>() == 0 && !F::PULLED {
        participants.saturating_mul(256)
    } else {
        participants.saturating_mul(2)
    };
    let shared = Shared::<F, _, _, _, _, _> {
        frame: Mutex::new(Frame::new(stock, pace, window.max(2), participants)),
        body,
        result: AtomicBool::new(false),
        room: AtomicUsize::new(0),
        wake_caller: Condvar::new(),
        wake_helpers: Condvar::new(),
        invited: Moment::now(),
        wake: AtomicUsize::new(0),
    };
    let mut waiting = Vec::new();
    // What is forced around this call is forced on its helpers.
    let scope = mode::scope();
    let help = || mode::inherit(scope, || shared.help());
    let end = {
        let _depth = Depth::enter();
        with_helpers(crew, &help, |recruiter| {
            shared.lead(recruiter, participants - 1, here, &mut waiting)
        })
    };

    // Nobody is inside any more.
    let wake = shared.wake.load(Ordering::Relaxed) as u64;
    let mut frame = shared.frame.into_inner();
    waiting.append(&mut frame.take_all());
    for result in waiting {
        discard(result);
    }
    let end = match (end, frame.late.take()) {
        (End::Panic(payload), late) => {
            discard(late);
            End::Panic(payload)
        }
        (end, Some(late)) => {
            discard(end);
            End::Panic(late)
        }
        (end, None) => end,
    };
    here.tally.helpers = frame.shares;
    here.tally.present = frame.present;
    here.tally.summoned = frame.summoned;
    here.tally.wake = wake;
    (end, frame.stock)
}

impl<F, T, X, Lo, St, Ch> Shared<'_, F, T, X, Lo, St, Ch>
where
    F: Feed,
    T: Send,
    X: Send,
{
    /// The caller's part: claims chunks as everybody does, merges between them, waits only when
    /// there is nothing to claim and the next result in order is still being made.
    fn lead<L, M>(
        &self,
        recruiter: &Recruiter<'_>,
        mut helpers: usize,
        here: &mut Here<'_, F::Tap, L, M>,
        waiting: &mut Vec<Waiting<T, X>>,
    ) -> End<X>
    where
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
        M: FnMut(T) -> Option<X>,
    {
        let mut frame = self.frame.lock();
        loop {
            if frame.ready() {
                frame.take_ready(waiting);
                self.make_room(&mut frame);
                drop(frame);
                if let Some(end) = self.merge(here, waiting) {
                    self.frame.lock().open = false;
                    self.wake_helpers.notify_all();
                    return end;
                }
                frame = self.frame.lock();
                continue;
            }
            if frame.over() {
                return End::Whole;
            }
            let absent = self.absent(&frame, helpers);
            if absent > 0 {
                frame.summoned += absent;
                drop(frame);
                let came = recruiter.summon(absent);
                frame = self.frame.lock();
                if came < absent {
                    // No more threads are to be had; asking again would cost every chunk.
                    frame.summoned -= absent - came;
                    helpers = 0;
                }
                continue;
            }
            if F::PULLED && !here.tap.is_dry() && frame.has_room() {
                frame = self.pull(frame, here);
                continue;
            }
            match frame.claim() {
                Claim::Chunk { number, len, piece } => {
                    drop(frame);
                    let began = Moment::now();
                    let finished = self.body.run::<F, _, _, _>(piece, here.mine);
                    let nanos = began.nanos();
                    frame = self.frame.lock();
                    hand_in(
                        &mut frame,
                        &mut here.tally.caller,
                        number,
                        len,
                        nanos,
                        finished,
                    );
                }
                Claim::Full | Claim::Nothing => frame = self.wait_for_result(frame),
            }
        }
    }

    /// How many more helpers are wanted than are here or on their way.
    fn absent(&self, frame: &Frame<F::Stock, T, X>, helpers: usize) -> usize {
        let have = frame.summoned - frame.gone;
        if have >= helpers || !frame.has_work() {
            return 0;
        }
        frame
            .pace
            .helpers_wanted(frame.stock.left())
            .min(helpers)
            .saturating_sub(have)
    }

    /// Merges what was taken, in order. `Some`: the loop ends here.
    fn merge<L, M>(
        &self,
        here: &mut Here<'_, F::Tap, L, M>,
        waiting: &mut Vec<Waiting<T, X>>,
    ) -> Option<End<X>>
    where
        M: FnMut(T) -> Option<X>,
    {
        // Merging nothing takes no time, and the clock does.
        let began = (size_of::<T>() > 0).then(Moment::now);
        let mut end = None;
        for place in &mut *waiting {
            let Some((len, finished)) = place.take() else {
                continue;
            };
            end = merge(finished, here.merge);
            here.tally.reach(len, end.is_some());
            if end.is_some() {
                // What comes behind is thrown away when nobody is inside any more.
                break;
            }
        }
        if end.is_none() {
            waiting.clear();
        }
        if let Some(began) = began {
            here.tally.merging = here.tally.merging.saturating_add(began.nanos());
        }
        end
    }

    /// Fills the stock up by one chunk, while helpers work on those before.
    fn pull<'g, L, M>(
        &'g self,
        mut frame: Guard<'g, F::Stock, T, X>,
        here: &mut Here<'_, F::Tap, L, M>,
    ) -> Guard<'g, F::Stock, T, X> {
        let left = frame.stock.left();
        let len = frame.pace.next(left);
        drop(frame);
        let began = Moment::now();
        let delivery = here.tap.pull(len);
        let nanos = began.nanos();
        here.tally.pulling = here.tally.pulling.saturating_add(nanos);
        let mut frame = self.frame.lock();
        let items = F::Tap::deliver(delivery, &mut frame.stock);
        frame.pace.observe_pull(items, nanos);
        self.make_room(&mut frame);
        frame
    }

    /// Waits until the next result in order is there. Runs nothing meanwhile.
    fn wait_for_result<'g>(
        &'g self,
        mut frame: Guard<'g, F::Stock, T, X>,
    ) -> Guard<'g, F::Stock, T, X> {
        if frame.ready() || frame.over() {
            return frame;
        }
        self.result.store(false, Ordering::Relaxed);
        frame.caller_waits = true;
        drop(frame);
        spin(CALLER_SPIN, || self.result.load(Ordering::Relaxed));
        let mut frame = self.frame.lock();
        while !frame.ready() {
            frame.caller_sleeps = true;
            self.wake_caller.wait(&mut frame);
        }
        frame.caller_sleeps = false;
        frame.caller_waits = false;
        frame
    }

    /// Tells helpers that the window has moved.
    fn make_room(&self, frame: &mut Frame<F::Stock, T, X>) {
        self.room.fetch_add(1, Ordering::Relaxed);
        if frame.helpers_wait > 0 {
            self.wake_helpers.notify_all();
        }
    }

    /// Tells the caller, if it waits, that its result is there.
    fn tell_caller(&self, frame: &mut Frame<F::Stock, T, X>) {
        if frame.caller_waits && frame.ready() {
            self.result.store(true, Ordering::Relaxed);
            if mem::take(&mut frame.caller_sleeps) {
                self.wake_caller.notify_one();
            }
        }
    }

    /// A helper's part: claims chunks until there are no more, or no room for too long.
    fn help<L>(&self)
    where
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    {
        let _depth = Depth::enter();
        let mut mine = None;
        let mut share = Share::default();
        let mut frame = self.frame.lock();
        frame.inside += 1;
        frame.present = frame.present.max(frame.inside);
        if frame.present == 1 && self.wake.load(Ordering::Relaxed) == 0 {
            let wake = usize::try_from(self.invited.nanos()).unwrap_or(usize::MAX);
            self.wake.store(wake.max(1), Ordering::Relaxed);
        }
        loop {
            match frame.claim() {
                Claim::Chunk { number, len, piece } => {
                    drop(frame);
                    let began = Moment::now();
                    let finished = self.body.run::<F, _, _, _>(piece, &mut mine);
                    let nanos = began.nanos();
                    frame = self.frame.lock();
                    hand_in(&mut frame, &mut share, number, len, nanos, finished);
                    self.tell_caller(&mut frame);
                }
                Claim::Full => {
                    frame = self.wait_for_room(frame);
                    if frame.may_have_work() && !frame.has_work() {
                        break;
                    }
                }
                Claim::Nothing => break,
            }
        }
        // A piece that could not be cut has left a result too.
        self.tell_caller(&mut frame);
        frame.inside -= 1;
        frame.gone += 1;
        if share.chunks > 0 {
            frame.shares.push(share);
        }
        drop(frame);
        // The caller is told by the gate, so it sees this too.
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(mine))) {
            let earlier = self.frame.lock().late.replace(payload);
            discard(earlier);
        }
    }

    /// Waits a moment for the caller to take results.
    fn wait_for_room<'g>(&'g self, frame: Guard<'g, F::Stock, T, X>) -> Guard<'g, F::Stock, T, X> {
        let seen = self.room.load(Ordering::Relaxed);
        drop(frame);
        spin(HELPER_SPIN, || self.room.load(Ordering::Relaxed) != seen);
        let mut frame = self.frame.lock();
        if frame.may_have_work() && !frame.has_work() {
            frame.helpers_wait += 1;
            wait_briefly(&self.wake_helpers, &mut frame, HELPER_SLEEP);
            frame.helpers_wait -= 1;
        }
        frame
    }
}

/// Puts a chunk's result in its place and its time into the books.
fn hand_in<S: Stock, T, X>(
    frame: &mut Frame<S, T, X>,
    share: &mut Share,
    number: usize,
    len: usize,
    nanos: u64,
    finished: Finished<T, X>,
) {
    let done = matches!(finished, Finished::Done(_));
    frame.deposit(number, len, finished);
    if done {
        share.add(len, nanos);
        frame.pace.observe(len, nanos);
    } else {
        share.chunks += 1;
    }
}
