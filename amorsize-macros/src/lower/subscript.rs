//! Subscripts: is `out[…]` the element of this iteration and of no other?

use super::Lower;
use crate::body::Usage;
use crate::check;
use crate::head::{Counter, Level};
use crate::place::{self, Place, bare, key};
use crate::plan::Offset;
use syn::{BinOp, Expr};
impl Lower<'_> {
    /// `i`, `i as usize`, `i + c`, `(i - lo) as usize + 1` with a counter `i`.
    pub(super) fn affine(&self, subscript: &Expr) -> Option<(Level, Option<Offset>, String)> {
        let (counter, offset) = self.counter_and_offset(subscript, false)?;
        let id = match &offset {
            None => counter.name.clone(),
            Some(o) => format!("{} {} {} {}", counter.name, o.negative, o.inner, key(&o.by)),
        };
        Some((counter.level, offset, id))
    }
    fn counter_and_offset(
        &self,
        expr: &Expr,
        inside_cast: bool,
    ) -> Option<(&Counter, Option<Offset>)> {
        match bare(expr) {
            Expr::Path(p) => {
                let ident = p.path.get_ident()?.to_string();
                let counter = self.counters.iter().find(|c| c.name == ident)?;
                Some((counter, None))
            }
            Expr::Cast(e)
                if !inside_cast
                    && matches!(&*e.ty, syn::Type::Path(t) if t.path.is_ident("usize")) =>
            {
                let (counter, offset) = self.counter_and_offset(&e.expr, true)?;
                Some((counter, offset.map(|o| Offset { inner: true, ..o })))
            }
            Expr::Binary(e) => {
                let (base, by, negative) = match e.op {
                    BinOp::Add(_) if self.is_fixed(&e.right) => (&e.left, &e.right, false),
                    BinOp::Add(_) if self.is_fixed(&e.left) => (&e.right, &e.left, false),
                    BinOp::Sub(_) if self.is_fixed(&e.right) => (&e.left, &e.right, true),
                    _ => return None,
                };
                match self.counter_and_offset(base, inside_cast)? {
                    (counter, None) => Some((
                        counter,
                        Some(Offset {
                            negative,
                            by: (**by).clone(),
                            inner: inside_cast,
                        }),
                    )),
                    _ => None,
                }
            }
            _ => None,
        }
    }
    /// The same in every iteration: literals, constants, outer places that nothing changes.
    pub(super) fn is_fixed(&self, expr: &Expr) -> bool {
        match bare(expr) {
            Expr::Lit(_) => true,
            Expr::Cast(e) => self.is_fixed(&e.expr),
            Expr::Path(p) if p.path.get_ident().is_none_or(check::is_constant_name) => true,
            other => match Place::of(other) {
                Some(place) => self.body.mentions_of(&place).all(|m| {
                    matches!(
                        m.usage,
                        Usage::Read | Usage::Length | Usage::Element { written: false, .. }
                    )
                }),
                None => false,
            },
        }
    }
    pub(super) fn mentions_item(&self, expr: &Expr) -> bool {
        place::any_ident(expr, &mut |i| place::is_item(i))
    }
}
