//! Subscripts as sums of products, so that `(i * h + j) * w + k` shows what belongs to the loop's variable and what does not.

use crate::place::{self, Place, bare, key};
use std::collections::BTreeMap;
use syn::{BinOp, Expr, Lit, UnOp};

/// A value that is not taken apart.
#[derive(Clone)]
pub(crate) enum Atom {
    /// An outer place or a constant: the same in every iteration, if nothing changes it.
    Fixed(Expr),
    /// The length of an outer array.
    Length(Expr),
    /// An element of an outer array, its subscript constant.
    Element(Expr, Expr),
    /// A variable of the loop's pattern, as resolved.
    Item(String),
    /// The variable of an inner loop: from, to, and whether it reaches `to`.
    Inner(Sum, Sum, bool),
    /// `min`, `max`, `/`, `%` of two sums.
    Op(&'static str, Sum, Sum),
}

/// Products of atoms, by their numbers, with their factors. No entry is 0.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Sum(pub(crate) BTreeMap<Vec<usize>, i128>);

/// More products than anybody writes.
const MANY: usize = 40;

impl Sum {
    pub(crate) fn number(value: i128) -> Sum {
        let mut sum = Sum::default();
        sum.add(Vec::new(), value);
        sum
    }

    /// One atom alone.
    pub(crate) fn of(atom: usize) -> Sum {
        let mut sum = Sum::default();
        sum.add(vec![atom], 1);
        sum
    }

    /// The atom, if it is one alone.
    pub(crate) fn as_atom(&self) -> Option<usize> {
        match self.0.iter().next() {
            Some((atoms, 1)) if self.0.len() == 1 && atoms.len() == 1 => Some(atoms[0]),
            _ => None,
        }
    }

    /// The value, if there are no atoms.
    pub(crate) fn as_number(&self) -> Option<i128> {
        match self.0.iter().next() {
            None => Some(0),
            Some((atoms, value)) if self.0.len() == 1 && atoms.is_empty() => Some(*value),
            _ => None,
        }
    }

    fn add(&mut self, atoms: Vec<usize>, factor: i128) {
        let entry = self.0.entry(atoms).or_insert(0);
        // What overflows here is no subscript of anything.
        *entry = entry.saturating_add(factor);
        self.0.retain(|_, f| *f != 0);
    }

    /// `self + factor * other`.
    pub(crate) fn plus(&self, other: &Sum, factor: i128) -> Sum {
        let mut sum = self.clone();
        for (atoms, f) in &other.0 {
            sum.add(atoms.clone(), f.saturating_mul(factor));
        }
        sum
    }

    fn times(&self, other: &Sum) -> Option<Sum> {
        let mut sum = Sum::default();
        for (a, f) in &self.0 {
            for (b, g) in &other.0 {
                let mut atoms = [a.as_slice(), b.as_slice()].concat();
                atoms.sort_unstable();
                sum.add(atoms, f.checked_mul(*g)?);
            }
        }
        (sum.0.len() <= MANY).then_some(sum)
    }

    /// What `atom` is multiplied by, and the rest; `None` where it occurs squared.
    pub(crate) fn split(&self, atom: usize) -> Option<(Sum, Sum)> {
        let (mut factor, mut rest) = (Sum::default(), Sum::default());
        for (atoms, f) in &self.0 {
            match atoms.iter().filter(|a| **a == atom).count() {
                0 => rest.add(atoms.clone(), *f),
                1 => factor.add(atoms.iter().copied().filter(|a| *a != atom).collect(), *f),
                _ => return None,
            }
        }
        Some((factor, rest))
    }

    /// The atoms that occur.
    pub(crate) fn atoms(&self) -> impl Iterator<Item = usize> {
        self.0.keys().flatten().copied()
    }
}

/// The items that an element expression takes of its array.
#[derive(Clone)]
pub(crate) enum Reach {
    /// `out[s]`.
    One(Sum),
    /// `out[from..to]`, `to` not included.
    Run(Sum, Sum),
}

/// What a name inside the body stands for.
#[derive(Clone)]
struct Meaning {
    name: String,
    /// `None`: anything.
    value: Option<Sum>,
}

/// The atoms of one body, and the meanings of its inner variables at one point of it.
#[derive(Default)]
pub(crate) struct Algebra {
    pub(crate) atoms: Vec<(String, Atom)>,
    names: Vec<Meaning>,
}

impl Algebra {
    /// The atom with this identity.
    fn atom(&mut self, id: String, atom: impl FnOnce() -> Atom) -> Sum {
        let known = self.atoms.iter().position(|(known, _)| *known == id);
        let number = known.unwrap_or_else(|| {
            self.atoms.push((id, atom()));
            self.atoms.len() - 1
        });
        Sum::of(number)
    }

