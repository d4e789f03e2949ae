//! The length of a head, computed in front of the decision.

/// How many items a head has, with std's adapters on it.
///
/// More than a number, because `0..` has no length of its own and `0..u128::MAX` none that fits: both can be cut once a
/// shorter partner or a `take` bounds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Extent {
    items: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `items` is the length.
    Exact,
    /// At least `usize::MAX` items.
    Long,
    /// Without end, but after `items` items the next one may overflow, which the plain loop must do itself.
    Open,
    /// Pulled: at least `items`, at most so many.
    About { most: usize },
    /// Only the plain loop can run it.
    Plain,
}

/// [`Extent::expected`] of an iterator that promises nothing: any length may come.
pub(crate) const UNSURE: usize = usize::MAX - 1;

impl Extent {
    /// Exactly `items`; `usize::MAX` stands for "that many or more".
    #[inline(always)]
    pub const fn exact(items: usize) -> Self {
        let kind = if items == usize::MAX {
            Kind::Long
        } else {
            Kind::Exact
        };
        Extent { items, kind }
    }

    /// Without end; `items` of them can be made before the counter overflows.
    #[inline(always)]
    pub const fn open(items: usize) -> Self {
        Extent {
            items,
            kind: Kind::Open,
        }
    }

    /// As an iterator's `size_hint` says. It may be wrong: nothing but the decision depends on it.
    #[inline(always)]
    pub const fn about(least: usize, most: Option<usize>) -> Self {
        let most = match most {
            Some(most) => most,
            None => usize::MAX,
        };
        Self::between(least, most)
    }

    const fn between(items: usize, most: usize) -> Self {
        Extent {
            items,
            kind: Kind::About { most },
        }
    }

    const PLAIN: Self = Extent {
        items: usize::MAX,
        kind: Kind::Plain,
    };

    /// The number of items; `usize::MAX` if the plain loop must run.
    #[inline(always)]
    #[must_use]
    pub const fn items(self) -> usize {
        match self.kind {
            Kind::Exact => self.items,
            _ => usize::MAX,
        }
    }

    /// Of parts of a text of that many bytes, where the iterator itself says nothing.
    #[inline(always)]
    pub const fn of_text(self, bytes: Option<usize>) -> Self {
        match (self.kind, bytes) {
            (Kind::About { most: usize::MAX }, Some(bytes)) if bytes < UNSURE => {
                Self::between(self.items, bytes + 1)
            }
            _ => self,
        }
    }

    /// What the site is asked with: the number of items, or one to tell calls apart by.
    #[inline(always)]
    #[must_use]
    pub const fn expected(self) -> usize {
        match self.kind {
            Kind::About { most: usize::MAX } if self.items < 64 || self.items > UNSURE / 2 => {
                UNSURE
            }
            Kind::About { most: usize::MAX } => self.items,
            // One item is never looked at: but it may be more.
            Kind::About { most } if most > 0 && most < 2 && self.items != most => 2,
            Kind::About { most } => most,
            _ => self.items(),
        }
    }

    /// Of `head.enumerate()`.
    #[inline(always)]
    pub const fn enumerate(self) -> Self {
        self
    }

    /// Of `head.copied()`.
    #[inline(always)]
    pub const fn copied(self) -> Self {
        self
    }

    /// Of `head.cloned()`.
    #[inline(always)]
    pub const fn cloned(self) -> Self {
        self
    }

    /// Of `head.rev()`.
    #[inline(always)]
    pub const fn rev(self) -> Self {
        match self.kind {
            Kind::Exact | Kind::About { .. } => self,
            _ => Self::PLAIN,
        }
    }

    /// Of `head.zip(other)`.
    #[inline(always)]
    pub const fn zip(self, other: Self) -> Self {
        match (self.kind, other.kind) {
            (Kind::Exact, Kind::Exact) => Self::exact(least(self.items, other.items)),
            (Kind::Exact, Kind::Long) => self,
            (Kind::Long, Kind::Exact) => other,
            (Kind::Long, Kind::Long) => self,
            // `a.zip(0..)` asks the counter only after an item of `a`, `(0..).zip(b)` once more than `b` has items.
            (Kind::Exact, Kind::Open) if self.items <= other.items => self,
            (Kind::Open, Kind::Exact) if other.items < self.items => other,
            (Kind::Open, Kind::Open) => Self::open(least(self.items, other.items)),
            (Kind::About { most: a }, Kind::About { most: b }) => {
                Self::between(least(self.items, other.items), least(a, b))
            }
            (Kind::About { most }, Kind::Exact | Kind::Long)
            | (Kind::Exact | Kind::Long, Kind::About { most }) => {
                let items = if matches!(self.kind, Kind::About { .. }) {
                    other.items
                } else {
                    self.items
                };
                Self::between(least(self.items, other.items), least(most, items))
            }
            (Kind::About { most }, Kind::Open) if most <= other.items => self,
            (Kind::Open, Kind::About { most }) if most < self.items => other,
            _ => Self::PLAIN,
        }
    }

