//! Helpers of our own, for callers that are in no pool.
//!
//! Waking a thread costs tens of microseconds, and Linux often wakes it on the waker's own CPU,
//! where it waits for the next tick while another CPU is idle. So each helper has a CPU, a call
//! takes those that are not on the caller's, and after a call a helper spins for a moment: the next
//! call then starts it in a fraction of a microsecond. After that it parks.

use std::cell::Cell;
use std::collections::VecDeque;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crossbeam_utils::CachePadded;
use once_cell::sync::OnceCell;
use parking_lot::Mutex;

use super::ours;
use super::protocol::Helper;
use super::rayon::{allowed, global_width};
use super::seat::{Mark, Seat};
use super::{cpu, stack};
use crate::say::say;
use crate::sync::thread;

/// All helpers of this process.
struct Crew {
    seats: Box<[CachePadded<Seat>]>,
    /// Invitations for whoever is free next.
    queue: Mutex<VecDeque<Helper>>,
    /// The length of the queue: an estimate.
    queued: AtomicUsize,
    /// Stack that each helper has.
    stack: usize,
}

static CREW: OnceCell<Crew> = OnceCell::new();

thread_local! {
    /// The seat of this helper.
    static PLACE: Cell<usize> = const { Cell::new(0) };
}

/// A number that tells helpers apart, the same for a thread as long as it lives.
pub(crate) fn place() -> usize {
    rayon::current_thread_index().unwrap_or_else(|| PLACE.get())
}

/// Whether helpers were ever called: before, their threads are still to be made.
pub(crate) fn helpers_exist() -> bool {
    CREW.get().is_some()
}

/// What helpers do when they have nothing to do, before they go to sleep.
static IDLE: OnceCell<fn()> = OnceCell::new();
/// Whether they go to sleep at once: others need the cores.
static BRIEF: AtomicBool = AtomicBool::new(false);

pub(crate) fn when_idle(look: fn()) {
    // Only the first one counts; there is only one.
    let _ = IDLE.set(look);
}

pub(crate) fn be_brief(brief: bool) {
    BRIEF.store(brief, Ordering::Relaxed);
}

/// Invites up to `count` helpers; says how many. Fewer only if threads cannot be made, or if this
/// thread has a larger stack than the one that came first.
pub(super) fn call(count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
    let crew = CREW.get_or_init(|| {
        // As wide as rayon's pool, which is what the user configures.
        Crew::new(global_width())
    });
    // What fits on the caller's stack might not on theirs.
    if stack::size() > crew.stack {
        return 0;
    }
    let here = cpu::current();
    let others = || {
        let seats = crew.seats.iter();
        seats.filter(move |seat| seat.cpu.is_none() || seat.cpu != here)
    };

    let mut called = 0;
    // Those that spin first: they cost nothing. Then those that must be woken, then new ones.
    for mark in [Mark::Spinning, Mark::Parked] {
        for seat in others() {
            if called == count {
                return count;
            }
            if seat.is(mark) && seat.give(mark, helper()) {
                called += 1;
            }
        }
    }
    for seat in others() {
        if called == count {
            return count;
        }
        if seat.thread.get().is_none() {
            match crew.start(seat, helper()) {
                Some(true) => called += 1,
                Some(false) => {}
                None => break,
            }
        }
    }
    // Everybody is busy; whoever is free first may still be in time.
    if crew.seats.iter().any(|seat| seat.thread.get().is_some()) {
        let mut queue = crew.queue.lock();
        // Those of calls that are over would pile up while everybody is busy for long.
        queue.retain(|helper| !helper.too_late());
        queue.extend((called..count).map(|_| helper()));
        crew.queued.store(queue.len(), Ordering::SeqCst);
        called = count;
    }
    called
}

impl Crew {
    /// A seat per CPU if the crew is as wide as the machine is; else one per helper, on no
    /// particular CPU.
    fn new(width: usize) -> Self {
        let cpus = allowed();
        let seats: Vec<_> = if width < 2 {
            Vec::new()
        } else if cpus.is_empty() || width < cpus.len() {
            vec![None; width - 1]
        } else {
            let more = width - cpus.len();
            let all = cpus.iter().copied().map(Some);
            all.chain((0..more).map(|_| None)).collect()
        };
        let seats = seats
            .into_iter()
            .map(|cpu| CachePadded::new(Seat::new(cpu)));
        Self {
            seats: seats.collect(),
            queue: Mutex::default(),
            queued: AtomicUsize::new(0),
            stack: stack::size(),
        }
    }

