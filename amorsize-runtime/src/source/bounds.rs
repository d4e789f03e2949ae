//! What values an integer expression of a body can have, worked out before the loop runs.

use std::ops::{Add, Mul, Range, RangeInclusive, Sub};

use super::Integer;

/// The values that an expression can have, over all iterations.
///
/// Exact arithmetic: where the plain loop would wrap around, or panic, the outcome lies outside every array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Nothing is known: the plain loop runs.
    Unknown,
    /// It is never evaluated.
    Never,
    /// From the first value to the second, both included.
    Within(i128, i128),
}

use Bounds::{Never, Unknown, Within};

impl Bounds {
    /// The values of either.
    #[inline]
    #[must_use]
    pub fn or(self, other: Bounds) -> Bounds {
        match (self, other) {
            (Unknown, _) | (_, Unknown) => Unknown,
            (Never, b) | (b, Never) => b,
            (Within(a, b), Within(c, d)) => Within(a.min(c), b.max(d)),
        }
    }

    /// The greatest value, as a length.
    #[inline(always)]
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Within(_, most) => usize::try_from(most).unwrap_or(0),
            Unknown | Never => 0,
        }
    }

    fn both(
        self,
        other: Bounds,
        f: impl FnOnce(i128, i128, i128, i128) -> Option<Bounds>,
    ) -> Bounds {
        match (self, other) {
            (Never, _) | (_, Never) => Never,
            (Within(a, b), Within(c, d)) => f(a, b, c, d).unwrap_or(Unknown),
            _ => Unknown,
        }
    }

    /// `a.min(b)`.
    #[inline]
    #[must_use]
    pub fn least(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| Some(Within(a.min(c), b.min(d))))
    }

    /// `a.max(b)`.
    #[inline]
    #[must_use]
    pub fn greatest(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| Some(Within(a.max(c), b.max(d))))
    }

    /// `a / b`, for values that are not negative.
    #[inline]
    #[must_use]
    pub fn quotient(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| {
            (a >= 0 && c > 0).then(|| Within(a / d, b / c))
        })
    }

    /// `a % b`, for values that are not negative.
    #[inline]
    #[must_use]
    pub fn remainder(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| {
            (a >= 0 && c > 0).then(|| Within(0, b.min(d - 1)))
        })
    }
}

impl Add for Bounds {
    type Output = Bounds;
    #[inline]
    fn add(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| {
            Some(Within(a.checked_add(c)?, b.checked_add(d)?))
        })
    }
}

impl Sub for Bounds {
    type Output = Bounds;
    #[inline]
    fn sub(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| {
            Some(Within(a.checked_sub(d)?, b.checked_sub(c)?))
        })
    }
}

impl Mul for Bounds {
    type Output = Bounds;
    #[inline]
    fn mul(self, other: Bounds) -> Bounds {
        self.both(other, |a, b, c, d| {
            let all = [
                a.checked_mul(c)?,
                a.checked_mul(d)?,
                b.checked_mul(c)?,
                b.checked_mul(d)?,
            ];
            Some(Within(all.into_iter().min()?, all.into_iter().max()?))
        })
    }
}

/// The values of the variable of an inner `for v in from..to`.
#[inline]
pub fn upto(from: Bounds, to: Bounds) -> Bounds {
    through(from, to - Within(1, 1))
}

/// The values of the variable of an inner `for v in from..=to`.
#[inline]
pub fn through(from: Bounds, to: Bounds) -> Bounds {
    from.both(to, |a, _, _, d| {
        Some(if a <= d { Within(a, d) } else { Never })
    })
}

/// The indices of `out[i + by]` for a counter of these values, if `by` is one number.
#[inline]
pub fn shifted(counter: Bounds, by: Bounds) -> Option<Range<usize>> {
    match (counter, by) {
        (Never, _) => Some(0..0),
        (Within(first, last), Within(by, same)) if by == same => {
            let index = |at: i128| usize::try_from(at.checked_add(by)?).ok();
            Some(index(first)?..index(last)?.checked_add(1)?)
        }
        _ => None,
    }
}

