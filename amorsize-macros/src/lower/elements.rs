//! Arrays: views where each iteration has its own elements, counts and replays where it writes anywhere.

use super::family::operator_family;
use super::flat::Found;
use super::{Lower, Refusal};
use crate::algebra::{Reach, Sum};
use crate::body::{self, Body, Mention, Update, UpdateKind, Usage};
use crate::check;
use crate::errors::{self, Errors};
use crate::head::Level;
use crate::place::{self, Element, Place, bare, text};
use crate::plan::{Elements, Exact, Family, Keep, Offset};
use syn::Expr;
use syn::visit::{self, Visit};

impl Lower<'_> {
    /// Arrays: T1 where every mention has the same subscript of a counter, else counts or a replay.
    pub(super) fn elements(
        &self,
        place: &Place,
        mentions: &[&Mention],
    ) -> Result<(Keep, String), Refusal> {
        let name = place.name();
        let mut uses = Vec::new();
        let mut updates_only = true;
        let mut swaps = false;
        let mut reaches = Vec::new();
        let mut seconds = Vec::new();
        for m in mentions {
            match &m.usage {
                Usage::Element {
                    subscripts,
                    reach,
                    second,
                    update,
                    ..
                } => {
                    seconds.push(second.as_ref());
                    updates_only &= update.is_some();
                    uses.push(subscripts);
                    reaches.push(reach.clone());
                }
                Usage::Length => {}
                Usage::Update(number) if self.body.updates[*number].kind == UpdateKind::Assign => {
                    return self.whole(place, mentions);
                }
                Usage::Update(number) if self.swaps(*number) => {
                    swaps = true;
                    let of = &self.body.updates[*number].swaps;
                    reaches.extend(of.iter().cloned().map(Some));
                    if of.len() < 2 {
                        reaches.push(None);
                    }
                }
                Usage::Update(number)
                    if matches!(self.body.updates[*number].kind, UpdateKind::Call(..)) =>
                {
                    return Err(Refusal(m.span, errors::scratch(&name)));
                }
                Usage::Borrowed => return Err(Refusal(m.span, errors::borrowed_mutably(&name))),
                _ => return Err(Refusal(m.span, errors::nested_change(&name))),
            }
        }
        let found = self
            .promised(place, swaps)
            .unwrap_or_else(|| self.owned(&uses, &reaches, &seconds, swaps));
        if let Found::Rows(keep) = found {
            if !self.exits {
                let form = match &keep {
                    Keep::View {
                        of: Elements::Rows { .. },
                        ..
                    } => "[row]",
                    Keep::View {
                        of: Elements::Columns(_),
                        ..
                    } => "[_][i]",
                    _ => "[i]",
                };
                return Ok((keep, form.into()));
            }
            if updates_only {
                return Ok((Keep::Replay, "[i]".into()));
            }
            return Err(Refusal(mentions[0].span, errors::element_and_exit(&name)));
        }
        if swaps && uses.is_empty() {
            return self.whole(place, mentions);
        }
        if swaps {
            return Err(Refusal(mentions[0].span, errors::untold_elements(&name)));
        }
        if updates_only {
            return Ok(self.scattered(place));
        }
        Err(self.why_shared(place, mentions))
    }

    /// `unsafe(disjoint(out))`.
    fn promised(&self, place: &Place, swaps: bool) -> Option<Found> {
        let name = &self.body.binding(place).ident;
        let said = self
            .site
            .options
            .disjoint
            .iter()
            .find(|d| d.variable == *name)?;
        (place.fields().is_empty() && !swaps).then(|| Found::Rows(Keep::Disjoint(said.promise)))
    }

    /// The elements that each iteration has for itself, if that can be told.
    fn owned(
        &self,
        uses: &[&Vec<Expr>],
        reaches: &[Option<Reach>],
        seconds: &[Option<&Sum>],
        swaps: bool,
    ) -> Found {
        if !swaps && let Some((level, offset)) = self.same_affine(uses, 0) {
            let of = Elements::One(offset);
            return Found::Rows(Keep::View { level, of });
        }
        match self.rows(reaches) {
            Found::Rows(keep) => Found::Rows(keep),
            found => match self.same_affine(uses, 1) {
                Some((level, offset)) if !swaps => {
                    let of = Elements::Columns(offset);
                    Found::Rows(Keep::View { level, of })
                }
                _ if !swaps => self.crosses(reaches, seconds).unwrap_or(found),
                _ => found,
            },
        }
    }

    /// The one subscript of a counter that every use has at this place.
    fn same_affine(&self, uses: &[&Vec<Expr>], at: usize) -> Option<(Level, Option<Offset>)> {
        let mut all = uses.iter().map(|s| self.affine(s.get(at)?));
        let (level, offset, id) = all.next()??;
        all.all(|a| a.is_some_and(|a| a.2 == id))
            .then_some((level, offset))
    }

    /// Why the elements of an array do not belong to one iteration each.
    fn why_shared(&self, place: &Place, mentions: &[&Mention]) -> Refusal {
        let name = place.name();
        let written = mentions.iter().find_map(|m| match &m.usage {
            Usage::Element {
                subscripts,
                written: true,
                ..
            } => Some(&subscripts[0]),
            _ => None,
        });
        let reads = || {
            mentions.iter().filter_map(|m| match &m.usage {
                Usage::Element {
                    subscripts,
                    update: None,
                    ..
                } => Some((&subscripts[0], m.span)),
                _ => None,
            })
        };
        // The element that another iteration writes tells more than the iteration's own.
        let read = reads()
            .find(|(s, _)| written.is_none_or(|w| !place::same(s, w)))
            .or_else(|| reads().next());
        let (Some((read, span)), Some(written)) = (read, written) else {
            return Refusal(mentions[0].span, errors::nested_change(&name));
        };
        let by_item = mentions.iter().any(|m| {
            matches!(&m.usage, Usage::Element { subscripts, .. } if self.mentions_item(&subscripts[0]))
        });
        // What is only added to is no scratch: each iteration goes on from what others left.
        let overwritten = self
            .updates_of(place)
            .iter()
            .any(|u| u.kind == UpdateKind::ElementAssign);
        if !by_item && overwritten {
            return Refusal(span, errors::scratch(&name));
        }
        let message = match place::same(read, written) {
            true if is_subscript(self.body, place) => errors::position(&name, &text(read)),
            // The promise is about a variable, and nothing past an exit may show.
            true => {
                let promised = place.fields().is_empty() && !self.exits;
                errors::any_element(&name, &text(read), promised)
            }
            false => errors::depends_on_neighbour(&name, &text(read), &text(written)),
        };
        Refusal(span, message)
    }

    /// `place.swap(a, b)`.
    pub(super) fn swaps(&self, update: usize) -> bool {
        matches!(&self.body.updates[update].kind, UpdateKind::Call(method, 2) if method == "swap")
    }

    /// `hist[k] += 1`, `out[perm[i]] = e`: no element is read.
    fn scattered(&self, place: &Place) -> (Keep, String) {
        let updates: Vec<&Update> = self.updates_of(place);
        let form = updates
            .first()
            .map_or(String::new(), |u| format!("[k] {}", u.form));
        let family = updates.first().and_then(|u| match &u.kind {
            UpdateKind::ElementOp(op) => operator_family(op),
            _ => None,
        });
        let same = family.is_some()
            && updates.iter().all(
                |u| matches!(&u.kind, UpdateKind::ElementOp(op) if operator_family(op) == family),
            )
            && self
                .body
                .mentions_of(place)
                .all(|m| !matches!(m.usage, Usage::Length));
        match (family.filter(|_| same), subscripts(self.body, place)) {
            (Some(op), Some(1)) => (Keep::Part(Family::Counts(op), Exact::No), form),
            (Some(op), Some(2)) => (
                Keep::Part(Family::Grid(op), Exact::No),
                format!("[r]{form}"),
            ),
            _ => (Keep::Replay, form),
        }
    }
    /// `a[e()?] += d()?`, `a[{ n += 1; 0 }] += { n *= 2; 1 }`: built-in types evaluate the right side first, others the left.
    pub(super) fn both_sides_show(&self) {
        struct Look<'a>(&'a Errors);
        impl<'ast> Visit<'ast> for Look<'_> {
            fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
                let outer =
                    Element::of(&e.left).is_some() || matches!(bare(&e.left), Expr::Unary(_));
                if body::is_assigning(&e.op)
                    && outer
                    && check::may_show(&e.left)
                    && check::may_show(&e.right)
                {
                    self.0.at(e, errors::both_show(&text(&e.left)));
                }
                visit::visit_expr_binary(self, e);
            }
        }
        Look(self.errors).visit_block(&self.body.block);
    }
}

