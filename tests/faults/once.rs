//! F13 to F20: every item once, in order.

use crate::kit::{self, Counts, collect, shared, times};
use crate::{Fault, here};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc;

pub const FAULTS: &[Fault] = &[
    here(
        "F13",
        "lengths around every boundary",
        "P1: every item exactly once",
        lengths,
    ),
    here(
        "F14",
        "ranges as long as the type, items without size",
        "P1: no overflow, cut lazily",
        huge,
    ),
    here(
        "F15",
        "indices at the end of their type",
        "P1: none is issued again",
        at_the_end,
    ),
    here(
        "F16",
        "a helper that starts when the call is over",
        "P1: it touches nothing of the call",
        late_helper,
    ),
    here(
        "F18",
        "a source that is dropped early",
        "P1: the rest of its items is dropped, once",
        dropped_early,
    ),
    here(
        "F19",
        "an iterator that lies about its length, panics, or never ends",
        "P1: right, or the plain loop's panic",
        liars,
    ),
    here(
        "F20",
        "float sums under every plan",
        "P1: the bits of the plain loop",
        float_bits,
    ),
];

fn lengths() {
    let mut lengths = vec![
        0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 97, 127, 257, 1009, 10_007, 65_537,
    ];
    if kit::long() {
        lengths.extend([(1 << 20) - 1, 1 << 20, (1 << 20) + 1]);
    }
    for n in lengths {
        for chunk in [1, 2, 5, 64, n.max(2) - 1, n.max(1), n + 1] {
            if n / chunk > 20_000 {
                continue;
            }
            let visits: Vec<AtomicU8> = (0..n).map(|_| AtomicU8::new(0)).collect();
            let all = shared(|| {
                collect(n, chunk, &|i| {
                    visits[i].fetch_add(1, Ordering::SeqCst);
                    i
                })
            });
            assert!(all.into_iter().eq(0..n), "{n} in chunks of {chunk}");
            assert!(
                visits.iter().all(|count| count.load(Ordering::SeqCst) == 1),
                "{n} in chunks of {chunk}"
            );
        }
    }
}

#[amorsize::parallel]
fn first_multiple(of: u128) -> Option<u128> {
    for i in 1..u128::MAX {
        if i.is_multiple_of(of) {
            return Some(i);
        }
    }
    None
}

#[amorsize::parallel]
fn up_to(limit: usize) -> usize {
    let mut last = 0;
    for i in 0..usize::MAX - 1 {
        if i == limit {
            break;
        }
        last = i;
    }
    last
}

#[amorsize::parallel(chunk = 1000)]
fn count_units(units: &[()]) -> usize {
    let mut count = 0;
    for () in units {
        count += 1;
    }
    count
}

fn huge() {
    for mode in [amorsize::Mode::Parallel, amorsize::Mode::Auto] {
        amorsize::with_mode(mode, || {
            assert_eq!(first_multiple(977), Some(977));
            assert_eq!(up_to(5000), 4999);
            assert_eq!(count_units(&[(); 100_000]), 100_000);
        });
    }
}

#[amorsize::parallel(chunk = chunk)]
fn last_indices(chunk: usize) -> Vec<usize> {
    let mut all = Vec::new();
    for i in usize::MAX - 300..usize::MAX {
        all.push(i);
    }
    all
}

#[amorsize::parallel(chunk = chunk)]
fn last_bytes(chunk: usize) -> Vec<u8> {
    let mut all = Vec::new();
    for i in 3..=u8::MAX {
        all.push(i);
    }
    all
}

fn at_the_end() {
    for chunk in [1, 7, 299, 300, 301, usize::MAX] {
        assert!(
            shared(|| last_indices(chunk))
                .into_iter()
                .eq(usize::MAX - 300..usize::MAX)
        );
        assert!(shared(|| last_bytes(chunk)).into_iter().eq(3..=u8::MAX));
    }
}

#[amorsize::parallel(chunk = 10, pool = pool)]
fn in_pool(values: &[u64], pool: &rayon::ThreadPool) -> u64 {
    let mut sum = 0;
    for value in values {
        sum ^= value.rotate_left(3);
    }
    sum
}

