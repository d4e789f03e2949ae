//! What is replayed: in which order with everything else, and what may not run ahead of it.

use super::{Lower, Refusal, identifier};
use crate::args::Float;
use crate::body::Usage;
use crate::errors::{self, line};
use crate::exits;
use crate::place::Place;
use crate::plan::{Exact, Family, Keep, Sink};
use proc_macro2::Span;
use quote::format_ident;
use syn::visit::{self, Visit};
use syn::{Expr, Pat, Stmt};

impl Lower<'_> {
    /// The tier of a place, `ordered!` blocks considered.
    pub(super) fn in_order(&self, place: &Place) -> Result<(Keep, String), Refusal> {
        let name = self.body.binding(place).ident.to_string();
        let private = self.site.options.local.iter().any(|l| l.variable == name);
        if self.is_only_ordered(place) && !private {
            return Ok((Keep::Ordered, "ordered!".into()));
        }
        let mut beside = self
            .body
            .mentions_of(place)
            .filter(|m| !matches!(m.usage, Usage::Ordered(_)));
        let ordered = self
            .body
            .mentions_of(place)
            .any(|m| matches!(m.usage, Usage::Ordered(_)));
        if !ordered {
            return self.tier(place);
        }
        let Some(first) = beside.next() else {
            return Ok((Keep::Ordered, "ordered!".into()));
        };
        let refusal = || {
            let message = errors::beside_ordered(&place.name(), line(first.span));
            Refusal(first.span, message)
        };
        // What only updates it can be logged among the blocks.
        let mut all = std::iter::once(first).chain(beside);
        let updates_only = all.all(|m| {
            m.place.key == place.key
                && matches!(
                    m.usage,
                    Usage::Update(_)
                        | Usage::Element {
                            update: Some(_),
                            ..
                        }
                )
        });
        if !updates_only {
            return Err(refusal());
        }
        let (keep, form) = self.tier(place)?;
        match keep {
            Keep::Part(family, _) => Ok((Keep::Part(family, Exact::Strict), form)),
            Keep::Replay | Keep::Slot { temporary: false } | Keep::View { .. } => {
                Ok((Keep::Replay, form))
            }
            _ => Err(refusal()),
        }
    }

    /// An `ordered!` block runs where no participant's private variable is.
    pub(super) fn private_in_order(&self) {
        for mention in &self.body.mentions {
            let binding = self.body.binding(&mention.place);
            if matches!(mention.usage, Usage::Ordered(_))
                && self
                    .site
                    .options
                    .local
                    .iter()
                    .any(|l| binding.ident == l.variable)
            {
                let message = errors::beside_ordered(&mention.place.name(), line(mention.span));
                self.errors.at_span(mention.span, message);
            }
        }
    }

    /// Every mention stands in an `ordered!` block.
    pub(super) fn is_only_ordered(&self, place: &Place) -> bool {
        self.body
            .mentions_of(place)
            .all(|m| matches!(m.usage, Usage::Ordered(_)))
    }

    pub(super) fn ordered_sink(&self, place: &Place) -> Sink {
        Sink {
            place: place.clone(),
            keep: Keep::Ordered,
            part: self.unique(format_ident!(
                "__{}_part",
                identifier(place),
                span = Span::mixed_site()
            )),
            form: "ordered!".into(),
        }
    }

    /// `v.retain(|x| …)`: a closure that is made on a worker is run by the caller, long after, and has the types of its parameters from
    /// nowhere.
    pub(super) fn closures_for_later(&self) {
        struct Look<'a, 'b>(&'a Lower<'b>);
        impl Look<'_, '_> {
            fn is_replayed(&self, receiver: &Expr) -> bool {
                let replayed = |place: Place| {
                    let same = |s: &&Sink| s.place.key == place.key;
                    let sink = self.0.sinks.iter().find(same);
                    sink.is_some_and(|s| matches!(s.keep, Keep::Replay))
                };
                Place::of(receiver).is_some_and(replayed)
            }
        }
        impl<'ast> Visit<'ast> for Look<'_, '_> {
            fn visit_stmt(&mut self, stmt: &'ast Stmt) {
                if let Stmt::Expr(Expr::MethodCall(call), Some(_)) = stmt
                    && self.is_replayed(&call.receiver)
                {
                    for arg in call.args.iter().filter(|arg| has_untold_parameters(arg)) {
                        let message = errors::closure_for_later(&call.method.to_string());
                        self.0.errors.at(arg, message);
                    }
                }
                visit::visit_stmt(self, stmt);
            }
        }
        Look(self).visit_block(&self.body.block);
    }

    /// Where a replayed statement leaves the loop, nothing that can be seen then may be ahead of it.
    fn keep_before_exits(&mut self) {
        let replayed: Vec<String> = self
            .sinks
            .iter()
            .filter(|s| matches!(s.keep, Keep::Replay))
            .map(|s| s.place.key.clone())
            .collect();
        let label = self.site.source.label.as_ref();
        let Some(goes_on) = exits::leaves_by_replay(self.body, label, &replayed) else {
            return;
        };
        let mut refused = Vec::new();
        for sink in &mut self.sinks {
            if self.body.is_own(&sink.place) && !goes_on {
                continue;
            }
            match &mut sink.keep {
                Keep::Part(_, exact) => *exact = Exact::Strict,
                Keep::Slot { temporary: false } => sink.keep = Keep::Replay,
                Keep::Slot { temporary: true } | Keep::Best(_) | Keep::Reduce(_) => {
                    refused.push(sink.place.clone());
                }
                _ => {}
            }
        }
        for place in refused {
            let span = super::first_change(self.body, &place);
            self.errors
                .at_span(span, errors::beside_replayed_exit(&place.name()));
        }
    }

    /// A statement that panics at its replay must not find later iterations merged, where that can be seen.
    pub(super) fn keep_exact(&mut self) {
        self.keep_before_exits();
        let count =
            |test: &dyn Fn(&Keep) -> bool| self.sinks.iter().filter(|s| test(&s.keep)).count();
        let replays = |keep: &Keep| matches!(keep, Keep::Replay);
        let checked = |keep: &Keep| {
            matches!(
                keep,
                Keep::Part(
                    Family::Op("sum" | "product" | "logged")
                        | Family::Counts(_)
                        | Family::Grid(_)
                        | Family::EntryOp(_),
                    _
                )
            )
        };
        let (all_replays, all_checked) = (count(&replays), count(&checked));
        let blocked = self.site.options.float == Some(Float::Blocked);
        for sink in &mut self.sinks {
            if self.body.is_own(&sink.place) {
                continue;
            }
            let exact = if all_replays > usize::from(replays(&sink.keep)) {
                Exact::Yes
            } else if all_checked > usize::from(checked(&sink.keep)) {
                Exact::IfChecked
            } else {
                Exact::No
            };
            match &mut sink.keep {
                Keep::Part(Family::Op("sum" | "product"), _) if blocked => {}
                Keep::Part(_, Exact::Strict) => {}
                Keep::Part(_, how) => *how = exact,
                Keep::Slot { temporary: false } if exact != Exact::No => sink.keep = Keep::Replay,
                _ => {}
            }
        }
    }
}

fn has_untold_parameters(arg: &Expr) -> bool {
    matches!(arg, Expr::Closure(c) if c.inputs.iter().any(|p| !matches!(p, Pat::Type(_))))
}
