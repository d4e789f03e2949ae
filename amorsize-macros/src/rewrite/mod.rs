//! The body as a chunk runs it: places become parts, elements become views, statements become log entries.

mod names;
mod ordered;
mod update;

use crate::body::{self, UpdateKind, effects};
use crate::exits::Exits;
use crate::names::{beside, ours};
use crate::place::{self, Place, outer_index};
use crate::plan::{Elements, Keep, Sink, SitePlan};
use crate::stdmacro::{self, Effect};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Stmt};
/// A statement that is replayed in source order on the caller.
pub(crate) struct Entry {
    pub(crate) variant: Ident,
    pub(crate) operands: usize,
    /// The part of the variable that it changes; none for output.
    pub(crate) target: Option<Ident>,
    /// The user's statement with the logged operands.
    pub(crate) replay: TokenStream,
}

/// A place that the body only reads, handed to it.
pub(crate) struct Lent {
    pub(crate) place: Place,
    /// Its own if it is handed over as it is, and that of a reference otherwise.
    pub(crate) name: Ident,
    pub(crate) by_reference: bool,
}

/// Rewrites a resolved body.
pub(crate) struct Rewrite<'a> {
    plan: &'a SitePlan,
    private: TokenStream,
    pub(crate) entries: Vec<Entry>,
    /// How the groups of `entry(k).or_default().push(e)` are merged.
    pub(crate) groups: Vec<(Ident, TokenStream)>,
    /// The ways out; replays add theirs.
    pub(crate) exits: Exits,
    /// The expression that comes next is a place that is changed.
    mutable: bool,
    /// The part of the variable that is being updated.
    target: Option<Ident>,
    /// Closures and `async` blocks of the body around the point.
    closures: usize,
    lent: &'a [Lent],
}

fn operand(number: usize) -> Ident {
    ours(&format!("operand{number}"))
}