    /// Which atom a variable of the loop's pattern is, if it occurs.
    pub(crate) fn item(&self, name: &str) -> Option<usize> {
        let id = format!("item {name}");
        self.atoms.iter().position(|(known, _)| *known == id)
    }

    /// Where the names begin that are declared from here on; to be given to [`Algebra::leave`].
    pub(crate) fn enter(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn leave(&mut self, mark: usize) {
        self.names.truncate(mark);
    }

    /// A pattern whose variables may have any values.
    pub(crate) fn hide(&mut self, pat: &syn::Pat) {
        for name in crate::scope::pattern_names(pat) {
            self.names.push(Meaning {
                name: name.ident.to_string(),
                value: None,
            });
        }
    }

    /// `let pat = init;`
    pub(crate) fn declare(&mut self, pat: &syn::Pat, init: Option<&Expr>) {
        match (pat, init.map(bare)) {
            (syn::Pat::Type(p), init) => self.declare(&p.pat, init),
            (syn::Pat::Tuple(p), Some(Expr::Tuple(t))) if p.elems.len() == t.elems.len() => {
                // All values are those before the names.
                let values: Vec<Option<Sum>> = t.elems.iter().map(|e| self.sum(e)).collect();
                for (pat, value) in p.elems.iter().zip(values) {
                    self.name(pat, value);
                }
            }
            (pat, Some(init)) => {
                let value = self.sum(init);
                self.name(pat, value);
            }
            (pat, None) => self.hide(pat),
        }
    }

    /// The variable of an inner `for pat in head`.
    pub(crate) fn declare_loop(&mut self, pat: &syn::Pat, head: &Expr) {
        let range = range_of(head).and_then(|(from, to, closed)| {
            let (from, to) = (self.sum(from)?, self.sum(to)?);
            // Every loop has a variable of its own.
            let id = format!("inner {}", self.atoms.len());
            Some(self.atom(id, || Atom::Inner(from, to, closed)))
        });
        self.name(pat, range);
    }

    fn name(&mut self, pat: &syn::Pat, value: Option<Sum>) {
        match pat {
            syn::Pat::Ident(p)
                if p.by_ref.is_none() && p.mutability.is_none() && p.subpat.is_none() =>
            {
                self.names.push(Meaning {
                    name: p.ident.to_string(),
                    value,
                });
            }
            syn::Pat::Type(p) => self.name(&p.pat, value),
            syn::Pat::Paren(p) => self.name(&p.pat, value),
            other => self.hide(other),
        }
    }

    /// What a subscript takes; `None` where that is not understood.
    pub(crate) fn reach(&mut self, subscript: &Expr) -> Option<Reach> {
        match bare(subscript) {
            Expr::Range(r) => {
                let (from, to) = (self.sum(r.start.as_ref()?)?, self.sum(r.end.as_ref()?)?);
                let closed = matches!(r.limits, syn::RangeLimits::Closed(_));
                let to = to.plus(&Sum::number(1), i128::from(closed));
                Some(Reach::Run(from, to))
            }
            one => Some(Reach::One(self.sum(one)?)),
        }
    }

    /// An integer expression, taken apart.
    pub(crate) fn sum(&mut self, expr: &Expr) -> Option<Sum> {
        let expr = bare(expr);
        if let Some(place) = Place::of(expr) {
            return Some(self.atom(format!("fixed {}", place.key), || Atom::Fixed(expr.clone())));
        }
        match expr {
            Expr::Lit(e) => match &e.lit {
                Lit::Int(n) => Some(Sum::number(n.base10_parse().ok()?)),
                _ => None,
            },
            Expr::Path(p) => match p.path.get_ident() {
                Some(ident) if place::is_item(ident) => {
                    let name = ident.to_string();
                    Some(self.atom(format!("item {name}"), || Atom::Item(name)))
                }
                Some(ident) => {
                    let name = ident.to_string();
                    let known = self.names.iter().rev().find(|m| m.name == name);
                    match known {
                        Some(meaning) => meaning.value.clone(),
                        None if crate::check::is_constant_name(ident) => self.constant(expr),
                        None => None,
                    }
                }
                None => self.constant(expr),
            },
            Expr::Unary(e) if matches!(e.op, UnOp::Neg(_)) => {
                Some(Sum::default().plus(&self.sum(&e.expr)?, -1))
            }
            Expr::Cast(e) if is_wide(&e.ty) => self.sum(&e.expr),
            Expr::Binary(e) => {
                let (a, b) = (self.sum(&e.left)?, self.sum(&e.right)?);
                match e.op {
                    BinOp::Add(_) => Some(a.plus(&b, 1)),
                    BinOp::Sub(_) => Some(a.plus(&b, -1)),
                    BinOp::Mul(_) => a.times(&b),
                    BinOp::Div(_) => Some(self.op("/", a, b)),
                    BinOp::Rem(_) => Some(self.op("%", a, b)),
                    _ => None,
                }
            }
            Expr::MethodCall(e) => match (e.method.to_string().as_str(), e.args.len()) {
                ("min", 1) => {
                    let (a, b) = (self.sum(&e.receiver)?, self.sum(&e.args[0])?);
                    Some(self.op("min", a, b))
                }
                ("max", 1) => {
                    let (a, b) = (self.sum(&e.receiver)?, self.sum(&e.args[0])?);
                    Some(self.op("max", a, b))
                }
                ("len", 0) => {
                    let place = Place::of(&e.receiver)?;
                    let id = format!("length {}", place.key);
                    Some(self.atom(id, || Atom::Length(place.expr)))
                }
                _ => None,
            },
            Expr::Index(e) => {
                let array = Place::of(&e.expr)?;
                matches!(bare(&e.index), Expr::Lit(_)).then(|| {
                    let id = format!("element {} {}", array.key, key(&e.index));
                    self.atom(id, || Atom::Element(array.expr, (*e.index).clone()))
                })
            }
            _ => None,
        }
    }

    fn constant(&mut self, expr: &Expr) -> Option<Sum> {
        Some(self.atom(format!("fixed {}", key(expr)), || Atom::Fixed(expr.clone())))
    }

    fn op(&mut self, op: &'static str, a: Sum, b: Sum) -> Sum {
        self.atom(format!("{op} {a:?} {b:?}"), || Atom::Op(op, a, b))
    }
}

/// Types that hold every subscript; a cast to another may change the value.
fn is_wide(ty: &syn::Type) -> bool {
    const WIDE: [&str; 8] = ["usize", "isize", "u32", "i32", "u64", "i64", "u128", "i128"];
    matches!(ty, syn::Type::Path(t) if t.path.get_ident().is_some_and(|i| WIDE.contains(&i.to_string().as_str())))
}

/// `a..b`, `(a..=b).rev()`, `(a..b).step_by(k)`: from, to, whether it reaches `to`.
pub(crate) fn range_of(head: &Expr) -> Option<(&Expr, &Expr, bool)> {
    match bare(head) {
        Expr::Range(r) => Some((
            r.start.as_deref()?,
            r.end.as_deref()?,
            matches!(r.limits, syn::RangeLimits::Closed(_)),
        )),
        Expr::MethodCall(e) if e.method == "rev" || e.method == "step_by" => range_of(&e.receiver),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    #[test]
    fn sums_do_not_depend_on_how_they_are_written() {
        let mut algebra = Algebra::default();
        algebra.declare_loop(&parse_quote!(j), &parse_quote!(0..H));
        algebra.declare(
            &parse_quote!(base),
            Some(&parse_quote!((__amorsize_item_0_i + 1) * W)),
        );
        for (a, b) in [
            (
                quote::quote!((__amorsize_item_0_i * H + j) * W + 3),
                quote::quote!(3 + W * j + W * (H * __amorsize_item_0_i)),
            ),
            (
                quote::quote!(base + j),
                quote::quote!(W + j + __amorsize_item_0_i * W),
            ),
            (quote::quote!((j as usize) - j), quote::quote!(0)),
            (
                quote::quote!(base - W - W * __amorsize_item_0_i),
                quote::quote!(0),
            ),
        ] {
            let (a, b): (Expr, Expr) = (syn::parse2(a).unwrap(), syn::parse2(b).unwrap());
            assert_eq!(algebra.sum(&a).unwrap(), algebra.sum(&b).unwrap());
        }
    }

    #[test]
    fn names_end_with_their_block_and_hide_each_other() {
        let mut algebra = Algebra::default();
        algebra.declare(&parse_quote!(a), Some(&parse_quote!(1)));
        let mark = algebra.enter();
        algebra.declare(&parse_quote!(mut a), Some(&parse_quote!(2)));
        assert!(algebra.sum(&parse_quote!(a)).is_none());
        algebra.declare(&parse_quote!((a, b)), Some(&parse_quote!((3, 4))));
        assert_eq!(algebra.sum(&parse_quote!(a + b)), Some(Sum::number(7)));
        algebra.leave(mark);
        assert_eq!(algebra.sum(&parse_quote!(a)), Some(Sum::number(1)));
        assert!(algebra.sum(&parse_quote!(b)).is_none());
        algebra.hide(&parse_quote!(Some(a)));
        assert!(algebra.sum(&parse_quote!(a)).is_none());
        assert!(algebra.sum(&parse_quote!(4 as u8)).is_none());
    }
}
