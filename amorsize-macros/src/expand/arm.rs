//! The parallel arm: the chunk, what it keeps of every sink, the merge, the ways out.

use super::checked::{self, Checked};
use super::heads::Spelled;
use super::views::{self, needs_length, view_ident, view_sinks};
use crate::args::{Float, Monoid};
use crate::body::Usage;
use crate::exits::{self, Exits};
use crate::head::Level;
use crate::names::{beside, ours};
use crate::place::{bare, restore};
use crate::plan::{Best, Exact, Family, Keep, Sink, SitePlan};
use crate::rewrite::{self, Rewrite};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;

/// `(…, )` so that one element is a tuple too; nothing is `()`.
fn tuple(parts: &[TokenStream]) -> TokenStream {
    if parts.is_empty() {
        quote!(())
    } else {
        quote!((#(#parts,)*))
    }
}

/// What a chunk keeps, and how that gets back: the pieces of the arm that sinks add to.
#[derive(Default)]
struct State {
    /// Before the call: kinds.
    before: TokenStream,
    /// What a chunk starts with, the names for it, how each is merged.
    starts: Vec<TokenStream>,
    parts: Vec<TokenStream>,
    merges: Vec<TokenStream>,
    /// The same of what each participant has.
    local_starts: Vec<TokenStream>,
    local_parts: Vec<TokenStream>,
    /// After the call.
    after: TokenStream,
    /// At the start of every item.
    at_item: TokenStream,
}

impl State {
    /// One part of a chunk: made by its kind.
    fn part(&mut self, kind: &Ident, part: &Ident) {
        self.starts.push(quote!(#kind.start()));
        self.parts.push(quote!(#part));
    }

    /// Adds sink number `number`; `groups` are the merges that are not their kind's.
    fn add(
        &mut self,
        plan: &SitePlan,
        number: usize,
        groups: &[(Ident, TokenStream)],
        p: &TokenStream,
    ) {
        let sink = &plan.sinks[number];
        let (part, place, kind) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
        );
        match &sink.keep {
            Keep::View { .. } | Keep::Disjoint(_) | Keep::Ordered => {}
            Keep::Replay => {
                if needs_length(plan, &sink.place) {
                    let length = rewrite::length_ident(sink);
                    self.before.extend(
                        quote!(let #length = #p::SplitIndex::len(#place.amorsize_place());),
                    );
                }
            }
            Keep::Local(start) => {
                self.local_starts.push(quote!(#start));
                self.local_parts.push(quote!(#part));
            }
            Keep::Part(family, exact) => {
                let float = plan.site.options.float.unwrap_or_default();
                let probe = kind_expr(family, *exact, &place, float, p);
                self.before.extend(quote!(let #kind = #probe;));
                self.part(&kind, part);
                let target = match family {
                    Family::Op(_) => quote!(&mut #place),
                    _ => quote!(#place.amorsize_place()),
                };
                let group = groups
                    .iter()
                    .find(|(p, _)| p == part)
                    .map(|(_, merge)| merge.clone());
                self.merges
                    .push(group.unwrap_or_else(|| quote!(#kind.merge(#target, #part);)));
                if plan.is_blocked() && matches!(family, Family::Op("sum" | "product")) {
                    self.at_item.extend(quote!(#p::blocked_item(#part);));
                }
            }
            Keep::Slot { .. } => self.slot(plan, sink, p),
            Keep::Best(best) => self.best(plan, number, best, p),
            Keep::Follower(_) => {
                self.before.extend(slot_kind(&kind, &place, p));
                self.part(&kind, part);
            }
            Keep::Reduce(monoid) => {
                let monoid = match monoid {
                    Monoid::Known(name) => {
                        let name = Ident::new(name, Span::mixed_site());
                        quote!(#p::reduce::#name)
                    }
                    Monoid::Own(path) => quote!(#path),
                };
                self.before
                    .extend(quote!(let #kind = #p::reduce::reduction::<#monoid, _>(&#place);));
                self.part(&kind, part);
                self.merges.push(quote!(#kind.merge(&mut #place, #part);));
            }
        }
    }

    /// The last value wins. A variable without a value before the loop cannot be borrowed by the merge: it is written after the call.
    fn slot(&mut self, plan: &SitePlan, sink: &Sink, p: &TokenStream) {
        let (part, place, kind, value) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
            ours("value"),
        );
        self.before.extend(slot_kind(&kind, &place, p));
        self.part(&kind, part);
        if plan.body.binding(&sink.place).initialised || !sink.place.whole {
            self.merges
                .push(quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; }));
            return;
        }
        let last = beside(&sink.part, "last");
        self.before.extend(quote!(let mut #last = #kind.start();));
        self.merges.push(quote!(#last.absorb(#part);));
        self.after
            .extend(quote!(if let #p::Option::Some(#value) = #last.take() { #place = #value; }));
    }

    /// The best of a chunk against the best so far, by the user's comparison; what was assigned beside it wins or loses with it.
    fn best(&mut self, plan: &SitePlan, number: usize, best: &Best, p: &TokenStream) {
        let sink = &plan.sinks[number];
        let (part, place, kind, candidate) = (
            &sink.part,
            restore(&sink.place.expr),
            beside(&sink.part, "kind"),
            ours("candidate"),
        );
        // A type that has no order is said at the place.
        let new = quote_spanned!(place.span()=> #p::BestKind::new(&#place));
        self.before.extend(quote!(let #kind = #new;));
        self.part(&kind, part);
        let op = best.less;
        let compare = if best.place_left {
            quote!(#place #op #candidate)
        } else {
            quote!(#candidate #op #place)
        };
        let followers = plan
            .sinks
            .iter()
            .filter(|s| matches!(s.keep, Keep::Follower(b) if b == number))
            .map(|s| {
                let (part, place, value) = (&s.part, restore(&s.place.expr), ours("value"));
                quote!(if let #p::Option::Some(#value) = #part.take() { #place = #value; })
            });
        self.merges
            .push(quote!(if let #p::Option::Some(#candidate) = #part.take() {
                if #compare { #place = #candidate; #(#followers)* }
            }));
    }
}

/// The kind of a slot, tied to the type of its variable.
fn slot_kind(kind: &Ident, place: &Expr, p: &TokenStream) -> TokenStream {
    quote!(let #kind = #p::SlotKind::new(); if false { #place = #kind.never(); })
}

/// The parallel arm of a loop.
pub(super) fn tokens(plan: &SitePlan, spelled: &Spelled<'_>, p: &TokenStream) -> TokenStream {
    let (call, piece, log, exit) = (ours("call"), ours("piece"), ours("log"), ours("exit"));
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
    let replayed = plan
        .sinks
        .iter()
        .filter(|s| matches!(s.keep, Keep::Replay))
        .map(|s| s.place.key.clone())
        .collect();
    let mut exits = Exits::new(
        plan.site.source.label.as_ref(),
        p.clone(),
        watched,
        privates,
    )
    .with_effects(&plan.body.outers, replayed);
    exits.visit_block_mut(&mut block);
    let mut rewrite = Rewrite::new(plan, p.clone(), exits);
    rewrite.block(&mut block, true);
    let body = rewrite::finish(block);
    let (entries, groups, exits) = (rewrite.entries, rewrite.groups, rewrite.exits);

    let mut state = State::default();
    for number in 0..plan.sinks.len() {
        state.add(plan, number, &groups, p);
    }
    let (entry_enum, replay) = entries_tokens(plan, &entries, &log);
    if !entries.is_empty() {
        state.starts.push(quote!(#p::Log::new()));
        state.parts.push(quote!(#log));
        state.merges.push(replay);
    }
    let State {
        before,
        starts,
        parts,
        merges,
        local_starts,
        local_parts,
        after,
        at_item,
    } = state;
    let merge_parts: Vec<TokenStream> = parts.iter().map(|part| quote!(mut #part)).collect();
    let (start, chunk_pattern, merge_pattern) =
        (tuple(&starts), tuple(&parts), tuple(&merge_parts));
    let (local_start, local_pattern) = (tuple(&local_starts), tuple(&local_parts));

    let view_of = |level: Level| {
        view_sinks(plan)
            .into_iter()
            .filter(|s| matches!(&s.keep, Keep::View { level: l, .. } if *l == level))
            .map(|s| view_ident(s).to_token_stream())
            .reduce(|a, b| quote!(#p::Source::zip(#a, #b)))
    };
    let source = spelled.source(&plan.heading.head, &view_of);
    let shared = shared_checks(plan, p);
    let exit_enum = exits::declaration(&exits.found);
    let leaves = !exits.found.is_empty();
    let done = if leaves {
        quote!(#p::Chunk::Done)
    } else {
        quote!(#p::Chunk::<#p::Infallible>::Done)
    };
    let chunk_loop = chunk_loop(plan, watched, &done, &at_item, &body, p);
    let chunk_loop = held(plan, quote!(#chunk: #chunk_loop), p);
    let dispatch = dispatch(&exits.found, p);
    let span = spelled.head_span();
    let run = quote_spanned!(span=> #call.run);
    // Without a way out there is nothing to carry over to the dispatch.
    let (bind, nothing) = if leaves {
        (quote!(let #exit =), quote!(#p::Option::None))
    } else {
        (quote!(), quote!())
    };
    let end = if leaves { quote!() } else { quote!(;) };
    let Checked {
        keep,
        heads,
        give_up,
        head,
        plain,
    } = checked::of(plan, spelled, &exits.found, p);
    let (check, chunks, second) = (ours("check"), ours("chunks"), ours("plain"));
    let otherwise = if after.is_empty() && dispatch.is_empty() {
        quote!()
    } else {
        quote!(else { #after #dispatch })
    };
    let prints = entries
        .iter()
        .any(|e| checked::replays(plan, e.target.as_ref()) == Some(ours("prints")));
    let prints = if prints {
        let prints = ours("prints");
        quote!(let #prints = !#check.is_on();)
    } else {
        quote!()
    };
    quote!(
        use #p::checks::*;
        let #check = #call.check();
        #keep
        #prints
        #exit_enum
        #entry_enum
        #shared
        #before
        #heads
        #bind match #chunks {
            #p::Option::Some(#head) => {
                #run(
                    #source,
                    || #local_start,
                    || #start,
                    |#piece, #local_pattern, #chunk_pattern| #chunk_loop,
                    |#merge_pattern| { #(#merges)* #p::Option::None },
                )
                #end
            }
            #p::Option::None => { #give_up #nothing }
        };
        if let #p::Option::Some(#head) = #second {
            #plain
        } #otherwise
    )
}

/// The loop with the function's own temporaries in locals, where the optimiser keeps them in registers.
/// A panic loses them, and with them only what nobody can see.
fn held(plan: &SitePlan, chunk_loop: TokenStream, p: &TokenStream) -> TokenStream {
    let parts: Vec<&Ident> = plan
        .sinks
        .iter()
        .filter(|s| matches!(s.keep, Keep::Slot { .. }) && plan.body.is_own(&s.place))
        .map(|s| &s.part)
        .collect();
    if parts.is_empty() {
        return chunk_loop;
    }
    let held: Vec<Ident> = parts.iter().map(|part| beside(part, "held")).collect();
    let left = ours("left");
    quote!({
        #(let mut #held = #p::take(#parts);)*
        let #left = { #(let #parts = &mut #held;)* #chunk_loop };
        #(*#parts = #held;)*
        #left
    })
}

/// The loop over one piece.
fn chunk_loop(
    plan: &SitePlan,
    watched: bool,
    done: &TokenStream,
    at_item: &TokenStream,
    body: &syn::Block,
    p: &TokenStream,
) -> TokenStream {
    let source = &plan.site.source;
    let (label, for_token, in_token) = (&source.label, &source.for_token, &source.in_token);
    let (piece, pattern) = (ours("piece"), views::pattern(plan));
    let chunk = syn::Lifetime::new("'chunk", Span::mixed_site());
    if !watched {
        let inner = if at_item.is_empty() {
            quote!(#body)
        } else {
            quote!({ #at_item #body })
        };
        return quote!({
            #label #for_token #pattern #in_token #piece #inner
            #done
        });
    }
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
}

/// The kind of a place: chosen by its type, before the loop.
fn kind_expr(
    family: &Family,
    exact: Exact,
    place: &Expr,
    float: Float,
    p: &TokenStream,
) -> TokenStream {
    let relaxed = |name: &str, blocks: bool| match (name, float) {
        ("sum" | "product", Float::Fast) => "_fast",
        ("sum" | "product", Float::Blocked) if blocks => "_blocked",
        _ => "",
    };
    let method = match family {
        Family::Op(_) if exact == Exact::Strict => "logged".to_owned(),
        Family::Op(name) => format!("{name}{}", relaxed(name, true)),
        Family::Appends => "appends".to_owned(),
        Family::Inserts(_) => "inserts".to_owned(),
        Family::Counts(name) => format!(
            "counts_{}{}",
            name.trim_end_matches('_'),
            relaxed(name, false)
        ),
        Family::Grid(name) => {
            format!(
                "grid_{}{}",
                name.trim_end_matches('_'),
                relaxed(name, false)
            )
        }
        Family::EntryOp(name) => format!(
            "entry_{}{}",
            name.trim_end_matches('_'),
            relaxed(name, false)
        ),
        Family::EntryPush => "entry_group".to_owned(),
    };
    let method = Ident::new(&method, Span::mixed_site());
    let exact = match exact {
        Exact::No => quote!(),
        Exact::IfChecked => quote!(, { #p::cfg!(debug_assertions) }),
        Exact::Strict if matches!(family, Family::Op(_)) => quote!(),
        Exact::Yes | Exact::Strict => quote!(, true),
    };
    let target = match family {
        Family::Op(_) => quote!(&#place),
        _ => quote!(&*#place.amorsize_place()),
    };
    quote!({
        use __amorsize::methods::*;
        (&&#p::Probe::<_, { #p::cfg!(debug_assertions) } #exact>::new(#target)).#method()
    })
}

fn entries_tokens(
    plan: &SitePlan,
    entries: &[rewrite::Entry],
    log: &Ident,
) -> (TokenStream, TokenStream) {
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
            .map(|n| ours(&format!("operand{n}")))
            .collect();
        let (variant, replay) = (&entry.variant, &entry.replay);
        if types.is_empty() {
            variants.push(quote!(#variant()));
        } else {
            variants.push(quote!(#variant(#(#types),*)));
        }
        let replay = match checked::replays(plan, entry.target.as_ref()) {
            Some(replays) => quote!(if #replays { #replay; }),
            None => quote!(#replay;),
        };
        arms.push(quote!(AmorsizeEntry::#variant(#(#names),*) => { #replay }));
    }
    let generics = if parameters.is_empty() {
        quote!()
    } else {
        quote!(<#(#parameters),*>)
    };
    let entry = ours("entry");
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
        let looks = matches!(
            mention.usage,
            Usage::Read | Usage::Length | Usage::Element { .. } | Usage::Method(_)
        );
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
        let span = mention.span.start;
        tokens.extend(quote_spanned!(span=> #p::shared(&#expr);));
    }
    tokens
}

fn dispatch(found: &[exits::Exit], p: &TokenStream) -> TokenStream {
    let exit = ours("exit");
    if found.is_empty() {
        return quote!();
    }
    let arms = found.iter().map(|e| {
        let (variant, then) = (&e.variant, &e.then);
        let value = ours("value");
        if e.carries {
            quote!(#p::Option::Some(AmorsizeExit::#variant(#value)) => { #then })
        } else {
            quote!(#p::Option::Some(AmorsizeExit::#variant) => { #then })
        }
    });
    quote!(match #exit { #p::Option::None => {} #(#arms)* })
}