    /// Starts the helper of `seat` with its first invitation. `Some(false)` if somebody else has
    /// started it, `None` if no thread can be made, which is said once.
    fn start(&'static self, seat: &'static Seat, helper: Helper) -> Option<bool> {
        let mut first = Some(helper);
        let seats = self.seats.iter();
        let place = seats.take_while(|other| !ptr::eq(&***other, seat)).count();
        let made = seat.thread.get_or_try_init(|| {
            let first = first.take();
            let name = match seat.cpu {
                Some(cpu) => format!("amorsize-{cpu}"),
                None => "amorsize".to_owned(),
            };
            let thread = thread::Builder::new().name(name).stack_size(self.stack);
            thread
                .spawn(move || {
                    PLACE.set(place);
                    self.serve(seat, first);
                })
                .map(|handle| {
                    ours::count();
                    if let Some(cpu) = seat.cpu {
                        cpu::send_to(cpu, &handle);
                    }
                    handle.thread().clone()
                })
        });
        match made {
            Ok(_) => Some(first.is_none()),
            Err(error) => {
                static SAID: OnceCell<()> = OnceCell::new();
                if SAID.set(()).is_ok() {
                    say(format_args!(
                        "amorsize: a thread cannot be made, loops run without it: {error}"
                    ));
                }
                None
            }
        }
    }

    /// A helper's life.
    fn serve(&self, seat: &Seat, first: Option<Helper>) {
        if let Some(cpu) = seat.cpu {
            cpu::stay_on(cpu);
        }
        let mut next = first;
        loop {
            if let Some(helper) = next.take() {
                helper.run();
            }
            let called = || self.queued.load(Ordering::SeqCst) > 0;
            let is_brief = || BRIEF.load(Ordering::Relaxed);
            let rest = || {
                if let Some(look) = IDLE.get() {
                    look();
                }
            };
            next = self.queued().or_else(|| seat.wait(called, is_brief, rest));
        }
    }

    /// Takes an invitation from the queue.
    fn queued(&self) -> Option<Helper> {
        if self.queued.load(Ordering::Relaxed) == 0 {
            return None;
        }
        let mut queue = self.queue.lock();
        let helper = queue.pop_front();
        self.queued.store(queue.len(), Ordering::SeqCst);
        helper
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::exec::{Crew as From, with_helpers};

    /// A call that waits, for at most a second, until a helper has come.
    fn helped() -> bool {
        let came = AtomicBool::new(false);
        let help = || came.store(true, Ordering::SeqCst);
        with_helpers(&From::Ambient, &help, |recruiter| {
            let began = Instant::now();
            while recruiter.summon(1) == 1
                && !came.load(Ordering::SeqCst)
                && began.elapsed() < Duration::from_secs(1)
            {
                std::thread::yield_now();
            }
        });
        came.into_inner()
    }

    #[test]
    fn come_spinning_and_parked_and_busy() {
        if global_width() < 2 {
            return;
        }
        for pause in [0, 0, 1, 0, 1, 1, 0] {
            assert!(helped());
            std::thread::sleep(Duration::from_millis(pause));
        }
        // While one call keeps every helper busy, others go on alone and leave nothing behind.
        let (inside, over) = (AtomicUsize::new(0), AtomicBool::new(false));
        let help = || {
            inside.fetch_add(1, Ordering::SeqCst);
            while !over.load(Ordering::SeqCst) {
                std::thread::yield_now();
            }
        };
        with_helpers(&From::Ambient, &help, |recruiter| {
            recruiter.summon(64);
            for _ in 0..1000 {
                with_helpers(&From::Ambient, &|| (), |recruiter| recruiter.summon(2));
            }
            let crew = CREW.get().expect("was summoned from");
            // The first call's own, and two of the last.
            assert!(crew.queue.lock().len() <= 64 + 2 + 64);
            over.store(true, Ordering::SeqCst);
        });
        assert!(helped());
    }
}