/// An element of the place is the subscript of an array: a position that moves on.
fn is_subscript(body: &Body, place: &Place) -> bool {
    struct Look<'a> {
        place: &'a Place,
        inside: usize,
        found: bool,
    }
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_expr_index(&mut self, e: &'ast syn::ExprIndex) {
            let is_it = Place::of(&e.expr).is_some_and(|array| array.key == self.place.key);
            self.found |= is_it && self.inside > 0;
            self.visit_expr(&e.expr);
            self.inside += 1;
            self.visit_expr(&e.index);
            self.inside -= 1;
        }
    }
    let mut look = Look {
        place,
        inside: 0,
        found: false,
    };
    look.visit_block(&body.block);
    look.found
}

/// How many subscripts the changed elements of the place have, if all have as many and nothing more.
fn subscripts(body: &Body, place: &Place) -> Option<usize> {
    fn depth(expr: &Expr) -> Option<usize> {
        match bare(expr) {
            Expr::Index(e) if Place::of(&e.expr).is_some() => Some(1),
            Expr::Index(e) => Some(1 + depth(&e.expr)?),
            _ => None,
        }
    }
    struct Look<'a>(&'a Place, Vec<Option<usize>>);
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
            if let Some(element) = place::Element::of(&e.left)
                && element.array.key == self.0.key
            {
                self.1.push(depth(&e.left));
            }
            visit::visit_expr_binary(self, e);
        }
    }
    let mut look = Look(place, Vec::new());
    look.visit_block(&body.block);
    let first = *look.1.first()?;
    first.filter(|_| look.1.iter().all(|depth| *depth == first))
}