/// An integer, or a reference to one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is part of a subscript whose bounds must be known before the loop",
    label = "this is not an integer"
)]
pub trait Value {
    /// Itself alone.
    fn bounds(&self) -> Bounds;
}

macro_rules! values {
    ($($int:ident)*) => {$(
        impl Value for $int {
            #[inline(always)]
            fn bounds(&self) -> Bounds {
                of(*self)
            }
        }
    )*};
}

values! { u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

#[inline(always)]
fn of<T: Integer>(value: T) -> Bounds {
    value.to_i128().map_or(Unknown, number)
}

/// A literal.
#[inline(always)]
pub const fn number(value: i128) -> Bounds {
    Within(value, value)
}

// What else a range can be of.
impl Value for char {
    #[inline(always)]
    fn bounds(&self) -> Bounds {
        Unknown
    }
}

impl<V: Value> Value for &V {
    #[inline(always)]
    fn bounds(&self) -> Bounds {
        V::bounds(self)
    }
}

/// A value that is the same in every iteration.
#[inline(always)]
pub fn fixed<T: Value>(value: T) -> Bounds {
    value.bounds()
}

/// A range of integers that a loop runs over.
pub trait Counting {
    /// The values of the loop's variable.
    fn bounds(&self) -> Bounds;
}

impl<T: Integer> Counting for Range<T> {
    #[inline]
    fn bounds(&self) -> Bounds {
        upto(of(self.start), of(self.end))
    }
}

impl<T: Integer> Counting for RangeInclusive<T> {
    #[inline]
    fn bounds(&self) -> Bounds {
        if self.is_empty() {
            Never
        } else {
            through(of(*self.start()), of(*self.end()))
        }
    }
}

/// The values of the variable of a loop over a range.
#[inline]
pub fn counter<R: Counting>(range: &R) -> Bounds {
    range.bounds()
}

/// The values of the counter of an `enumerate` over `len` items.
#[inline]
pub fn enumerated(len: usize) -> Bounds {
    counter(&(0..len))
}

/// Looks at an array without running code of the user's: only arrays of std's are looked at, decided by the type.
///
/// `(&&Look(&array)).length()` finds [`LookInside`](look::LookInside) where it applies, else [`LookAway`](look::LookAway).
#[derive(Debug)]
pub struct Look<'a, A: ?Sized>(pub &'a A);

/// An array of std's.
pub trait Plain {
    /// What it holds.
    type Item;
    /// Its items.
    fn items(&self) -> &[Self::Item];
}

impl<T> Plain for [T] {
    type Item = T;
    fn items(&self) -> &[T] {
        self
    }
}

