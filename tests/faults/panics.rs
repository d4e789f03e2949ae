//! F01 to F12: panics and exits.

use crate::kit::{
    self, Counts, collect, collect_auto, number, panic_of, quiet_panics, shared, times,
};
use crate::{Fault, here, runner};
use std::panic::panic_any;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

pub const FAULTS: &[Fault] = &[
    here(
        "F01",
        "a panic at any item, chunks of 1 to 64",
        "P2: the plain loop's payload; what starts behind it is bounded",
        any_item,
    ),
    here(
        "F02",
        "two items panic, the later one first",
        "P2: the lowest index wins, every time",
        lowest_wins,
    ),
    here(
        "F03",
        "a panic while outputs with `Drop` wait",
        "P1: dropped as often as made",
        drops,
    ),
    here(
        "F04",
        "the `Drop` of an output panics",
        "P2: ends as the plain loop does, aborts included",
        drop_panics,
    ),
    here(
        "F05",
        "payloads that are no text, huge, or panic in their `Drop`",
        "P2: moved intact",
        payloads,
    ),
    here(
        "F06",
        "a panic in a comparison, a reduction, a filter",
        "P2: as any other panic",
        combine,
    ),
    here(
        "F07",
        "a panic while the first call is measured",
        "P1, P2: the next call is right",
        first_call,
    ),
    here(
        "F09",
        "a panic, then a thousand calls",
        "P3: the helpers are as good as before",
        afterwards,
    ),
    here(
        "F10",
        "the panic hook panics, or takes a lock",
        "P6: ends as the plain loop does",
        hooks,
    ),
    here(
        "F11",
        "`catch_unwind` around an inner loop on a participant",
        "P2: caught by the inner frame",
        inner_catch,
    ),
    here(
        "F12",
        "`return`, `break` and `?` at any item",
        "P2: the plain loop's value and effects",
        exits,
    ),
];

pub const LINES: &[Fault] = &[here(
    "F85",
    "a panic in a body, an error in an option",
    "P10: reported at the user's line",
    lines,
)];

pub const PARTS: &[(&str, fn())] = &[
    ("drop-unwinding-plain", || drop_while_unwinding(false)),
    ("drop-unwinding", || drop_while_unwinding(true)),
    ("hook-panics-plain", || hook_panics(false)),
    ("hook-panics", || hook_panics(true)),
];

fn any_item() {
    quiet_panics();
    let n = 257;
    for chunk in [1, 2, 3, 7, 16, 33, 64] {
        for item in (0..n).step_by(times(5, 1)) {
            let behind = AtomicUsize::new(0);
            let body = |i: usize| {
                if i == item {
                    panic_any(i);
                }
                if i > item {
                    behind.fetch_add(1, Ordering::SeqCst);
                }
                i
            };
            let payload = shared(|| panic_of(|| collect(n, chunk, &body))).expect("it panics");
            assert_eq!(number(&*payload), Some(item), "chunks of {chunk}");
            // Results that wait for the chunk that panics fill the window: twice the participants.
            let most = (2 * 4 + 1) * chunk;
            assert!(
                behind.load(Ordering::SeqCst) <= most,
                "{behind:?} behind {item}, chunks of {chunk}"
            );
        }
    }
}

fn lowest_wins() {
    quiet_panics();
    for _ in 0..times(100, 1000) {
        let later = AtomicBool::new(false);
        let body = |i: usize| {
            if i == 40 {
                // Only when the later one is on its way; alone, it is never reached.
                let began = std::time::Instant::now();
                while !later.load(Ordering::SeqCst) && began.elapsed().as_millis() < 20 {
                    std::thread::yield_now();
                }
                panic_any(i);
            }
            if i == 60 {
                later.store(true, Ordering::SeqCst);
                panic_any(i);
            }
            i
        };
        let payload = shared(|| panic_of(|| collect(100, 50, &body))).expect("it panics");
        assert_eq!(number(&*payload), Some(40));
    }
}

fn drops() {
    quiet_panics();
    for item in 0..=64 {
        for chunk in [1, 3, 8] {
            let counts = Counts::default();
            let run = || {
                collect(64, chunk, &|i| {
                    if i == item {
                        panic_any(i)
                    } else {
                        counts.make(i)
                    }
                })
            };
            match shared(|| std::panic::catch_unwind(std::panic::AssertUnwindSafe(run))) {
                Ok(all) => assert!(all.iter().map(|one| one.index).eq(0..64)),
                Err(payload) => assert_eq!(number(&*payload), Some(item)),
            }
            counts.check();
        }
    }
}

