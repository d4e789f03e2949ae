//! `Mode::Check` in the parallel arm: copies before the chunks, the plain loop after them, the comparison.

use super::heads::Spelled;
use super::plain;
use super::views;
use crate::body::{self, UpdateKind, Usage, effects};
use crate::exits::Exit;
use crate::names::{beside, ours};
use crate::place::restore;
use crate::plan::{Family, Keep, Sink, SitePlan};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

/// The pieces of the arm.
pub(super) struct Checked {
    /// Copies of what is changed.
    pub(super) keep: TokenStream,
    /// `let (for the chunks, for the plain loop) = …`; views go with those for the chunks.
    pub(super) heads: TokenStream,
    /// The pattern of what the chunks have.
    pub(super) chunked: TokenStream,
    /// The pattern of the head.
    pub(super) head: TokenStream,
    /// Back to the copies, the plain loop, the comparison.
    pub(super) plain: TokenStream,
}

pub(super) fn of(
    plan: &SitePlan,
    spelled: &Spelled<'_>,
    found: &[Exit],
    p: &TokenStream,
) -> Checked {
    let check = ours("check");
    let kept: Vec<Kept> = plan
        .sinks
        .iter()
        .filter_map(|sink| Kept::of(plan, sink))
        .collect();
    let views = views::of(plan, spelled, p);
    let mut keep = copies(plan, &kept, p);
    if found.iter().any(|exit| exit.replayed) {
        keep.extend(answered(plan, &kept));
    }
    let names: Vec<&Ident> = spelled.names.iter().collect();
    // `next()` of what is pulled may have effects, and they happen once.
    let copied = plan.site.options.pull.is_none();
    let (again, head) = (again(&names, copied, p), pattern(&names));
    let (heads, chunked) = match &views.optional {
        None => (without_views(&again, &head), head.clone()),
        Some(optional) => {
            let (stores, prepare, pattern) = (&views.stores, &views.prepare, &views.pattern_all);
            let (chunks, second) = (ours("chunks"), ours("plain"));
            let heads = quote!(
                #stores
                let (#chunks, #second) = #check.heads_and_views(#again, { #prepare #optional }, #head);
            );
            (heads, quote!((#head, #pattern)))
        }
    };

    let exchanges = kept.iter().map(|k| {
        let (before, place) = (&k.before, k.place());
        quote!(#before.exchange(#place);)
    });
    let compares: TokenStream = kept
        .iter()
        .filter(|k| k.compared)
        .map(|k| {
            let (before, place) = (&k.before, k.seen());
            quote!(#before.compare(#place, &#check);)
        })
        .collect();
    let left = ours("left");
    let leaves = leaves(found, p);
    let serial = plain::over(plan, spelled.serial(&plan.heading.head));
    let plain = quote!(
        #(#exchanges)*
        let #left = #check.plain(#leaves);
        #serial
        if #left.done() { #compares }
    );
    Checked {
        keep,
        heads,
        chunked,
        head,
        plain,
    }
}

/// `let (for the chunks, for the plain loop) = …` of operands that may be `copied`.
pub(super) fn heads(names: &[&Ident], copied: bool, p: &TokenStream) -> TokenStream {
    without_views(&again(names, copied, p), &pattern(names))
}

fn without_views(again: &TokenStream, head: &TokenStream) -> TokenStream {
    let (check, chunks, plain) = (ours("check"), ours("chunks"), ours("plain"));
    quote!(let (#chunks, #plain) = #check.heads(#again, #head);)
}

/// Copies of all operands, if there can be.
fn again(names: &[&Ident], copied: bool, p: &TokenStream) -> TokenStream {
    let check = ours("check");
    let again = names
        .iter()
        .map(|name| quote!((&&#p::Again::new(&#name)).again(&#check)));
    if copied {
        again
            .reduce(|a, b| quote!(#p::pair(#a, #b)))
            .unwrap_or_default()
    } else {
        quote!(#p::Option::None)
    }
}

fn pattern(names: &[&Ident]) -> TokenStream {
    { names.iter() }
        .map(ToTokens::to_token_stream)
        .reduce(|a, b| quote!((#a, #b)))
        .unwrap_or_default()
}

/// Whether replays for this sink, or of output without one, depend on a check, and the variable that says so.
pub(super) fn replays(plan: &SitePlan, part: Option<&Ident>) -> Option<Ident> {
    let Some(part) = part else {
        return Some(ours("prints"));
    };
    let sink = plan.sinks.iter().find(|s| s.part == *part)?;
    // As the blocks that it is in order with.
    if is_in_order(plan, sink) {
        return Some(ours("prints"));
    }
    is_called(plan, sink).then(|| beside(part, "replays"))
}

/// Named in an `ordered!` block, which a check leaves to the plain loop.
fn is_in_order(plan: &SitePlan, sink: &Sink) -> bool {
    plan.body
        .mentions_of(&sink.place)
        .any(|m| matches!(m.usage, Usage::Ordered(_)))
}

/// A sink that is copied.
struct Kept<'a> {
    sink: &'a Sink,
    before: Ident,
    /// Reached by autoref, whether it is a collection or a reference to one.
    by_method: bool,
    /// How it is copied.
    method: &'static str,
    compared: bool,
}

impl<'a> Kept<'a> {
    fn of(plan: &SitePlan, sink: &'a Sink) -> Option<Kept<'a>> {
        use crate::args::Float;
        let uninitialised = sink.place.whole && !plan.body.binding(&sink.place).initialised;
        if is_in_order(plan, sink) {
            return None;
        }
        let by_method = match &sink.keep {
            Keep::Local(_) => return None,
            Keep::Slot { .. } if uninitialised => return None,
            Keep::Part(Family::Op(_), _)
            | Keep::Slot { .. }
            | Keep::Best(_)
            | Keep::Follower(_)
            | Keep::Reduce(_) => false,
            _ => true,
        };
        let relaxed = plan.site.options.float.is_some_and(|f| f != Float::Strict)
            && matches!(
                sink.keep,
                Keep::Part(
                    Family::Op("sum" | "product")
                        | Family::Counts(_)
                        | Family::Grid(_)
                        | Family::EntryOp(_),
                    _
                )
            );
        let method = if is_unsettled(plan, sink) {
            "keep_unsettled"
        } else if is_called(plan, sink) {
            "keep_called"
        } else {
            "keep"
        };
        Some(Kept {
            sink,
            before: beside(&sink.part, "before"),
            by_method,
            method,
            compared: !relaxed,
        })
    }

    /// `&` to it.
    fn seen(&self) -> TokenStream {
        let place = restore(&self.sink.place.expr);
        if self.by_method {
            quote!(&*(#place).amorsize_place())
        } else {
            quote!(&#place)
        }
    }

    /// `&mut` to it.
    fn place(&self) -> TokenStream {
        let place = restore(&self.sink.place.expr);
        if self.by_method {
            quote!((#place).amorsize_place())
        } else {
            quote!(&mut #place)
        }
    }

    /// The copy.
    fn copy(&self, p: &TokenStream) -> TokenStream {
        let (name, place, check) = (self.sink.place.name(), self.seen(), ours("check"));
        // Where the compiler says that it does not know the type (AMZ030).
        let span = Span::mixed_site().located_at(self.sink.place.expr.span());
        let method = Ident::new(self.method, span);
        quote_spanned!(span=> (&&&&&#p::Before::new(#place)).#method(#name, &#check))
    }
}

fn copies(plan: &SitePlan, kept: &[Kept<'_>], p: &TokenStream) -> TokenStream {
    let mut tokens = quote!();
    for k in kept {
        let (before, copy) = (&k.before, k.copy(p));
        tokens.extend(quote!(let mut #before = #copy;));
        if k.method != "keep" && is_called(plan, k.sink) {
            let replays = beside(&k.sink.part, "replays");
            tokens.extend(quote!(let #replays = #before.replays();));
        }
    }
    tokens
}

/// What the chunks do next depends on an answer: that of an effect on a copy is known, that of another only once it happens.
fn answered(plan: &SitePlan, kept: &[Kept<'_>]) -> TokenStream {
    struct Ordered(bool);
    impl<'ast> Visit<'ast> for Ordered {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            self.0 |= effects::ordered(expr).is_some();
            visit::visit_expr(self, expr);
        }
    }
    let check = ours("check");
    let mut look = Ordered(false);
    look.visit_block(&plan.body.block);
    if look.0 {
        return quote!(#check.answered(););
    }
    let replays = kept
        .iter()
        .filter(|k| k.method != "keep" && is_called(plan, k.sink))
        .map(|k| beside(&k.sink.part, "replays"));
    quote!(if !(true #(&& #replays)*) { #check.answered(); })
}

/// Changed by calls of its own methods: what they do elsewhere is not known.
fn is_called(plan: &SitePlan, sink: &Sink) -> bool {
    match &sink.keep {
        Keep::Part(Family::Appends | Family::Inserts(_) | Family::EntryPush, _) => true,
        Keep::Replay => plan.body.updates.iter().any(|u| {
            u.place.key == sink.place.key
                && matches!(
                    u.kind,
                    UpdateKind::Call(..)
                        | UpdateKind::EntryPush(_)
                        | UpdateKind::Write
                        | UpdateKind::Effect
                )
        }),
        _ => false,
    }
}

/// Whether the type of a variable may be settled only after the loop: nothing is written where it is declared, and what is
/// assigned takes its type from there.
fn is_unsettled(plan: &SitePlan, sink: &Sink) -> bool {
    struct Look<'a>(&'a SitePlan, &'a Sink, bool);
    impl<'ast> Visit<'ast> for Look<'_> {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            if let Some((place, ..)) = body::recognise(expr, true, &self.0.body.outers)
                && place.key == self.1.place.key
            {
                self.2 |= is_open(expr.to_token_stream());
            }
            visit::visit_expr(self, expr);
        }
    }
    if !sink.place.whole || plan.body.binding(&sink.place).ty.is_some() {
        return false;
    }
    let mut look = Look(plan, sink, false);
    look.visit_block(&plan.body.block);
    look.2
}

/// Whether tokens contain a call whose type is the caller's choice.
pub(super) fn is_open(tokens: TokenStream) -> bool {
    const OPEN: &[&str] = &[
        "parse",
        "into",
        "try_into",
        "collect",
        "default",
        "sum",
        "product",
        "unwrap_or_default",
        "from_str",
        "None",
    ];
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let open = match token {
            TokenTree::Group(group) => is_open(group.stream()),
            TokenTree::Ident(ident) if OPEN.contains(&ident.to_string().as_str()) => {
                // `parse::<f64>()` says it.
                !matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':')
            }
            _ => false,
        };
        if open {
            return true;
        }
    }
    false
}

/// Whether the chunks have left the loop for good.
fn leaves(found: &[Exit], p: &TokenStream) -> TokenStream {
    let exit = ours("exit");
    if found.is_empty() {
        return quote!(false);
    }
    let stays = found.iter().filter(|e| e.variant == "Break").map(|e| {
        let variant = &e.variant;
        quote!(| #p::Option::Some(AmorsizeExit::#variant))
    });
    quote!(match { #exit } { #p::Option::None #(#stays)* => false, _ => true })
}
