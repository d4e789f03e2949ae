//! `x = x.min(e)` and `x = x.max(e)`.
//!
//! Integers keep the least value of the chunk. Floats cannot: NaN and the sign of zero depend on the order. They log
//! instead, but only the operands that can change anything: if this chunk already took `m`, the variable is at most
//! `m`, so an operand above `m` does nothing, nor does a NaN. A chunk logs a handful of operands, and the replay of
//! the user's own statements gives the bits of the plain loop.

use super::numbers::{Bounded, Float};
use super::op::{Max, Min, Part};

macro_rules! ordered {
    ($($name:ident $Trait:ident $method:ident $identity:ident $sign:literal;)*) => { $(
        #[doc = concat!("`x = x.", $sign, "(e)` on integers, `char` and `bool`.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name<T>(T);

        impl<T: Bounded> Part<T> for $name<T> {
            const PRIVATE: bool = true;
            #[inline(always)]
            fn start() -> Self {
                Self(T::$identity)
            }
            #[inline(always)]
            fn merge(self, place: &mut T) {
                *place = (*place).$method(self.0);
            }
        }

        impl<T: Bounded> $Trait<T> for $name<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, _: impl FnOnce(T)) {
                self.0 = self.0.$method(operand);
            }
        }
    )* };
}
ordered! {
    Least Min min GREATEST "min";
    Greatest Max max LEAST "max";
}

macro_rules! floats {
    ($($name:ident $Trait:ident $method:ident $beats:tt $sign:literal;)*) => { $(
        #[doc = concat!("`x = x.", $sign, "(e)` on floats: logs the operands that can change `x`.")]
        #[derive(Clone, Copy, Debug)]
        pub struct $name<T> {
            best: T,
        }

        impl<T: Float> Part<T> for $name<T> {
            const PRIVATE: bool = false;
            #[inline(always)]
            fn start() -> Self {
                Self { best: T::NAN }
            }
            #[inline(always)]
            fn merge(self, _: &mut T) {}
        }

        impl<T: Float> $Trait<T> for $name<T> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, log: impl FnOnce(T)) {
                // Two zeros are equal, but which one stays depends on the order.
                #[allow(clippy::eq_op)]
                let nothing_yet = self.best != self.best;
                if operand $beats self.best || nothing_yet || (operand == self.best && operand == -operand) {
                    self.best = operand;
                    log(operand);
                }
            }
        }
    )* };
}
floats! {
    LeastFloat Min min < "min";
    GreatestFloat Max max > "max";
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(incoming: f64, chunks: &[&[f64]]) -> (f64, usize) {
        let (mut place, mut logged) = (incoming, 0);
        for chunk in chunks {
            let (mut part, mut log) = (LeastFloat::start(), Vec::new());
            for &x in *chunk {
                part.min(x, |x| log.push(x));
            }
            part.merge(&mut place);
            logged += log.len();
            log.into_iter().for_each(|x| place = place.min(x));
        }
        (place, logged)
    }

    #[test]
    fn float_minima_have_the_bits_of_the_plain_loop() {
        let values = [
            f64::NAN,
            0.0,
            -0.0,
            1.0,
            -1.0,
            2.0,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ];
        let mut state = 1u32;
        for _ in 0..20_000 {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                values[(state >> 16) as usize % values.len()]
            };
            let incoming = next();
            let items: Vec<f64> = (0..7).map(|_| next()).collect();
            let plain = items.iter().fold(incoming, |a, &x| a.min(x));
            for cut in 0..=items.len() {
                let (merged, _) = least(incoming, &[&items[..cut], &items[cut..]]);
                assert_eq!(
                    plain.to_bits(),
                    merged.to_bits(),
                    "{incoming} {items:?} {cut}"
                );
            }
        }
    }

    #[test]
    fn few_float_operands_are_logged() {
        let items: Vec<f64> = (0..1000).map(|i| f64::from((i * 7919) % 1009)).collect();
        let (value, logged) = least(f64::INFINITY, &[&items]);
        assert_eq!(value, items.iter().copied().fold(f64::INFINITY, f64::min));
        assert!(logged < 20, "{logged}");
    }

    #[test]
    fn integers_keep_one_value() {
        let mut place = 7u8;
        let mut part = Greatest::start();
        part.max(9, |_| unreachable!());
        part.merge(&mut place);
        Greatest::<u8>::start().merge(&mut place);
        assert_eq!(place, 9);
    }
}
