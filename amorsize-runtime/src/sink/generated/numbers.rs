//! Operators.

use super::{
    One::E0,
    Two::{F0, F1},
};
use super::{Place as _, random, run, site};
use crate::sink as p;
use std::ops::AddAssign;

fn floats(n: usize) -> Vec<f64> {
    let mut next = random(3);
    (0..n).map(|_| (next() as f64 - 1e9) / 7.0).collect()
}

fn ints(n: usize) -> Vec<i32> {
    let mut next = random(5);
    (0..n).map(|_| (next() % 1000) as i32 - 500).collect()
}

#[test]
fn integer_literals_are_inferred() {
    let n = site!(ints(100); sum; let n = 0; &x => { if x > 0 { n += 1 } }
        (part, log) => { if x > 0 { p::Add::add(part, 1, |o| log.push(E0(o))) } }; E0(o) => n += o);
    assert!(n > 0);
    // From the operand, from an annotation, from the use after the loop.
    site!(ints(100); sum; let n = 0; x => { n += x }
        (part, log) => { p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => n += o);
    site!(ints(100); sum; let n: u64 = 5; &x => { n += x.unsigned_abs() as u64 }
        (part, log) => { p::Add::add(part, x.unsigned_abs() as u64, |o| log.push(E0(o))) }; E0(o) => n += o);
    let n: i128 = site!(ints(100); sum; let n = 0; &x => { n += 2; n -= x as i128 }
        (part, log) => {
            p::Add::add(part, 2, |o| log.push(F0(o)));
            p::Sub::sub(part, x as i128, |o| log.push(F1(o)));
        }; F0(o) => n += o, F1(o) => n -= o);
    assert_ne!(n, 0);
}

#[test]
fn float_literals_and_references() {
    site!(floats(500); sum; let s = 0.0; x => { s += x }
        (part, log) => { p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => s += o);
    site!(floats(500); sum; let s = 1.5f32; &x => { s += x as f32; s -= 0.1 }
        (part, log) => {
            p::Add::add(part, x as f32, |o| log.push(F0(o)));
            p::Sub::sub(part, 0.1, |o| log.push(F1(o)));
        }; F0(o) => s += o, F1(o) => s -= o);
    site!(floats(500); sum; let s = 0.5; _ => { s += 0.1 }
        (part, log) => { p::Add::add(part, 0.1, |o| log.push(E0(o))) }; E0(o) => s += o);
    // A reference to a local of the body: the log owns the value.
    site!(floats(500); sum; let s = 0.0; x => { let y = x * 3.0; s += &y }
        (part, log) => { let y = x * 3.0; p::Add::add(part, &y, |o| log.push(E0(o))) }; E0(o) => s += o);
    site!(floats(50); product; let s = 1.0; x => { s *= x / 1e9 }
        (part, log) => { p::Mul::mul(part, x / 1e9, |o| log.push(E0(o))) }; E0(o) => s *= o);
}

#[test]
fn unsigned_differences() {
    site!(ints(100); sum; let left = 1_000_000u32; x => { left -= x.unsigned_abs() }
        (part, log) => { p::Sub::sub(part, x.unsigned_abs(), |o| log.push(E0(o))) }; E0(o) => left -= o);
    site!(ints(100); sum; let left = 1_000_000usize; &x => { left += 7; left -= x.unsigned_abs() as usize }
        (part, log) => {
            p::Add::add(part, 7, |o| log.push(F0(o)));
            p::Sub::sub(part, x.unsigned_abs() as usize, |o| log.push(F1(o)));
        }; F0(o) => left += o, F1(o) => left -= o);
}

/// As in a crate without overflow checks: parts wrap. (This crate is tested with checks, so the reference says so.)
#[test]
fn unchecked_integers_wrap_in_the_part() {
    use p::methods::*;
    let mut total = 250u8;
    let kind = (&&p::Probe::<_, false>::new(&total)).sum();
    let mut logged = 0;
    for chunk in [[200u8, 100], [7, 9]] {
        let mut part = kind.start();
        for x in &chunk {
            p::Add::add(&mut part, x, |_| logged += 1);
        }
        kind.merge(&mut total, part);
    }
    assert_eq!(
        (total, logged),
        (
            250u8.wrapping_add(200).wrapping_add(100).wrapping_add(16),
            0
        )
    );
    let checked = (&&p::Probe::<_, true>::new(&total)).sum();
    p::Add::add(&mut checked.start(), 200, |_| logged += 1);
    assert_eq!(logged, 1);
}

#[test]
fn checked_integers_panic_where_the_plain_loop_does() {
    use p::methods::*;
    let items = [200u8, 50, 10, 3];
    let mut total = 0u8;
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let kind = (&&p::Probe::<_, true>::new(&total)).sum();
        run::<_, _, ()>(
            &items,
            3,
            || (kind.start(), p::Log::new()),
            |piece, (), (part, log)| {
                for x in piece {
                    p::Add::add(part, x, |o| log.push(E0(o)));
                }
                None
            },
            |(part, log)| {
                kind.merge(&mut total, part);
                for entry in log {
                    match entry {
                        E0(o) => {
                            total = total.checked_add(o).expect("attempt to add with overflow")
                        }
                    }
                }
                None
            },
        );
    }));
    assert!(caught.is_err());
    assert_eq!(total, 250);
}

