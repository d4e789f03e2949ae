//! Float reductions in fixed blocks: the same bits for every number of workers and every chunking.
//!
//! Item `i` of the loop adds into lane `i % 8` of block `i / 1024`. A finished block adds its lanes as
//! `((0+1)+(2+3))+((4+5)+(6+7))`, and the blocks are added to the variable one after the other. Nothing of this
//! depends on who ran what, as long as chunks begin at multiples of 1024.

use super::numbers::Float;
use super::op::{Add, Append, Fast, FastProduct, Kept, Logged, Mul, Part, Product, Sub, Sum};

const BLOCK: u32 = 1024;
const LANES: usize = 8;

/// The blocks of one chunk; `PRODUCT` says that they are multiplied.
#[derive(Clone, Debug)]
pub struct Blocked<T, const PRODUCT: bool> {
    lanes: [T; LANES],
    // The index of the current item in its block; before the first item, one below zero.
    index: u32,
    done: Vec<T>,
}

impl<T: Float, const PRODUCT: bool> Blocked<T, PRODUCT> {
    const IDENTITY: T = if PRODUCT { T::ONE } else { T::MINUS_ZERO };

    #[inline(always)]
    fn combine(a: T, b: T) -> T {
        if PRODUCT { a * b } else { a + b }
    }

    #[inline(always)]
    fn lane(&mut self) -> &mut T {
        &mut self.lanes[self.index as usize % LANES]
    }

    #[cold]
    fn finish_block(&mut self) {
        let [a, b, c, d, e, f, g, h] = std::mem::replace(&mut self.lanes, [Self::IDENTITY; LANES]);
        let left = Self::combine(Self::combine(a, b), Self::combine(c, d));
        let right = Self::combine(Self::combine(e, f), Self::combine(g, h));
        self.done.push(Self::combine(left, right));
        self.index = 0;
    }
}

impl<T: Float, const PRODUCT: bool> Part<T> for Blocked<T, PRODUCT> {
    const PRIVATE: bool = true;

    #[inline]
    fn start() -> Self {
        Self {
            lanes: [Self::IDENTITY; LANES],
            index: u32::MAX,
            done: Vec::new(),
        }
    }

    #[inline]
    fn merge(mut self, place: &mut T) {
        if self.index != u32::MAX {
            self.finish_block();
        }
        for block in self.done {
            *place = Self::combine(*place, block);
        }
    }
}

macro_rules! absorb {
    ($($product:literal $Trait:ident $method:ident $sign:tt;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<T: Float> $Trait<T> for Blocked<T, $product> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: T, _: impl FnOnce(T)) {
                let lane = self.lane();
                *lane = *lane $sign operand;
            }
        }
        #[diagnostic::do_not_recommend]
        impl<T: Float> $Trait<&T> for Blocked<T, $product> {
            type Entry = T;
            #[inline(always)]
            fn $method(&mut self, operand: &T, log: impl FnOnce(T)) {
                $Trait::$method(self, *operand, log);
            }
        }
    )* };
}
absorb! {
    false Add add +;
    false Sub sub -;
    true Mul mul *;
}

/// What is told where items begin.
pub trait BlockedItem {
    /// The next item of the loop begins.
    fn item(&mut self);
}

impl<T: Float, const PRODUCT: bool> BlockedItem for Blocked<T, PRODUCT> {
    #[inline(always)]
    fn item(&mut self) {
        self.index = self.index.wrapping_add(1);
        if self.index == BLOCK {
            self.finish_block();
        }
    }
}

macro_rules! no_blocks {
    ($([$($generic:ident)?] $part:ty;)*) => { $(
        impl<$($generic)?> BlockedItem for $part {
            #[inline(always)]
            fn item(&mut self) {}
        }
    )* };
}
no_blocks! {
    [] Logged;
    [] Append;
    [T] Kept<T>;
    [T] Sum<T>;
    [T] Product<T>;
    [T] Fast<T>;
    [T] FastProduct<T>;
}

/// Tells a part that the next item begins; does nothing for a part that has no blocks.
#[inline(always)]
pub fn blocked_item<Q: BlockedItem>(part: &mut Q) {
    part.item();
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, written down a second time.
    fn reference(incoming: f64, items: &[f64]) -> f64 {
        items.chunks(1024).fold(incoming, |total, block| {
            let mut l = [-0.0; 8];
            block.iter().enumerate().for_each(|(i, x)| l[i % 8] += x);
            total + (((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7])))
        })
    }

    fn run(incoming: f64, items: &[f64], mut chunk_blocks: impl FnMut() -> usize) -> f64 {
        let (mut place, mut rest) = (incoming, items);
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at((chunk_blocks() * 1024).min(rest.len()));
            rest = later;
            let mut part = Blocked::<f64, false>::start();
            for x in chunk {
                blocked_item(&mut part);
                if *x < 0.0 {
                    Sub::sub(&mut part, -x, |_| unreachable!());
                } else {
                    Add::add(&mut part, x, |_| unreachable!());
                }
            }
            part.merge(&mut place);
        }
        place
    }

    #[test]
    fn every_aligned_chunking_gives_the_same_bits() {
        let mut state = 7u64;
        let mut random = move || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            state >> 33
        };
        for n in [0, 1, 7, 8, 9, 1023, 1024, 1025, 2048, 10_000] {
            let items: Vec<f64> = (0..n).map(|_| (random() as f64 - 1e9) / 3.0).collect();
            let expected = reference(0.1, &items);
            for _ in 0..20 {
                let got = run(0.1, &items, || 1 + random() as usize % 4);
                assert_eq!(expected.to_bits(), got.to_bits(), "{n}");
            }
        }
    }

    #[test]
    fn negative_zero_survives() {
        assert_eq!(run(-0.0, &[-0.0; 5], || 1).to_bits(), (-0.0f64).to_bits());
    }

    #[test]
    fn products() {
        let (mut place, mut part) = (2.0f32, Blocked::<f32, true>::start());
        for x in [3.0f32, 0.5] {
            blocked_item(&mut part);
            Mul::mul(&mut part, &x, |_| unreachable!());
        }
        part.merge(&mut place);
        assert_eq!(place, 3.0);
    }
}
