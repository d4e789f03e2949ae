//! Facts to plan: the first tier that fits every place that a loop changes, or the reason why none does.

use crate::body::{self, Body, Mention, Update, UpdateKind, Usage};
use crate::check;
use crate::errors::{self, Errors, Spot, line};
use crate::exits;
use crate::flow;
use crate::head::{Counter, Heading, Level};
use crate::place::{self, Place, bare, key, text};
use crate::plan::{Best, Family, Keep, Offset, Sink, Site, SitePlan};
use crate::scope::Scopes;
use proc_macro2::Span;
use quote::format_ident;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprIf, Stmt};

/// Understands a loop completely, or says in `errors` what is not understood.
pub(crate) fn site(site: Site, scopes: &Scopes, errors: &Errors) -> Option<SitePlan> {
    let heading = Heading::parse(&site.source.expr, errors);
    let body = Body::new(&site.source, scopes, errors);
    let counters = heading.head.counters(&site.source.pat);
    let sinks = {
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
        lower.sinks
    };
    if !errors.is_empty() {
        return None;
    }
    Some(SitePlan {
        site,
        heading,
        body,
        sinks,
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
                    let part =
                        format_ident!("{}_part", identifier(place), span = Span::mixed_site());
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
        self.tie_followers();
        self.both_sides_leave();
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
                let part = format_ident!("{}_local", local.variable, span = Span::mixed_site());
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
        let kept = self.tier(place)?;
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
        let mentions: Vec<&Mention> = self.body.mentions_of(place).collect();
        if let Some(part) = mentions.iter().find(|m| m.place.key != place.key) {
            let slot = self.is_assigned_whole(place)
                && flow::first_unassigned_read(&self.body.block, place).is_none();
            if slot {
                return Ok((Keep::Slot { temporary: true }, "=".into()));
            }
            return Err(self.seen_otherwise(place, part));
        }
        if mentions
            .iter()
            .any(|m| matches!(m.usage, Usage::Element { .. }))
        {
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

    /// Arrays: T1 where every mention has the same subscript of a counter, else counts or a replay.
    fn elements(&self, place: &Place, mentions: &[&Mention]) -> Result<(Keep, String), Refusal> {
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

    fn mentions_item(&self, expr: &Expr) -> bool {
        place::any_ident(expr, &mut |i| place::is_item(i))
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
            Some(family) if same => (Keep::Part(Family::Counts(family)), form),
            _ => (Keep::Replay, form),
        }
    }

    /// `a[e()?] += d()?`: built-in types evaluate the right side first, others the left.
    fn both_sides_leave(&self) {
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
            return Ok((Keep::Part(first.clone()), form));
        }
        let calls = updates.iter().all(|u| {
            matches!(
                u.kind,
                UpdateKind::Call(..) | UpdateKind::EntryPush(_) | UpdateKind::EntryOp(_)
            )
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
        let other = updates
            .iter()
            .find(|u| family(&u.kind) != families[0])
            .unwrap_or(&updates[0]);
        Err(Refusal(
            other.span,
            errors::mixed_operators(&name, &form, &other.form),
        ))
    }

    /// `i`, `i as usize`, `i + c`, `(i - lo) as usize + 1` with a counter `i`.
    fn affine(&self, subscript: &Expr) -> Option<(Level, Option<Offset>, String)> {
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
    fn is_fixed(&self, expr: &Expr) -> bool {
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

/// The probe's method for an operator.
pub(crate) fn operator_family(op: &str) -> Option<&'static str> {
    Some(match op {
        "+" | "-" => "sum",
        "*" => "product",
        "&" => "and_",
        "|" => "or_",
        "^" => "xor",
        _ => return None,
    })
}

fn family(kind: &UpdateKind) -> Option<Family> {
    Some(match kind {
        UpdateKind::Op(op) => Family::Op(operator_family(op).unwrap_or("logged")),
        UpdateKind::SelfOp(op) => Family::Op(operator_family(op)?),
        UpdateKind::SelfCall(method) => Family::Op(match method.as_str() {
            "min" => "min_",
            "max" => "max_",
            "wrapping_mul" => "wrapping_product",
            _ => "wrapping_sum",
        }),
        UpdateKind::Call(method, args) => match (method.as_str(), args) {
            ("push" | "push_back" | "push_str" | "extend" | "extend_from_slice", 1) => {
                Family::Appends
            }
            ("insert", n @ (1 | 2)) => Family::Inserts(*n),
            _ => return None,
        },
        UpdateKind::Write => Family::Appends,
        UpdateKind::EntryOp(op) => Family::EntryOp(operator_family(op)?),
        UpdateKind::EntryPush(true) => Family::EntryPush,
        _ => return None,
    })
}

/// An `if` that looks like the search for a best value.
struct FoundBest {
    place: Place,
    best: Best,
    followers: Vec<Place>,
    form: String,
    span: Spot,
    /// Where it does more than it may.
    broken: Option<Spot>,
}

fn find_bests(body: &Body) -> Vec<FoundBest> {
    struct Finder(Vec<FoundBest>);
    impl<'ast> Visit<'ast> for Finder {
        fn visit_expr_if(&mut self, e: &'ast ExprIf) {
            if let Some(found) = best_of(e) {
                self.0.push(found);
            }
            visit::visit_expr_if(self, e);
        }
    }
    let mut finder = Finder(Vec::new());
    finder.visit_block(&body.block);
    finder.0
}

/// The parts of `a && b && c`.
fn conjuncts<'a>(cond: &'a Expr, found: &mut Vec<&'a Expr>) {
    match bare(cond) {
        Expr::Binary(e) if matches!(e.op, BinOp::And(_)) => {
            conjuncts(&e.left, found);
            conjuncts(&e.right, found);
        }
        other => found.push(other),
    }
}

/// The comparison of a condition with one of `places`, and whether what stands behind it may run more often than in the plain loop.
fn comparison<'a>(
    cond: &'a Expr,
    places: &[(&Expr, Place)],
) -> Option<(&'a syn::ExprBinary, bool)> {
    let mut parts = Vec::new();
    conjuncts(cond, &mut parts);
    let with =
        |expr: &Expr| Place::of(expr).is_some_and(|p| places.iter().any(|(_, a)| a.key == p.key));
    let at = parts.iter().position(|part| {
        matches!(part, Expr::Binary(e)
            if matches!(e.op, BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_))
                && (with(&e.left) || with(&e.right)))
    })?;
    match parts[at] {
        Expr::Binary(e) => Some((
            e,
            parts[at + 1..].iter().all(|part| check::is_harmless(part)),
        )),
        _ => None,
    }
}

fn best_of(e: &ExprIf) -> Option<FoundBest> {
    let assigned: Vec<(&Expr, Place)> = e
        .then_branch
        .stmts
        .iter()
        .filter_map(|s| match s {
            Stmt::Expr(Expr::Assign(a), _) => Some((&*a.right, Place::of(&a.left)?)),
            _ => None,
        })
        .collect();
    let (compare, harmless) = comparison(&e.cond, &assigned)?;
    let side =
        |expr: &Expr| Place::of(expr).filter(|p| assigned.iter().any(|(_, a)| a.key == p.key));
    let (place, candidate, place_left) = match (side(&compare.left), side(&compare.right)) {
        (Some(place), None) => (place, &*compare.right, true),
        (None, Some(place)) => (place, &*compare.left, false),
        _ => return None,
    };
    let (value, _) = assigned.iter().find(|(_, p)| p.key == place.key)?;
    let mut broken = None;
    let candidate_value = match bare(candidate) {
        Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => bare(&u.expr),
        other => other,
    };
    let same = place::same(value, candidate)
        || matches!(bare(value), Expr::MethodCall(m) if m.method == "clone" && m.args.is_empty()
            && (place::same(&m.receiver, candidate) || place::same(&m.receiver, candidate_value)));
    if !same || body::mentions(candidate, &place) {
        broken = Some(Spot::of(value));
    }
    if let Some((_, other)) = &e.else_branch {
        broken = Some(Spot::of(other));
    }
    if !harmless {
        broken = Some(Spot::of(&e.cond));
    }
    let mut followers = Vec::new();
    for stmt in &e.then_branch.stmts {
        match stmt {
            Stmt::Expr(Expr::Assign(a), _) => match Place::of(&a.left) {
                Some(p) if p.key == place.key => {}
                Some(p) if check::is_harmless(&a.right) && !body::mentions(&a.right, &place) => {
                    followers.push(p)
                }
                _ => broken = Some(Spot::of(stmt)),
            },
            _ => broken = Some(Spot::of(stmt)),
        }
    }
    if assigned.iter().filter(|(_, p)| p.key == place.key).count() != 1 {
        broken = Some(Spot::of(e));
    }
    let form = format!("if … {} …", quote::ToTokens::to_token_stream(&compare.op));
    Some(FoundBest {
        place,
        best: Best {
            less: compare.op,
            place_left,
        },
        followers,
        form,
        span: Spot::of(e),
        broken,
    })
}
