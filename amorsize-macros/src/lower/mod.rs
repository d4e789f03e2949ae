//! Facts to plan: the first tier that fits every place that a loop changes, or the reason why none does.

mod best;
mod elements;
mod family;
mod flat;
mod nest;
mod replay;
mod subscript;

use crate::body::{Body, Mention, Update, UpdateKind, Usage};
use crate::errors::{self, Errors, Spot, line};
use crate::exits;
use crate::flow;
use crate::head::{Counter, Heading};
use crate::names::ours;
use crate::place::{self, Place};
use crate::plan::{Exact, Family, Keep, Sink, Site, SitePlan};
use crate::scope::Scopes;
use crate::steps;
use best::{FoundBest, find_bests};
use family::family;
use proc_macro2::Span;
use quote::format_ident;
use syn::Expr;
use syn::ext::IdentExt;
/// Understands a loop completely, or says in `errors` what is not understood.
pub(crate) fn site(site: Site, scopes: &Scopes, errors: &Errors) -> Option<SitePlan> {
    if site.while_let.is_some() && site.options.pull.is_some() {
        errors.at_span(site.source.for_token.span, errors::while_let_pull());
    }
    let site = steps::into_body(site, scopes, errors);
    let heading = Heading::parse(&site.source.expr, site.options.pull.is_some(), errors);
    let body = Body::new(&site.source, scopes, errors);
    let counters = heading.head.counters(&site.source.pat);
    let (sinks, trip) = {
        let mut lower = Lower {
            exits: exits::leaves(&body, site.source.label.as_ref()),
            bests: find_bests(&body),
            body: &body,
            counters,
            site: &site,
            errors,
            sinks: Vec::new(),
        };
        lower.run();
        let trip = lower.trip();
        (lower.sinks, trip)
    };
    if !errors.is_empty() {
        return None;
    }
    Some(SitePlan {
        site,
        heading,
        body,
        sinks,
        trip,
    })
}

struct Lower<'a> {
    body: &'a Body,
    counters: Vec<Counter>,
    site: &'a Site,
    exits: bool,
    bests: Vec<FoundBest>,
    errors: &'a Errors,
    sinks: Vec<Sink>,
}

