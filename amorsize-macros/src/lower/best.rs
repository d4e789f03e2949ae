//! The search for a best value: `if x < best { best = x; which = i; }`.

use crate::body::{self, Body};
use crate::check;
use crate::errors::Spot;
use crate::place::{self, Place, bare};
use crate::plan::Best;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprIf, Stmt};
/// An `if` that looks like the search for a best value.
pub(super) struct FoundBest {
    pub(super) place: Place,
    pub(super) best: Best,
    pub(super) followers: Vec<Place>,
    pub(super) form: String,
    pub(super) span: Spot,
    /// Where it does more than it may.
    pub(super) broken: Option<Spot>,
}

pub(super) fn find_bests(body: &Body) -> Vec<FoundBest> {
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
