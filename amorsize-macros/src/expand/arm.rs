//! The parallel arm: the chunk, what it keeps of every sink, the merge, the ways out.

use super::checked::{self, Checked};
use super::handed::{self, Handed};
use super::heads::Spelled;
use super::log;
use super::owned::Owned;
use super::state::State;
use super::views::{self, view_ident, view_sinks};
use crate::body::Usage;
use crate::exits::{self, Exits};
use crate::head::Level;
use crate::names::{beside, ours};
use crate::place::{bare, restore};
use crate::plan::{Keep, SitePlan};
use crate::rewrite::{self, Rewrite};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::visit_mut::VisitMut;

/// `(…, )` so that one element is a tuple too; nothing is `()`.
fn tuple(parts: &[TokenStream]) -> TokenStream {
    if parts.is_empty() {
        quote!(())
    } else {
        quote!((#(#parts,)*))
    }
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
    let mut exits = Exits::new(
        plan.site.source.label.as_ref(),
        p.clone(),
        watched,
        privates,
    )
    .with_effects(&plan.body.outers, plan.replayed());
    let owned = Owned::of(plan);
    exits.is_function = owned.is_some();
    exits.visit_block_mut(&mut block);
    // Beside what the item owns; or beside the piece, what is kept of every sink, and the log.
    let others = owned
        .as_ref()
        .map_or(plan.sinks.len() + 2, Owned::parameters);
    let lent = handed::lent(plan, others);
    let mut rewrite = Rewrite::new(plan, p.clone(), exits, &lent);
    rewrite.block(&mut block, true);
    let body = rewrite::finish(block);
    let (entries, groups, exits) = (rewrite.entries, rewrite.groups, rewrite.exits);
    let lent = handed::used(lent, &body);
    let body = match &owned {
        Some(owned) => owned.function(plan, &lent, &body, p),
        None => quote!(#body),
    };

    let mut state = State::default();
    for number in 0..plan.sinks.len() {
        state.add(plan, number, &groups, p);
    }
    let (mut entry_enum, mut logs) = (quote!(), quote!());
    if let Some(spelled) = log::spelled(plan, &entries, &log, p) {
        state.starts.push(spelled.start);
        state.parts.push(quote!(#log));
        state.merges.push(spelled.replay);
        (entry_enum, logs) = (spelled.entry, spelled.memory);
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
    let (chunk_pattern, merge_pattern) = (tuple(&parts), tuple(&merge_parts));
    let local_pattern = tuple(&local_parts);
    // A function of ours is less to compile than a closure.
    let nothing_of = |starts: &[TokenStream], start: &TokenStream| {
        if starts.is_empty() {
            quote!(#p::nothing)
        } else {
            quote!(|| #start)
        }
    };
    let local = nothing_of(&local_starts, &tuple(&local_starts));
    let start = nothing_of(&starts, &tuple(&starts));
    let merge = if parts.is_empty() && merges.is_empty() {
        quote!(#p::merged)
    } else {
        quote!(|#merge_pattern| { #(#merges)* #p::Option::None })
    };

    let view_of = |level: Level| {
        view_sinks(plan)
            .into_iter()
            .filter(|s| matches!(&s.keep, Keep::View { level: l, .. } if *l == level))
            .map(|s| view_ident(s).to_token_stream())
            .reduce(|a, b| quote!(#p::Source::zip(#a, #b)))
    };
    let source = spelled.source(&plan.heading.head, &view_of);
    let shared = shared_checks(plan, p);
    let exit_enum = exits::declaration(&exits.found, p);
    let leaves = !exits.found.is_empty();
    let done = if leaves {
        quote!(#p::Chunk::Done)
    } else {
        quote!(#p::Chunk::<#p::Infallible>::Done)
    };
    let chunk_loop = chunk_loop(plan, watched, &done, &at_item, &body, p);
    let chunk_loop = held(plan, quote!(#chunk: #chunk_loop), p);
    let mut handed = Handed::default();
    handed.give(quote!(#piece));
    let kept = local_parts.iter().chain(&parts);
    kept.for_each(|part| handed.give(part.clone()));
    if owned.is_none() {
        handed::lend(plan, &lent, &mut handed, p);
    }
    let chunk_loop = if handed.len() == 1 || handed.is_too_much() {
        chunk_loop
    } else {
        handed.call(&chunk_loop, p)
    };
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
        chunked,
        head,
        plain,
    } = checked::of(plan, spelled, &exits.found, p);
    let (check, chunks, second) = (ours("check"), ours("chunks"), ours("plain"));
    let left_out = ours("left_out");
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
            #p::Option::Some(#chunked) => {
                #logs
                #run(
                    #source,
                    #local,
                    #start,
                    |#piece, #local_pattern, #chunk_pattern| #chunk_loop,
                    #merge,
                )
                #end
            }
            // What views borrow is free again.
            #left_out => { #p::drop(#left_out); #nothing }
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
    body: &TokenStream,
    p: &TokenStream,
) -> TokenStream {
    let source = &plan.site.source;
    let (label, for_token, in_token) = (&source.label, &source.for_token, &source.in_token);
    let (piece, pattern) = (ours("piece"), views::pattern(plan));
    let chunk = syn::Lifetime::new("'chunk", Span::mixed_site());
    if !watched {
        let inner = if at_item.is_empty() {
            body.clone()
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
    // Only their types are asked: a `deref` on the way is not called before the loop calls it.
    match tokens.is_empty() {
        true => tokens,
        false => quote!(if false { #tokens }),
    }
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
