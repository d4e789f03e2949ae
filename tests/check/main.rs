//! `Mode::Check`: what it finds, what it leaves alone, and that the program goes on as if it were not there.
#![allow(clippy::needless_range_loop, clippy::explicit_counter_loop)]

mod env;

use amorsize::{Mode, Reduce, with_mode};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The message of the check that fails.
fn found<R>(case: impl FnOnce() -> R) -> String {
    let caught = catch_unwind(AssertUnwindSafe(|| with_mode(Mode::Check, case)));
    match caught {
        Ok(_) => panic!("nothing was found"),
        Err(payload) => *payload.downcast::<String>().expect("a text"),
    }
}

/// Averages in pairs, which is not associative.
struct Middle;

impl Reduce<f64> for Middle {
    fn identity() -> f64 {
        f64::NAN
    }
    fn combine(left: &mut f64, right: f64) {
        *left = if left.is_nan() {
            right
        } else {
            (*left + right) / 2.0
        };
    }
}

#[amorsize::parallel(reduce(average: Middle))]
fn middle(xs: &[f64]) -> f64 {
    let mut average = xs[0];
    for x in xs {
        average = (average + x) / 2.0;
    }
    average
}

#[test]
fn a_reduction_that_is_not_associative() {
    let xs: Vec<f64> = (0..100).map(f64::from).collect();
    let text = include_str!("main.rs");
    let line = 1
        + text
            .lines()
            .take_while(|l| !l.contains("fn middle"))
            .count()
        + 2;
    let text = found(|| middle(&xs));
    assert!(text.contains("`average`"), "{text}");
    assert!(
        text.contains("`middle`") && text.contains(&format!("main.rs:{line}")),
        "{text}"
    );
}

/// The greatest, or 0: not an identity where all are negative.
struct Greatest;

impl Reduce<i64> for Greatest {
    fn identity() -> i64 {
        0
    }
    fn combine(left: &mut i64, right: i64) {
        *left = (*left).max(right);
    }
}

#[amorsize::parallel(reduce(top: Greatest))]
fn greatest(xs: &[i64]) -> i64 {
    let mut top = i64::MIN;
    for x in xs {
        top = top.max(*x);
    }
    top
}

#[test]
fn an_identity_that_is_none() {
    assert!(found(|| greatest(&[-5, -3, -9])).contains("`top`"));
    assert_eq!(with_mode(Mode::Check, || greatest(&[-5, 3, -9])), 3);
}

#[amorsize::parallel]
fn numbered(names: &[&str], next: &AtomicUsize) -> Vec<String> {
    let mut out = Vec::new();
    for name in names {
        out.push(format!("{name}{}", next.fetch_add(1, Ordering::Relaxed)));
    }
    out
}

#[test]
fn order_through_an_atomic() {
    assert!(found(|| numbered(&["a", "b", "c"], &AtomicUsize::new(0))).contains("`out`"));
}

struct Grid {
    cells: Vec<f64>,
    seen: usize,
}

impl Grid {
    #[amorsize::parallel]
    fn relax(&mut self, last: &Mutex<f64>) {
        for i in 0..self.cells.len() {
            let mut last = last.lock().unwrap();
            self.cells[i] += *last;
            *last = i as f64;
            self.seen += 1;
        }
    }
}

#[test]
fn a_field_as_the_user_spells_it() {
    let mut grid = Grid {
        cells: vec![0.0; 10],
        seen: 0,
    };
    let text = found(|| grid.relax(&Mutex::new(0.0)));
    assert!(text.contains("`self.cells`"), "{text}");
}

#[amorsize::parallel]
fn first_even(xs: &[u32], calls: &AtomicUsize) -> Option<u32> {
    for x in xs {
        if calls.fetch_add(1, Ordering::Relaxed) == 4 {
            return Some(*x);
        }
    }
    None
}

#[test]
fn another_way_out() {
    let xs: Vec<u32> = (0..10).collect();
    // Ten calls in chunks, one of which leaves; then the plain loop, whose calls have other numbers.
    assert!(found(|| first_even(&xs, &AtomicUsize::new(0))).contains("leaves"));
    // In chunks it never comes to 4.
    assert!(found(|| first_even(&xs[..4], &AtomicUsize::new(0))).contains("leaves"));
}

#[amorsize::parallel]
fn touchy(xs: &[u32], calls: &AtomicUsize) -> u32 {
    let mut sum = 0;
    for x in xs {
        assert!(calls.fetch_add(1, Ordering::Relaxed) != 2, "the third call");
        sum ^= x;
    }
    sum
}

#[test]
fn a_panic_that_the_plain_loop_does_not_have() {
    let text = found(|| touchy(&[1, 2, 3], &AtomicUsize::new(0)));
    assert!(text.contains("the third call"), "{text}");
}

#[amorsize::parallel(unsafe(disjoint(out)))]
fn scatter(out: &mut [u32], at: &[usize]) {
    for (i, &k) in at.iter().enumerate() {
        out[k] = i as u32;
    }
}

