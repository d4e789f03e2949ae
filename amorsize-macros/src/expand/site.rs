//! One loop: its static, the question, the plain arm, the parallel arm.

use super::heads::{Leaves, Spelled, operand_names, operands};
use super::{arm, asked, bounds, serial_arm};
use crate::args::Options;
use crate::exits;
use crate::names::ours;
use crate::place::compact;
use crate::plan::{Family, Keep, Sink, SitePlan};
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprAssign};

/// Everything that stands for one loop; `row` is the loop inside it, if that is a site where the loop itself is short; `notes` are warnings.
pub(super) fn tokens(plan: &SitePlan, row: Option<&SitePlan>, notes: &TokenStream) -> TokenStream {
    let name = static_name();
    let p = &quote!(__amorsize);
    let static_site = static_site(plan, &name, p);
    // Those of the row too: in a closure of ours a question would take all of what it is about.
    let reached = asked::of([Some(plan), row].into_iter().flatten(), p);
    spelled(plan, &name, &quote!(#notes #static_site #reached), row)
}

/// `name` is the static, which `static_site` declares if that is not done outside, as what is asked of the types is.
fn spelled(
    plan: &SitePlan,
    name: &Ident,
    static_site: &TokenStream,
    row: Option<&SitePlan>,
) -> TokenStream {
    // A short name inside the block keeps the expansion readable.
    let root = plan.site.options.root();
    let p = &quote!(__amorsize);
    let heading = &plan.heading;
    let spelled = Spelled {
        head: &heading.head,
        operands: &heading.operands,
        span: plan.site.source.expr.span(),
        chained: plan.site.plain.is_some() || plan.site.stepped.is_some(),
        pulled: heading.pulled,
        is_statement: true,
        leaves: leaves(plan),
        private: p,
        names: operand_names(heading.operands.len()),
    };
    let (scrutinee, binding, guards) = operands(plan, &spelled, p);
    let serial_head = spelled.serial(&heading.head);
    let serial = serial_arm(plan, name, &spelled, p);
    let extent = spelled.extent(&heading.head);
    let enter = enter(name, &quote!(#extent.expected()), &plan.site.options, p);
    let parallel = arm::tokens(plan, &spelled, p);
    let rows = row.zip(plan.trip.as_ref()).map(|(row, trip)| {
        let static_name = Ident::new("AMORSIZE_ROW", Span::mixed_site());
        let by_row = by_row(
            plan,
            &serial_head,
            self::spelled(row, &static_name, &quote!(), None),
        );
        let trip = bounds::spelled(trip, &spelled);
        let settings = settings(&plan.site.options, p);
        Rows {
            static_row: self::static_site(row, &static_name, p),
            asked: quote!(
                #name.by_row(#extent.items(), || #trip, &#static_name, &|| #p::Options::new() #settings)
            ),
            by_row,
        }
    });
    let arms = Arms {
        enter,
        serial,
        parallel,
    };
    let arms = if is_aside(plan) {
        arms.aside(rows.as_ref(), p)
    } else {
        arms.in_place(rows.as_ref(), p)
    };
    let static_row = rows.map(|rows| rows.static_row);
    let attrs = &plan.site.source.attrs;
    quote!(#(#attrs)* {
        use #root::__private as __amorsize;
        #guards
        #static_site
        #static_row
        match #scrutinee { #binding => #arms }
    })
}

/// The loop with its rows shared one by one.
struct Rows {
    static_row: TokenStream,
    /// Whether to.
    asked: TokenStream,
    by_row: TokenStream,
}

/// The arms of a loop, of which one runs, and what says which.
struct Arms {
    enter: TokenStream,
    serial: TokenStream,
    parallel: TokenStream,
}

impl Arms {
    /// Everything but the serial arm in a function of its own: what the compiler knows of the variables in the serial arm is then
    /// what it knows in the plain function, because they are handed over in one place, which no serial arm follows.
    fn aside(&self, rows: Option<&Rows>, p: &TokenStream) -> TokenStream {
        let call = ours("call");
        let (enter, serial, parallel) = (&self.enter, &self.serial, &self.parallel);
        let whole = quote!({ #parallel });
        let (enter, whole) = match rows {
            None => (quote!(#enter), whole),
            Some(Rows { asked, by_row, .. }) => (
                quote!(if #asked { #p::Option::Some(#p::Option::None) } else { #enter.map(#p::Option::Some) }),
                quote!(match #call {
                    #p::Option::None => { #by_row }
                    #p::Option::Some(#call) => #whole
                }),
            ),
        };
        quote!(match #enter {
            #p::Option::None => #serial
            #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
            #p::Option::Some(#call) => #p::aside(|| #whole),
        })
    }

    /// All arms where the loop stands: something in them leaves it, or makes a variable.
    fn in_place(&self, rows: Option<&Rows>, p: &TokenStream) -> TokenStream {
        let call = ours("call");
        let (enter, serial, parallel) = (&self.enter, &self.serial, &self.parallel);
        let arms = quote!(match #enter {
            #p::Option::None => #serial
            #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
            #p::Option::Some(#call) => { #parallel }
        });
        match rows {
            None => arms,
            Some(Rows { asked, by_row, .. }) => quote!(if #asked { #by_row } else { #arms }),
        }
    }
}

/// Whether the parallel arm can be a closure: it does not leave the loop, and neither makes variables nor moves out of them.
fn is_aside(plan: &SitePlan) -> bool {
    let makes = |sink: &Sink| sink.place.whole && !plan.body.binding(&sink.place).initialised;
    let stays = matches!(leaves(plan), Leaves::No) && !plan.sinks.iter().any(makes);
    stays && !passes_through(plan)
}

/// Whether a variable is assigned what is made of it: `s = s + &t` moves it out and in.
fn passes_through(plan: &SitePlan) -> bool {
    struct Seek<'a>(&'a SitePlan, bool);
    impl Seek<'_> {
        /// What is copied is not moved.
        fn is_copied(&self, place: &Expr) -> bool {
            let mut known = self.0.body.outers.iter().filter(|b| b.scalar);
            matches!(place, Expr::Path(e) if known.any(|b| e.path.is_ident(&b.ident)))
        }
    }
    impl<'ast> Visit<'ast> for Seek<'_> {
        fn visit_expr_assign(&mut self, assign: &'ast ExprAssign) {
            self.1 |= match &*assign.left {
                // Nothing is moved out of an element.
                Expr::Index(_) => false,
                left if self.is_copied(left) => false,
                // Several at once.
                Expr::Tuple(_) | Expr::Array(_) | Expr::Struct(_) | Expr::Call(_) => true,
                left => is_named(&assign.right, &first_name(left)),
            };
            visit::visit_expr_assign(self, assign);
        }
    }
    let mut seek = Seek(plan, false);
    seek.visit_block(&plan.site.source.body);
    seek.1
}

fn first_name(tokens: &impl ToTokens) -> Option<String> {
    tokens
        .to_token_stream()
        .into_iter()
        .find_map(|token| match token {
            TokenTree::Group(group) => first_name(&group.stream()),
            TokenTree::Ident(name) => Some(name.to_string()),
            _ => None,
        })
}

/// Whether the tokens name this variable; if it is not known which, they may.
fn is_named(tokens: &impl ToTokens, variable: &Option<String>) -> bool {
    let Some(variable) = variable else {
        return true;
    };
    tokens
        .to_token_stream()
        .into_iter()
        .any(|token| match &token {
            TokenTree::Group(group) => is_named(&group.stream(), &Some(variable.clone())),
            TokenTree::Ident(name) => name == variable,
            _ => false,
        })
}

fn leaves(plan: &SitePlan) -> Leaves {
    let label = plan.site.source.label.as_ref();
    if !exits::leaves(&plan.body, label) {
        return Leaves::No;
    }
    match exits::leaves_by_replay(&plan.body, label, &plan.replayed()) {
        None => Leaves::AtItem,
        Some(_) => Leaves::Anywhere,
    }
}

/// The loop as written, but for the loop that its body ends with.
fn by_row(plan: &SitePlan, head: &TokenStream, row: TokenStream) -> TokenStream {
    let source = &plan.site.source;
    let (label, for_token, pat, in_token) = (
        &source.label,
        &source.for_token,
        &source.pat,
        &source.in_token,
    );
    let before = source.body.stmts.split_last().map(|(_, before)| before);
    let before = before.unwrap_or_default();
    quote!(#label #for_token #pat #in_token #head { #(#before)* #row })
}

fn serial_arm(
    plan: &SitePlan,
    name: &Ident,
    spelled: &Spelled<'_>,
    p: &TokenStream,
) -> TokenStream {
    let plain = serial_arm::tokens(plan, spelled, is_aside(plan), p);
    // It is timed now and then; not one that a `break` may end.
    let done = is_timed(plan).then(|| quote!(#name.plain_done();));
    quote!({ #plain #done })
}

/// The name of the static of a loop or chain.
pub(super) fn static_name() -> Ident {
    Ident::new("AMORSIZE_SITE", Span::mixed_site())
}

fn static_site(plan: &SitePlan, name_of_static: &Ident, p: &TokenStream) -> TokenStream {
    let site = &plan.site;
    let (name, function) = (&site.name, &site.function);
    let source = &site.source;
    let written = site.stepped.as_ref().map_or(source, |s| &s.written);
    let head = compact(&format!(
        "{} in {}",
        written.pat.to_token_stream(),
        written.expr.to_token_stream()
    ));
    let sinks = plan.sinks.iter().filter_map(|s| {
        let tier = match &s.keep {
            Keep::View { .. } | Keep::Disjoint(_) => quote!(View),
            Keep::Replay | Keep::Ordered => quote!(Log),
            Keep::Part(Family::Op("logged"), _) => quote!(Log),
            Keep::Part(..) => quote!(ByType),
            Keep::Local(_) => return None,
            _ => quote!(Private),
        };
        let (name, form) = (s.place.name(), &s.form);
        Some(quote!(#p::SinkPlan::new(#name, #form, #p::Tier::#tier)))
    });
    let (sinks, exits) = (
        quote!(&[#(#sinks),*]),
        exits::leaves(&plan.body, source.label.as_ref()),
    );
    let blocked = plan.is_blocked();
    let align = if blocked { 1024usize } else { 1 };
    let timed = is_timed(plan);
    declaration(
        name_of_static,
        source.for_token.span,
        p,
        quote!(#p::Plan {
            name: #name,
            function: #function,
            head: #head,
            sinks: #sinks,
            exits: #exits,
            align: #align,
            always: #blocked,
            timed: #timed,
        }),
    )
}

/// The static of a loop or chain. The whole call has the span of the `for`, or of what ends the chain: `Location::caller` then
/// gives that line, not the attribute's.
pub(super) fn declaration(
    name: &Ident,
    span: Span,
    p: &TokenStream,
    plan: TokenStream,
) -> TokenStream {
    let place = p.clone().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    let new = quote_spanned!(span=> #(#place)*::Site::new);
    let mut arguments = Group::new(Delimiter::Parenthesis, plan);
    arguments.set_span(span);
    quote!(static #name: #p::Site = #new #arguments;)
}

pub(super) fn is_timed(plan: &SitePlan) -> bool {
    !exits::leaves_by_break(&plan.body, plan.site.source.label.as_ref())
}

/// The question whether to run the plain loop. The closure tells instantiations of a generic function apart.
pub(super) fn enter(
    name: &Ident,
    len: &TokenStream,
    given: &Options,
    p: &TokenStream,
) -> TokenStream {
    let settings = settings(given, p);
    if settings.is_empty() {
        quote!(#name.enter(#len, || ()))
    } else {
        quote!(#name.enter_with(#len, || #p::Options::new() #settings))
    }
}

/// `.workers(4)` and so on.
fn settings(options: &Options, p: &TokenStream) -> TokenStream {
    let mut tokens = quote!();
    let mut add = |more: TokenStream| tokens.extend(more);
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
