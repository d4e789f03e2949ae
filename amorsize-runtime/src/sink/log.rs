//! What a chunk could not absorb: the operands of statements that the caller replays.

use std::fmt;
use std::vec;

use crate::spare::Spare;

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

/// The memory of the logs of one call: what was replayed serves the next chunk.
#[derive(Debug)]
pub struct Logs<E> {
    spare: Spare<Vec<E>>,
}

impl<E> Logs<E> {
    /// None yet; does not allocate.
    #[inline(always)]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            spare: Spare::new(),
        }
    }

    /// An empty log for a chunk.
    #[inline]
    #[must_use]
    pub fn start(&self) -> Log<E> {
        Log {
            entries: self.spare.take().unwrap_or_default(),
        }
    }

    /// Takes the entries out of a log, in their order; the memory stays.
    #[inline]
    pub fn entries<'a>(&self, log: &'a mut Log<E>) -> vec::Drain<'a, E> {
        log.entries.drain(..)
    }

    /// Takes a log back that was replayed.
    #[inline]
    pub fn keep(&self, log: Log<E>) {
        if log.entries.capacity() > 0 && log.entries.is_empty() {
            self.spare.keep(log.entries);
        }
    }
}

impl<E> Default for Logs<E> {
    #[inline]
    fn default() -> Self {
        Self::new()
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

/// A text that a worker has formatted. Displays as that text, in the pieces in which the formatting gave it, since what it is written
/// to may fail between two of them; and fails where the formatting failed.
#[derive(Debug)]
pub struct Text {
    text: String,
    ends: Vec<usize>,
    failed: bool,
}

impl fmt::Write for Text {
    #[inline]
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.text.push_str(piece);
        self.ends.push(self.text.len());
        Ok(())
    }
}

impl Text {
    /// Formats.
    #[inline]
    pub fn new(arguments: fmt::Arguments<'_>) -> Self {
        let mut text = Self {
            text: String::new(),
            ends: Vec::new(),
            failed: false,
        };
        text.failed = fmt::write(&mut text, arguments).is_err();
        text
    }

    /// What a formatting that failed leaves to be replayed: its error.
    #[inline]
    #[must_use]
    pub const fn failure() -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
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
        let mut start = 0;
        for &end in &self.ends {
            f.write_str(&self.text[start..end])?;
            start = end;
        }
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
    fn what_was_replayed_serves_the_next_chunk() {
        let logs = Logs::new();
        let mut log = logs.start();
        (0..100).for_each(|i| log.push(i));
        let memory = log.entries.as_ptr();
        assert_eq!(logs.entries(&mut log).sum::<i32>(), 4950);
        logs.keep(log);
        // Nothing to keep.
        logs.keep(Log::new());
        let again = logs.start();
        assert_eq!((again.entries.len(), again.entries.as_ptr()), (0, memory));
        assert_eq!(logs.start().entries.capacity(), 0);
    }

    #[test]
    fn the_pieces_of_a_text_are_those_of_its_formatting() {
        #[derive(Default)]
        struct Seen(Vec<String>);
        impl fmt::Write for Seen {
            fn write_str(&mut self, piece: &str) -> fmt::Result {
                self.0.push(piece.to_owned());
                if self.0.len() == 9 {
                    Err(fmt::Error)
                } else {
                    Ok(())
                }
            }
        }
        let (mut plain, mut replayed) = (Seen::default(), Seen::default());
        let (list, word) = ([1, 2, 3], "x");
        let a = fmt::write(&mut plain, format_args!("<{word:>4}|{list:?}>\n"));
        let text = Text::new(format_args!("<{word:>4}|{list:?}>\n"));
        let b = fmt::write(&mut replayed, format_args!("{text}"));
        assert_eq!((plain.0, a), (replayed.0, b));
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