/// `log.push(AmorsizeEntry::E3((a, b)))`
fn logged(variant: &Ident, operands: &[impl ToTokens]) -> TokenStream {
    let (log, entry) = (ours("log"), log_entry(variant, operands));
    quote!(#log.push(#entry))
}

/// An entry, or the pattern of one: with a single operand, or a tuple of several.
pub(crate) fn log_entry(variant: &Ident, operands: &[impl ToTokens]) -> TokenStream {
    match operands {
        [operand] => quote!(AmorsizeEntry::#variant(#operand)),
        _ => quote!(AmorsizeEntry::#variant((#(#operands),*))),
    }
}

/// The variable that holds the length of an array.
pub(crate) fn length_ident(sink: &Sink) -> Ident {
    beside(&sink.part, "len")
}

impl<'a> Rewrite<'a> {
    pub(crate) fn new(
        plan: &'a SitePlan,
        private: TokenStream,
        exits: Exits,
        lent: &'a [Lent],
    ) -> Self {
        Rewrite {
            plan,
            private,
            entries: Vec::new(),
            groups: Vec::new(),
            exits,
            mutable: false,
            target: None,
            closures: 0,
            lent,
        }
    }

    fn sink(&self, place: &Place) -> Option<&'a Sink> {
        self.plan.sinks.iter().find(|s| s.place.key == place.key)
    }

    /// A new kind of entry, and the expression that logs it given the operands.
    fn entry(
        &mut self,
        operands: usize,
        replay: impl FnOnce(&[Ident]) -> TokenStream,
    ) -> (Ident, Vec<Ident>) {
        let names: Vec<Ident> = (0..operands).map(operand).collect();
        let variant = format_ident!("E{}", self.entries.len(), span = Span::mixed_site());
        let replay = replay(&names);
        self.entries.push(Entry {
            variant: variant.clone(),
            operands,
            target: self.target.clone(),
            replay,
        });
        (variant, names)
    }

    /// `|a, b| log.push(AmorsizeEntry::E3((a, b)))`
    fn logger(&self, variant: &Ident, names: &[Ident]) -> TokenStream {
        let push = logged(variant, names);
        quote!(|#(#names),*| #push)
    }

    fn update(&mut self, expr: &Expr, place: &Place, kind: &UpdateKind) -> Option<Expr> {
        let sink = self.sink(place)?;
        let outer = self.target.replace(sink.part.clone());
        let new = self.update_of(sink, expr, place, kind);
        self.target = outer;
        new
    }

    fn update_of(
        &mut self,
        sink: &Sink,
        expr: &Expr,
        place: &Place,
        kind: &UpdateKind,
    ) -> Option<Expr> {
        let part = &sink.part;
        match &sink.keep {
            Keep::Part(family, _) => Some(self.part_update(expr, place, kind, family, part)),
            Keep::Replay if matches!(kind, UpdateKind::Effect | UpdateKind::Write) => {
                Some(self.log_effect(expr))
            }
            Keep::Replay => Some(self.log_update(expr)),
            Keep::Slot { .. } | Keep::Follower(_) => match expr {
                Expr::Assign(e) => {
                    let right = self.rewritten(&e.right);
                    let value = ours("value");
                    // `t = t.next()`: the right side is done with `t` before it is assigned.
                    let reads_itself = body::mentions(&e.right, place);
                    Some(if reads_itself {
                        syn::parse_quote!(match #right { #value => #part.set(#value) })
                    } else {
                        syn::parse_quote!(#part.set(#right))
                    })
                }
                _ => None,
            },
            Keep::Best(_) => match expr {
                Expr::Assign(e) => {
                    let right = self.rewritten(&e.right);
                    Some(syn::parse_quote!(#part.set(#right)))
                }
                _ => None,
            },
            // `out.swap(a, b)` inside a row.
            Keep::View {
                of: Elements::Rows { .. },
                ..
            } => match (kind, expr) {
                (UpdateKind::Call(..), Expr::MethodCall(e)) => {
                    let method = &e.method;
                    let args: Vec<Expr> = e.args.iter().map(|a| self.rewritten(a)).collect();
                    Some(syn::parse_quote!(#part.#method(#(#args),*)))
                }
                _ => None,
            },
            Keep::View { .. }
            | Keep::Disjoint(_)
            | Keep::Ordered
            | Keep::Reduce(_)
            | Keep::Local(_) => None,
        }
    }

    fn rewritten(&mut self, expr: &Expr) -> Expr {
        let mut expr = expr.clone();
        self.visit_expr_mut(&mut expr);
        expr
    }

    /// What stands for an outer place that is not the target of a known update.
    fn place(&self, place: &Place, mutable: bool) -> Option<Expr> {
        let sink = self.sink(place)?;
        let part = &sink.part;
        match &sink.keep {
            Keep::Slot { .. } if mutable => Some(syn::parse_quote!((*#part.get_mut()))),
            Keep::Slot { .. } => Some(syn::parse_quote!((*#part.get()))),
            Keep::Best(_) => Some(syn::parse_quote!((*#part.get()))),
            Keep::Reduce(_) => Some(syn::parse_quote!((*#part))),
            _ => None,
        }
    }

    /// What stands for a place that is lent.
    fn reference(&self, place: &Place, mutable: bool) -> Option<Expr> {
        let lent = self.lent.iter().find(|l| l.place.key == place.key)?;
        let name = &lent.name;
        (lent.by_reference && !mutable).then(|| syn::parse_quote!((*#name)))
    }

    fn local(&self, path: &syn::ExprPath) -> Option<Expr> {
        let root = outer_index(path.path.get_ident()?)?;
        let sink = self
            .plan
            .sinks
            .iter()
            .find(|s| matches!(s.keep, Keep::Local(_)) && s.place.root == root)?;
        let part = &sink.part;
        Some(syn::parse_quote!((*#part)))
    }

    /// `out[i]` with the loop's own subscript is the view's item; a row keeps its subscript; a column has no other.
    fn element(&mut self, expr: &Expr, mutable: bool) -> Option<Expr> {
        let Expr::Index(index) = expr else {
            return None;
        };
        if let Expr::Index(outer) = place::bare(&index.expr)
            && let Some((part, of @ (Elements::Columns(_) | Elements::Crosses { .. }))) =
                self.view(&outer.expr)
        {
            let mut subscripts = vec![self.rewritten(&outer.index)];
            if matches!(of, Elements::Crosses { .. }) {
                subscripts.push(self.rewritten(&index.index));
            }
            return Some(match mutable {
                true => syn::parse_quote!((*#part.get_mut(#(#subscripts),*))),
                false => syn::parse_quote!((*#part.get(#(#subscripts),*))),
            });
        }
        if let Some(array) = Place::of(&index.expr)
            && let Some(Sink {
                part,
                keep: Keep::Disjoint(_),
                ..
            }) = self.sink(&array)
        {
            let subscript = self.rewritten(&index.index);
            return Some(match mutable {
                true => syn::parse_quote!((*#part.at(#subscript))),
                false => syn::parse_quote!((*#part.get(#subscript))),
            });
        }
        match self.view(&index.expr)? {
            (part, Elements::One(_) | Elements::Shifted(_)) => Some(syn::parse_quote!((*#part))),
            (part, Elements::Rows { .. }) => {
                let subscript = self.rewritten(&index.index);
                Some(syn::parse_quote!(#part[#subscript]))
            }
            (_, Elements::Columns(_) | Elements::Crosses { .. }) => None,
        }
    }

    /// The view of an array, if the expression is one that has a view.
    fn view(&self, array: &Expr) -> Option<(&'a Ident, &'a Elements)> {
        let sink = self.sink(&Place::of(array)?)?;
        match &sink.keep {
            Keep::View { of, .. } => Some((&sink.part, of)),
            _ => None,
        }
    }

    fn length(&self, expr: &Expr) -> Option<Expr> {
        let Expr::MethodCall(call) = expr else {
            return None;
        };
        if call.method != "len" || !call.args.is_empty() {
            return None;
        }
        let place = Place::of(&call.receiver)?;
        let sink = self.sink(&place)?;
        if !matches!(
            sink.keep,
            Keep::View { .. } | Keep::Disjoint(_) | Keep::Replay
        ) {
            return None;
        }
        let length = length_ident(sink);
        Some(syn::parse_quote!(#length))
    }

    fn expression(&mut self, expr: &mut Expr, statement: bool) {
        let mutable = std::mem::take(&mut self.mutable);
        if let Some((block, path)) = effects::ordered(expr) {
            *expr = self.ordered(block, &path);
            return;
        }
        if let Some(new) = self.known_update(expr, statement) {
            *expr = new;
            return;
        }
        if let Some(new) = self.length(expr).or_else(|| self.element(expr, mutable)) {
            *expr = new;
            return;
        }
        if let Some(place) = Place::of(expr)
            && let Some(new) = self
                .place(&place, mutable)
                .or_else(|| self.reference(&place, mutable))
        {
            *expr = new;
            return;
        }
        match expr {
            Expr::Path(path) => {
                if let Some(new) = self.local(path) {
                    *expr = new;
                }
            }
            Expr::Macro(e) if stdmacro::effect(&e.mac) == Some(Effect::Print) => {
                *expr = self.printed(&mut e.mac);
            }
            _ => self.inside(expr, mutable, statement),
        }
    }

    /// A block; `discarded` says that its value is not used.
    pub(crate) fn block(&mut self, block: &mut Block, discarded: bool) {
        let last = block.stmts.len().saturating_sub(1);
        for (number, stmt) in block.stmts.iter_mut().enumerate() {
            match stmt {
                Stmt::Expr(expr, semi) => {
                    self.expression(expr, discarded || semi.is_some() || number < last)
                }
                Stmt::Macro(mac) if stdmacro::effect(&mac.mac) == Some(Effect::Print) => {
                    let expr = self.printed(&mut mac.mac);
                    *stmt = Stmt::Expr(expr, Some(Default::default()));
                }
                Stmt::Macro(mac) => {
                    let expr = Expr::Macro(syn::ExprMacro {
                        attrs: Vec::new(),
                        mac: mac.mac.clone(),
                    });
                    if let Some(new) = self.known_update(&expr, true) {
                        *stmt = Stmt::Expr(new, Some(Default::default()));
                    } else {
                        self.visit_macro_mut(&mut mac.mac);
                    }
                }
                Stmt::Local(local) => {
                    let new = body::ignored_value(local)
                        .and_then(|expr| self.known_update(&expr.clone(), true));
                    match new {
                        Some(new) => *stmt = Stmt::Expr(new, Some(Default::default())),
                        None => visit_mut::visit_local_mut(self, local),
                    }
                }
                Stmt::Item(_) => {}
            }
        }
    }

    /// What stands for an update of a sink.
    fn known_update(&mut self, expr: &Expr, statement: bool) -> Option<Expr> {
        if self.closures > 0 && effects::leaves(expr) {
            return None;
        }
        let (place, kind, _) = body::recognise(expr, statement, &self.plan.body.outers)?;
        self.update(expr, &place, &kind)
    }

    /// The sub-expressions, knowing which of them are changed.
    fn inside(&mut self, expr: &mut Expr, mutable: bool, statement: bool) {
        match expr {
            Expr::If(e) if statement => {
                self.visit_expr_mut(&mut e.cond);
                self.block(&mut e.then_branch, true);
                if let Some((_, other)) = &mut e.else_branch {
                    self.expression(other, true);
                }
            }
            Expr::Match(e) if statement => {
                self.visit_expr_mut(&mut e.expr);
                for arm in &mut e.arms {
                    if let syn::Pat::Guard(p) = &mut arm.pat {
                        self.visit_expr_mut(&mut p.guard);
                    }
                    self.expression(&mut arm.body, true);
                }
            }
            Expr::Block(e) if statement => self.block(&mut e.block, true),
            Expr::Unsafe(e) => self.block(&mut e.block, statement),
            Expr::Closure(_) | Expr::Async(_) => {
                // What is moved into it is the variable, which may have to live as long as that.
                let moves = matches!(expr, Expr::Closure(c) if c.capture.is_some())
                    || matches!(expr, Expr::Async(a) if a.capture.is_some());
                let lent = self.lent;
                if moves {
                    self.lent = &[];
                }
                self.closures += 1;
                visit_mut::visit_expr_mut(self, expr);
                self.closures -= 1;
                self.lent = lent;
            }
            Expr::ForLoop(e) => {
                self.visit_expr_mut(&mut e.expr);
                self.block(&mut e.body, true);
            }
            Expr::While(e) => {
                self.visit_expr_mut(&mut e.cond);
                self.block(&mut e.body, true);
            }
            Expr::Loop(e) => self.block(&mut e.body, true),
            Expr::Reference(e) => self.visit_place(&mut e.expr, e.mutability.is_some()),
            Expr::Assign(e) => {
                self.visit_expr_mut(&mut e.right);
                self.visit_place(&mut e.left, true);
            }
            Expr::Binary(e) if body::is_assigning(&e.op) => {
                self.visit_expr_mut(&mut e.right);
                self.visit_place(&mut e.left, true);
            }
            Expr::MethodCall(e) => {
                // `t.dot(&t)` can only look at `t`; of `t.push(x)` nothing is known.
                let twice = Place::of(&e.receiver)
                    .is_some_and(|p| e.args.iter().any(|a| body::mentions(a, &p)));
                let changes = !twice && !crate::methods::only_reads(&e.method.to_string());
                self.visit_place(&mut e.receiver, changes);
                e.args.iter_mut().for_each(|a| self.visit_expr_mut(a));
            }
            Expr::Index(e) => {
                self.visit_place(&mut e.expr, mutable);
                self.visit_expr_mut(&mut e.index);
            }
            Expr::Field(e) => self.visit_place(&mut e.base, mutable),
            Expr::Paren(e) => self.visit_place(&mut e.expr, mutable),
            Expr::Unary(e) if matches!(e.op, syn::UnOp::Deref(_)) => {
                self.visit_place(&mut e.expr, mutable);
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_place(&mut self, expr: &mut Expr, mutable: bool) {
        self.mutable = mutable;
        self.expression(expr, false);
        self.mutable = false;
    }
}

impl VisitMut for Rewrite<'_> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        self.block(block, false);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        self.expression(expr, false);
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        let before = mac.tokens.clone();
        stdmacro::visit_arguments(mac, |arg| self.visit_expr_mut(arg));
        stdmacro::keep_message(mac, before, place::text);
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        if let syn::Pat::Guard(p) = &mut arm.pat {
            self.visit_expr_mut(&mut p.guard);
        }
        self.visit_expr_mut(&mut arm.body);
    }

    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    fn visit_type_mut(&mut self, _: &mut syn::Type) {}
    fn visit_pat_mut(&mut self, _: &mut syn::Pat) {}
}

/// The rewritten body in the user's spelling.
pub(crate) fn finish(mut block: Block) -> Block {
    place::Restore.visit_block_mut(&mut block);
    block
}
