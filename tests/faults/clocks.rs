//! F49 to F55 as far as a whole process shows them; clocks that lie are unit tests of the runtime.

use crate::kit::{mix, mix_plain};
use crate::{Fault, here};
use std::sync::atomic::{AtomicBool, Ordering};

pub const FAULTS: &[Fault] = &[here(
    "F54",
    "every CPU busy with something else",
    "P7: right results; the time is the benchmark's",
    noisy,
)];

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
