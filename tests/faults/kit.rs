//! What the faults have in common: annotated loops, and ways to look at a process from within.

use amorsize::{Mode, with_mode};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Whether the long rounds were asked for.
pub fn long() -> bool {
    std::env::var_os("AMORSIZE_LONG").is_some_and(|value| value != "0")
}

/// As often as asked for.
pub fn times(short: usize, many: usize) -> usize {
    if long() { many } else { short }
}

/// Runs `f` with every loop on helpers.
pub fn shared<R>(f: impl FnOnce() -> R) -> R {
    with_mode(Mode::Parallel, f)
}

/// The annotated loop of most faults: `body` of every index, in chunks of so many, kept in order.
#[amorsize::parallel(chunk = chunk)]
pub fn collect<T: Send>(n: usize, chunk: usize, body: &(impl Fn(usize) -> T + Sync)) -> Vec<T> {
    let mut all = Vec::new();
    for i in 0..n {
        all.push(body(i));
    }
    all
}

/// The same, cut and decided as the runtime likes.
#[amorsize::parallel]
pub fn collect_auto<T: Send>(n: usize, body: &(impl Fn(usize) -> T + Sync)) -> Vec<T> {
    let mut all = Vec::new();
    for i in 0..n {
        all.push(body(i));
    }
    all
}

/// A sum that keeps nothing per item.
#[amorsize::parallel]
pub fn mix(n: u64, rounds: u32) -> u64 {
    let mut sum = 0;
    for i in 0..n {
        sum ^= spin(i, rounds);
    }
    sum
}

/// What [`mix`] must give.
pub fn mix_plain(n: u64, rounds: u32) -> u64 {
    (0..n).fold(0, |sum, i| sum ^ spin(i, rounds))
}

/// Some arithmetic: about a nanosecond a round, optimised.
pub fn spin(seed: u64, rounds: u32) -> u64 {
    let mut x = seed;
    for _ in 0..rounds {
        x = std::hint::black_box(x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
    }
    x
}

/// What a closure panics with.
pub fn panic_of<R>(f: impl FnOnce() -> R) -> Option<Box<dyn Any + Send>> {
    catch_unwind(AssertUnwindSafe(f)).err()
}

/// The payload of a panic as a number.
pub fn number(payload: &(dyn Any + Send)) -> Option<usize> {
    payload.downcast_ref::<usize>().copied()
}

/// Panics print nothing from here on: they are part of the fault.
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|_| {}));
}

/// Waits until `done`, or says that it did not come.
pub fn until(mut done: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    while !done() {
        if began.elapsed() > Duration::from_secs(20) {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

/// With a pool four wide: this thread, the pool if somebody makes it, helpers of ours, and the two that watch. They are made when
/// they are first wanted.
pub const MOST_THREADS: usize = 1 + 4 + 4 + 2;

/// Threads of this process.
pub fn threads() -> usize {
    status("Threads:").expect("Linux says")
}

/// Threads of this process whose name begins so.
pub fn threads_named(name: &str) -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("Linux says");
    tasks
        .flatten()
        .filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok())
        .filter(|comm| comm.starts_with(name) && !comm.contains("watch"))
        .count()
}

/// Resident memory of this process, in KiB.
pub fn resident() -> usize {
    status("VmRSS:").expect("Linux says")
}

/// Address space of this process, in KiB.
pub fn address_space() -> usize {
    status("VmSize:").expect("Linux says")
}

fn status(name: &str) -> Option<usize> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// A value that counts how many of its kind there are, and how many were dropped.
pub struct Counted<'a> {
    pub index: usize,
    counts: &'a Counts,
}

#[derive(Default)]
pub struct Counts {
    pub made: AtomicUsize,
    pub dropped: AtomicUsize,
}

impl Counts {
    pub fn make(&self, index: usize) -> Counted<'_> {
        self.made.fetch_add(1, Ordering::SeqCst);
        Counted {
            index,
            counts: self,
        }
    }

    /// Every value made was dropped once.
    pub fn check(&self) {
        assert_eq!(
            self.made.load(Ordering::SeqCst),
            self.dropped.load(Ordering::SeqCst),
            "dropped as often as made"
        );
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.counts.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// Runs part of a fault that needs a process of its own.
pub fn part(name: &str) {
    let parts = [
        crate::panics::PARTS,
        crate::process::PARTS,
        crate::resources::PARTS,
        crate::config::PARTS,
        crate::beyond::PARTS,
        crate::programs::PARTS,
    ];
    let found = parts
        .into_iter()
        .flatten()
        .find(|(known, _)| *known == name);
    found.expect("a part of that name").1();
}