#[test]
fn a_promise_that_is_not_kept() {
    let mut out = vec![0; 4];
    with_mode(Mode::Check, || scatter(&mut out, &[3, 1, 0, 2]));
    assert_eq!(out, [2, 1, 3, 0]);
    let twice: Vec<usize> = (0..64).map(|i| i % 2).collect();
    assert!(found(|| scatter(&mut out, &twice)).contains("`out`"));
}

/// Counts what it is told.
#[derive(Clone, Default)]
struct Sink<'a> {
    told: Option<&'a AtomicUsize>,
}

impl Sink<'_> {
    fn tell(&mut self, _: u32) {
        self.told
            .expect("somebody to tell")
            .fetch_add(1, Ordering::Relaxed);
    }
}

#[amorsize::parallel]
fn tell(xs: &[u32], sink: &mut Sink<'_>) -> u32 {
    let mut sum = 0;
    for x in xs {
        sink.tell(*x);
        sum ^= x;
        println!("told {x}");
    }
    sum
}

#[test]
fn effects_happen_once() {
    let told = AtomicUsize::new(0);
    let mut sink = Sink { told: Some(&told) };
    assert_eq!(with_mode(Mode::Check, || tell(&[1, 2, 4], &mut sink)), 7);
    assert_eq!(told.into_inner(), 3);
}

struct Unique(u32);

#[amorsize::parallel]
fn bump(items: &mut [Unique], by: &[u32]) -> u32 {
    let mut sum = 0;
    for i in 0..by.len() {
        items[i].0 += by[i];
        sum ^= by[i];
    }
    sum
}

#[amorsize::parallel]
fn gather(by: Vec<Unique>) -> (Vec<Unique>, u32) {
    let (mut all, mut sum) = (Vec::new(), 0);
    for unique in by {
        sum ^= unique.0;
        all.push(unique);
    }
    (all, sum)
}

#[test]
fn what_cannot_be_copied_is_left_out() {
    let mut items = [Unique(1), Unique(2)];
    assert_eq!(with_mode(Mode::Check, || bump(&mut items, &[5, 6])), 3);
    assert_eq!((items[0].0, items[1].0), (6, 8));
    let (all, sum) = with_mode(Mode::Check, || gather(vec![Unique(1), Unique(2)]));
    assert_eq!((all.len(), sum), (2, 3));
}

#[amorsize::parallel(float = "fast")]
fn relaxed(xs: &[f64]) -> (f64, Vec<f64>) {
    let (mut sum, mut halves) = (0.0, Vec::new());
    for x in xs {
        sum += x;
        halves.push(x / 2.0);
    }
    (sum, halves)
}

#[allow(deprecated)]
#[amorsize::parallel]
fn strict(xs: &[f64]) -> f64 {
    let mut sum = 0.0;
    for x in xs {
        sum += x;
    }
    sum
}

#[test]
fn floats() {
    let xs: Vec<f64> = (0..1000).map(|i| 1e9 / f64::from(i + 1)).collect();
    let plain = with_mode(Mode::Serial, || relaxed(&xs));
    assert_eq!(with_mode(Mode::Check, || relaxed(&xs)), plain);
    let nan = with_mode(Mode::Check, || strict(&[f64::NAN, 1.0]));
    assert!(nan.is_nan());
    assert_eq!(
        with_mode(Mode::Check, || strict(&xs)).to_bits(),
        with_mode(Mode::Serial, || strict(&xs)).to_bits()
    );
}

#[amorsize::parallel]
fn inner(k: u32, calls: &AtomicUsize) -> u32 {
    let mut sum = 0;
    for i in 0..4 {
        calls.fetch_add(1, Ordering::Relaxed);
        sum ^= i * k;
    }
    sum
}

#[amorsize::parallel]
fn outer(calls: &AtomicUsize) -> u32 {
    let mut sum = 0;
    for k in 0..3 {
        sum ^= inner(k, calls);
    }
    sum
}

#[test]
fn loops_inside_are_checked_once() {
    let calls = AtomicUsize::new(0);
    with_mode(Mode::Check, || outer(&calls));
    // Plain inside the chunks, checked inside the plain loop.
    assert_eq!(calls.into_inner(), 12 + 12 * 2);
}

#[amorsize::parallel]
fn parsed(texts: &[&str]) -> Result<Vec<Unparsed>, std::num::ParseIntError> {
    let mut out = Vec::new();
    for text in texts {
        out.push(text.parse()?);
    }
    Ok(out)
}

/// Neither `Clone` nor `PartialEq`; and what `out` is of is settled by the last line.
struct Unparsed(u8);

impl std::str::FromStr for Unparsed {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Unparsed)
    }
}

#[test]
fn types_that_are_settled_later() {
    let out = with_mode(Mode::Check, || parsed(&["1", "2"])).expect("numbers");
    assert_eq!((out[0].0, out[1].0), (1, 2));
    assert!(with_mode(Mode::Check, || parsed(&["1", "x", "y"])).is_err());
}

#[amorsize::parallel]
fn labels(names: &[&str], next: &AtomicUsize) -> Vec<String> {
    names
        .iter()
        .map(|name| format!("{name}{}", next.fetch_add(1, Ordering::Relaxed)))
        .collect()
}

