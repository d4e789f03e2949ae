//! The ways out of a loop: which there are, and what stands for them inside a chunk.

use crate::body::{Body, effects};
use crate::check;
use crate::names::ours;
use crate::place::{self, restore};
use crate::scope::Binding;
use crate::stdmacro;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprContinue, Label, Lifetime};

/// One way out, carried from a worker to the caller.
pub(crate) struct Exit {
    /// The variant of the local enum.
    pub(crate) variant: Ident,
    /// Whether it carries a value.
    pub(crate) carries: bool,
    /// What the user's function does after the loop; `value` is the carried value.
    pub(crate) then: TokenStream,
    /// Taken by the caller where it replays, perhaps by workers too.
    pub(crate) replayed: bool,
}

/// Whether any statement of the body leaves the loop early.
pub(crate) fn leaves(body: &Body, label: Option<&Label>) -> bool {
    let mut block = body.block.clone();
    let mut walk = Exits::new(label, quote!(amorsize), body.has_macros, Vec::new());
    walk.visit_block_mut(&mut block);
    !walk.found.is_empty()
}

/// Whether the caller leaves the loop where it replays, and if so whether the function can go on behind the loop.
pub(crate) fn leaves_by_replay(
    body: &Body,
    label: Option<&Label>,
    replayed: &[String],
) -> Option<bool> {
    struct Effects<'a>(&'a Body, &'a [String], bool);
    impl<'ast> syn::visit::Visit<'ast> for Effects<'_> {
        fn visit_expr(&mut self, e: &'ast Expr) {
            self.2 |= effects::leaves(e)
                && effects::effect(e, &self.0.outers).is_some_and(|(p, _)| self.1.contains(&p.key));
            syn::visit::visit_expr(self, e);
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
        fn visit_item(&mut self, _: &'ast syn::Item) {}
    }
    let mut block = body.block.clone();
    let mut walk = Exits::new(label, quote!(amorsize), false, Vec::new());
    walk.visit_block_mut(&mut block);
    let mut found = walk.found.iter().filter(|e| e.replayed).peekable();
    if found.peek().is_some() {
        return Some(found.any(|e| {
            let name = e.variant.to_string();
            !name.starts_with("Return") && !name.starts_with("Try")
        }));
    }
    let mut effects = Effects(body, replayed, false);
    syn::visit::Visit::visit_block(&mut effects, &body.block);
    effects.2.then_some(false)
}

/// Whether the loop can end early and the function go on behind it.
pub(crate) fn leaves_by_break(body: &Body, label: Option<&Label>) -> bool {
    let mut block = body.block.clone();
    let mut walk = Exits::new(label, quote!(amorsize), body.has_macros, Vec::new());
    walk.visit_block_mut(&mut block);
    walk.found.iter().any(|exit| exit.variant == "Break")
}

/// Rewrites the ways out of a body into ways out of a chunk.
pub(crate) struct Exits {
    pub(crate) found: Vec<Exit>,
    private: TokenStream,
    label: Option<Lifetime>,
    /// Labels declared inside the body.
    labels: Vec<String>,
    /// Loops of the body around the point.
    loops: usize,
    /// Closures and `async` blocks of the body around the point.
    closures: usize,
    /// Outer variables that the body has a private copy of.
    privates: Vec<usize>,
    /// The body is a function: what goes on with the next item returns from it.
    pub(crate) is_function: bool,
    /// Inside code that the caller replays.
    replaying: bool,
    /// Which statements are replayed as they are, their `?` with them.
    effects: (Vec<Binding>, Vec<String>),
}

impl Exits {
    /// `hidden`: a macro of the body may contain a `break` that cannot be seen.
    pub(crate) fn new(
        label: Option<&Label>,
        private: TokenStream,
        hidden: bool,
        privates: Vec<usize>,
    ) -> Exits {
        let mut exits = Exits {
            found: Vec::new(),
            private,
            label: label.map(|l| l.name.clone()),
            labels: Vec::new(),
            loops: 0,
            closures: 0,
            privates,
            is_function: false,
            replaying: false,
            effects: Default::default(),
        };
        if hidden {
            exits.leave("Break".to_owned(), None, quote!());
        }
        exits
    }

    /// Leaves the `?` of effects on these variables to the replay.
    pub(crate) fn with_effects(mut self, outers: &[Binding], replayed: Vec<String>) -> Exits {
        self.effects = (outers.to_vec(), replayed);
        self
    }

    /// `value?` where the caller replays.
    pub(crate) fn replayed_try(&mut self, value: &TokenStream) -> TokenStream {
        let mut expr: Expr = syn::parse_quote!((#value)?);
        self.replaying = true;
        self.visit_expr_mut(&mut expr);
        self.replaying = false;
        quote!(#expr)
    }

    /// The expression that leaves the chunk; adds the variant if it is new.
    fn leave(&mut self, variant: String, value: Option<TokenStream>, then: TokenStream) -> Expr {
        let name = Ident::new(&variant, Span::mixed_site());
        match self.found.iter_mut().find(|e| e.variant == variant) {
            Some(known) => known.replayed |= self.replaying,
            None => self.found.push(Exit {
                variant: name.clone(),
                carries: value.is_some(),
                then,
                replayed: self.replaying,
            }),
        }
        let private = &self.private;
        if self.replaying {
            let value = value.map(|value| quote!((#value)));
            return syn::parse_quote!(return #private::Option::Some(AmorsizeExit::#name #value));
        }
        let chunk = Lifetime::new("'chunk", Span::mixed_site());
        match value {
            Some(value) => {
                syn::parse_quote!(break #chunk #private::Chunk::Exit(AmorsizeExit::#name(#value)))
            }
            None => syn::parse_quote!(break #chunk #private::Chunk::Exit(AmorsizeExit::#name)),
        }
    }

    fn number(&self, kind: &str) -> String {
        let count = self
            .found
            .iter()
            .filter(|e| e.variant.to_string().starts_with(kind))
            .count();
        format!("{kind}{count}")
    }

    fn is_private(&self, expr: &Expr) -> bool {
        place::any_ident(expr, &mut |i| {
            place::outer_index(i).is_some_and(|root| self.privates.contains(&root))
        })
    }

    fn is_own(&self, label: &Lifetime) -> bool {
        self.label.as_ref().is_some_and(|l| l.ident == label.ident)
    }

    /// Whether it goes on with the next item.
    fn goes_on(&self, e: &ExprContinue) -> bool {
        match &e.label {
            None => self.loops == 0,
            Some(label) => self.is_own(label) && !self.is_inner(label),
        }
    }

    fn is_inner(&self, label: &Lifetime) -> bool {
        self.labels.contains(&label.ident.to_string())
    }

    fn value_exit(&mut self, kind: &str, expr: Option<&Expr>, jump: TokenStream) -> Expr {
        match expr {
            None => {
                let name = self.number(kind);
                self.leave(name, None, quote!(#jump))
            }
            Some(e) if check::needs_no_iteration(e) && !self.is_private(e) => {
                let value = restore(e);
                let name = self.number(kind);
                self.leave(name, None, quote!(#jump #value))
            }
            Some(e) => {
                let private = self.private.clone();
                let name = self.number(kind);
                let carried = quote!(#private::exit_value(#e));
                let value = ours("value");
                self.leave(name, Some(carried), quote!(#jump #value))
            }
        }
    }
}

impl VisitMut for Exits {
    fn visit_stmt_mut(&mut self, stmt: &mut syn::Stmt) {
        let statement = match stmt {
            syn::Stmt::Expr(e, _) => Some(e),
            syn::Stmt::Local(local) if crate::body::ignored_value(local).is_some() => {
                local.init.as_mut().map(|init| &mut *init.expr)
            }
            _ => None,
        };
        if let Some(e) = statement
            && self.closures == 0
            && !self.replaying
            && effects::leaves(e)
            && effects::effect(e, &self.effects.0)
                .is_some_and(|(p, _)| self.effects.1.contains(&p.key))
        {
            if let Expr::Macro(e) = effects::core_mut(e) {
                self.visit_macro_mut(&mut e.mac);
            }
            for operand in effects::operands(e, &self.effects.0) {
                self.visit_expr_mut(operand);
            }
            return;
        }
        visit_mut::visit_stmt_mut(self, stmt);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if effects::ordered(expr).is_some() {
            self.ordered(expr);
            return;
        }
        match expr {
            Expr::ForLoop(e) => {
                self.visit_expr_mut(&mut e.expr);
                self.inside(e.label.as_ref(), 1, |walk| {
                    walk.visit_block_mut(&mut e.body)
                });
            }
            Expr::While(e) => self.inside(e.label.as_ref(), 1, |walk| {
                walk.visit_expr_mut(&mut e.cond);
                walk.visit_block_mut(&mut e.body);
            }),
            Expr::Loop(e) => {
                self.inside(e.label.as_ref(), 1, |walk| {
                    walk.visit_block_mut(&mut e.body)
                });
            }
            Expr::Block(e) => {
                self.inside(e.label.as_ref(), 0, |walk| {
                    walk.visit_block_mut(&mut e.block)
                });
            }
            Expr::Closure(e) => {
                self.closures += 1;
                self.visit_expr_mut(&mut e.body);
                self.closures -= 1;
            }
            Expr::Async(e) => {
                self.closures += 1;
                self.visit_block_mut(&mut e.block);
                self.closures -= 1;
            }
            Expr::Const(_) => {}
            _ if self.closures > 0 => visit_mut::visit_expr_mut(self, expr),
            Expr::Break(e) => {
                if let Some(value) = &mut e.expr {
                    self.visit_expr_mut(value);
                }
                let replacement = match &e.label {
                    None if self.loops == 0 => Some(self.leave("Break".to_owned(), None, quote!())),
                    None => None,
                    Some(l) if self.is_inner(l) => None,
                    Some(l) if self.is_own(l) => {
                        Some(self.leave("Break".to_owned(), None, quote!()))
                    }
                    Some(l) => {
                        let (l, value) = (l.clone(), e.expr.clone());
                        Some(self.value_exit("BreakOuter", value.as_deref(), quote!(break #l)))
                    }
                };
                if let Some(new) = replacement {
                    *expr = new;
                }
            }
            // The block is the last of its iteration: `check` has seen to that.
            Expr::Continue(e) if self.replaying && self.goes_on(e) => {
                let done = Lifetime::new("'ordered", Span::mixed_site());
                *expr = syn::parse_quote!(break #done);
            }
            Expr::Continue(e) if self.is_function && self.goes_on(e) => {
                *expr = syn::parse_quote!(return);
            }
            Expr::Continue(e) => {
                if let Some(l) = &e.label
                    && !self.is_inner(l)
                    && !self.is_own(l)
                {
                    let l = l.clone();
                    let name = self.number("ContinueOuter");
                    *expr = self.leave(name, None, quote!(continue #l));
                }
            }
            Expr::Return(e) => {
                if let Some(value) = &mut e.expr {
                    self.visit_expr_mut(value);
                }
                let value = e.expr.clone();
                *expr = self.value_exit("Return", value.as_deref(), quote!(return));
            }
            Expr::Try(e) => {
                self.visit_expr_mut(&mut e.expr);
                let private = self.private.clone();
                let inner = std::mem::replace(&mut *e.expr, Expr::PLACEHOLDER);
                let name = self.number("Try");
                let (value, residual) = (ours("value"), ours("residual"));
                let carried = quote!(#private::exit_residual(#residual));
                let question = e.question_token;
                let leave = self.leave(name, Some(carried), quote!(match #value #question {}));
                // Its operand is put there, not parsed again with all the `?` in it.
                let mut branch: syn::ExprCall = syn::parse_quote!(#private::Try::branch());
                branch.args.push(inner);
                let mut taken: syn::ExprMatch = syn::parse_quote! {
                    match () {
                        #private::ControlFlow::Continue(#value) => #value,
                        #private::ControlFlow::Break(#residual) => #leave,
                    }
                };
                *taken.expr = Expr::Call(branch);
                *expr = Expr::Match(taken);
            }
            Expr::TryBlock(_) => {}
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut syn::Macro) {
        stdmacro::visit_arguments(mac, |arg| self.visit_expr_mut(arg));
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

impl Exits {
    /// An `ordered!` block: its ways out are taken at the replay.
    fn ordered(&mut self, expr: &mut Expr) {
        let Expr::Block(e) = expr else { return };
        let (loops, labels) = (
            std::mem::replace(&mut self.loops, 0),
            std::mem::take(&mut self.labels),
        );
        let before = std::mem::replace(&mut self.replaying, true);
        self.visit_block_mut(&mut e.block);
        self.replaying = before;
        (self.loops, self.labels) = (loops, labels);
    }

    fn inside(&mut self, label: Option<&Label>, loops: usize, walk: impl FnOnce(&mut Self)) {
        let labels = self.labels.len();
        if let Some(label) = label {
            self.labels.push(label.name.ident.to_string());
        }
        self.loops += loops;
        walk(self);
        self.loops -= loops;
        self.labels.truncate(labels);
    }
}

/// The enum of the ways out; every carried value has its own type parameter. Loops with one of the usual ways share a type
/// of ours.
pub(crate) fn declaration(found: &[Exit], p: &TokenStream) -> TokenStream {
    if found.is_empty() {
        return quote!();
    }
    if let [
        Exit {
            variant, carries, ..
        },
    ] = found
        && (*carries && (variant == "Try0" || variant == "Return0")
            || !carries && variant == "Break")
    {
        return quote!(use #p::exits::#variant as AmorsizeExit;);
    }
    let mut parameters = Vec::new();
    let variants = found.iter().map(|exit| {
        let variant = &exit.variant;
        if exit.carries {
            let parameter = format_ident!("V{}", parameters.len());
            parameters.push(parameter.clone());
            quote!(#variant(#parameter))
        } else {
            quote!(#variant)
        }
    });
    let variants: Vec<TokenStream> = variants.collect();
    quote!(enum AmorsizeExit<#(#parameters),*> { #(#variants),* })
}
