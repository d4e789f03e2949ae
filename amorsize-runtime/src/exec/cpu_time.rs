//! The time a thread was on a core: what tells a loop that computes from one that waits.

/// CPU time of this thread so far, in nanoseconds; `None` where the system has no such clock.
pub(crate) fn cpu_time() -> Option<u64> {
    imp::cpu_time()
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

    /// `CLOCK_THREAD_CPUTIME_ID` of Linux.
    const THREAD: c_int = 3;

    pub(super) fn cpu_time() -> Option<u64> {
        let mut time = Timespec {
            seconds: 0,
            nanos: 0,
        };
        // SAFETY: `time` is a `timespec` as 64-bit Linux has it, and lives through the call, which only writes it.
        let failed = unsafe { clock_gettime(THREAD, &raw mut time) };
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
    pub(super) fn cpu_time() -> Option<u64> {
        None
    }
}

#[cfg(all(test, target_os = "linux", target_pointer_width = "64"))]
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