fn late_helper() {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(2)
        .build()
        .expect("two threads");
    for _ in 0..times(20, 500) {
        // Both threads are away until the call is over and what it worked on is freed.
        let (go, gone) = mpsc::channel::<()>();
        let gone = std::sync::Mutex::new(gone);
        let gone = std::sync::Arc::new(gone);
        for _ in 0..2 {
            let gone = std::sync::Arc::clone(&gone);
            pool.spawn(move || drop(gone.lock().map(|gone| gone.recv())));
        }
        let values: Vec<u64> = (0..1000).collect();
        let sum = shared(|| in_pool(&values, &pool));
        drop(values);
        drop(go);
        assert_eq!(
            sum,
            (0..1000_u64).fold(0, |sum, value| sum ^ value.rotate_left(3))
        );
        // Runs behind the helpers that came too late.
        pool.install(|| ());
    }
}

#[amorsize::parallel(chunk = 3)]
fn until<'a>(items: Vec<kit::Counted<'a>>, at: usize, kept: &mut Vec<kit::Counted<'a>>) {
    for item in items {
        if item.index == at {
            break;
        }
        kept.push(item);
    }
}

fn dropped_early() {
    for at in 0..=100 {
        let counts = Counts::default();
        let items = (0..100).map(|i| counts.make(i)).collect();
        let mut kept = Vec::new();
        shared(|| until(items, at, &mut kept));
        assert!(kept.iter().map(|item| item.index).eq(0..at));
        drop(kept);
        counts.check();
    }
}

#[amorsize::parallel(workers = workers, chunk = chunk)]
fn float_sum(values: &[f64], workers: usize, chunk: usize) -> f64 {
    let mut sum = 0.0;
    for value in values {
        sum += value.sqrt();
    }
    sum
}

fn float_bits() {
    let values: Vec<f64> = (0..5000)
        .map(|i| f64::from(i * 7919 % 1013) + 0.1)
        .collect();
    let mut plain = 0.0;
    for value in &values {
        plain += value.sqrt();
    }
    for run in 0..times(200, 1000) {
        let sum = shared(|| float_sum(&values, 1 + run % 4, 1 + run * 13 % 700));
        assert_eq!(f64::to_bits(sum), f64::to_bits(plain));
    }
}

/// Says any length and gives `len` items; panics at one of them.
struct Liar {
    next: usize,
    len: usize,
    panics_at: usize,
    says: (usize, Option<usize>),
}

impl Iterator for Liar {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.next == self.panics_at {
            std::panic::panic_any(self.next);
        }
        self.next += 1;
        (self.next <= self.len).then_some(self.next - 1)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.says
    }
}

#[amorsize::parallel(pull)]
fn pulled(liar: Liar, at: usize, seen: &mut Vec<usize>) {
    for i in liar {
        if i == at {
            break;
        }
        seen.push(i);
    }
}

fn liars() {
    kit::quiet_panics();
    let hints = [
        (0, None),
        (0, Some(0)),
        (usize::MAX, None),
        (1000, Some(3)),
        (50, Some(50)),
    ];
    for says in hints {
        for (len, panics_at, at) in [
            (0, 9999, 9999),
            (100, 9999, 9999),
            (100, 0, 9999),
            (100, 57, 9999),
            (usize::MAX, 9999, 70),
            (usize::MAX, 300, 9999),
        ] {
            for mode in [
                amorsize::Mode::Serial,
                amorsize::Mode::Parallel,
                amorsize::Mode::Auto,
            ] {
                let mut seen = Vec::new();
                let liar = Liar {
                    next: 0,
                    len,
                    panics_at,
                    says,
                };
                let panic =
                    amorsize::with_mode(mode, || kit::panic_of(|| pulled(liar, at, &mut seen)));
                assert_eq!(
                    panic.and_then(|panic| kit::number(&*panic)),
                    (panics_at < at.min(len)).then_some(panics_at)
                );
                assert!(
                    seen.into_iter().eq(0..len.min(panics_at).min(at)),
                    "{says:?} {len} {panics_at} {at}"
                );
            }
        }
    }
}