/// Inside a generic function nothing is known about `T`: the statement is replayed.
fn generic_sum<T: AddAssign<T> + Copy + Send + std::fmt::Debug>(items: &[T], zero: T) -> T {
    site!(items; sum; let s = zero; &x => { s += x }
        (part, log) => { p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => s += o)
}

/// The macro's own spelling of the parameter, in a generic function.
fn generic_count<T>(items: &[T]) -> u16 {
    use p::methods::*;
    let mut n = 0;
    let kind = (&&p::Probe::<_, { ::core::cfg!(debug_assertions) }>::new(&n)).sum();
    for _ in 0..2 {
        let (mut part, mut log) = (kind.start(), p::Log::new());
        for _ in items {
            p::Add::add(&mut part, 1, |o| log.push(o));
        }
        kind.merge(&mut n, part);
        for o in log {
            n += o;
        }
    }
    n
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Money(i64);
impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 = self.0 * 3 + other.0;
    }
}
impl AddAssign<&i32> for Money {
    fn add_assign(&mut self, other: &i32) {
        self.0 = self.0.wrapping_mul(5) + i64::from(*other);
    }
}

#[test]
fn generic_and_user_types_are_replayed() {
    assert_eq!(
        generic_sum(&floats(40), 0.25),
        floats(40).iter().fold(0.25, |s, x| s + x)
    );
    assert_eq!(generic_count(&[(); 9]), 18);
    generic_sum(&[Money(1), Money(2), Money(9)], Money(7));
    site!(ints(30); sum; let m = Money(1); x => { m += x }
        (part, log) => { p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => m += o);
    site!(ints(30); sum; let d = std::time::Duration::ZERO; x => { d += std::time::Duration::from_nanos(x.unsigned_abs().into()) }
        (part, log) => {
            p::Add::add(part, std::time::Duration::from_nanos(x.unsigned_abs().into()), |o| log.push(E0(o)))
        }; E0(o) => d += o);
}

#[test]
fn strings_are_appended() {
    let s = site!(ints(100); sum; let s = String::from("start"); x => { s += &x.to_string(); s += ";" }
        (part, log) => {
            p::Add::add(part, &x.to_string(), |o| log.push(F0(o)));
            p::Add::add(part, ";", |o| log.push(F1(o)));
        }; F0(o) => s += o, F1(o) => s += o);
    assert!(s.starts_with("start"));
}

#[test]
fn bits_and_bools() {
    site!(ints(100); and_; let a = -1; x => { a &= x | 3 }
        (part, log) => { p::BitAnd::bitand(part, x | 3, |o| log.push(E0(o))) }; E0(o) => a &= o);
    site!(ints(100); or_; let a = 0u8; &x => { a |= x as u8 & 0x55 }
        (part, log) => { p::BitOr::bitor(part, x as u8 & 0x55, |o| log.push(E0(o))) }; E0(o) => a |= o);
    site!(ints(100); xor; let a = 9i32; x => { a ^= x }
        (part, log) => { p::BitXor::bitxor(part, x, |o| log.push(E0(o))) }; E0(o) => a ^= o);
    site!(ints(100); xor; let a = true; &x => { a ^= x > 0 }
        (part, log) => { p::BitXor::bitxor(part, x > 0, |o| log.push(E0(o))) }; E0(o) => a ^= o);
    for limit in [400, 1000] {
        site!(ints(100); and_; let all = true; &x => { all = all && x < limit }
            (part, log) => {
                if p::Undecided::undecided(part) { p::BitAnd::bitand(part, x < limit, |o| log.push(E0(o))) }
            }; E0(o) => all = all && o);
        site!(ints(100); or_; let any = false; &x => { any = any || x > limit }
            (part, log) => {
                if p::Undecided::undecided(part) { p::BitOr::bitor(part, x > limit, |o| log.push(E0(o))) }
            }; E0(o) => any = any || o);
    }
}

#[test]
fn least_and_greatest() {
    site!(ints(100); min_; let m = 100; &x => { m = m.min(x) }
        (part, log) => { p::Min::min(part, x, |o| log.push(E0(o))) }; E0(o) => m = m.min(o));
    site!(ints(100); max_; let m = i64::MIN; &x => { m = m.max(x.into()) }
        (part, log) => { p::Max::max(part, x.into(), |o| log.push(E0(o))) }; E0(o) => m = m.max(o));
    site!(floats(100); min_; let m = f64::INFINITY; &x => { m = m.min(x) }
        (part, log) => { p::Min::min(part, x, |o| log.push(E0(o))) }; E0(o) => m = m.min(o));
    site!(floats(100); max_; let m = 0f32; &x => { m = m.max(x as f32) }
        (part, log) => { p::Max::max(part, x as f32, |o| log.push(E0(o))) }; E0(o) => m = m.max(o));
    site!(ints(100); max_; let m = String::new(); x => { m = m.clone().max(x.to_string()) }
        (part, log) => { p::Max::max(part, x.to_string(), |o| log.push(E0(o))) }; E0(o) => m = m.clone().max(o));
    site!(ints(100); max_; let m = None; &x => { m = m.max(Some(x)) }
        (part, log) => { p::Max::max(part, Some(x), |o| log.push(E0(o))) }; E0(o) => m = m.max(o));
}

#[test]
fn wrapping_methods() {
    site!(ints(100); wrapping_sum; let h = 17u8; &x => { h = h.wrapping_add(x as u8); h = h.wrapping_sub(3) }
        (part, log) => {
            p::WrappingAdd::wrapping_add(part, x as u8, |o| log.push(F0(o)));
            p::WrappingSub::wrapping_sub(part, 3, |o| log.push(F1(o)));
        }; F0(o) => h = h.wrapping_add(o), F1(o) => h = h.wrapping_sub(o));
    site!(ints(100); wrapping_product; let h = 17u64; &x => { h = h.wrapping_mul(x.unsigned_abs().into()) }
        (part, log) => {
            p::WrappingMul::wrapping_mul(part, x.unsigned_abs().into(), |o| log.push(E0(o)));
        }; E0(o) => h = h.wrapping_mul(o));
}

#[test]
fn any_operators_are_replayed() {
    site!(ints(9); logged; let n = i64::MAX; &x => { n /= x as i64 | 1; n <<= 1u8 }
        (part, log) => {
            p::Div::div(part, x as i64 | 1, |o| log.push(F0(o)));
            p::Shl::shl(part, 1u8, |o| log.push(F1(o)));
        }; F0(o) => n /= o, F1(o) => n <<= o);
    site!(floats(30); logged; let n = 1.0; x => { n += x; n *= 0.5 }
        (part, log) => {
            p::Add::add(part, x, |o| log.push(F0(o)));
            p::Mul::mul(part, 0.5, |o| log.push(F1(o)));
        }; F0(o) => n += o, F1(o) => n *= o);
}

#[test]
fn fast_sums_take_any_grouping() {
    use p::methods::*;
    let mut s = 0.0;
    let kind = (&&p::Probe::<_, true>::new(&s)).sum_fast();
    for chunk in [[1.0, 2.0], [4.0, 8.0]] {
        let mut part = kind.start();
        for x in &chunk {
            p::blocked_item(&mut part);
            p::Add::add(&mut part, x, |_| unreachable!());
        }
        kind.merge(&mut s, part);
    }
    assert_eq!(s, 15.0);
    let mut zero = -0.0;
    let kind = (&&p::Probe::<_, true>::new(&zero)).sum_fast();
    kind.merge(&mut zero, kind.start());
    assert!(f64::is_sign_negative(zero));
}

/// Options for floats do nothing to other types.
#[test]
fn blocked_sums_of_other_types_are_plain_sums() {
    site!(ints(100); sum_blocked; let n = 0; x => { n += x }
        (part, log) => { p::blocked_item(part); p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => n += o);
    site!(ints(100); sum_blocked; let s = String::new(); x => { s += &x.to_string() }
        (part, log) => { p::blocked_item(part); p::Add::add(part, &x.to_string(), |o| log.push(E0(o))) };
        E0(o) => s += o);
    site!(ints(30); sum_blocked; let m = Money(1); x => { m += x }
        (part, log) => { p::blocked_item(part); p::Add::add(part, x, |o| log.push(E0(o))) }; E0(o) => m += o);
}

/// Places as the user spells them.
#[test]
fn places_behind_references_and_in_fields() {
    use p::methods::*;
    struct Stats {
        sum: f64,
        names: Vec<String>,
    }
    impl Stats {
        fn add(&mut self, items: &[i32]) {
            let kind = (&&p::Probe::<_, false>::new(&self.sum)).sum();
            let names = &self.names;
            run::<_, _, ()>(
                items,
                3,
                || (kind.start(), p::Log::new()),
                |piece, (), (part, log)| {
                    for &x in piece {
                        p::Add::add(part, f64::from(x) + names.len() as f64, |o| log.push(E0(o)));
                    }
                    None
                },
                |(part, log)| {
                    kind.merge(&mut self.sum, part);
                    for entry in log {
                        match entry {
                            E0(o) => self.sum += o,
                        }
                    }
                    None
                },
            );
        }
    }
    let mut stats = Stats {
        sum: 0.5,
        names: vec![String::new()],
    };
    stats.add(&[1, 2, 3, 4]);
    assert_eq!(stats.sum, 14.5);

    fn through(total: &mut u32, items: &[u32]) {
        let kind = (&&p::Probe::<_, false>::new(&*total)).sum();
        let mut part = kind.start();
        items
            .iter()
            .for_each(|x| p::Add::add(&mut part, x, |_| unreachable!()));
        kind.merge(&mut *total, part);
    }
    let mut total = 1;
    through(&mut total, &[2, 3]);
    assert_eq!(total, 6);
}
