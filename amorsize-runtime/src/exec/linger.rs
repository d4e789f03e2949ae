//! Helpers that stay for a moment. Waking a thread costs tens of microseconds; one that still
//! spins when the next call comes starts in a fraction of one. So a helper of rayon's global pool
//! stays for a while after a call, at a place where the next caller finds it, and goes back to
//! the pool if nobody comes or if the pool has other work for it.

use std::cell::Cell;
use std::hint;
use std::ptr;
use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crossbeam_utils::CachePadded;
use once_cell::sync::OnceCell;

use super::depth::depth;
use super::protocol::Helper;

/// How long a helper stays. Long enough for calls back to back, short against a time slice.
const STAY: Duration = Duration::from_micros(50);
/// Looks at the place between two looks at the clock and at the pool.
const LOOKS: usize = 64;

/// What stands at a place: null when nobody waits there, [`here`] while its thread waits, else an
/// invitation that its thread will take.
type Place = CachePadded<AtomicPtr<()>>;

/// One place per thread of the global pool.
static PLACES: OnceCell<Box<[Place]>> = OnceCell::new();
/// How many wait: an estimate that spares callers the look at empty places.
static WAITING: AtomicUsize = AtomicUsize::new(0);

/// The mark of a waiting thread: an address that is never an invitation's.
fn here() -> *mut () {
    static MARK: u8 = 0;
    ptr::from_ref(&MARK).cast::<()>().cast_mut()
}

thread_local! {
    static STAYING: Cell<bool> = const { Cell::new(false) };
}

/// How many helpers wait at this moment: those a call gets without waking anyone.
pub(crate) fn waiting() -> usize {
    WAITING.load(Ordering::Relaxed)
}

/// Gives invitations to up to `count` waiting helpers; says to how many.
pub(super) fn call(count: usize, helper: &mut dyn FnMut() -> Helper) -> usize {
    let Some(places) = PLACES.get() else { return 0 };
    let mut called = 0;
    for place in places {
        if called == count || waiting() == 0 {
            break;
        }
        if place.load(Ordering::Relaxed) != here() {
            continue;
        }
        let invitation = helper().into_raw();
        // SeqCst throughout this file: the exchange decides who has the invitation, and one total
        // order is cheap at this rate.
        match place.compare_exchange(here(), invitation, Ordering::SeqCst, Ordering::Relaxed) {
            Ok(_) => {
                WAITING.fetch_sub(1, Ordering::Relaxed);
                called += 1;
            }
            Err(_) => {
                // SAFETY: the exchange failed, so the pointer went nowhere and is still ours; it
                // came from `into_raw` just now and is taken back once.
                drop(unsafe { Helper::from_raw(invitation) });
            }
        }
    }
    called
}

/// Stays for a while and helps whoever calls. To be run by a thread of the global pool at the end
/// of its help.
pub(super) fn stay() {
    let places = PLACES.get_or_init(|| {
        (0..rayon::current_num_threads())
            .map(|_| Place::default())
            .collect()
    });
    let Some(place) = rayon::current_thread_index().and_then(|index| places.get(index)) else {
        return;
    };
    // Not while a body waits below on this stack, and no stay within a stay (the pool's other work
    // may be an invitation): the stack would grow.
    if depth() > 0 || STAYING.replace(true) {
        return;
    }
    while let Some(helper) = wait(place) {
        helper.run();
    }
    STAYING.set(false);
}

/// Waits at `place`, which belongs to this thread, and leaves it empty.
fn wait(place: &Place) -> Option<Helper> {
    let began = Instant::now();
    loop {
        WAITING.fetch_add(1, Ordering::Relaxed);
        place.store(here(), Ordering::SeqCst);
        for _ in 0..LOOKS {
            if place.load(Ordering::Relaxed) != here() {
                break;
            }
            hint::spin_loop();
        }
        let found = place.swap(ptr::null_mut(), Ordering::SeqCst);
        if found != here() {
            // SAFETY: only this thread puts the mark here, and a caller replaces the mark by the
            // pointer of one invitation and counts it as given. The swap took it out, so it is
            // taken back once.
            return Some(unsafe { Helper::from_raw(found) });
        }
        WAITING.fetch_sub(1, Ordering::Relaxed);
        // The pool's own work goes first, and with nobody at the place no caller counts on us.
        if began.elapsed() >= STAY || rayon::yield_now() == Some(rayon::Yield::Executed) {
            return None;
        }
    }
}
