//! F36, F49, F50, F53, F54: clocks that lie to the whole process, and a machine that is busy. The policy alone is shown all kinds of
//! clocks by the runtime's unit tests.

use crate::kit::{self, collect, collect_auto, mix, mix_plain, shared};
use crate::lies::{self, Clock};
use crate::{Fault, here, with};
use std::sync::atomic::{AtomicBool, Ordering};

pub const FAULTS: &[Fault] = &[
    here(
        "F49",
        "the clock stands still",
        "P7: right results, decisions in range",
        || lying(Clock::Still),
    ),
    here(
        "F49a",
        "the clock is a thousand times too slow",
        "P7: right results, decisions in range",
        || lying(Clock::Slow),
    ),
    here(
        "F50",
        "the clock jumps by up to an hour, back and forth",
        "P7: right results, decisions in range",
        || lying(Clock::Jumping),
    ),
    here(
        "F53",
        "the wall clock says 1970",
        "P7: nothing depends on it",
        || lying(Clock::Wall(0)),
    ),
    here(
        "F53a",
        "the wall clock says 2200",
        "P7: nothing depends on it",
        || lying(Clock::Wall(7_258_118_400)),
    ),
    with(
        "F36",
        "the system does not say how many CPUs there are",
        "P5: serial",
        &[],
        no_cpus,
    ),
    here(
        "F54",
        "every CPU busy with something else",
        "P7: right results; the time is the benchmark's",
        noisy,
    ),
];

/// Everything that looks at a clock.
fn lying(clock: Clock) {
    lies::about_time(clock);
    for round in 0..kit::times(30, 1000) {
        assert_eq!(mix(3000, 50), mix_plain(3000, 50));
        assert!(
            collect_auto(500 + round, &|i| i)
                .into_iter()
                .eq(0..500 + round)
        );
        assert!(
            shared(|| collect(64, 1 + round, &|i| i))
                .into_iter()
                .eq(0..64)
        );
    }
    assert!(amorsize::machine().costs().wake.is_finite());
    let validation = amorsize::validate(|| mix(3000, 50));
    assert!(!validation.to_string().is_empty());
    let report = amorsize::report();
    assert!(report.to_json().len() > 100 && !report.to_html().contains("NaN"));
    for site in report.sites() {
        if let amorsize::Decision::Parallel { workers, chunk, .. } = site.decision {
            assert!((1..=4).contains(&workers) && chunk >= 1, "{site:?}");
        }
    }
}

fn no_cpus() {
    lies::about_cpus();
    assert!(std::thread::available_parallelism().is_err());
    for _ in 0..20 {
        assert_eq!(mix(20_000, 100), mix_plain(20_000, 100));
    }
    assert_eq!(kit::threads(), 1);
    assert_eq!(shared(|| collect(64, 1, &|i| i)).len(), 64);
}

fn noisy() {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    std::hint::black_box(crate::kit::spin(1, 1000));
                }
            });
        }
        for _ in 0..100 {
            assert_eq!(mix(2000, 100), mix_plain(2000, 100));
        }
        stop.store(true, Ordering::Relaxed);
    });
}