    /// Of `head.chain(other)`.
    #[inline(always)]
    pub const fn chain(self, other: Self) -> Self {
        let items = self.items.saturating_add(other.items);
        match (self.kind, other.kind) {
            (Kind::Exact, Kind::Exact | Kind::Long) => Self::exact(items),
            (Kind::About { most: a }, Kind::About { most: b }) => {
                Self::between(items, a.saturating_add(b))
            }
            (Kind::About { most }, Kind::Exact) => {
                Self::between(items, most.saturating_add(other.items))
            }
            (Kind::Exact, Kind::About { most }) => {
                Self::between(items, most.saturating_add(self.items))
            }
            _ => Self::PLAIN,
        }
    }

    /// Of `head.skip(n)`.
    #[inline(always)]
    pub const fn skip(self, n: usize) -> Self {
        match self.kind {
            Kind::Exact => Self::exact(self.items.saturating_sub(n)),
            Kind::Open if n <= self.items => Self::open(self.items - n),
            Kind::About { most: usize::MAX } => {
                Self::between(self.items.saturating_sub(n), usize::MAX)
            }
            Kind::About { most } => {
                Self::between(self.items.saturating_sub(n), most.saturating_sub(n))
            }
            // How much is left is not known.
            _ => Self::PLAIN,
        }
    }

    /// Of `head.take(n)`.
    #[inline(always)]
    pub const fn take(self, n: usize) -> Self {
        match self.kind {
            Kind::Exact => Self::exact(least(n, self.items)),
            Kind::Long => Self::exact(n),
            Kind::Open if n <= self.items => Self::exact(n),
            Kind::About { most } => Self::between(least(self.items, n), least(most, n)),
            _ => Self::PLAIN,
        }
    }

    /// Of `head.step_by(step)`; `step` is not 0.
    #[inline(always)]
    pub const fn step_by(self, step: usize) -> Self {
        match self.kind {
            Kind::Exact => Self::exact(self.items.div_ceil(step)),
            // Rounded down: the step to the item after the last one must not overflow either.
            Kind::Open => Self::open(self.items / step),
            Kind::About { most: usize::MAX } => {
                Self::between(self.items.div_ceil(step), usize::MAX)
            }
            Kind::About { most } => Self::between(self.items.div_ceil(step), most.div_ceil(step)),
            _ => Self::PLAIN,
        }
    }
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Extent = Extent::exact(usize::MAX);

    #[test]
    fn exact_lengths_are_those_of_std() {
        for n in 0..20usize {
            let e = Extent::exact(n);
            assert_eq!(
                (e.items(), e.enumerate().items(), e.rev().items()),
                (n, n, n)
            );
            for k in 0..25usize {
                assert_eq!(e.skip(k).items(), (0..n).skip(k).count());
                assert_eq!(e.take(k).items(), (0..n).take(k).count());
                assert_eq!(e.zip(Extent::exact(k)).items(), n.min(k));
                assert_eq!(e.chain(Extent::exact(k)).items(), n + k);
                if k > 0 {
                    assert_eq!(e.step_by(k).items(), (0..n).step_by(k).count());
                }
            }
        }
    }

    #[test]
    fn what_has_no_length_runs_plainly_until_it_is_bounded() {
        assert_eq!(LONG.items(), usize::MAX);
        assert_eq!(Extent::open(100).items(), usize::MAX);
        assert_eq!(LONG.take(7).items(), 7);
        assert_eq!(LONG.zip(Extent::exact(7)).items(), 7);
        assert_eq!(Extent::exact(7).zip(LONG).items(), 7);
        assert_eq!(LONG.rev().take(3).items(), usize::MAX);
        assert_eq!(LONG.skip(1).take(3).items(), usize::MAX);
        assert_eq!(LONG.step_by(2).take(3).items(), usize::MAX);
        assert_eq!(LONG.zip(LONG).items(), usize::MAX);
        assert_eq!(Extent::exact(7).chain(LONG).take(9).items(), 9);
        assert_eq!(LONG.chain(LONG).take(9).items(), usize::MAX);
        assert_eq!(Extent::open(7).chain(LONG).items(), usize::MAX);
        assert_eq!(Extent::exact(7).chain(Extent::open(9)).items(), usize::MAX);
    }

    #[test]
    fn an_open_range_is_cut_only_before_it_overflows() {
        let open = Extent::open(255);
        assert_eq!(open.take(255).items(), 255);
        assert_eq!(open.take(256).items(), usize::MAX);
        assert_eq!(Extent::exact(255).zip(open).items(), 255);
        assert_eq!(Extent::exact(256).zip(open).items(), usize::MAX);
        assert_eq!(open.zip(Extent::exact(254)).items(), 254);
        assert_eq!(open.zip(Extent::exact(255)).items(), usize::MAX);
        assert_eq!(open.step_by(2).take(127).items(), 127);
        assert_eq!(open.step_by(2).take(128).items(), usize::MAX);
        assert_eq!(open.skip(5).take(250).items(), 250);
        assert_eq!(open.skip(5).take(251).items(), usize::MAX);
        assert_eq!(open.skip(256).take(0).items(), usize::MAX);
    }
}
