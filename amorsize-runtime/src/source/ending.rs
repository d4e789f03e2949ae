//! `take_while` and `map_while` where each item has an iterator of its own: they say when the loop is at its end.

use std::cell::Cell;

/// Whether an item ended the loop.
pub type Ended = Cell<bool>;

/// See [`take_while`].
#[derive(Clone, Debug)]
pub struct TakeWhile<'e, I, P> {
    iter: I,
    holds: P,
    ended: &'e Ended,
}

/// As [`Iterator::take_while`]; `ended` is set with the first item that does not hold.
#[inline(always)]
pub fn take_while<I, P>(iter: I, holds: P, ended: &Ended) -> TakeWhile<'_, I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
    TakeWhile { iter, holds, ended }
}

impl<I, P> Iterator for TakeWhile<'_, I, P>
where
    I: Iterator,
    P: FnMut(&I::Item) -> bool,
{
    type Item = I::Item;

    #[inline(always)]
    fn next(&mut self) -> Option<I::Item> {
        if self.ended.get() {
            return None;
        }
        let item = self.iter.next()?;
        if (self.holds)(&item) {
            return Some(item);
        }
        self.ended.set(true);
        None
    }
}

/// See [`map_while`].
#[derive(Clone, Debug)]
pub struct MapWhile<'e, I, F> {
    iter: I,
    map: F,
    ended: &'e Ended,
}

/// As [`Iterator::map_while`]; `ended` is set with the first `None`.
#[inline(always)]
pub fn map_while<I, F, B>(iter: I, map: F, ended: &Ended) -> MapWhile<'_, I, F>
where
    I: Iterator,
    F: FnMut(I::Item) -> Option<B>,
{
    MapWhile { iter, map, ended }
}

impl<I, F, B> Iterator for MapWhile<'_, I, F>
where
    I: Iterator,
    F: FnMut(I::Item) -> Option<B>,
{
    type Item = B;

    #[inline(always)]
    fn next(&mut self) -> Option<B> {
        if self.ended.get() {
            return None;
        }
        let mapped = (self.map)(self.iter.next()?);
        self.ended.set(mapped.is_none());
        mapped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_told_and_only_by_the_closure() {
        for n in 0..5 {
            for stop in 0..6 {
                let (taken, mapped) = (Ended::new(false), Ended::new(false));
                let got: Vec<i32> = take_while(0..n, |i| *i != stop, &taken).collect();
                assert_eq!(got, (0..n).take_while(|i| *i != stop).collect::<Vec<_>>());
                let half = |i: i32| (i != stop).then_some(i / 2);
                let got: Vec<i32> = map_while(0..n, half, &mapped).collect();
                assert_eq!(got, (0..n).map_while(half).collect::<Vec<_>>());
                assert_eq!((taken.get(), mapped.get()), (stop < n, stop < n));
            }
        }
    }
}
