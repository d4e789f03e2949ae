//! Plan to tokens: the only file that quotes paths of the runtime.

use crate::args::{Float, Monoid, Options};
use crate::body::Usage;
use crate::errors::{self, Errors};
use crate::exits::{self, Exits};
use crate::head::{Adapter, Head, Level};
use crate::place::{Place, bare, compact, restore};
use crate::plan::{Family, Keep, Sink, SitePlan};
use crate::rewrite::{self, Rewrite};
use crate::{check, fallback, lower, map, parse};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Expr, ItemFn, Pat};

/// The attribute: options and item in, item out.
pub(crate) fn attribute(options: TokenStream, item: TokenStream) -> TokenStream {
    let errors = Errors::new();
    let options = Options::parse(options, &errors);
    let function = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            if let Some(what) = other_item(&item) {
                errors.at_span(Span::call_site(), errors::not_a_function(what));
            }
            // A function that is still being typed is left to the compiler's own messages.
            let messages = errors.finish();
            return quote!(#item #messages);
        }
    };
    check::function(&function, &errors);
    if options.map.is_some() {
        let companion = map::companion(&function, &options, &errors);
        return finish(errors, &function, || companion);
    }
    let expanded = loops(&function, &options, &errors);
    finish(errors, &function, || expanded)
}

/// The expansion, or all errors beside the plain function.
fn finish(errors: Errors, function: &ItemFn, expanded: impl FnOnce() -> TokenStream) -> TokenStream {
    let refused = !errors.is_empty();
    let messages = errors.finish();
    if refused || cfg!(amorsize_off) {
        let plain = fallback::plain(function.clone());
        return quote!(#plain #messages);
    }
    expanded()
}

/// The function with its loops expanded.
pub(crate) fn loops(function: &ItemFn, options: &Options, errors: &Errors) -> TokenStream {
    let mut function = function.clone();
    let survey = parse::survey(&mut function, errors);
    if survey.for_loops == 0 && errors.is_empty() {
        match survey.other_loop {
            Some((span, what)) => errors.at_span(span, errors::not_a_for_loop(what)),
            None => errors.at(&function.sig.ident, errors::nothing_to_run(&function.sig.ident.to_string())),
        }
    }
    parse::each_site(&mut function, options, &survey, errors, &mut |site, scopes| {
        let plan = lower::site(site, scopes, errors)?;
        let tokens = site_tokens(&plan);
        Some(Expr::Verbatim(tokens))
    });
    // Those on loops that were not looked at.
    parse::strip_markers(&mut function);
    function.into_token_stream()
}

fn other_item(item: &TokenStream) -> Option<&'static str> {
    Some(match syn::parse2::<syn::Item>(item.clone()) {
        Ok(syn::Item::Struct(_)) => "a struct",
        Ok(syn::Item::Enum(_)) => "an enum",
        Ok(syn::Item::Union(_)) => "a union",
        Ok(syn::Item::Impl(_)) => "an `impl` block",
        Ok(syn::Item::Trait(_)) => "a trait",
        Ok(syn::Item::Mod(_)) => "a module",
        Ok(syn::Item::Const(_)) => "a constant",
        Ok(syn::Item::Static(_)) => "a static",
        Ok(syn::Item::Type(_)) => "a type alias",
        Ok(syn::Item::Use(_)) => "a `use`",
        Ok(syn::Item::Macro(_)) => "a macro",
        Ok(_) => "this item",
        Err(_) => match syn::parse2::<syn::TraitItemFn>(item.clone()) {
            Ok(f) if f.default.is_none() => "a function without a body",
            _ => return None,
        },
    })
}

fn mixed(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// The names that the operands of the head are bound to.
fn operand_names(count: usize) -> Vec<Ident> {
    (0..count)
        .map(|n| if n == 0 { mixed("head") } else { format_ident!("head{n}", span = Span::mixed_site()) })
        .collect()
}

/// `recv.chunks_mut(k)` and its kin, whose std iterators cannot be cut.
fn exclusive_chunks(expr: &Expr) -> Option<(&syn::ExprMethodCall, Ident, Ident)> {
    let Expr::MethodCall(call) = expr else { return None };
    let method = call.method.to_string();
    let known = ["chunks_mut", "chunks_exact_mut", "rchunks_mut", "rchunks_exact_mut"];
    (known.contains(&method.as_str()) && call.args.len() == 1).then(|| {
        (
            call,
            Ident::new(&format!("amorsize_{method}"), call.method.span()),
            format_ident!("is_{method}"),
        )
    })
}

struct Spelled<'a> {
    plan: &'a SitePlan,
    private: &'a TokenStream,
    names: Vec<Ident>,
}

