//! Many calls of many kinds from several threads: memory and threads stay what they were.

use crate::kit::{self, collect, collect_auto, mix, mix_plain, shared};
use crate::{Fault, here};
use std::thread;

pub const FAULTS: &[Fault] = &[here(
    "S01",
    "millions of calls over mixed sites and threads",
    "P1, P5: memory flat within 1 MiB, no more threads than are the pool's and ours",
    soak,
)];

/// Calls of one round, of four threads together.
const ROUND: usize = 40_000;

/// Calls from this thread, one in a hundred with helpers.
fn calls(count: usize) {
    let expected = mix_plain(8, 1);
    for call in 0..count {
        match call % 100 {
            0 => assert_eq!(shared(|| collect(40, 4, &|i| i)).len(), 40),
            50 => assert!(collect_auto(20, &|i| i).into_iter().eq(0..20)),
            _ => assert_eq!(mix(8, 1), expected),
        }
    }
}

fn round() {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| calls(ROUND / 4));
        }
    });
}

fn soak() {
    let rounds = kit::times(10, 250);
    // Threads, stacks and arenas are there after a few rounds.
    for _ in 0..5 {
        round();
    }
    let (memory, threads) = (kit::resident(), kit::threads());
    for _ in 0..rounds {
        round();
    }
    let now = kit::resident();
    println!(
        "{} calls, {memory} KiB before, {now} KiB after",
        rounds * ROUND
    );
    assert!(
        now <= memory + 1024,
        "{memory} KiB before, {now} KiB after {} calls",
        rounds * ROUND
    );
    let most = kit::MOST_THREADS;
    assert!(
        kit::threads() <= most && threads <= most,
        "{} threads",
        kit::threads()
    );
}