impl Lower<'_> {
    fn run(&mut self) {
        let mut changed = self.body.changed();
        // A variable that is assigned as a whole has its parts with it.
        let wholes: Vec<Place> = changed
            .iter()
            .filter(|p| self.is_assigned_whole(p))
            .cloned()
            .collect();
        changed.retain(|p| !wholes.iter().any(|w| w.root == p.root && w.key != p.key));
        for (number, place) in changed.iter().enumerate() {
            self.opaque_mentions(place);
            let other = changed
                .iter()
                .position(|p| p.key != place.key && p.overlaps(place));
            if let Some(other) = other {
                let only = |p: &Place| self.is_only_ordered(p);
                if only(place) && only(&changed[other]) {
                    self.sinks.push(self.ordered_sink(place));
                    continue;
                }
                // One message for the two of them.
                if other > number {
                    let call = self
                        .body
                        .mentions_of(place)
                        .find(|m| self.calls_wider(place, m));
                    match call {
                        Some(call) => {
                            let Refusal(span, message) = self.seen_otherwise(place, call);
                            self.refuse(span, message);
                        }
                        None => self.refuse(
                            first_change(self.body, place),
                            errors::nested_change(&place.name()),
                        ),
                    }
                }
                continue;
            }
            match self.keep(place) {
                Ok((keep, form)) => {
                    let part = ours(&format!("{}_part", identifier(place)));
                    let part = self.unique(part);
                    self.sinks.push(Sink {
                        place: place.clone(),
                        keep,
                        part,
                        form,
                    });
                }
                Err(Refusal(span, message)) => self.refuse(span, message),
            }
        }
        self.unchanged_locals();
        self.private_in_order();
        self.tie_followers();
        self.both_sides_show();
        self.closures_for_later();
        self.keep_exact();
    }

    /// `t = …` for a variable, somewhere in the body.
    fn is_assigned_whole(&self, place: &Place) -> bool {
        place.whole
            && self
                .updates_of(place)
                .iter()
                .any(|u| u.kind == UpdateKind::Assign)
    }

    fn refuse(&self, span: Spot, message: errors::Message) {
        self.errors.at_span(span, message);
    }

    /// Parts of `a.x` and `a_x` must not meet.
    fn unique(&self, part: proc_macro2::Ident) -> proc_macro2::Ident {
        let taken = self
            .sinks
            .iter()
            .filter(|s| s.part.to_string().starts_with(&part.to_string()))
            .count();
        if taken == 0 {
            part
        } else {
            format_ident!("{part}{}", taken + 1, span = Span::mixed_site())
        }
    }

    fn opaque_mentions(&self, place: &Place) {
        let name = self.body.binding(place).ident.to_string();
        for (mentioned, mac, span) in &self.body.opaque {
            if *mentioned == name {
                self.refuse((*span).into(), errors::opaque_macro(mac, &name));
            }
        }
    }

    /// `local(buf = …)` of variables that the body only hands on (`fill(&mut buf)` is a change, `use(&buf)` is not).
    fn unchanged_locals(&mut self) {
        for local in &self.site.options.local {
            let index = self
                .body
                .outers
                .iter()
                .position(|b| b.ident == local.variable);
            let Some(root) = index else { continue };
            if self.sinks.iter().any(|s| s.place.root == root) {
                continue;
            }
            let ident = place::outer_ident(root, &local.variable);
            let expr: Expr = syn::parse_quote!(#ident);
            if let Some(place) = Place::of(&expr) {
                let part = ours(&format!("{}_local", local.variable.unraw()));
                self.sinks.push(Sink {
                    place,
                    keep: Keep::Local(local.start.clone()),
                    part,
                    form: "local".into(),
                });
            }
        }
    }

    fn keep(&self, place: &Place) -> Result<(Keep, String), Refusal> {
        let kept = self.in_order(place)?;
        let binding = self.body.binding(place);
        if matches!(kept.0, Keep::Slot { .. }) && !binding.initialised && self.body.has_macros {
            // A macro that was defined inside the function may read the variable without naming it here.
            let span = first_change(self.body, place);
            return Err(Refusal(span, errors::hidden_read(&place.name())));
        }
        Ok(kept)
    }

    fn tier(&self, place: &Place) -> Result<(Keep, String), Refusal> {
        let name = self.body.binding(place).ident.to_string();
        let root: Option<&crate::args::Local> =
            self.site.options.local.iter().find(|l| l.variable == name);
        if let Some(local) = root {
            return Ok((Keep::Local(local.start.clone()), "local".into()));
        }
        if place.whole
            && let Some(r) = self.site.options.reduce.iter().find(|r| r.variable == name)
        {
            return Ok((Keep::Reduce(r.monoid.clone()), "reduce".into()));
        }
        let mentions: Vec<&Mention> = self
            .body
            .mentions_of(place)
            .filter(|m| !matches!(m.usage, Usage::Ordered(_)))
            .collect();
        if let Some(part) = mentions.iter().find(|m| m.place.key != place.key) {
            let slot = self.is_assigned_whole(place)
                && flow::first_unassigned_read(&self.body.block, place).is_none();
            if slot {
                return Ok((Keep::Slot { temporary: true }, "=".into()));
            }
            return Err(self.seen_otherwise(place, part));
        }
        let swaps = |m: &&Mention| matches!(m.usage, Usage::Update(u) if self.swaps(u));
        let elements = |m: &&Mention| matches!(m.usage, Usage::Element { .. });
        if mentions.iter().any(elements) || mentions.iter().all(swaps) {
            return self.elements(place, &mentions);
        }
        self.whole(place, &mentions)
    }

    /// A method of what the place is a part of, or of a part of it, is called.
    fn calls_wider(&self, place: &Place, m: &Mention) -> bool {
        m.place.key != place.key
            && match &m.usage {
                Usage::Method(_) => true,
                Usage::Update(number) => {
                    matches!(self.body.updates[*number].kind, UpdateKind::Call(..))
                }
                _ => false,
            }
    }

    /// A part of the place, or what it is part of, is used beside it.
    fn seen_otherwise(&self, place: &Place, other: &Mention) -> Refusal {
        let wider = other.place.name();
        let message = match &other.usage {
            Usage::Method(method) => errors::mutable_receiver(&wider, method),
            Usage::Borrowed => errors::borrowed_mutably(&wider),
            Usage::Update(number) => match &self.body.updates[*number].kind {
                UpdateKind::Call(method, _) => errors::mutable_receiver(&wider, method),
                _ => errors::nested_change(&wider),
            },
            _ => errors::carried(&place.name(), line(other.span)),
        };
        Refusal(other.span, message)
    }

    fn updates_of(&self, place: &Place) -> Vec<&Update> {
        self.body
            .updates
            .iter()
            .filter(|u| u.place.key == place.key)
            .collect()
    }

    /// Variables and fields that are changed as a whole.
    fn whole(&self, place: &Place, mentions: &[&Mention]) -> Result<(Keep, String), Refusal> {
        let name = place.name();
        if let Some(best) = self.bests.iter().find(|b| b.place.key == place.key) {
            let here = mentions.len();
            if best.broken.is_none() && here == 2 {
                return Ok((Keep::Best(best.best.clone()), best.form.clone()));
            }
            if let Some(span) = best.broken {
                return Err(Refusal(span, errors::best_block(&name)));
            }
        }
        let updates = self.updates_of(place);
        let only_updates = mentions.iter().all(|m| matches!(m.usage, Usage::Update(_)));
        let assigns = updates.iter().any(|u| u.kind == UpdateKind::Assign);
        if only_updates {
            return self.only_updates(place, &updates);
        }
        if assigns && place.whole {
            return match flow::first_unassigned_read(&self.body.block, place) {
                None => Ok((Keep::Slot { temporary: true }, "=".into())),
                Some(span) => Err(Refusal(span.into(), errors::carried(&name, line(span)))),
            };
        }
        Err(self.why_not(place, mentions, &updates))
    }

    fn why_not(&self, place: &Place, mentions: &[&Mention], updates: &[&Update]) -> Refusal {
        let name = place.name();
        let cleared = updates
            .iter()
            .any(|u| matches!(&u.kind, UpdateKind::Call(m, _) if m == "clear"));
        for m in mentions {
            match &m.usage {
                Usage::Borrowed => return Refusal(m.span, errors::borrowed_mutably(&name)),
                Usage::Method(method) if cleared || method == "clear" => {
                    let _ = method;
                    return Refusal(m.span, errors::scratch(&name));
                }
                Usage::Method(method) => {
                    let call = format!("{name}.{method}(…)");
                    let decides = [
                        "insert",
                        "remove",
                        "pop",
                        "push",
                        "take",
                        "replace",
                        "swap_remove",
                        "next",
                    ];
                    return if decides.contains(&method.as_str()) {
                        Refusal(m.span, errors::result_used(&call))
                    } else {
                        Refusal(m.span, errors::mutable_receiver(&name, method))
                    };
                }
                Usage::Written => return Refusal(m.span, errors::nested_change(&name)),
                _ => {}
            }
        }
        if cleared {
            return Refusal(mentions[0].span, errors::scratch(&name));
        }
        if let Some(m) = mentions.iter().find(|m| m.in_return) {
            return Refusal(m.span, errors::exit_reads("return", &name));
        }
        let read = mentions
            .iter()
            .find(|m| matches!(m.usage, Usage::Read | Usage::Length));
        let span = read.map_or(mentions[0].span, |m| m.span);
        Refusal(span, errors::carried(&name, line(span)))
    }

    fn only_updates(&self, place: &Place, updates: &[&Update]) -> Result<(Keep, String), Refusal> {
        let name = place.name();
        let form = updates[0].form.clone();
        let families: Vec<Option<Family>> = updates.iter().map(|u| family(&u.kind)).collect();
        for update in updates {
            if let UpdateKind::SelfOp(op) = &update.kind
                && (op == "&&" || op == "||")
            {
                return Err(Refusal(update.span, errors::short_circuit(&name, &op[..1])));
            }
        }
        if updates.iter().all(|u| u.kind == UpdateKind::Assign) {
            return Ok((Keep::Slot { temporary: false }, form));
        }
        if let Some(Some(first)) = families.first()
            && families.iter().all(|f| f.as_ref() == Some(first))
        {
            return Ok((Keep::Part(first.clone(), Exact::No), form));
        }
        let calls = updates.iter().all(|u| match &u.kind {
            UpdateKind::SelfCall(method) => method.starts_with("saturating"),
            UpdateKind::Call(..)
            | UpdateKind::EntryPush(_)
            | UpdateKind::EntryOp(_)
            | UpdateKind::Effect
            | UpdateKind::Write => true,
            _ => false,
        });
        if calls {
            if updates
                .iter()
                .any(|u| matches!(&u.kind, UpdateKind::Call(m, _) if m == "clear"))
            {
                return Err(Refusal(updates[0].span, errors::scratch(&name)));
            }
            return Ok((Keep::Replay, form));
        }
        let assigned = updates.iter().any(|u| u.kind == UpdateKind::Assign);
        if assigned && place.whole && flow::first_unassigned_read(&self.body.block, place).is_none()
        {
            return Ok((Keep::Slot { temporary: true }, form));
        }
        let other = updates
            .iter()
            .find(|u| family(&u.kind) != families[0])
            .unwrap_or(&updates[0]);
        Err(Refusal(
            other.span,
            errors::mixed_operators(&name, &form, &other.form),
        ))
    }

    /// `bi = i` beside `best = x` wins or loses with it.
    fn tie_followers(&mut self) {
        let mut ties = Vec::new();
        for (number, sink) in self.sinks.iter().enumerate() {
            let Some(best) = self.bests.iter().find(|b| b.place.key == sink.place.key) else {
                continue;
            };
            if !matches!(sink.keep, Keep::Best(_)) {
                continue;
            }
            for follower in &best.followers {
                let position = self.sinks.iter().position(|s| s.place.key == follower.key);
                let count = self.updates_of(follower).len();
                let inside = best
                    .followers
                    .iter()
                    .filter(|f| f.key == follower.key)
                    .count();
                match position {
                    Some(p)
                        if count == inside
                            && matches!(self.sinks[p].keep, Keep::Slot { temporary: false }) =>
                    {
                        ties.push((p, number));
                    }
                    _ => self.refuse(best.span, errors::best_block(&sink.place.name())),
                }
            }
        }
        for (follower, best) in ties {
            self.sinks[follower].keep = Keep::Follower(best);
        }
    }
}

struct Refusal(Spot, errors::Message);

fn first_change(body: &Body, place: &Place) -> Spot {
    body.mentions_of(place)
        .next()
        .map_or_else(|| Span::call_site().into(), |m| m.span)
}

/// A Rust identifier made from a place: `self.stats.sum` is `stats_sum`.
fn identifier(place: &Place) -> String {
    let mut name: String = place
        .name()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    name = name.trim_matches('_').replace("self_", "");
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name = format!("value_{name}");
    }
    name
}