impl<T> Plain for Vec<T> {
    type Item = T;
    fn items(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> Plain for [T; N] {
    type Item = T;
    fn items(&self) -> &[T] {
        self
    }
}

impl<A: Plain + ?Sized> Plain for Box<A> {
    type Item = A::Item;
    fn items(&self) -> &[A::Item] {
        (**self).items()
    }
}

impl<A: Plain + ?Sized> Plain for &A {
    type Item = A::Item;
    fn items(&self) -> &[A::Item] {
        (**self).items()
    }
}

impl<A: Plain + ?Sized> Plain for &mut A {
    type Item = A::Item;
    fn items(&self) -> &[A::Item] {
        (**self).items()
    }
}

/// The traits of [`Look`].
pub mod look {
    use super::{Bounds, Look, Plain, Value, fixed};

    /// First level: arrays of std's.
    pub trait LookInside<A: Plain + ?Sized> {
        /// Its length.
        fn length(&self) -> Bounds;
        /// One of its items.
        fn item(&self, index: usize) -> Bounds
        where
            A::Item: Value;
    }

    impl<A: Plain + ?Sized> LookInside<A> for &Look<'_, A> {
        fn length(&self) -> Bounds {
            fixed(self.0.items().len())
        }

        fn item(&self, index: usize) -> Bounds
        where
            A::Item: Value,
        {
            self.0
                .items()
                .get(index)
                .map_or(Bounds::Unknown, Value::bounds)
        }
    }

    /// Last level: anything else is not known.
    pub trait LookAway {
        /// Not known.
        fn length(&self) -> Bounds {
            Bounds::Unknown
        }
        /// Not known.
        fn item<I>(&self, _: I) -> Bounds {
            Bounds::Unknown
        }
    }

    impl<A: ?Sized> LookAway for Look<'_, A> {}
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operation against all values of small intervals.
    #[test]
    fn bounds_hold_every_value() {
        let intervals: Vec<(i128, i128)> =
            (-4..5).flat_map(|a| (a..5).map(move |b| (a, b))).collect();
        let check = |of: Bounds, value: i128| match of {
            Within(a, b) => assert!(a <= value && value <= b, "{value} in {of:?}"),
            Unknown => {}
            Never => panic!("{value} where there is nothing"),
        };
        for &(a, b) in &intervals {
            for &(c, d) in &intervals {
                let (x, y) = (Within(a, b), Within(c, d));
                for v in a..=b {
                    for w in c..=d {
                        check(x + y, v + w);
                        check(x - y, v - w);
                        check(x * y, v * w);
                        check(x.or(y), v);
                        check(x.or(y), w);
                        check(x.least(y), v.min(w));
                        check(x.greatest(y), v.max(w));
                        if w != 0 {
                            check(x.quotient(y), v / w);
                            check(x.remainder(y), v % w);
                        }
                        for k in v..w {
                            check(upto(x, y), k);
                        }
                        for k in v..=w {
                            check(through(x, y), k);
                        }
                    }
                }
            }
        }
    }

    #[expect(clippy::needless_borrow, reason = "it is how the level is chosen")]
    #[test]
    fn arrays_of_std_are_looked_at_and_no_others() {
        use super::look::*;
        struct Own;
        let (vec, own) = (vec![3u8, 4], Own);
        let slice: &mut [i64] = &mut [7];
        assert_eq!((&&Look(&vec)).length(), fixed(2));
        assert_eq!((&&Look(&vec)).item(1), fixed(4));
        assert_eq!((&&Look(&vec)).item(2), Unknown);
        assert_eq!((&&Look(&slice)).item(0), fixed(7));
        assert_eq!((&&Look(&own)).length(), Unknown);
        assert_eq!((&&Look(&own)).item("x"), Unknown);
    }

    #[test]
    fn what_is_not_known_stays_so() {
        let one = fixed(1u8);
        assert_eq!(one + Unknown, Unknown);
        assert_eq!(Unknown.or(Never), Unknown);
        assert_eq!(Never + Unknown, Never);
        assert_eq!(Never.or(one), one);
        assert_eq!(fixed(u128::MAX), Unknown);
        assert_eq!(fixed(i128::MAX) + one, Unknown);
        assert_eq!(number(i128::MAX) * fixed(2), Unknown);
        assert_eq!(counter(&(3..3i8)), Never);
        assert_eq!(counter(&(3..=3i8)), Within(3, 3));
        assert_eq!(enumerated(4), Within(0, 3));
    }

    #[test]
    fn shifted_counters_are_indices_or_nothing() {
        assert_eq!(shifted(Within(2, 5), Within(10, 10)), Some(12..16));
        assert_eq!(shifted(Never, Unknown), Some(0..0));
        assert_eq!(shifted(Within(2, 5), Within(-2, -2)), Some(0..4));
        assert_eq!(shifted(Within(2, 5), Within(-3, -3)), None);
        assert_eq!(shifted(Within(2, 5), Within(1, 2)), None);
        assert_eq!(shifted(Within(2, 5), Within(i128::MAX, i128::MAX)), None);
        let most = i128::try_from(usize::MAX).expect("it fits");
        assert_eq!(shifted(Within(0, 0), Within(most, most)), None);
    }
}
