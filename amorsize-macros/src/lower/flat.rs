//! Flattened arrays: does every iteration keep to a row of its own, `out[i * width + j]`?

use super::Lower;
use crate::algebra::{Algebra, Atom, Reach, Sum};
use crate::body::Usage;
use crate::head::{Counter, Level};
use crate::place::Place;
use crate::plan::{Bound, Elements, Keep};
use syn::Expr;

/// What is found of an array with these subscripts.
pub(super) enum Found {
    Rows(Keep),
    /// The rows of different iterations: these two subscripts, by their numbers.
    Neighbours,
    /// It cannot be told which row a subscript belongs to.
    Nothing,
}

/// A subscript, without the part that is a multiple of the counter.
struct Offset {
    /// Which row it is in, counted from that of the iteration.
    row: i128,
    sum: Sum,
    /// The last one where it is a run.
    last: Option<Sum>,
}

/// Whether a subscript is never less, never greater than the counter.
struct Side {
    upper: bool,
    lower: bool,
}

impl Lower<'_> {
    /// Rows of an array whose elements are taken like this.
    pub(super) fn rows(&self, reaches: &[Option<Reach>]) -> Found {
        let Some(reaches) = reaches
            .iter()
            .map(Option::as_ref)
            .collect::<Option<Vec<_>>>()
        else {
            return Found::Nothing;
        };
        let mut found = Found::Nothing;
        for counter in &self.counters {
            match self.rows_by(counter, &reaches) {
                Some(Found::Rows(keep)) => return Found::Rows(keep),
                Some(Found::Neighbours) => found = Found::Neighbours,
                _ => {}
            }
        }
        found
    }

    fn rows_by(&self, counter: &Counter, reaches: &[&Reach]) -> Option<Found> {
        let atom = self.body.algebra.item(&counter.name)?;
        let mut stride: Option<Sum> = None;
        let mut apart = |sum: &Sum| {
            let (factor, rest) = sum.split(atom)?;
            let same = stride.get_or_insert_with(|| factor.clone()) == &factor;
            same.then_some(rest)
        };
        let mut parts = Vec::new();
        for reach in reaches {
            parts.push(match reach {
                Reach::One(sum) => (apart(sum)?, None),
                Reach::Run(from, to) => (apart(from)?, Some(apart(to)?.plus(&Sum::number(1), -1))),
            });
        }
        let stride = stride?;
        if stride.0.is_empty() || !stride.atoms().all(|a| self.is_same_everywhere(a)) {
            return None;
        }
        let constant = stride.as_number();
        let offsets: Vec<Offset> = parts
            .into_iter()
            .map(|(sum, last)| Offset {
                row: if constant.is_some() {
                    0
                } else {
                    row_of(&sum, &stride)
                },
                sum,
                last,
            })
            .collect();
        let alone = |o: &Offset| o.last.is_none() && o.sum == offsets[0].sum;
        if constant == Some(1) && offsets.iter().all(alone) && offsets[0].sum.as_number().is_none()
        {
            let same = |atom| self.is_same_everywhere(atom);
            if offsets[0].sum.atoms().all(same) {
                return Some(Found::Rows(Keep::View {
                    level: counter.level,
                    of: Elements::Shifted(Box::new(self.bound(&offsets[0].sum)?)),
                }));
            }
        }
        if offsets.iter().any(|o| o.row != offsets[0].row) {
            return Some(Found::Neighbours);
        }
        if let Some(stride) = constant {
            let all: Option<Vec<i128>> = offsets
                .iter()
                .flat_map(|o| [Some(&o.sum), o.last.as_ref()])
                .flatten()
                .map(Sum::as_number)
                .collect();
            match all {
                // Known here and now.
                Some(all) => {
                    let (least, greatest) = (all.iter().min()?, all.iter().max()?);
                    if greatest - least >= stride.abs() {
                        return Some(Found::Neighbours);
                    }
                }
                None if stride.abs() == 1 => return Some(Found::Neighbours),
                None => {}
            }
        }
        let mut bounds = Vec::new();
        for offset in &offsets {
            bounds.push(self.bound(&offset.sum)?);
            if let Some(last) = &offset.last {
                bounds.push(self.bound(last)?);
            }
        }
        Some(Found::Rows(Keep::View {
            level: counter.level,
            of: Elements::Rows {
                stride: Box::new(self.bound(&stride)?),
                offsets: bounds,
            },
        }))
    }

    /// `out[i][j]` and `out[j][i]` on one side of the diagonal: symmetric matrices.
    pub(super) fn crosses(
        &self,
        reaches: &[Option<Reach>],
        seconds: &[Option<&Sum>],
    ) -> Option<Found> {
        self.counters.iter().find_map(|counter| {
            let own = Sum::of(self.body.algebra.item(&counter.name)?);
            let sides: Option<Vec<Side>> = reaches
                .iter()
                .zip(seconds)
                .map(|(line, at)| match line {
                    Some(Reach::One(line)) if *line == own => self.side((*at)?, &own),
                    Some(Reach::One(line)) if Some(&own) == *at => self.side(line, &own),
                    _ => None,
                })
                .collect();
            let sides = sides?;
            let upper = sides.iter().all(|s| s.upper);
            (upper || sides.iter().all(|s| s.lower)).then_some(Found::Rows(Keep::View {
                level: counter.level,
                of: Elements::Crosses { upper },
            }))
        })
    }

    /// On which side of the diagonal `j` is.
    fn side(&self, j: &Sum, own: &Sum) -> Option<Side> {
        if j == own {
            return Some(Side {
                upper: true,
                lower: true,
            });
        }
        let Atom::Inner(from, to, _) = &self.body.algebra.atoms[j.as_atom()?].1 else {
            return None;
        };
        let by = |sum: &Sum| sum.plus(own, -1).as_number();
        Some(Side {
            upper: by(from).is_some_and(|d| d >= 0),
            lower: by(to).is_some_and(|d| d <= 0),
        })
    }

    /// Whether an atom has one value in all iterations.
    fn is_same_everywhere(&self, atom: usize) -> bool {
        match &self.body.algebra.atoms[atom].1 {
            Atom::Fixed(expr) => self.is_fixed(expr),
            Atom::Length(array) => self.keeps_length(array),
            Atom::Element(array, _) => self.is_fixed(array),
            Atom::Item(_) | Atom::Inner(..) => false,
            Atom::Op(_, a, b) => a
                .atoms()
                .chain(b.atoms())
                .all(|a| self.is_same_everywhere(a)),
        }
    }

    /// The array is only read, or written by element.
    fn keeps_length(&self, array: &Expr) -> bool {
        Place::of(array).is_some_and(|place| {
            self.body.mentions_of(&place).all(|m| {
                matches!(m.usage, Usage::Read | Usage::Length | Usage::Element { .. })
                    && m.place.key == place.key
            })
        })
    }

    fn bound(&self, sum: &Sum) -> Option<Bound> {
        self.bound_in(&self.body.algebra, sum)
    }

    /// The bound of a sum whose atoms are those of `algebra`.
    pub(super) fn bound_in(&self, algebra: &Algebra, sum: &Sum) -> Option<Bound> {
        let mut terms = Vec::new();
        for (atoms, factor) in &sum.0 {
            let mut product = Vec::new();
            if *factor != 1 || atoms.is_empty() {
                product.push(Bound::Number(*factor));
            }
            for atom in atoms {
                product.push(self.atom_bound(algebra, *atom)?);
            }
            terms.push(match product.len() {
                1 => product.remove(0),
                _ => Bound::Product(product),
            });
        }
        Some(match terms.len() {
            0 => Bound::Number(0),
            1 => terms.remove(0),
            _ => Bound::Sum(terms),
        })
    }

    fn atom_bound(&self, algebra: &Algebra, atom: usize) -> Option<Bound> {
        let bound = |sum: &Sum| self.bound_in(algebra, sum);
        Some(match &algebra.atoms[atom].1 {
            Atom::Fixed(expr) if self.is_fixed(expr) => Bound::Fixed(expr.clone()),
            Atom::Length(array) if self.keeps_length(array) => Bound::Length(array.clone()),
            Atom::Element(array, at) if self.is_fixed(array) => {
                Bound::Element(array.clone(), at.clone())
            }
            Atom::Item(name) => Bound::Counter(self.level_of(name)?),
            Atom::Inner(from, to, closed) => {
                Bound::Inner(Box::new(bound(from)?), Box::new(bound(to)?), *closed)
            }
            Atom::Op(op, a, b) => Bound::Op(op, Box::new(bound(a)?), Box::new(bound(b)?)),
            _ => return None,
        })
    }

    fn level_of(&self, name: &str) -> Option<Level> {
        self.counters
            .iter()
            .find(|c| c.name == name)
            .map(|c| c.level)
    }
}

/// Which row an offset plainly belongs to: `width + j` is in the next one, `width - 1 - j` is not.
///
/// Where it is not plain, the check before the loop decides.
fn row_of(offset: &Sum, stride: &Sum) -> i128 {
    let plain = |rest: &Sum| {
        let names = rest.0.iter().filter(|(atoms, _)| !atoms.is_empty());
        names.clone().all(|(_, f)| *f > 0) && (names.count() > 0 || rest.as_number() >= Some(0))
    };
    (-4..=4)
        .map(|row| (row, offset.plus(stride, -row)))
        .filter(|(row, rest)| *row == 0 || plain(rest))
        .min_by_key(|(row, rest)| (rest.0.len(), row.abs()))
        .map_or(0, |(row, _)| row)
}