/// Panics when it is dropped, and is made by item 3.
struct Bad(usize);

impl Drop for Bad {
    fn drop(&mut self) {
        if self.0 == 3 {
            panic_any(3_usize);
        }
    }
}

fn drop_while_unwinding(annotated: bool) {
    let body = |i: usize| if i == 40 { panic!("the loop") } else { Bad(i) };
    if annotated {
        shared(|| collect(64, 4, &body));
    } else {
        let mut all = Vec::new();
        for i in 0..64 {
            all.push(body(i));
        }
    }
}

fn drop_panics() {
    let ended = |part: &str| {
        let ended = runner::again(&format!("part:{part}"), &[("RAYON_NUM_THREADS", "4")])
            .expect("does not hang");
        (ended.code, ended.signal)
    };
    let plain = ended("drop-unwinding-plain");
    assert_eq!(plain.0, None, "the plain loop aborts");
    assert_eq!(ended("drop-unwinding"), plain);
    // Dropped by the caller afterwards, it panics there.
    quiet_panics();
    let all = shared(|| collect(64, 4, &Bad));
    assert_eq!(
        number(&*panic_of(|| drop(all)).expect("it panics")),
        Some(3)
    );
}

/// A payload whose `Drop` panics.
struct Explosive(usize);

impl Drop for Explosive {
    fn drop(&mut self) {
        panic_any(self.0);
    }
}

fn payloads() {
    quiet_panics();
    let huge = shared(|| {
        panic_of(|| {
            collect(100, 5, &|i| {
                if i == 50 {
                    panic_any(vec![7_u8; 1 << 24])
                } else {
                    i
                }
            })
        })
    });
    let huge = huge
        .expect("it panics")
        .downcast::<Vec<u8>>()
        .expect("what was thrown");
    assert!(huge.len() == 1 << 24 && huge.iter().all(|byte| *byte == 7));
    for _ in 0..times(20, 500) {
        // Of several payloads all but the lowest are discarded, and their drops go off.
        let thrown = shared(|| {
            panic_of(|| {
                collect(100, 5, &|i| {
                    if i >= 50 { panic_any(Explosive(i)) } else { i }
                })
            })
        });
        let thrown = thrown
            .expect("it panics")
            .downcast::<Explosive>()
            .expect("what was thrown");
        assert_eq!(thrown.0, 50);
        std::mem::forget(thrown);
    }
    assert_eq!(shared(|| collect(10, 2, &|i| i)).len(), 10);
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Picky(u32);

impl amorsize::Ordered for Picky {}

impl PartialOrd for Picky {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        if other.0 == 77 || self.0 == 77 {
            panic_any(77_usize);
        }
        Some(self.0.cmp(&other.0))
    }
}

#[amorsize::parallel(chunk = 5)]
fn smallest(items: &[Picky]) -> (Picky, usize) {
    let mut best = Picky(1_000_000);
    let mut at = usize::MAX;
    for (i, item) in items.iter().enumerate() {
        if *item < best {
            best = *item;
            at = i;
        }
    }
    (best, at)
}

#[amorsize::parallel(chunk = 5)]
fn kept(items: &[u32]) -> Vec<u32> {
    let mut kept = Vec::new();
    for item in items {
        if filter(*item) {
            kept.push(*item);
        }
    }
    kept
}

fn filter(item: u32) -> bool {
    if item == 77 {
        panic_any(77_usize);
    }
    item.is_multiple_of(2)
}

fn combine() {
    quiet_panics();
    let with: Vec<u32> = (0..200).collect();
    let without: Vec<u32> = (200..400).collect();
    for mode in [
        amorsize::Mode::Serial,
        amorsize::Mode::Parallel,
        amorsize::Mode::Auto,
    ] {
        amorsize::with_mode(mode, || {
            let picky = |items: &[u32]| items.iter().map(|item| Picky(*item)).collect::<Vec<_>>();
            assert_eq!(
                number(&*panic_of(|| smallest(&picky(&with))).expect("it panics")),
                Some(77)
            );
            assert_eq!(smallest(&picky(&without)).1, 0);
            assert_eq!(
                number(&*panic_of(|| kept(&with)).expect("it panics")),
                Some(77)
            );
            assert_eq!(kept(&without).len(), 100);
        });
    }
}

