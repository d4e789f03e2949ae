//! Fields and what references lead to: whether a `deref_mut` of the user's is on the way.

use crate::body::UpdateKind;
use crate::names::ours;
use crate::place::{Place, bare, outer_index, restore};
use crate::plan::{Keep, Sink, SitePlan};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, parse_quote};

/// The questions of loops; nothing where they change variables as a whole.
pub(super) fn of<'a>(plans: impl Iterator<Item = &'a SitePlan>, p: &TokenStream) -> TokenStream {
    let mut ways: Vec<Way> = Vec::new();
    for plan in plans {
        for sink in plan.sinks.iter().filter(|sink| is_touched(plan, sink)) {
            steps(plan, &sink.place, &sink.place.expr, &mut ways);
        }
    }
    let reached = ours("reached");
    let asked = ways.iter().map(|way| {
        let at = way.at;
        let (step, last) = (quote_spanned!(at=> step), quote_spanned!(at=> last));
        let through = &way.through;
        let steps = match way.is_field {
            true => quote!((&&&(&&&(&&&#reached).#step()).#step()).#last()),
            false => quote!((&&&#reached).#step()),
        };
        quote!({
            let #reached = #p::Reached::new();
            #through = #reached.never();
            #steps;
        })
    });
    asked.collect()
}

/// Changed otherwise than by the user's own statement, run as often as in the plain loop. What an assignment changes is handed to the
/// serial arm, too.
fn is_touched(plan: &SitePlan, sink: &Sink) -> bool {
    let calls = |kind: &UpdateKind| {
        use UpdateKind::{Call, Effect, EntryOp, EntryPush, Write};
        matches!(kind, Call(..) | Effect | EntryOp(_) | EntryPush(_) | Write)
    };
    let mut updates = plan.body.updates.iter();
    match sink.keep {
        Keep::Ordered | Keep::Local(_) => false,
        Keep::Replay => updates.any(|u| u.place.key == sink.place.key && !calls(&u.kind)),
        _ => true,
    }
}

/// What is led through: by one `*`, or for a field, by as many as it takes to find one of that name.
struct Way {
    through: Expr,
    at: Span,
    is_field: bool,
}

/// What is led through on the way to `expr`, from the variable on.
fn steps(plan: &SitePlan, place: &Place, expr: &Expr, found: &mut Vec<Way>) {
    let (base, is_field) = match bare(expr) {
        Expr::Field(e) => (bare(&e.base), true),
        Expr::Unary(e) => (bare(&e.expr), false),
        _ => return,
    };
    let is_root = matches!(base, Expr::Path(p) if p.path.get_ident().is_some_and(|i| outer_index(i).is_some()));
    let through = if !is_root || plan.body.binding(place).mutable {
        base.clone()
    } else if is_field {
        // Without `mut` it is a reference, and not assigned itself.
        parse_quote!(*#base)
    } else {
        return;
    };
    let through = restore(&through);
    steps(plan, place, base, found);
    let known = |way: &Way| way.through == through && way.is_field == is_field;
    if !found.iter().any(known) {
        let at = base.span();
        found.push(Way {
            through,
            at,
            is_field,
        });
    }
}
