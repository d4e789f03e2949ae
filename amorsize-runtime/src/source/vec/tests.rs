use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::*;
use crate::source::testing::agrees;
use crate::source::{len, source};

/// Counts how often each number was dropped; optionally panics in the drop of one.
struct Counted<'a>(usize, &'a [AtomicUsize], Option<usize>);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.1[self.0].fetch_add(1, Relaxed);
        if self.2 == Some(self.0) && !std::thread::panicking() {
            panic!("dropped {}", self.0);
        }
    }
}

fn counters(n: usize) -> Vec<AtomicUsize> {
    (0..n).map(|_| AtomicUsize::new(0)).collect()
}

fn items(n: usize, counts: &[AtomicUsize], bad: Option<usize>) -> Vec<Counted<'_>> {
    (0..n).map(|i| Counted(i, counts, bad)).collect()
}

fn each_once(counts: &[AtomicUsize]) {
    for (i, count) in counts.iter().enumerate() {
        assert_eq!(count.load(Relaxed), 1, "drops of item {i}");
    }
}

#[test]
fn owned_heads_agree_with_std() {
    for n in 0..70usize {
        let v: Vec<String> = (0..n).map(|x| x.to_string()).collect();
        assert_eq!((len(&v), len(&v.clone().into_iter())), (n, n));
        agrees(|| source(v.clone()), || v.clone().into_iter());
        agrees(
            || source(v.clone().into_boxed_slice()),
            || v.clone().into_iter(),
        );
        for (front, back) in [(0, 0), (1, 0), (0, 1), (n / 2, 1), (n, 0)] {
            let started = || {
                let mut iter = v.clone().into_iter();
                iter.by_ref().take(front).for_each(drop);
                iter.by_ref().rev().take(back).for_each(drop);
                iter
            };
            assert_eq!(len(&started()), started().len());
            agrees(|| source(started()), started);
        }
    }
    let array = [1u64, 2, 3, 4, 5];
    agrees(|| source(array), || array.into_iter());
    agrees(|| source(array.into_iter()), || array.into_iter());
    agrees(|| source([(); 9]), || [(); 9].into_iter());
    agrees(
        || source(Vec::<String>::with_capacity(8)),
        || Vec::<String>::new().into_iter(),
    );
}

#[test]
fn every_item_is_dropped_once_however_pieces_end() {
    for n in 0..40 {
        for at in 0..=n {
            let counts = counters(n);
            let (left, right) = source(items(n, &counts, None)).split_at(at);
            let (middle, right) = right.split_at((n - at) / 2);
            let mut left = left.into_iter();
            // Half consumed from both ends; a piece that never ran; one that ran to its end.
            left.next();
            left.next_back();
            left.nth(1);
            left.nth_back(2);
            drop(middle);
            drop(left);
            right.into_iter().for_each(drop);
            each_once(&counts);
        }
    }
}

#[test]
fn a_panicking_body_and_a_panicking_drop_leak_nothing() {
    for n in 1..20 {
        for bad in 0..n {
            let counts = counters(n);
            let (left, right) = items(n, &counts, None).into_source().split_at(n / 2);
            let run = |piece: VecSource<Counted<'_>>| {
                catch_unwind(AssertUnwindSafe(|| {
                    for item in piece.into_iter() {
                        assert!(item.0 != bad);
                    }
                }))
                .is_err()
            };
            assert!(run(right) != run(left));
            each_once(&counts);

            let counts = counters(n);
            let pieces = source(items(n, &counts, Some(bad))).split_at(n / 2);
            assert!(catch_unwind(AssertUnwindSafe(|| drop(pieces))).is_err());
            each_once(&counts);

            let counts = counters(n);
            let mut piece = source(items(n, &counts, Some(bad))).into_iter();
            assert_eq!(
                catch_unwind(AssertUnwindSafe(|| drop(piece.nth_back(n / 2)))).is_err(),
                bad >= n - 1 - n / 2
            );
            drop(catch_unwind(AssertUnwindSafe(|| drop(piece))));
            each_once(&counts);
        }
    }
}

#[test]
fn surplus_items_of_adapters_are_dropped_once() {
    for n in 0..20 {
        for k in 0..25 {
            let (a, b) = (counters(n), counters(k));
            let zipped = source(items(n, &a, None)).zip(source(items(k, &b, None)));
            let at = zipped.len() / 2;
            let (left, right) = zipped.split_at(at);
            left.into_iter().for_each(drop);
            right.into_iter().for_each(drop);
            each_once(&a);
            each_once(&b);
            let (a, b) = (counters(n), counters(n));
            source(items(n, &a, None))
                .skip(k)
                .step_by(2)
                .into_iter()
                .for_each(drop);
            source(items(n, &b, None))
                .take(k)
                .rev()
                .into_iter()
                .for_each(drop);
            each_once(&a);
            each_once(&b);
        }
    }
}

#[test]
fn items_without_size() {
    let (left, mut right) = vec![(); usize::MAX - 1]
        .into_source()
        .split_at(usize::MAX - 4);
    assert_eq!(
        (left.len(), right.0.nth(1), right.len()),
        (usize::MAX - 4, Some(()), 1)
    );
    assert_eq!(len(&vec![(); usize::MAX]), usize::MAX);
    let counts = counters(1);
    struct Unit;
    static DROPS: AtomicUsize = AtomicUsize::new(0);
    impl Drop for Unit {
        fn drop(&mut self) {
            DROPS.fetch_add(1, Relaxed);
        }
    }
    let (left, right) = source([Unit, Unit, Unit, Unit]).split_at(3);
    drop(left.into_iter().next());
    drop(right);
    assert_eq!(DROPS.load(Relaxed), 4);
    drop(items(1, &counts, None));
}

#[test]
fn pieces_are_run_on_other_threads() {
    let v: Vec<String> = (0..1000).map(|x| x.to_string()).collect();
    let (left, right) = source(v).split_at(400);
    let (left, right) = std::thread::scope(|s| {
        let left = s.spawn(|| left.into_iter().map(|x| x.len()).sum::<usize>());
        let right = s.spawn(|| right.into_iter().take(100).map(|x| x.len()).sum::<usize>());
        (left.join().unwrap(), right.join().unwrap())
    });
    assert_eq!((left, right), (1090, 300));
}
