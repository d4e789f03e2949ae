//! A private copy of an outer variable that the body assigns.

use std::marker::PhantomData;

/// The value of an outer temporary (`t = …; use(t)`) or of a last value (`last = e`) inside one chunk.
///
/// The caller keeps the value of the last chunk that assigned one.
#[derive(Debug)]
pub struct Slot<T> {
    value: Option<T>,
}

impl<T> Slot<T> {
    /// A slot that nothing was assigned to yet.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self { value: None }
    }

    /// Assigns; drops the value that was there.
    #[inline(always)]
    pub fn set(&mut self, value: T) {
        self.value = Some(value);
    }

    /// Reads a value that was assigned in this iteration.
    ///
    /// # Panics
    ///
    /// If nothing was assigned, which the macro excludes.
    #[inline(always)]
    #[track_caller]
    pub fn get(&self) -> &T {
        match &self.value {
            Some(value) => value,
            None => unassigned(),
        }
    }

    /// Changes a value that was assigned in this iteration.
    ///
    /// # Panics
    ///
    /// As [`get`](Self::get).
    #[inline(always)]
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        match &mut self.value {
            Some(value) => value,
            None => unassigned(),
        }
    }

    /// Moves the value out of a body that moves the variable.
    #[inline(always)]
    pub fn take(&mut self) -> Option<T> {
        self.value.take()
    }

    /// Lets a later chunk win, if it assigned anything.
    #[inline]
    pub fn absorb(&mut self, later: Self) {
        if later.value.is_some() {
            self.value = later.value;
        }
    }
}

impl<T> Default for Slot<T> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

#[cold]
#[track_caller]
fn unassigned() -> ! {
    panic!("amorsize: an outer temporary was read before it was assigned in the same iteration")
}

/// Ties the slots of all chunks to the type of the variable they stand for.
#[derive(Debug)]
pub struct SlotKind<T>(PhantomData<fn() -> T>);

impl<T> SlotKind<T> {
    /// A kind whose type is settled by [`never`](Self::never).
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self(PhantomData)
    }

    /// The slot of one chunk.
    #[inline(always)]
    #[must_use]
    pub const fn start(&self) -> Slot<T> {
        Slot::new()
    }

    /// Stands where the type of the variable is needed and nothing runs: `if false { x = kind.never() }`.
    ///
    /// # Panics
    ///
    /// Always.
    pub fn never(&self) -> T {
        unreachable!("behind `if false`")
    }
}

impl<T> Default for SlotKind<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// The value that a variable has before the loop, from which every chunk starts its own search for a better one.
#[derive(Debug)]
pub struct BestKind<T>(T);

impl<T: Clone + super::Ordered> BestKind<T> {
    /// Takes the incoming value.
    #[inline(always)]
    #[must_use]
    pub fn new(incoming: &T) -> Self {
        Self(incoming.clone())
    }
}

// Not in the impl above: a type without an order is said once, where the kind is made.
impl<T: Clone> BestKind<T> {
    /// The search of one chunk.
    #[inline(always)]
    #[must_use]
    pub fn start(&self) -> Best<T> {
        Best::new(self.0.clone())
    }
}

/// The record so far in `if x < best { best = x; … }`, inside one chunk.
///
/// A chunk starts from the value that the variable had before the loop, not from nothing: then the user's comparison
/// decides about NaN, negative zero and ties exactly as in the plain loop.
#[derive(Debug)]
pub struct Best<T> {
    value: T,
    improved: bool,
}

impl<T> Best<T> {
    /// Starts from the incoming value.
    #[inline(always)]
    pub const fn new(incoming: T) -> Self {
        Self {
            value: incoming,
            improved: false,
        }
    }

    /// The record to compare with.
    #[inline(always)]
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// A new record.
    #[inline(always)]
    pub fn set(&mut self, value: T) {
        self.value = value;
        self.improved = true;
    }

    /// The record of this chunk, if the chunk made one.
    #[inline(always)]
    pub fn take(self) -> Option<T> {
        self.improved.then_some(self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_assignment_wins() {
        let mut outer = Slot::default();
        for chunk in [vec![1, 2], vec![], vec![3], vec![]] {
            let mut part = Slot::new();
            for value in chunk {
                part.set(value);
                *part.get_mut() *= 10;
                assert_eq!(*part.get(), value * 10);
            }
            outer.absorb(part);
        }
        assert_eq!(outer.take(), Some(30));
        assert_eq!(outer.take(), None);
    }

    #[test]
    #[should_panic(expected = "read before it was assigned")]
    fn an_empty_slot_says_so() {
        Slot::<u8>::new().get();
    }

    /// `if x < best { best = x; at = i; }` over every split in two, with NaN, ties and both zeros.
    #[test]
    fn records_are_those_of_the_plain_loop() {
        let values = [f64::NAN, 0.0, -0.0, 1.0, -1.0, f64::INFINITY];
        let mut items = Vec::new();
        for a in values {
            for b in values {
                items.extend([a, b]);
            }
        }
        for incoming in values {
            for from in 0..items.len() - 6 {
                let xs = &items[from..from + 6];
                let (mut best, mut at) = (incoming, usize::MAX);
                for (i, &x) in xs.iter().enumerate() {
                    if x < best {
                        best = x;
                        at = i;
                    }
                }
                for cut in 0..=xs.len() {
                    let (mut merged, mut merged_at) = (incoming, usize::MAX);
                    for range in [0..cut, cut..xs.len()] {
                        let (mut part, mut part_at) = (Best::new(incoming), Slot::new());
                        for i in range {
                            if xs[i] < *part.get() {
                                part.set(xs[i]);
                                part_at.set(i);
                            }
                        }
                        if let Some(value) = part.take()
                            && value < merged
                        {
                            merged = value;
                            merged_at = part_at.take().unwrap();
                        }
                    }
                    assert_eq!((best.to_bits(), at), (merged.to_bits(), merged_at));
                }
            }
        }
    }
}