impl Spelled<'_> {
    /// The head of the plain loop, over the operands.
    fn serial(&self, head: &Head) -> TokenStream {
        let base = &self.names[head.base];
        let mut tokens = quote!(#base);
        if exclusive_chunks(&self.plan.heading.operands[head.base]).is_some() {
            tokens = quote!(#base.plain());
        }
        for adapter in &head.adapters {
            if let Adapter::ZipCall(other, function) = adapter {
                let other = self.serial(other);
                tokens = quote!(#function(#tokens, #other));
                continue;
            }
            let call = self.adapter(adapter, &|h| self.serial(h));
            tokens = quote!(#tokens.#call);
        }
        tokens
    }

    fn extent(&self, head: &Head) -> TokenStream {
        let (p, base, span) = (self.private, &self.names[head.base], self.head_span());
        // On something that is no iterator, `rev`, `skip` … would be methods of the user's.
        let adapted = head.adapters.iter().any(|a| !matches!(a, Adapter::ZipCall(..)));
        let ours = exclusive_chunks(&self.plan.heading.operands[head.base]).is_some();
        let leads = head.adapters.first().is_some_and(|a| !matches!(a, Adapter::ZipCall(..)));
        let mut tokens = if adapted && leads && !ours {
            quote_spanned!(span=> #p::iterator_extent(&#base))
        } else {
            quote_spanned!(span=> #p::extent(&#base))
        };
        for adapter in &head.adapters {
            let call = self.adapter(adapter, &|h| self.extent(h));
            tokens = quote!(#tokens.#call);
        }
        tokens
    }

    fn adapter(&self, adapter: &Adapter, nested: &dyn Fn(&Head) -> TokenStream) -> TokenStream {
        match adapter {
            Adapter::Enumerate => quote!(enumerate()),
            Adapter::Rev => quote!(rev()),
            Adapter::Copied => quote!(copied()),
            Adapter::Cloned => quote!(cloned()),
            Adapter::Skip(n) => {
                let n = &self.names[*n];
                quote!(skip(#n))
            }
            Adapter::Take(n) => {
                let n = &self.names[*n];
                quote!(take(#n))
            }
            Adapter::StepBy(n) => {
                let n = &self.names[*n];
                quote!(step_by(#n))
            }
            Adapter::Zip(head) | Adapter::ZipCall(head, _) => {
                let other = nested(head);
                quote!(zip(#other))
            }
        }
    }

    /// The source that is cut, with views zipped to their level.
    fn source(&self, head: &Head, views: &dyn Fn(Level) -> Option<TokenStream>) -> TokenStream {
        let (p, base, span) = (self.private, &self.names[head.base], self.head_span());
        let mut tokens = quote_spanned!(span=> #p::source(#base));
        let zip = |tokens: TokenStream, level| match views(level) {
            Some(views) => quote!(#p::Source::zip(#tokens, #views)),
            None => tokens,
        };
        tokens = zip(tokens, Level::Base);
        for (number, adapter) in head.adapters.iter().enumerate() {
            tokens = match adapter {
                Adapter::Enumerate => quote!(#p::Source::enumerate(#tokens)),
                Adapter::Rev => quote!(#p::Source::rev(#tokens)),
                Adapter::Copied => quote!(#p::Source::copied(#tokens)),
                Adapter::Cloned => quote!(#p::Source::cloned(#tokens)),
                Adapter::Skip(n) => {
                    let n = &self.names[*n];
                    quote!(#p::Source::skip(#tokens, #n))
                }
                Adapter::Take(n) => {
                    let n = &self.names[*n];
                    quote!(#p::Source::take(#tokens, #n))
                }
                Adapter::StepBy(n) => {
                    let n = &self.names[*n];
                    quote!(#p::Source::step_by(#tokens, #n))
                }
                Adapter::Zip(other) | Adapter::ZipCall(other, _) => {
                    let other = self.source(other, &|_| None);
                    quote!(#p::Source::zip(#tokens, #other))
                }
            };
            tokens = zip(tokens, Level::Enumerate(number));
        }
        tokens
    }

    fn head_span(&self) -> Span {
        self.plan.site.source.expr.span()
    }
}

/// Everything that stands for one loop.
fn site_tokens(plan: &SitePlan) -> TokenStream {
    // A short name inside the block keeps the expansion readable.
    let root = plan.site.options.root();
    let p = &quote!(__amorsize);
    let heading = &plan.heading;
    let spelled = Spelled { plan, private: p, names: operand_names(heading.operands.len()) };
    let static_site = static_site(plan, p);
    let (scrutinee, binding, guards) = operands(plan, &spelled, p);
    let serial_head = spelled.serial(&heading.head);
    let serial = serial_arm(plan, serial_head);
    let extent = spelled.extent(&heading.head);
    let options = options(&plan.site.options, p);
    let enter = quote!(AMORSIZE_SITE.enter(#extent.items(), || #options));
    let call = mixed("call");
    let parallel = parallel_arm(plan, &spelled, p);
    let views = views(plan, &spelled, p);
    let arms = match &views.optional {
        None => quote!(match #enter {
            #p::Option::None => #serial
            #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
            #p::Option::Some(#call) => { #parallel }
        }),
        Some(optional) => {
            let pattern = &views.pattern_all;
            let prepare = &views.prepare;
            quote!(match match #enter {
                #p::Option::None => #p::Option::None,
                #p::Option::Some(#call) => #p::both(#call, { #prepare #optional }),
            } {
                #p::Option::None => #serial
                #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                #p::Option::Some((#call, #pattern)) => { #parallel }
            })
        }
    };
    let attrs = &plan.site.source.attrs;
    quote!(#(#attrs)* {
        use #root::__private as __amorsize;
        #guards
        #static_site
        match #scrutinee { #binding => #arms }
    })
}


fn serial_arm(plan: &SitePlan, head: TokenStream) -> TokenStream {
    let source = &plan.site.source;
    let (label, for_token, pat, in_token, body) =
        (&source.label, &source.for_token, &source.pat, &source.in_token, &source.body);
    let locals: Vec<TokenStream> = plan
        .sinks
        .iter()
        .filter_map(|s| match &s.keep {
            Keep::Local(start) => {
                let name = restore(&s.place.expr);
                Some(quote!(let mut #name = #start;))
            }
            _ => None,
        })
        .collect();
    quote!({ #(#locals)* #label #for_token #pat #in_token #head #body })
}

fn static_site(plan: &SitePlan, p: &TokenStream) -> TokenStream {
    let site = &plan.site;
    let (name, function) = (&site.name, &site.function);
    let source = &site.source;
    let head = compact(&format!("{} in {}", source.pat.to_token_stream(), source.expr.to_token_stream()));
    let sinks = plan.sinks.iter().filter_map(|s| {
        let tier = match &s.keep {
            Keep::View { .. } => quote!(View),
            Keep::Replay => quote!(Log),
            Keep::Part(_) if plan_is_strict_log(plan, s) => quote!(Log),
            Keep::Local(_) => return None,
            _ => quote!(Private),
        };
        let (name, form) = (s.place.name(), &s.form);
        Some(quote!(#p::SinkPlan { name: #name, form: #form, tier: #p::Tier::#tier }))
    });
    let (sinks, exits) = (quote!(&[#(#sinks),*]), exits::leaves(&plan.body, source.label.as_ref()));
    let blocked = is_blocked(plan);
    let align = if blocked { 1024usize } else { 1 };
    let span = source.for_token.span();
    let new = quote_spanned!(span=> #p::Site::new);
    quote!(static AMORSIZE_SITE: #p::Site = #new(#p::Plan {
        name: #name,
        function: #function,
        head: #head,
        sinks: #sinks,
        exits: #exits,
        align: #align,
        always: #blocked,
    });)
}

/// Kinds that log whatever the type.
fn plan_is_strict_log(_plan: &SitePlan, sink: &Sink) -> bool {
    matches!(&sink.keep, Keep::Part(Family::Op("logged")))
}

fn is_blocked(plan: &SitePlan) -> bool {
    plan.site.options.float == Some(Float::Blocked)
        && plan.sinks.iter().any(|s| matches!(&s.keep, Keep::Part(Family::Op("sum" | "product"))))
}

/// The scrutinee, its pattern, and what stands before it.
fn operands(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> (TokenStream, TokenStream, TokenStream) {
    let mut guards = quote!();
    let steps = step_operands(&plan.heading.head);
    let values: Vec<TokenStream> = plan
        .heading
        .operands
        .iter()
        .enumerate()
        .map(|(number, operand)| match exclusive_chunks(operand) {
            Some((call, ours, check)) => {
                let (receiver, arg) = (&call.receiver, &call.args[0]);
                guards = quote!(#guards
                    #[allow(unused_imports)]
                    use #p::head::Cut as _;
                    #[allow(warnings, clippy::all, clippy::pedantic)]
                    if false { #p::head::is_slice(&#receiver); #p::head::#check(#operand); #p::head::never() }
                );
                quote!(#receiver.#ours(#arg))
            }
            None if steps.contains(&number) => quote!(#p::step(#operand)),
            None => quote!(#operand),
        })
        .collect();
    if plan.sinks.iter().any(|s| needs_place(s)) {
        guards = quote!(#guards #[allow(unused_imports)] use #p::Place as _;);
    }
    for sink in &plan.sinks {
        if let Keep::Local(start) = &sink.keep {
            // Both arms use a private one: this only tells the compiler the type of the user's.
            let name = restore(&sink.place.expr);
            guards = quote!(#guards #[allow(warnings, clippy::all, clippy::pedantic)] if false { #name = #start; });
        }
    }
    let names = &spelled.names;
    match &values[..] {
        [only] => (quote!(#only), quote!(head), guards).rename(&names[0]),
        _ => (quote!((#(#values),*)), quote!((#(#names),*)), guards),
    }
}

trait Rename {
    fn rename(self, name: &Ident) -> Self;
}

impl Rename for (TokenStream, TokenStream, TokenStream) {
    fn rename(self, name: &Ident) -> Self {
        (self.0, quote!(#name), self.2)
    }
}

fn step_operands(head: &Head) -> Vec<usize> {
    head.adapters
        .iter()
        .flat_map(|a| match a {
            Adapter::StepBy(n) => vec![*n],
            Adapter::Zip(inner) | Adapter::ZipCall(inner, _) => step_operands(inner),
            _ => vec![],
        })
        .collect()
}

fn needs_place(sink: &Sink) -> bool {
    match &sink.keep {
        Keep::View { .. } | Keep::Replay => true,
        Keep::Part(family) => !matches!(family, Family::Op(_)),
        _ => false,
    }
}

fn options(options: &Options, p: &TokenStream) -> TokenStream {
    let mut tokens = quote!(#p::Options::new());
    let mut add = |more: TokenStream| tokens = quote!(#tokens #more);
    if let Some(e) = &options.workers {
        add(quote!(.workers(#e)));
    }
    if let Some(e) = &options.chunk {
        add(quote!(.chunk(#e)));
    }
    if let Some(nanos) = options.target_chunk {
        add(quote!(.target_chunk(#p::Duration::from_nanos(#nanos))));
    }
    if let Some(schedule) = options.schedule {
        let schedule = Ident::new(schedule, Span::mixed_site());
        add(quote!(.schedule(#p::Schedule::#schedule)));
    }
    if let Some(e) = &options.condition {
        add(quote!(.when(#e)));
    }
    if let Some(e) = &options.key {
        add(quote!(.key(#e)));
    }
    if let Some(e) = &options.pool {
        add(quote!(.pool({
            use #p::PoolRef as _;
            (#e).amorsize_pool()
        })));
    }
    tokens
}

/// What the views of T1 need.
struct Views {
    /// Statements that prepare the indices.
    prepare: TokenStream,
    /// An `Option` of all views; `None` without views.
    optional: Option<TokenStream>,
    /// The pattern of that option's value.
    pattern_all: TokenStream,
}

fn view_sinks(plan: &SitePlan) -> Vec<&Sink> {
    plan.sinks.iter().filter(|s| matches!(s.keep, Keep::View { .. })).collect()
}

fn view_ident(sink: &Sink) -> Ident {
    let name = sink.part.to_string();
    format_ident!("{}_view", name.trim_end_matches("_part"), span = Span::mixed_site())
}

fn views(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> Views {
    let mut prepare = quote!();
    let mut all: Option<(TokenStream, TokenStream)> = None;
    let base = &spelled.names[plan.heading.head.base];
    for sink in view_sinks(plan) {
        let Keep::View { level, offset } = &sink.keep else { continue };
        let place = restore(&sink.place.expr);
        if needs_length(plan, &sink.place) {
            let length = rewrite::length_ident(sink);
            // Taken while the array is not yet borrowed; passed on beside the view.
            prepare = quote!(#prepare let #length = #p::SplitIndex::len(#place.amorsize_place()););
        }
        let by = |inner: bool| match offset {
            Some(o) if o.inner == inner => {
                let by = restore(&o.by);
                if o.negative { quote!(-((#by) as i128)) } else { quote!((#by) as i128) }
            }
            _ => quote!(0),
        };
        let (inner, outer) = (by(true), by(false));
        let indices = match level {
            Level::Base => quote!(#p::view_indices_cast(&#base, #inner, #outer)),
            Level::Enumerate(number) => {
                let below = Head {
                    base: plan.heading.head.base,
                    is_range: plan.heading.head.is_range,
                    adapters: Vec::new(),
                };
                let mut extent = spelled.extent(&below);
                for adapter in &plan.heading.head.adapters[..*number] {
                    let call = spelled.adapter(adapter, &|h| spelled.extent(h));
                    extent = quote!(#extent.#call);
                }
                quote!(#p::counter_indices(#extent.items(), #inner + #outer))
            }
        };
        let (name, view) = (view_ident(sink), quote!(#p::view(#place.amorsize_place(), #indices)));
        let (value, pattern) = if needs_length(plan, &sink.place) {
            let length = rewrite::length_ident(sink);
            (quote!(#p::both(#length, #view)), quote!((#length, #name)))
        } else {
            (view, quote!(#name))
        };
        all = Some(match all {
            None => (value, pattern),
            Some((values, patterns)) => (quote!(#p::pair(#values, #value)), quote!((#patterns, #pattern))),
        });
    }
    let (optional, pattern_all) = match all {
        Some((values, pattern)) => (Some(values), pattern),
        None => (None, quote!()),
    };
    Views { prepare, optional, pattern_all }
}

fn needs_length(plan: &SitePlan, place: &Place) -> bool {
    plan.body
        .mentions
        .iter()
        .any(|m| m.place.key == place.key && matches!(m.usage, Usage::Length))
}

/// `(…, )` so that one element is a tuple too; nothing is `()`.
fn tuple(parts: &[TokenStream]) -> TokenStream {
    if parts.is_empty() { quote!(()) } else { quote!((#(#parts,)*)) }
}

fn parallel_arm(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> TokenStream {
    let site = &plan.site;
    let (call, piece, log, exit) = (mixed("call"), mixed("piece"), mixed("log"), mixed("exit"));
    let chunk = syn::Lifetime::new("'chunk", Span::mixed_site());

    // The body: exits first, then everything the body changes.
    let mut block = plan.body.block.clone();
    let privates = plan
        .sinks
        .iter()
        .filter(|s| matches!(s.keep, Keep::Local(_)))
        .map(|s| s.place.root)
        .collect();
    let watched = plan.body.has_macros || plan.body.named_like_std;
    let mut exits = Exits::new(site.source.label.as_ref(), p.clone(), watched, privates);
    exits.visit_block_mut(&mut block);
    let mut rewrite = Rewrite::new(plan, p.clone());
    rewrite.block(&mut block, true);
    let body = rewrite::finish(block);
    let (entries, groups) = (rewrite.entries, rewrite.groups);

    let mut before = quote!();
    let (mut starts, mut parts, mut merges) = (Vec::new(), Vec::new(), Vec::new());
    let (mut local_starts, mut local_parts) = (Vec::new(), Vec::new());
    let mut after = quote!();
    let mut at_item = quote!();
    for (number, sink) in plan.sinks.iter().enumerate() {
        let part = &sink.part;
        let place = restore(&sink.place.expr);
        let kind = format_ident!("{}_kind", part.to_string().trim_end_matches("_part"), span = Span::mixed_site());
        match &sink.keep {
            Keep::View { .. } => {}
            Keep::Replay => {
                if needs_length(plan, &sink.place) {
                    let length = rewrite::length_ident(sink);
                    before = quote!(#before let #length = #p::SplitIndex::len(#place.amorsize_place()););
                }
            }
            Keep::Local(start) => {
                local_starts.push(quote!(#start));
                local_parts.push(quote!(#part));
            }
            Keep::Part(family) => {
                let probe = kind_expr(family, &place, site.options.float.unwrap_or_default(), p);
                before = quote!(#before let #kind = #probe;);
                starts.push(quote!(#kind.start()));
                parts.push(quote!(#part));
                let target = match family {
                    Family::Op(_) => quote!(&mut #place),
                    _ => quote!(#place.amorsize_place()),
                };
                match groups.iter().find(|(p, _)| p == part) {
                    Some((_, merge)) => merges.push(merge.clone()),
                    None => merges.push(quote!(#kind.merge(#target, #part);)),
                }
                if is_blocked(plan) && matches!(family, Family::Op("sum" | "product")) {
                    at_item = quote!(#at_item #p::blocked_item(#part););
                }
            }
            Keep::Slot { .. } => {
                before = quote!(#before let #kind = #p::SlotKind::new(); if false { #place = #kind.never(); });
                starts.push(quote!(#kind.start()));
                parts.push(quote!(#part));
                let value = mixed("value");
                let late = !plan.body.binding(&sink.place).initialised && sink.place.whole;
                if late {
                    let last = format_ident!("{}_last", part.to_string().trim_end_matches("_part"), span = Span::mixed_site());
                    before = quote!(#before let mut #last = #kind.start(););
                    merges.push(quote!(#last.absorb(#part);));
                    after = quote!(#after if let #p::Option::Some(#value) = #last.take() { #place = #value; });
                } else {
                    merges.push(quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; }));
                }
            }
            Keep::Best(best) => {
                before = quote!(#before let #kind = #p::BestKind::new(&#place););
                starts.push(quote!(#kind.start()));
                parts.push(quote!(#part));
                let candidate = mixed("candidate");
                let op = best.less;
                let compare = if best.place_left { quote!(#place #op #candidate) } else { quote!(#candidate #op #place) };
                let followers = plan.sinks.iter().filter(|s| matches!(s.keep, Keep::Follower(b) if b == number)).map(|s| {
                    let (part, place, value) = (&s.part, restore(&s.place.expr), mixed("value"));
                    quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; })
                });
                merges.push(quote!(if let #p::Option::Some(#candidate) = #part.take() {
                    if #compare { #place = #candidate; #(#followers)* }
                }));
            }
            Keep::Follower(_) => {
                before = quote!(#before let #kind = #p::SlotKind::new(); if false { #place = #kind.never(); });
                starts.push(quote!(#kind.start()));
                parts.push(quote!(#part));
            }
            Keep::Reduce(monoid) => {
                let monoid = match monoid {
                    Monoid::Known(name) => {
                        let name = Ident::new(name, Span::mixed_site());
                        quote!(#p::reduce::#name)
                    }
                    Monoid::Own(path) => quote!(#path),
                };
                before = quote!(#before let #kind = #p::reduce::reduction::<#monoid, _>(&#place););
                starts.push(quote!(#kind.start()));
                parts.push(quote!(#part));
                merges.push(quote!(#kind.merge(&mut #place, #part);));
            }
        }
    }
    let (entry_enum, replay) = entries_tokens(&entries, &log);
    if !entries.is_empty() {
        starts.push(quote!(#p::Log::new()));
        parts.push(quote!(#log));
        merges.push(replay);
    }
    let merge_parts: Vec<TokenStream> = parts.iter().map(|part| quote!(mut #part)).collect();
    let (start, chunk_pattern, merge_pattern) = (tuple(&starts), tuple(&parts), tuple(&merge_parts));
    let (local_start, local_pattern) = (tuple(&local_starts), tuple(&local_parts));

    let view_of = |level: Level| {
        view_sinks(plan)
            .into_iter()
            .filter(|s| matches!(&s.keep, Keep::View { level: l, .. } if *l == level))
            .map(|s| view_ident(s).to_token_stream())
            .reduce(|a, b| quote!(#p::Source::zip(#a, #b)))
    };
    let source = spelled.source(&plan.heading.head, &view_of);
    let pattern = chunk_pattern_with_views(plan);
    let shared = shared_checks(plan, p);
    let exit_enum = exits::declaration(&exits.found);
    let done = if exits.found.is_empty() { quote!(#p::Chunk::<AmorsizeExit>::Done) } else { quote!(#p::Chunk::Done) };
    let label = &site.source.label;
    let (for_token, in_token) = (&site.source.for_token, &site.source.in_token);
    let chunk_loop = if watched {
        // A macro may hide a `break`: then the loop ends before its piece does.
        let hidden = Ident::new("Break", Span::mixed_site());
        let unseen = if plan.body.has_macros || view_sinks(plan).is_empty() {
            quote!()
        } else {
            quote!(#p::left_by_a_macro();)
        };
        quote!({
            let mut #piece = #piece;
            #label loop {
                match #p::Iterator::next(&mut #piece) {
                    #p::Option::None => break #chunk #done,
                    #p::Option::Some(#pattern) => { #at_item #body }
                }
            }
            #unseen
            #p::Chunk::Exit(AmorsizeExit::#hidden)
        })
    } else {
        let inner = if at_item.is_empty() {
            quote!(#body)
        } else {
            quote!({ #at_item #body })
        };
        quote!({
            #label #for_token #pattern #in_token #piece #inner
            #done
        })
    };
    let dispatch = dispatch(&exits.found, p);
    let span = spelled.head_span();
    let run = quote_spanned!(span=> #call.run);
    quote!(
        #exit_enum
        #entry_enum
        #shared
        #before
        let #exit = #run(
            #source,
            || #local_start,
            || #start,
            |#piece, #local_pattern, #chunk_pattern| #chunk: #chunk_loop,
            |#merge_pattern| { #(#merges)* #p::Option::None },
        );
        #after
        #dispatch
    )
}


fn chunk_pattern_with_views(plan: &SitePlan) -> Pat {
    let mut pattern = (*plan.site.source.pat).clone();
    let mut levels: Vec<Level> = Vec::new();
    for sink in view_sinks(plan) {
        if let Keep::View { level, .. } = &sink.keep
            && !levels.contains(level)
        {
            levels.push(*level);
        }
    }
    // From the inside out, so that a pattern that grew is not looked into again.
    levels.sort_by_key(|l| match l {
        Level::Base => 0,
        Level::Enumerate(n) => n + 1,
    });
    for level in levels {
        let views = view_sinks(plan)
            .into_iter()
            .filter(|s| matches!(&s.keep, Keep::View { level: l, .. } if *l == level))
            .map(|s| s.part.to_token_stream())
            .reduce(|a, b| quote!((#a, #b)));
        if let Some(views) = views {
            use syn::parse::Parser;
            if let Ok(views) = Pat::parse_single.parse2(views) {
                pattern = plan.heading.head.pattern_with(&pattern, level, &views);
            }
        }
    }
    pattern
}

/// The kind of a place: chosen by its type, before the loop.
fn kind_expr(family: &Family, place: &Expr, float: Float, p: &TokenStream) -> TokenStream {
    let relaxed = |name: &str, blocks: bool| match (name, float) {
        ("sum" | "product", Float::Fast) => "_fast",
        ("sum" | "product", Float::Blocked) if blocks => "_blocked",
        _ => "",
    };
    let method = match family {
        Family::Op(name) => format!("{name}{}", relaxed(name, true)),
        Family::Appends => "appends".to_owned(),
        Family::Inserts(_) => "inserts".to_owned(),
        Family::Counts(name) => format!("counts_{}{}", name.trim_end_matches('_'), relaxed(name, false)),
        Family::EntryOp(name) => format!("entry_{}{}", name.trim_end_matches('_'), relaxed(name, false)),
        Family::EntryPush => "entry_group".to_owned(),
    };
    let method = Ident::new(&method, Span::mixed_site());
    let target = match family {
        Family::Op(_) => quote!(&#place),
        _ => quote!(&*#place.amorsize_place()),
    };
    quote!({
        use __amorsize::methods::*;
        (&&#p::Probe::<_, { #p::cfg!(debug_assertions) }>::new(#target)).#method()
    })
}

fn entries_tokens(entries: &[rewrite::Entry], log: &Ident) -> (TokenStream, TokenStream) {
    if entries.is_empty() {
        return (quote!(), quote!());
    }
    let mut parameters = Vec::new();
    let mut variants = Vec::new();
    let mut arms = Vec::new();
    for entry in entries {
        let types: Vec<Ident> = (0..entry.operands)
            .map(|_| {
                let parameter = format_ident!("T{}", parameters.len());
                parameters.push(parameter.clone());
                parameter
            })
            .collect();
        let names: Vec<Ident> = (0..entry.operands)
            .map(|n| format_ident!("operand{n}", span = Span::mixed_site()))
            .collect();
        let (variant, replay) = (&entry.variant, &entry.replay);
        if types.is_empty() {
            variants.push(quote!(#variant()));
        } else {
            variants.push(quote!(#variant(#(#types),*)));
        }
        arms.push(quote!(AmorsizeEntry::#variant(#(#names),*) => { #replay; }));
    }
    let generics = if parameters.is_empty() { quote!() } else { quote!(<#(#parameters),*>) };
    let entry = mixed("entry");
    (
        quote!(enum AmorsizeEntry #generics { #(#variants),* }),
        quote!(for #entry in #log { match #entry { #(#arms)* } }),
    )
}

/// Every outer variable that workers look at is checked at its own name.
fn shared_checks(plan: &SitePlan, p: &TokenStream) -> TokenStream {
    let mut seen: Vec<String> = Vec::new();
    let mut tokens = quote!();
    for mention in &plan.body.mentions {
        let place = &mention.place;
        let changed = plan.sinks.iter().any(|s| s.place.overlaps(place));
        let looks = matches!(mention.usage, Usage::Read | Usage::Length | Usage::Element { .. } | Usage::Method(_));
        if changed || !looks || mention.in_return || seen.contains(&place.key) {
            continue;
        }
        seen.push(place.key.clone());
        // `*r` needs `r` itself.
        let mut shared = &place.expr;
        while let Expr::Unary(u) = bare(shared) {
            shared = &u.expr;
        }
        let expr = restore(shared);
        let span = mention.span;
        tokens.extend(quote_spanned!(span=> #p::shared(&#expr);));
    }
    tokens
}

fn dispatch(found: &[exits::Exit], p: &TokenStream) -> TokenStream {
    let (exit, never) = (mixed("exit"), mixed("never"));
    if found.is_empty() {
        return quote!(match #exit { #p::Option::None => {} #p::Option::Some(#never) => match #never {} });
    }
    let arms = found.iter().map(|e| {
        let (variant, then) = (&e.variant, &e.then);
        let value = mixed("value");
        if e.carries {
            quote!(#p::Option::Some(AmorsizeExit::#variant(#value)) => { #then })
        } else {
            quote!(#p::Option::Some(AmorsizeExit::#variant) => { #then })
        }
    });
    quote!(match #exit { #p::Option::None => {} #(#arms)* })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let item: TokenStream = text.parse().unwrap();
        let out = attribute(quote!(), item);
        match syn::parse2::<syn::File>(out.clone()) {
            Ok(file) => prettyplease::unparse(&file),
            Err(e) => panic!("{e}: {out}"),
        }
    }

    #[test]
    fn look() {
        println!("{}", show("fn shade(rows: &mut [Row], scene: &Scene) -> Result<f64, RenderError> { let mut energy = 0.0; for (y, row) in rows.iter_mut().enumerate() { energy += render(row, y, scene)?; } Ok(energy) }"));
        println!("{}", show("fn f(a: &[f64], out: &mut [f64], w: &mut Vec<u32>, h: &mut [u32]) -> bool { let mut t; let mut best = 0.0; let mut bi = 0; for i in 0..out.len() { t = a[i] * 2.0; out[i] = t; h[w0(i)] += 1; if t > best { best = t; bi = i; } w.push(i as u32); println!(\"{t}\"); } best > 3.0 }"));
        println!("{}", show("fn f(m: &mut Map<String, u32>, g: &mut Map<String, Vec<u32>>) { for w in text.iter() { *m.entry(w.clone()).or_insert(0) += 1; g.entry(w.clone()).or_default().push(3); } }"));
    }
}
#[cfg(test)]
mod probe {
    #[test]
    fn probe() {
        let text = std::env::var("PROBE").unwrap_or_default();
        let item: proc_macro2::TokenStream = text.parse().unwrap();
        let out = super::attribute(proc_macro2::TokenStream::new(), item);
        match syn::parse2::<syn::File>(out.clone()) { Ok(f) => println!("{}", prettyplease::unparse(&f)), Err(e) => println!("{e}: {out}") }
    }
}