#[amorsize::parallel]
fn in_their_turn(xs: &[usize], calls: &AtomicUsize) -> usize {
    xs.iter()
        .filter(|x| calls.fetch_add(1, Ordering::Relaxed) % xs.len() == **x)
        .count()
}

#[test]
fn a_chain_whose_closure_keeps_count() {
    let line = 1 + include_str!("main.rs")
        .lines()
        .position(|l| l.contains("fn labels"))
        .expect("it is here");
    let text = found(|| labels(&["a", "b", "c"], &AtomicUsize::new(0)));
    assert!(text.contains("`collect`"), "{text}");
    // The line of the terminal.
    assert!(text.contains(&format!("main.rs:{}", line + 4)), "{text}");
    let xs: Vec<usize> = (0..20).collect();
    assert!(found(|| in_their_turn(&xs, &AtomicUsize::new(0))).contains("`count`"));
}

#[amorsize::parallel]
fn fussy(xs: &[u32], calls: &AtomicUsize) -> Option<usize> {
    xs.iter().position(|x| {
        assert!(calls.fetch_add(1, Ordering::Relaxed) != 2, "the third call");
        *x > 90
    })
}

#[test]
fn a_chain_that_panics_in_chunks_alone() {
    let text = found(|| fussy(&[1, 2, 3, 4], &AtomicUsize::new(0)));
    assert!(text.contains("the third call"), "{text}");
}

#[amorsize::parallel(reduce(fold: Middle))]
fn folded(xs: &[f64]) -> f64 {
    xs.iter().fold(0.0, |a, x| (a + x) / 2.0)
}

#[test]
fn a_fold_whose_combination_is_none() {
    let xs: Vec<f64> = (0..100).map(f64::from).collect();
    assert!(found(|| folded(&xs)).contains("`fold`"));
}

/// Items that are neither copied nor compared.
#[derive(Debug)]
struct Opaque(u32);

#[amorsize::parallel]
fn opaque(xs: &[u32]) -> Vec<Opaque> {
    xs.iter().map(|x| Opaque(*x)).collect()
}

#[amorsize::parallel]
fn consumed(xs: Vec<Opaque>) -> u32 {
    xs.into_iter().map(|x| x.0).max().unwrap_or(0)
}

#[amorsize::parallel]
fn settled_later(texts: &[&str]) -> Result<Vec<Unparsed>, std::num::ParseIntError> {
    let parsed = texts.iter().map(|text| text.parse()).collect();
    parsed
}

#[test]
fn chains_that_cannot_be_compared_run_as_they_are() {
    let out = with_mode(Mode::Check, || opaque(&[1, 2, 3]));
    assert_eq!(out.iter().map(|o| o.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(with_mode(Mode::Check, || consumed(out)), 3);
    let out = with_mode(Mode::Check, || settled_later(&["1", "2"])).expect("numbers");
    assert_eq!((out[0].0, out[1].0), (1, 2));
}

/// A writer that is full after some bytes, and says how often it was asked.
struct Short<'a> {
    left: usize,
    asked: &'a AtomicUsize,
}

impl std::io::Write for Short<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let taken = bytes.len().min(self.left);
        self.left -= taken;
        Ok(taken)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[amorsize::parallel]
fn written<W: std::io::Write>(xs: &[u32], out: &mut W) -> std::io::Result<()> {
    for x in xs {
        out.write_all(&x.to_le_bytes())?;
    }
    Ok(())
}

#[amorsize::parallel]
fn bytes(xs: &[u32], next: &AtomicUsize, out: &mut Vec<u8>) -> std::io::Result<()> {
    use std::io::Write;
    for x in xs {
        let n = next.fetch_add(1, Ordering::Relaxed);
        write!(out, "{x}:{n},")?;
    }
    Ok(())
}

#[amorsize::parallel]
fn halved(xs: &[u32], left: &mut std::collections::VecDeque<u32>) -> Option<u32> {
    let mut sum = 0;
    for x in xs {
        sum ^= x / 2;
        left.pop_front()?;
    }
    Some(sum)
}

#[test]
fn replayed_statements_that_leave() {
    let (asked, xs) = (AtomicUsize::new(0), [1, 2, 3, 4]);
    let mut short = Short {
        left: 6,
        asked: &asked,
    };
    assert!(with_mode(Mode::Check, || written(&xs, &mut short)).is_err());
    // One for the first, two for the second, which finds it full.
    assert_eq!((short.left, asked.load(Ordering::Relaxed)), (0, 3));
    // On a copy of a collection they run, and are compared.
    let mut out = Vec::new();
    let next = AtomicUsize::new(0);
    assert!(found(|| bytes(&xs, &next, &mut out)).contains("`out`"));
    let left = |n: u32| (0..n).collect::<std::collections::VecDeque<u32>>();
    for n in 0..6 {
        let (mut checked, mut plain) = (left(n), left(n));
        let got = with_mode(Mode::Check, || halved(&xs, &mut checked));
        assert_eq!(got, with_mode(Mode::Serial, || halved(&xs, &mut plain)));
        assert_eq!(checked, plain);
    }
}
