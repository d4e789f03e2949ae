//! What a chunk could not absorb: the operands of statements that the caller replays.

use std::fmt;
use std::vec;

/// Operands of one chunk, in the order in which the plain loop would have used them.
///
/// One log serves every logged statement of a site, so the order between different variables is kept too.
#[derive(Debug)]
pub struct Log<E> {
    entries: Vec<E>,
}

impl<E> Log<E> {
    /// An empty log; does not allocate.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// Adds the operands of one statement.
    #[inline(always)]
    pub fn push(&mut self, entry: E) {
        self.entries.push(entry);
    }
}

impl<E> Default for Log<E> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<E> IntoIterator for Log<E> {
    type Item = E;
    type IntoIter = vec::IntoIter<E>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

/// The items of an iterator that a worker has run, with the `size_hint` that the iterator had.
///
/// A hash table reserves by the hint, and its iteration order depends on what was reserved. Replaying `extend` with a
/// more exact hint than the user's iterator gives could change that order.
#[derive(Debug)]
pub struct Hinted<T> {
    items: vec::IntoIter<T>,
    lower: usize,
    upper: Option<usize>,
}

impl<T> Hinted<T> {
    /// Runs `iter` to its end.
    #[inline]
    pub fn new<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let iter = iter.into_iter();
        let (lower, upper) = iter.size_hint();
        let items = iter.collect::<Vec<_>>().into_iter();
        Self {
            items,
            lower,
            upper,
        }
    }
}

impl<T> Iterator for Hinted<T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        let item = self.items.next();
        if item.is_some() {
            self.lower = self.lower.saturating_sub(1);
            self.upper = self.upper.map(|upper| upper.saturating_sub(1));
        }
        item
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.lower, self.upper)
    }
}

/// A text that a worker has formatted. Displays as that text, and fails where the formatting failed.
#[derive(Debug)]
pub struct Text {
    text: String,
    failed: bool,
}

impl Text {
    /// Formats.
    #[inline]
    pub fn new(arguments: fmt::Arguments<'_>) -> Self {
        let mut text = String::new();
        let failed = fmt::write(&mut text, arguments).is_err();
        Self { text, failed }
    }

    /// What a formatting that failed leaves to be replayed: its error.
    #[inline]
    #[must_use]
    pub const fn failure() -> Self {
        Self {
            text: String::new(),
            failed: true,
        }
    }

    /// Whether the formatting failed.
    #[inline]
    #[must_use]
    pub const fn failed(&self) -> bool {
        self.failed
    }
}

impl fmt::Display for Text {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)?;
        if self.failed { Err(fmt::Error) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_keeps_the_order() {
        let mut log = Log::default();
        (0..5).for_each(|i| log.push(i));
        assert_eq!(log.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_hinted_replay_tells_what_the_iterator_told() {
        let filtered = (0..10).filter(|i| i % 2 == 0);
        let mut hinted = Hinted::new(filtered.clone());
        let mut plain = filtered;
        loop {
            assert_eq!(hinted.size_hint().0, plain.size_hint().0);
            let (a, b) = (hinted.next(), plain.next());
            assert_eq!(a, b);
            if a.is_none() {
                break;
            }
        }
    }
}
