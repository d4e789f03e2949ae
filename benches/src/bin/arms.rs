//! What the arms of a loop cost beside the plain loop, form by form: `cargo run --release -p amorsize-benches --bin arms`.
//!
//! The serial arm (`Mode::Serial`) has to take what the plain function takes. Chunks are run by one participant, so that 1.00 is
//! plain there too, but for what cutting and merging cost. Medians of calls that take turns.

#![allow(
    clippy::ptr_arg,
    clippy::needless_range_loop,
    clippy::manual_memcpy,
    reason = "these are the loops that people have"
)]

use std::hint::black_box;
use std::time::Instant;

use amorsize::{Config, Mode, configure, with_mode};

type Table = Vec<Vec<f64>>;

/// Every function twice: as it is, and annotated.
macro_rules! twins {
    ($($(#[$note:meta])* fn $name:ident($($argument:tt)*) $(-> $result:ty)? $body:block)*) => {
        mod plain {
            use super::*;
            $($(#[$note])* #[inline(never)] pub(crate) fn $name($($argument)*) $(-> $result)? $body)*
        }
        mod annotated {
            use super::*;
            $($(#[$note])* #[amorsize::parallel] #[inline(never)] pub(crate) fn $name($($argument)*) $(-> $result)? $body)*
        }
    };
}

struct Owner {
    out: Vec<u64>,
    from: Vec<u64>,
    total: u64,
}

twins! {
    fn map(out: &mut Vec<u64>, from: &Vec<u64>) { for i in 0..from.len() { out[i] = from[i] * 3 + 1; } }
    fn map_slices(out: &mut [u64], from: &[u64]) { for i in 0..from.len() { out[i] = from[i] * 3 + 1; } }
    fn map_local(from: &[u64]) -> Vec<u64> { let mut out = vec![0; from.len()]; for i in 0..from.len() { out[i] = from[i] * 3 + 1; } out }
    fn map_fields(own: &mut Owner) { for i in 0..own.from.len() { own.out[i] = own.from[i] * 3 + 1; } }
    fn map_checked(out: &mut Vec<u64>, from: &Vec<u64>) { for i in 0..from.len() { assert!(from[i] < u64::MAX); out[i] = from[i] * 3 + 1; } }
    fn stencil(out: &mut Vec<u64>, from: &Vec<u64>) { for i in 1..from.len() - 1 { out[i] = from[i - 1] + from[i] + from[i + 1]; } }
    fn gather(out: &mut Vec<u64>, from: &Vec<u64>, at: &Vec<u64>) { for i in 0..at.len() { out[i] = from[at[i] as usize]; } }
    fn sum(from: &Vec<u64>) -> u64 { let mut sum = 0u64; for i in 0..from.len() { sum += from[i]; } sum }
    fn sum_if(from: &Vec<u64>) -> u64 { let mut sum = 0u64; for x in from { if *x & 7 == 3 { sum += *x; } } sum }
    fn sum_field(own: &mut Owner) { for i in 0..own.from.len() { own.total += own.from[i]; } }
    fn least_and_greatest(from: &Vec<u64>) -> (u64, u64) { let (mut low, mut high) = (u64::MAX, 0); for x in from { low = low.min(*x); high = high.max(*x); } (low, high) }
    fn histogram(from: &Vec<u64>) -> [u64; 8] { let mut counts = [0; 8]; for x in from { counts[(*x & 7) as usize] += 1; } counts }
    fn push(from: &Vec<u64>) -> Vec<u64> { let mut out = Vec::new(); for x in from { if *x & 1 == 0 { out.push(*x); } } out }
    fn left_early(out: &mut Vec<u64>, from: &Vec<u64>) -> Option<()> { for i in 0..from.len() { if from[i] == u64::MAX { return None; } out[i] = from[i] * 3 + 1; } Some(()) }
    fn product(c: &mut Table, a: &Table, b: &Table) { for i in 0..a.len() { for k in 0..b.len() { for j in 0..b.len() { c[i][j] += a[i][k] * b[k][j]; } } } }
    fn product_local(a: &Table, b: &Table) -> Table { let mut c = vec![vec![0.0; b.len()]; a.len()]; for i in 0..a.len() { for k in 0..b.len() { for j in 0..b.len() { c[i][j] += a[i][k] * b[k][j]; } } } c }
    fn smooth(out: &mut Table, a: &Table) { for i in 1..a.len() - 1 { for j in 1..a.len() - 1 { out[i][j] = 0.25 * (a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1]); } } }
    fn row_sums(out: &mut Vec<f64>, a: &Table) { for i in 0..a.len() { for j in 0..a[i].len() { out[i] += a[i][j]; } } }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn timed<R>(call: impl FnOnce() -> R) -> f64 {
    let start = Instant::now();
    black_box(call());
    start.elapsed().as_secs_f64()
}

fn main() -> Result<(), amorsize::ConfigError> {
    configure(Config::default().workers(1))?;
    let scattered = |i: u64| i.wrapping_mul(2_654_435_761) % 100_000;
    let items: Vec<u64> = (0..100_000).map(scattered).collect();
    let table = || vec![vec![1.5; 100]; 100];
    let (mut out, mut c, a, b) = (items.clone(), table(), table(), table());
    let mut sums = vec![0.0; 100];
    let mut own = Owner {
        out: items.clone(),
        from: items.clone(),
        total: 0,
    };
    println!("{:<20} {:>7} {:>7}", "times plain", "serial", "chunks");
    macro_rules! lines {
        ($($name:ident($($argument:expr),*);)*) => {$({
            let mut times = [Vec::new(), Vec::new(), Vec::new()];
            for _ in 0..200 {
                times[0].push(timed(|| plain::$name($($argument),*)));
                times[1].push(with_mode(Mode::Serial, || timed(|| annotated::$name($($argument),*))));
                times[2].push(with_mode(Mode::Parallel, || timed(|| annotated::$name($($argument),*))));
            }
            let [plain, serial, chunks] = times.each_mut().map(|times| median(times));
            println!("{:<20} {:>7.2} {:>7.2}", stringify!($name), serial / plain, chunks / plain);
        })*};
    }
    lines! {
        map(&mut out, &items);
        map_slices(&mut out, &items);
        map_local(&items);
        map_fields(&mut own);
        map_checked(&mut out, &items);
        stencil(&mut out, &items);
        gather(&mut out, &items, &items);
        sum(&items);
        sum_if(&items);
        sum_field(&mut own);
        least_and_greatest(&items);
        histogram(&items);
        push(&items);
        left_early(&mut out, &items);
        product(&mut c, &a, &b);
        product_local(&a, &b);
        smooth(&mut c, &a);
        row_sums(&mut sums, &a);
    }
    Ok(())
}
