//! F49 to F55 as far as a whole process shows them; clocks that lie are unit tests of the runtime.

use crate::kit::{mix, mix_plain, until};
use crate::{Fault, here};
use std::sync::atomic::{AtomicBool, Ordering};

pub const FAULTS: &[Fault] = &[
    here(
        "F54",
        "every CPU busy with something else",
        "P7: right results; the time is the benchmark's",
        noisy,
    ),
    here(
        "F55",
        "a body that turns a thousand times dearer, and back",
        "P7: decided again within eight calls",
        bimodal,
    ),
];

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

fn shared_now() -> bool {
    let report = amorsize::report();
    let site = report
        .sites()
        .iter()
        .find(|site| site.function.contains("mix"))
        .expect("it ran");
    matches!(site.decision, amorsize::Decision::Parallel { .. })
}

fn bimodal() {
    if amorsize::machine().allowed < 2 {
        return;
    }
    let calls = |rounds: u32, wanted: bool| {
        let mut calls = 0;
        let right = until(|| {
            calls += 1;
            mix(200, rounds);
            shared_now() == wanted
        });
        assert!(
            right && calls <= 8,
            "{calls} calls to notice {rounds} rounds"
        );
    };
    for _ in 0..200 {
        mix(200, 1);
    }
    assert!(!shared_now(), "a loop of microseconds is serial");
    calls(20_000, true);
    for _ in 0..20 {
        mix(200, 20_000);
    }
    calls(1, false);
}
