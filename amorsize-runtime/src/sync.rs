//! The only place that names locks and the atomics of the protocol: std and parking_lot, or the models
//! that loom and shuttle have of them, so that the same source runs and is model-checked.
//!
//! Statics keep std's atomics: loom's cannot be built in a constant, and no model depends on them.

#[cfg(not(any(loom, shuttle)))]
mod real {
    pub(crate) use parking_lot::{Condvar, Mutex, MutexGuard};
    pub(crate) use std::sync::Arc;
    pub(crate) use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
    pub(crate) use std::thread;

    use std::time::{Duration, Instant};

    /// Spins until `ready`, for at most `limit`. Gives up the CPU now and then in the second half,
    /// because on a full machine the thread waited for may need this very CPU. Says whether it
    /// became ready.
    pub(crate) fn spin(limit: Duration, ready: impl Fn() -> bool) -> bool {
        // The clock takes as long as the next look is away.
        if ready() {
            return true;
        }
        let began = Instant::now();
        loop {
            for _ in 0..32 {
                if ready() {
                    return true;
                }
                std::hint::spin_loop();
            }
            let spent = began.elapsed();
            if spent >= limit {
                return ready();
            }
            if spent > limit / 2 {
                std::thread::yield_now();
            }
        }
    }

    /// Spins until `ready`, for at most `limit`, and keeps the CPU.
    pub(crate) fn stay(limit: Duration, ready: impl Fn() -> bool) {
        let began = Instant::now();
        while began.elapsed() < limit {
            for _ in 0..64 {
                if ready() {
                    return;
                }
                std::hint::spin_loop();
            }
        }
    }

    /// Waits on `condvar` for at most `limit`; spurious returns are the callers' to handle.
    pub(crate) fn wait_briefly<T>(
        condvar: &Condvar,
        guard: &mut MutexGuard<'_, T>,
        limit: Duration,
    ) {
        condvar.wait_for(guard, limit);
    }
}

#[cfg(not(any(loom, shuttle)))]
pub(crate) use real::*;

#[cfg(any(loom, shuttle))]
mod model {
    #[cfg(loom)]
    use loom as checker;
    #[cfg(shuttle)]
    use shuttle as checker;

    pub(crate) use checker::sync::Arc;
    pub(crate) use checker::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize, Ordering};
    pub(crate) use checker::thread;

    use std::ops::{Deref, DerefMut};
    use std::time::Duration;

    /// The checker's mutex with parking_lot's calls.
    pub(crate) struct Mutex<T>(checker::sync::Mutex<T>);
    pub(crate) struct MutexGuard<'a, T>(Option<checker::sync::MutexGuard<'a, T>>);
    /// The checker's condition variable with parking_lot's calls.
    pub(crate) struct Condvar(checker::sync::Condvar);

    impl<T> Mutex<T> {
        pub(crate) fn new(value: T) -> Self {
            Self(checker::sync::Mutex::new(value))
        }
        pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
            MutexGuard(Some(
                self.0
                    .lock()
                    .unwrap_or_else(std::sync::PoisonError::into_inner),
            ))
        }
        pub(crate) fn get_mut(&mut self) -> &mut T {
            self.0
                .get_mut()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        }
        pub(crate) fn into_inner(self) -> T {
            self.0
                .into_inner()
                .unwrap_or_else(std::sync::PoisonError::into_inner)
        }
    }

    impl<T> Deref for MutexGuard<'_, T> {
        type Target = T;
        fn deref(&self) -> &T {
            self.0.as_ref().expect("held outside of wait")
        }
    }
    impl<T> DerefMut for MutexGuard<'_, T> {
        fn deref_mut(&mut self) -> &mut T {
            self.0.as_mut().expect("held outside of wait")
        }
    }

    impl Condvar {
        pub(crate) fn new() -> Self {
            Self(checker::sync::Condvar::new())
        }
        pub(crate) fn wait<T>(&self, guard: &mut MutexGuard<'_, T>) {
            let inner = guard.0.take().expect("held outside of wait");
            guard.0 = Some(
                self.0
                    .wait(inner)
                    .unwrap_or_else(std::sync::PoisonError::into_inner),
            );
        }
        pub(crate) fn notify_one(&self) {
            self.0.notify_one();
        }
        pub(crate) fn notify_all(&self) {
            self.0.notify_all();
        }
    }

    /// Models do not spin: a spin only ever shortens a wait.
    pub(crate) fn spin(_: Duration, ready: impl Fn() -> bool) -> bool {
        ready()
    }

    /// As above.
    pub(crate) fn stay(_: Duration, ready: impl Fn() -> bool) {
        ready();
    }

    /// Models do not know time: a brief wait is over at once.
    pub(crate) fn wait_briefly<T>(_: &Condvar, _: &mut MutexGuard<'_, T>, _: Duration) {}
}

#[cfg(any(loom, shuttle))]
pub(crate) use model::*;
