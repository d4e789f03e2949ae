//! The time a thread was on a core: what tells a loop that computes from one that waits.

/// CPU time of this process so far, of all its threads, in nanoseconds.
pub(crate) fn process_time() -> Option<u64> {
    imp::time(imp::PROCESS)
}

/// CPU time of this thread so far, in nanoseconds; `None` where the system has no such clock.
#[cfg(feature = "report")]
pub(crate) fn cpu_time() -> Option<u64> {
    imp::time(imp::THREAD)
}

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
mod imp {
    use std::ffi::{c_int, c_long};

    #[repr(C)]
    struct Timespec {
        seconds: i64,
        nanos: c_long,
    }

    unsafe extern "C" {
        // C's own: std links the C library on this target.
        fn clock_gettime(clock: c_int, time: *mut Timespec) -> c_int;
    }

    /// `CLOCK_PROCESS_CPUTIME_ID` and `CLOCK_THREAD_CPUTIME_ID` of Linux.
    pub(super) const PROCESS: c_int = 2;
    #[cfg(feature = "report")]
    pub(super) const THREAD: c_int = 3;

    pub(super) fn time(clock: c_int) -> Option<u64> {
        let mut time = Timespec {
            seconds: 0,
            nanos: 0,
        };
        // SAFETY: `time` is a `timespec` as 64-bit Linux has it, and lives through the call, which only writes it.
        let failed = unsafe { clock_gettime(clock, &raw mut time) };
        if failed != 0 {
            return None;
        }
        Some(
            (time.seconds as u64)
                .wrapping_mul(1_000_000_000)
                .wrapping_add(time.nanos as u64),
        )
    }
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
mod imp {
    pub(super) const PROCESS: i32 = 2;
    #[cfg(feature = "report")]
    pub(super) const THREAD: i32 = 3;

    pub(super) fn time(_: i32) -> Option<u64> {
        None
    }
}

#[cfg(all(
    test,
    feature = "report",
    target_os = "linux",
    target_pointer_width = "64"
))]
mod tests {
    use super::cpu_time;
    use std::time::{Duration, Instant};

    #[test]
    fn sleeping_costs_no_cpu_time_and_computing_does() {
        let before = cpu_time().expect("a clock");
        std::thread::sleep(Duration::from_millis(20));
        let slept = cpu_time().expect("a clock") - before;
        assert!(slept < 10_000_000, "{slept}");
        let began = Instant::now();
        while cpu_time().expect("a clock") - before < 30_000_000 {
            assert!(began.elapsed() < Duration::from_secs(60));
        }
    }
}
