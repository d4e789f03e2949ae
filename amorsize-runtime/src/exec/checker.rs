//! What the models are written against: loom, which tries every schedule within a bound, or shuttle, which tries many at random.
//!
//! `RUSTFLAGS="--cfg loom"` or `RUSTFLAGS="--cfg shuttle"`, then `cargo test -p amorsize-runtime --release --lib models`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[cfg(loom)]
pub(crate) use loom::thread;
#[cfg(shuttle)]
pub(crate) use shuttle::thread;

/// Random schedules per model.
#[cfg(shuttle)]
const SCHEDULES: usize = 100_000;

/// Runs a model under all schedules with at most so many preemptions (`None`: under all), or under many random ones.
pub(crate) fn explore(preemptions: Option<usize>, model: impl Fn() + Send + Sync + 'static) {
    let explored = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&explored);
    let model = move || {
        counter.fetch_add(1, Ordering::Relaxed);
        model();
    };
    #[cfg(loom)]
    {
        let mut builder = loom::model::Builder::new();
        builder.preemption_bound = preemptions;
        builder.check(model);
    }
    #[cfg(shuttle)]
    {
        let _ = preemptions;
        shuttle::check_random(model, SCHEDULES);
    }
    // `.ci/long` adds these up.
    eprintln!("schedules: {}", explored.load(Ordering::Relaxed));
}

/// A frame on the caller's stack: the model fails if somebody looks at it while, or after, the caller takes it back.
pub(crate) struct Frame(
    #[cfg(loom)] loom::cell::UnsafeCell<usize>,
    #[cfg(shuttle)] shuttle::sync::atomic::AtomicUsize,
);

const WHOLE: usize = 1;
const TAKEN: usize = 2;

/// Ends the process: a panic on a helper would be caught by the protocol's last net, and the model would pass.
fn broken() -> ! {
    eprintln!("a helper looked at a frame that is not the call's any more");
    std::process::abort()
}

#[cfg(loom)]
impl Frame {
    pub(crate) fn new() -> Self {
        Self(loom::cell::UnsafeCell::new(WHOLE))
    }

    pub(crate) fn look(&self) {
        // SAFETY: a read; loom panics if somebody writes meanwhile.
        let look = || self.0.with(|frame| unsafe { *frame });
        match std::panic::catch_unwind(std::panic::AssertUnwindSafe(look)) {
            Ok(WHOLE) => {}
            _ => broken(),
        }
    }

    pub(crate) fn take_back(&self) {
        // SAFETY: a write; loom panics if somebody else is there.
        self.0.with_mut(|frame| unsafe { *frame = TAKEN });
    }
}

// SAFETY: loom checks every access.
#[cfg(loom)]
unsafe impl Sync for Frame {}

#[cfg(shuttle)]
impl Frame {
    pub(crate) fn new() -> Self {
        Self(shuttle::sync::atomic::AtomicUsize::new(WHOLE))
    }

    pub(crate) fn look(&self) {
        use shuttle::sync::atomic::Ordering::SeqCst;
        // Looks for a while: it must be whole all that time.
        for _ in 0..3 {
            if self.0.load(SeqCst) != WHOLE {
                broken();
            }
            thread::yield_now();
        }
    }

    pub(crate) fn take_back(&self) {
        self.0.store(TAKEN, shuttle::sync::atomic::Ordering::SeqCst);
    }
}