fn first_call() {
    quiet_panics();
    for item in 0..30 {
        amorsize::reset();
        let thrown = panic_of(|| {
            collect_auto(2000, &|i| {
                if i == item {
                    panic_any(i)
                } else {
                    kit::spin(i as u64, 50)
                }
            })
        });
        assert_eq!(number(&*thrown.expect("it panics")), Some(item));
        for _ in 0..3 {
            let all = collect_auto(2000, &|i| kit::spin(i as u64, 50));
            assert!(all.into_iter().eq((0..2000).map(|i| kit::spin(i, 50))));
        }
    }
}

fn afterwards() {
    quiet_panics();
    for _ in 0..10 {
        assert!(shared(|| panic_of(|| collect(100, 1, &|i: usize| panic_any(i)))).is_some());
    }
    for _ in 0..1000 {
        assert!(shared(|| collect(64, 4, &|i| i)).into_iter().eq(0..64));
    }
    assert!(
        kit::threads() <= kit::MOST_THREADS,
        "{} threads",
        kit::threads()
    );
}

fn hook_panics(annotated: bool) {
    std::panic::set_hook(Box::new(|_| panic!("in the hook")));
    let body = |i: usize| if i == 40 { panic!("the loop") } else { i };
    let _ = panic_of(|| {
        if annotated {
            shared(|| collect(64, 4, &body))
        } else {
            (0..64).map(body).collect()
        }
    });
}

fn hooks() {
    let ended = |part: &str| {
        let ended = runner::again(&format!("part:{part}"), &[("RAYON_NUM_THREADS", "4")])
            .expect("does not hang");
        (ended.code, ended.signal)
    };
    assert_eq!(ended("hook-panics"), ended("hook-panics-plain"));
    static HELD: Mutex<usize> = Mutex::new(0);
    std::panic::set_hook(Box::new(|_| {
        *HELD
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) += 1
    }));
    for _ in 0..times(50, 1000) {
        assert!(shared(|| panic_of(|| collect(64, 2, &|i| assert!(i % 3 != 1)))).is_some());
    }
    assert!(*HELD.lock().expect("not poisoned") > 0);
}

fn inner_catch() {
    quiet_panics();
    let all = shared(|| {
        collect(64, 1, &|i| {
            let inner = panic_of(|| collect(16, 1, &|j| if j == 7 { panic_any(i) } else { j }));
            number(&*inner.expect("the inner loop panics"))
        })
    });
    assert!(all.into_iter().eq((0..64).map(Some)));
}

#[amorsize::parallel(chunk = chunk)]
fn leaves(
    n: usize,
    at: usize,
    how: u8,
    chunk: usize,
    seen: &mut Vec<usize>,
) -> Result<usize, String> {
    for i in 0..n {
        if i == at && how == 0 {
            return Ok(i);
        }
        if i == at && how == 1 {
            break;
        }
        if how == 2 {
            checked(i, at)?;
        }
        seen.push(i);
    }
    Ok(n)
}

fn checked(i: usize, at: usize) -> Result<(), &'static str> {
    if i == at { Err("here") } else { Ok(()) }
}

fn exits() {
    for at in 0..257 {
        for how in 0..3 {
            for chunk in [1, 7, 64] {
                let mut seen = Vec::new();
                let value = shared(|| leaves(257, at, how, chunk, &mut seen));
                let plain = match how {
                    0 => Ok(at),
                    1 => Ok(257),
                    _ => Err("here".to_owned()),
                };
                assert_eq!(value, plain);
                assert!(seen.into_iter().eq(0..at));
            }
        }
    }
}

/// The line of the assertion in [`marked`].
const MARKED: u32 = line!() + 6;

#[amorsize::parallel(chunk = 2)]
fn marked(values: &[u64]) -> u64 {
    let mut sum = 0;
    for value in values {
        assert!(*value < 90);
        sum ^= value;
    }
    sum
}

fn lines() {
    static SEEN: Mutex<Vec<u32>> = Mutex::new(Vec::new());
    std::panic::set_hook(Box::new(|info| {
        let line = info.location().map_or(0, std::panic::Location::line);
        SEEN.lock().expect("not poisoned").push(line);
    }));
    let values: Vec<u64> = (0..91).collect();
    for mode in [
        amorsize::Mode::Serial,
        amorsize::Mode::Parallel,
        amorsize::Mode::Auto,
    ] {
        assert!(panic_of(|| amorsize::with_mode(mode, || marked(&values))).is_some());
    }
    let seen = SEEN.lock().expect("not poisoned");
    assert_eq!(*seen, [MARKED; 3]);
    let report = amorsize::report();
    let site = report
        .sites()
        .iter()
        .find(|site| site.function == "marked")
        .expect("it ran");
    assert_eq!(
        (site.line, site.file.ends_with("panics.rs")),
        (MARKED - 1, true)
    );
}
