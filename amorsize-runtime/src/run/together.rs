//! The part of a call that has helpers.

use std::mem;
use std::time::Duration;

use super::end::{Ending, caught, discard};
use super::frame::{Chunk, Claim, Finished, Frame};
use super::looked::Looked;
use super::tally::{Share, Tally};
use super::work::{Caller, Chunks, Facts, Participant, Parts, Work};
use crate::clock::Moment;
use crate::exec::{Depth, Recruiter, Summon, with_helpers};
use crate::mode;
use crate::schedule::Pace;
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

/// What the helpers see.
struct Shared<'a> {
    frame: Mutex<Frame<'a>>,
    chunks: &'a dyn Chunks,
    looked: &'a Looked,
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

/// What stays on the caller's side.
struct Here<'a> {
    caller: &'a mut dyn Caller,
    tally: &'a mut Tally,
    ending: &'a mut Ending,
    facts: Facts,
}

type Guard<'g, 'a> = MutexGuard<'g, Frame<'a>>;

/// Runs what is left of a loop.
pub(super) fn run(
    crew: &dyn Summon,
    participants: usize,
    work: &mut dyn Work,
    pace: &mut Pace,
    books: (&mut Tally, &mut Ending),
    looked: &Looked,
) {
    let facts = work.facts();
    // Results that wait take memory, and results without size hardly any.
    let each = if facts.keeps || facts.pulled { 2 } else { 64 };
    let window = participants.saturating_mul(each).max(2);
    let mut once = Some((pace, books));
    work.spread(window + 1, &mut |parts| {
        let Some((pace, books)) = once.take() else {
            return;
        };
        spread(
            crew,
            participants,
            parts,
            (window, pace),
            (facts, books),
            looked,
        );
    });
}

fn spread(
    crew: &dyn Summon,
    participants: usize,
    Parts {
        store,
        chunks,
        caller,
    }: Parts<'_>,
    (window, pace): (usize, &mut Pace),
    (facts, (tally, ending)): (Facts, (&mut Tally, &mut Ending)),
    looked: &Looked,
) {
    let shared = Shared {
        frame: Mutex::new(Frame::new(store, pace, window, participants)),
        chunks,
        looked,
        result: AtomicBool::new(false),
        room: AtomicUsize::new(0),
        wake_caller: Condvar::new(),
        wake_helpers: Condvar::new(),
        invited: Moment::now(),
        wake: AtomicUsize::new(0),
    };
    // What is forced around this call is forced on its helpers.
    let scope = mode::scope();
    let help = || mode::inherit(scope, || shared.help());
    {
        let _depth = Depth::enter();
        let mut here = Here {
            caller: &mut *caller,
            tally: &mut *tally,
            ending: &mut *ending,
            facts,
        };
        with_helpers(crew, &help, |recruiter| {
            shared.lead(recruiter, participants - 1, &mut here);
        });
    }

    // Nobody is inside any more.
    let wake = shared.wake.load(Ordering::Relaxed) as u64;
    let mut frame = shared.frame.into_inner();
    for (place, finished) in frame.leftover() {
        ending.merge(caller, place, finished.panic);
    }
    if let Some(late) = frame.late {
        ending.fail(caller, late);
    }
    tally.helpers = frame.shares;
    tally.present = frame.present;
    tally.summoned = frame.summoned;
    tally.wake = wake;
}

