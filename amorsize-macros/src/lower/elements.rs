//! Arrays: views where each iteration has its own elements, counts and replays where it writes anywhere.

use super::family::operator_family;
use super::{Lower, Refusal};
use crate::body::{self, Body, Mention, Update, UpdateKind, Usage};
use crate::check;
use crate::errors::{self, Errors};
use crate::head::Level;
use crate::place::{self, Place, bare, text};
use crate::plan::{Exact, Family, Keep, Offset};
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
        let mut subscripts = Vec::new();
        let mut updates_only = true;
        for m in mentions {
            match &m.usage {
                Usage::Element {
                    subscript, update, ..
                } => {
                    updates_only &= update.is_some();
                    subscripts.push((subscript, m.span));
                }
                Usage::Length => {}
                Usage::Update(number) if self.body.updates[*number].kind == UpdateKind::Assign => {
                    return self.whole(place, mentions);
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
        let affine: Vec<Option<(Level, Option<Offset>, String)>> =
            subscripts.iter().map(|(s, _)| self.affine(s)).collect();
        let first = affine.first().cloned().flatten();
        if let Some((level, offset, id)) = &first
            && affine
                .iter()
                .all(|a| a.as_ref().is_some_and(|a| a.2 == *id))
        {
            if !self.exits {
                return Ok((
                    Keep::View {
                        level: *level,
                        offset: offset.clone(),
                    },
                    "[i]".into(),
                ));
            }
            if updates_only {
                return Ok((Keep::Replay, "[i]".into()));
            }
            return Err(Refusal(mentions[0].span, errors::element_and_exit(&name)));
        }
        if updates_only {
            return Ok(self.scattered(place));
        }
        let written = mentions.iter().find_map(|m| match &m.usage {
            Usage::Element {
                subscript,
                update: Some(_),
                ..
            }
            | Usage::Element {
                subscript,
                written: true,
                ..
            } => Some(subscript),
            _ => None,
        });
        let reads = || {
            mentions.iter().filter_map(|m| match &m.usage {
                Usage::Element {
                    subscript,
                    update: None,
                    ..
                } => Some((subscript, m.span)),
                _ => None,
            })
        };
        // The element that another iteration writes tells more than the iteration's own.
        let read = reads()
            .find(|(s, _)| written.is_none_or(|w| !place::same(s, w)))
            .or_else(|| reads().next());
        let (Some((read, span)), Some(written)) = (read, written) else {
            return Err(Refusal(mentions[0].span, errors::nested_change(&name)));
        };
        if subscripts.iter().any(|(s, _)| self.mentions_item(s)) {
            return Err(Refusal(
                span,
                errors::depends_on_neighbour(&name, &text(read), &text(written)),
            ));
        }
        Err(Refusal(span, errors::scratch(&name)))
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
                .all(|m| !matches!(m.usage, Usage::Length))
            && plain_elements(self.body, place);
        match family {
            Some(family) if same => (Keep::Part(Family::Counts(family), Exact::No), form),
            _ => (Keep::Replay, form),
        }
    }
    /// `a[e()?] += d()?`: built-in types evaluate the right side first, others the left.
    pub(super) fn both_sides_leave(&self) {
        struct Look<'a>(&'a Errors);
        impl<'ast> Visit<'ast> for Look<'_> {
            fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
                if body::is_assigning(&e.op)
                    && check::may_leave(&e.left)
                    && check::may_leave(&e.right)
                {
                    self.0.at(e, errors::both_leave(&text(&e.left)));
                }
                visit::visit_expr_binary(self, e);
            }
        }
        Look(self.errors).visit_block(&self.body.block);
    }
}

/// Every element of the place is written as `place[k]` and nothing more.
fn plain_elements(body: &Body, place: &Place) -> bool {
    struct Plain<'a>(&'a Place, bool);
    impl<'ast> Visit<'ast> for Plain<'_> {
        fn visit_expr_binary(&mut self, e: &'ast syn::ExprBinary) {
            if let Some(element) = place::Element::of(&e.left)
                && element.array.key == self.0.key
            {
                self.1 &= matches!(bare(&e.left), Expr::Index(i) if Place::of(&i.expr).is_some());
            }
            visit::visit_expr_binary(self, e);
        }
    }
    let mut plain = Plain(place, true);
    plain.visit_block(&body.block);
    plain.1
}
