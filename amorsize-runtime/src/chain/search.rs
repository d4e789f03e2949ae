//! Terminals that end the chain at an item: the lowest one wins.

use super::terminal::Terminal;
use crate::exit::Chunk;
use crate::source::Source;

macro_rules! tests {
    ($($(#[$doc:meta])* $name:ident $end:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $name;

        impl Terminal<bool> for $name {
            type Part = ();
            type Exit = ();
            type Value = bool;

            #[inline(always)]
            fn part() {}

            #[inline(always)]
            fn fill((): &mut (), mut items: impl Iterator<Item = bool>) -> Chunk<()> {
                if items.any(|is| is == $end) { Chunk::Exit(()) } else { Chunk::Done }
            }

            #[inline(always)]
            fn merge(&mut self, (): ()) -> Option<()> {
                None
            }

            #[inline(always)]
            fn value(self, exit: Option<()>) -> bool {
                exit.is_some() == $end
            }
        }
    )* };
}
tests! {
    /// `any(p)`, after a `map(p)`.
    Any true;
    /// `all(p)`, after a `map(p)`.
    All false;
}

/// `find(p)` and `find_map(f)`, after a `filter(p)` or `filter_map(f)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct First;

impl<I: Send> Terminal<I> for First {
    type Part = ();
    type Exit = I;
    type Value = Option<I>;

    #[inline(always)]
    fn part() {}

    #[inline(always)]
    fn fill((): &mut (), mut items: impl Iterator<Item = I>) -> Chunk<I> {
        items.next().map_or(Chunk::Done, Chunk::Exit)
    }

    #[inline(always)]
    fn merge(&mut self, (): ()) -> Option<I> {
        None
    }

    #[inline(always)]
    fn value(self, exit: Option<I>) -> Option<I> {
        exit
    }
}

/// `position(p)`, after a `map(p)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Position {
    /// Items before the one looked for.
    before: usize,
}

impl Terminal<bool> for Position {
    type Part = usize;
    type Exit = ();
    type Value = Option<usize>;

    #[inline(always)]
    fn part() -> usize {
        0
    }

    #[inline(always)]
    fn fill(part: &mut usize, mut items: impl Iterator<Item = bool>) -> Chunk<()> {
        let mut before = 0;
        let found = items.any(|is| {
            before += usize::from(!is);
            is
        });
        *part = before;
        if found { Chunk::Exit(()) } else { Chunk::Done }
    }

    #[inline(always)]
    fn merge(&mut self, part: usize) -> Option<()> {
        self.before += part;
        None
    }

    #[inline(always)]
    fn value(self, exit: Option<()>) -> Option<usize> {
        exit.map(|()| self.before)
    }
}

/// `rposition(p)`, after a `map(p)`, over a head that is cut from its end.
#[derive(Clone, Copy, Debug)]
pub struct FromTheEnd {
    position: Position,
    items: usize,
}

impl FromTheEnd {
    /// Of the items of `source`.
    #[inline(always)]
    #[must_use]
    pub fn of<S: Source>(source: &S) -> Self {
        Self {
            position: Position::default(),
            items: source.len(),
        }
    }
}

impl Terminal<bool> for FromTheEnd {
    type Part = usize;
    type Exit = ();
    type Value = Option<usize>;

    #[inline(always)]
    fn part() -> usize {
        0
    }

    #[inline(always)]
    fn fill(part: &mut usize, items: impl Iterator<Item = bool>) -> Chunk<()> {
        Position::fill(part, items)
    }

    #[inline(always)]
    fn merge(&mut self, part: usize) -> Option<()> {
        self.position.merge(part)
    }

    #[inline(always)]
    fn value(self, exit: Option<()>) -> Option<usize> {
        let behind = self.position.value(exit)?;
        Some(self.items - 1 - behind)
    }
}

/// `nth(n)`: a chunk keeps its items, as it does not know how many come before.
#[derive(Clone, Copy, Debug)]
pub struct Nth {
    left: usize,
}

impl Nth {
    /// The item after `n` others.
    #[inline(always)]
    #[must_use]
    pub const fn new(n: usize) -> Self {
        Self { left: n }
    }
}

impl<I: Send> Terminal<I> for Nth {
    type Part = Vec<I>;
    type Exit = I;
    type Value = Option<I>;

    #[inline(always)]
    fn part() -> Vec<I> {
        Vec::new()
    }

    #[inline(always)]
    fn fill(part: &mut Vec<I>, items: impl Iterator<Item = I>) -> Chunk<I> {
        part.extend(items);
        Chunk::Done
    }

    #[inline]
    fn merge(&mut self, part: Vec<I>) -> Option<I> {
        if self.left < part.len() {
            return part.into_iter().nth(self.left);
        }
        self.left -= part.len();
        None
    }

    #[inline(always)]
    fn value(self, exit: Option<I>) -> Option<I> {
        exit
    }
}