impl<'a> Shared<'a> {
    /// The caller's part: claims chunks as everybody does, merges between them, waits only when
    /// there is nothing to claim and the next result in order is still being made.
    fn lead(&self, recruiter: &Recruiter<'_>, mut helpers: usize, here: &mut Here<'_>) {
        let mut frame = self.frame.lock();
        loop {
            if frame.ready() {
                match self.merge(frame, here) {
                    Some(merged) => frame = merged,
                    None => return,
                }
                continue;
            }
            if frame.over() {
                return;
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
            if here.facts.pulled && !here.caller.is_dry() && frame.has_room() {
                frame = self.pull(frame, here);
                continue;
            }
            frame = match frame.claim() {
                Claim::Chunk(chunk) => self.work(frame, chunk, here.caller, &mut here.tally.caller),
                Claim::Full | Claim::Nothing => self.wait_for_result(frame),
            };
        }
    }

    /// How many more helpers are wanted than are here or on their way.
    fn absent(&self, frame: &Frame<'a>, helpers: usize) -> usize {
        let have = frame.summoned - frame.gone;
        if have >= helpers || !frame.has_work() {
            return 0;
        }
        frame
            .pace
            .helpers_wanted(frame.left())
            .min(helpers)
            .saturating_sub(have)
    }

    /// Merges the results that are there, in order. `None`: the loop ends there, and what comes behind is thrown away when
    /// nobody is inside any more.
    fn merge<'g>(&'g self, mut frame: Guard<'g, 'a>, here: &mut Here<'_>) -> Option<Guard<'g, 'a>> {
        // Merging nothing takes no time, and the clock does.
        let began = here.facts.keeps.then(Moment::now);
        let mut goes_on = true;
        while goes_on && let Some((place, chunk)) = frame.take_ready() {
            self.make_room(&frame);
            drop(frame);
            goes_on = here.ending.merge(here.caller, place, chunk.panic);
            // A merge that ends the loop does so at some item of the chunk.
            let ends_here = chunk.done && !goes_on;
            let items = chunk.items;
            here.tally.reached += if ends_here { items.div_ceil(2) } else { items };
            if goes_on {
                self.looked.merged(chunk.items);
            }
            frame = self.frame.lock();
        }
        if let Some(began) = began {
            here.tally.merging = here.tally.merging.saturating_add(began.nanos());
        }
        if goes_on {
            return Some(frame);
        }
        frame.open = false;
        drop(frame);
        self.wake_helpers.notify_all();
        None
    }

    /// Fills the stock up by one chunk, while helpers work on those before.
    fn pull<'g>(&'g self, mut frame: Guard<'g, 'a>, here: &mut Here<'_>) -> Guard<'g, 'a> {
        let left = frame.left();
        let len = frame.pace.next(left);
        drop(frame);
        let began = Moment::now();
        here.caller.pull(len);
        let nanos = began.nanos();
        here.tally.pulling = here.tally.pulling.saturating_add(nanos);
        let mut frame = self.frame.lock();
        let items = frame.deliver();
        frame.pace.observe_pull(items, nanos);
        self.make_room(&frame);
        frame
    }

    /// Runs a chunk, puts its result in its place and its time into the books.
    fn work<'g>(
        &'g self,
        frame: Guard<'g, 'a>,
        chunk: Chunk,
        own: &mut dyn Participant,
        share: &mut Share,
    ) -> Guard<'g, 'a> {
        drop(frame);
        let began = Moment::now();
        let mut done = false;
        let ran = {
            let _seen = self.looked.chunk(chunk.len);
            caught(&mut || done = own.run(chunk.place))
        };
        let nanos = began.nanos();
        let mut frame = self.frame.lock();
        let items = if done {
            frame.pace.observe(chunk.len, nanos);
            chunk.len
        } else {
            share.before_the_end(chunk.len, nanos, frame.pace.known_item())
        };
        share.add(items, nanos);
        let panic = ran.err();
        frame.deposit(chunk.place, Finished { items, done, panic });
        frame
    }

    /// Waits until the next result in order is there. Runs nothing meanwhile.
    fn wait_for_result<'g>(&'g self, mut frame: Guard<'g, 'a>) -> Guard<'g, 'a> {
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
    fn make_room(&self, frame: &Frame<'a>) {
        self.room.fetch_add(1, Ordering::Relaxed);
        if frame.helpers_wait > 0 {
            self.wake_helpers.notify_all();
        }
    }

    /// Tells the caller, if it waits, that its result is there.
    fn tell_caller(&self, frame: &mut Frame<'a>) {
        if frame.caller_waits && frame.ready() {
            self.result.store(true, Ordering::Relaxed);
            if mem::take(&mut frame.caller_sleeps) {
                self.wake_caller.notify_one();
            }
        }
    }

    /// A helper's part: claims chunks until there are no more, or no room for too long.
    fn help(&self) {
        let _depth = Depth::enter();
        self.chunks.join(&mut |own| {
            self.help_as(own);
            // The caller is told by the gate, so it sees this too.
            if let Err(payload) = caught(&mut || own.leave()) {
                let earlier = self.frame.lock().late.replace(payload);
                discard(earlier);
            }
        });
    }

    fn help_as(&self, own: &mut dyn Participant) {
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
                Claim::Chunk(chunk) => {
                    frame = self.work(frame, chunk, own, &mut share);
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
    }

    /// Waits a moment for the caller to take results.
    fn wait_for_room<'g>(&'g self, frame: Guard<'g, 'a>) -> Guard<'g, 'a> {
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
