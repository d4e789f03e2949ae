//! Which name means which variable: a walk over a function that knows, at every path, the binding it refers to.
//!
//! Rust's rules for `let`, patterns, closures, match arms, `if let` chains, items in blocks and shadowing are followed here
//! and nowhere else; every later phase works on names that are already resolved.

use crate::scalar;
use crate::stdmacro::{self, StdMacro};
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprPath, Ident, Item, Local, Macro, Member, Pat, Stmt, Type, UseTree};

/// What is known of a variable where it is declared.
#[derive(Clone, Debug)]
pub(crate) struct Binding {
    /// The name as written.
    pub(crate) ident: Ident,
    /// Declared `mut`.
    pub(crate) mutable: bool,
    /// The declared type, where one is written.
    pub(crate) ty: Option<Type>,
    /// Certainly a reference, as far as the source shows, that no other is assigned to.
    pub(crate) reference: Option<Exclusive>,
    /// Certainly a number, a `bool` or a `char`, as far as the source shows.
    pub(crate) scalar: bool,
    /// Certainly a `&mut` reference, as far as the source shows.
    pub(crate) exclusive: bool,
    /// Declared with a value.
    pub(crate) initialised: bool,
    /// How many closures and `async` blocks stand around the declaration.
    pub(crate) depth: usize,
    pub(crate) kind: Kind,
}

/// Whether a reference is a `&mut`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Exclusive(pub(crate) bool);

impl Exclusive {
    fn of(mutability: Option<syn::Token![mut]>) -> Exclusive {
        Exclusive(mutability.is_some())
    }
}

/// Where a variable was declared, seen from the loop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Before the loop.
    Outer,
    /// By the pattern of the loop.
    Item,
    /// Inside the body.
    Inner,
    /// A `fn`, `const`, `use` … inside a block: not a variable at all.
    NotAVariable,
}

/// What a user of the walk wants to hear.
pub(crate) trait Hooks {
    /// A path of one segment in expression position.
    fn path(&mut self, path: &mut ExprPath, binding: Option<&Binding>);
    /// A macro that is not one of std's; `names` are the variables its tokens mention.
    fn opaque_macro(&mut self, _mac: &Macro, _names: Vec<Binding>) {}
    /// A `for` loop, before it is entered; `true` keeps the walk out of it.
    fn for_loop(&mut self, _expr: &mut Expr, _scopes: &Scopes) -> bool {
        false
    }
    /// A method call, before it is entered; `true` keeps the walk out of it.
    fn chain(&mut self, _expr: &mut Expr, _scopes: &Scopes) -> bool {
        false
    }
    /// An item inside a block that may change what names mean.
    fn opaque_item(&mut self, _item: &Item) {}
}

/// The variables visible at one point, innermost last.
#[derive(Clone, Default, Debug)]
pub(crate) struct Scopes {
    frames: Vec<Vec<Binding>>,
    /// Closures and `async` blocks around this point.
    pub(crate) depth: usize,
    /// Inside an `unsafe` block or function.
    pub(crate) unsafety: bool,
    /// Panics of the function give the place that it was called from.
    pub(crate) tracked: bool,
    /// The type of the expression at hand is written where its value goes: at a `let`, or as that of the function.
    pub(crate) settled: bool,
}

impl Scopes {
    pub(crate) fn find(&self, ident: &Ident) -> Option<&Binding> {
        self.frames
            .iter()
            .rev()
            .flat_map(|frame| frame.iter().rev())
            .find(|b| same_name(&b.ident, ident))
    }

    pub(crate) fn push(&mut self) {
        self.frames.push(Vec::new());
    }

    fn pop(&mut self) {
        self.frames.pop();
    }

    pub(crate) fn bind(&mut self, binding: Binding) {
        if self.frames.is_empty() {
            self.push();
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.push(binding);
        }
    }

    /// Binds every variable of a pattern.
    pub(crate) fn bind_pattern(&mut self, pat: &Pat, kind: Kind, init: Option<&Expr>) {
        match (pat, init) {
            (Pat::Tuple(pats), Some(Expr::Tuple(values))) if one_by_one(pats, values) => {
                for (pat, value) in pats.elems.iter().zip(&values.elems) {
                    self.bind_pattern(pat, kind, Some(value));
                }
            }
            (Pat::Paren(pat), _) => self.bind_pattern(&pat.pat, kind, init),
            _ => {
                let exclusive = matches!(init, Some(Expr::Reference(r)) if r.mutability.is_some());
                self.bind_typed(pat, None, kind, exclusive);
                let plain =
                    matches!(pat, Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none());
                if let Some(b) = self.frames.last_mut().and_then(|f| f.last_mut())
                    && plain
                {
                    b.scalar = init.is_some_and(scalar::is_value);
                    b.reference = match init {
                        Some(Expr::Reference(r)) if !b.mutable => Some(Exclusive::of(r.mutability)),
                        _ => None,
                    };
                }
            }
        }
    }

    /// Marks the variables of `let x;` as without a value.
    fn uninitialised(&mut self, pat: &Pat) {
        for name in pattern_names(pat) {
            if let Some(b) = self.frames.last_mut().and_then(|f| {
                f.iter_mut()
                    .rev()
                    .find(|b| same_name(&b.ident, &name.ident))
            }) {
                b.initialised = false;
            }
        }
    }

    fn bind_typed(&mut self, pat: &Pat, ty: Option<&Type>, kind: Kind, exclusive: bool) {
        match pat {
            Pat::Ident(p) => {
                self.bind(Binding {
                    ident: p.ident.clone(),
                    mutable: p.mutability.is_some(),
                    ty: ty.cloned().filter(|_| p.by_ref.is_none()),
                    reference: match ty {
                        Some(Type::Reference(r))
                            if p.by_ref.is_none() && p.mutability.is_none() =>
                        {
                            Some(Exclusive::of(r.mutability))
                        }
                        _ => None,
                    },
                    scalar: p.by_ref.is_none() && ty.is_some_and(scalar::is_type),
                    exclusive: exclusive
                        || matches!(ty, Some(Type::Reference(r)) if r.mutability.is_some())
                        || (p.by_ref.is_some() && p.mutability.is_some()),
                    initialised: true,
                    depth: self.depth,
                    kind,
                });
                if let Some((_, sub)) = &p.subpat {
                    self.bind_typed(sub, None, kind, false);
                }
            }
            Pat::Type(p) => self.bind_typed(&p.pat, Some(&p.ty), kind, exclusive),
            Pat::Paren(p) => self.bind_typed(&p.pat, ty, kind, exclusive),
            _ => {
                for ident in pattern_names(pat) {
                    self.bind(Binding {
                        ident: ident.ident.clone(),
                        mutable: ident.mutability.is_some(),
                        ty: None,
                        reference: None,
                        scalar: false,
                        exclusive: ident.by_ref.is_some() && ident.mutability.is_some(),
                        initialised: true,
                        depth: self.depth,
                        kind,
                    });
                }
            }
        }
    }
}

/// Whether every part of a tuple pattern stands for one value.
fn one_by_one(pats: &syn::PatTuple, values: &syn::ExprTuple) -> bool {
    pats.elems.len() == values.elems.len() && !pats.elems.iter().any(|p| matches!(p, Pat::Rest(_)))
}

/// Two names are the same variable's only if the same macro wrote them.
///
/// The compiler does not let a macro compare hygiene marks, but prints them in front of the byte range; where it does not, the text decides.
pub(crate) fn same_name(a: &Ident, b: &Ident) -> bool {
    a.unraw() == b.unraw() && mark(a) == mark(b)
}

fn mark(ident: &Ident) -> Option<String> {
    let text = format!("{:?}", ident.span());
    let (mark, _) = text.split_once(" bytes(")?;
    Some(mark.to_owned())
}

/// Whether a type is written out: nothing in it is left to inference.
pub(crate) fn is_complete(ty: &Type) -> bool {
    struct Look(bool);
    impl<'a> syn::visit::Visit<'a> for Look {
        fn visit_type(&mut self, ty: &'a Type) {
            self.0 &= !matches!(ty, Type::Infer(_) | Type::ImplTrait(_) | Type::Macro(_));
            syn::visit::visit_type(self, ty);
        }
    }
    let mut look = Look(true);
    syn::visit::Visit::visit_type(&mut look, ty);
    look.0
}

/// The identifiers a pattern binds.
pub(crate) fn pattern_names(pat: &Pat) -> Vec<syn::PatIdent> {
    struct Names(Vec<syn::PatIdent>);
    impl<'a> syn::visit::Visit<'a> for Names {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.0.push(p.clone());
            syn::visit::visit_pat_ident(self, p);
        }
        fn visit_pat_guard(&mut self, p: &'a syn::PatGuard) {
            self.visit_pat(&p.pat);
        }
        fn visit_expr(&mut self, _: &'a Expr) {}
        fn visit_type(&mut self, _: &'a Type) {}
    }
    let mut names = Names(Vec::new());
    syn::visit::Visit::visit_pat(&mut names, pat);
    names.0
}

/// The walk.
pub(crate) struct Walk<H> {
    pub(crate) scopes: Scopes,
    pub(crate) hooks: H,
    /// What declarations met on the way are bound as.
    pub(crate) kind: Kind,
    /// The value of the block at hand goes where its type is written.
    pub(crate) settled_block: bool,
}

impl<H: Hooks> Walk<H> {
    pub(crate) fn new(hooks: H, scopes: Scopes, kind: Kind) -> Self {
        Walk {
            scopes,
            hooks,
            kind,
            settled_block: false,
        }
    }

    fn bind(&mut self, pat: &Pat, init: Option<&Expr>) {
        self.scopes.bind_pattern(pat, self.kind, init);
    }

    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        self.scopes.push();
        inside(self);
        self.scopes.pop();
    }

    fn not_a_variable(&mut self, ident: &Ident) {
        self.scopes.bind(Binding {
            ident: ident.clone(),
            mutable: false,
            ty: None,
            reference: None,
            scalar: false,
            exclusive: false,
            initialised: true,
            depth: 0,
            kind: Kind::NotAVariable,
        });
    }

    /// Items are visible in their whole block, before their own line too.
    fn bind_items(&mut self, block: &Block) {
        for stmt in &block.stmts {
            let Stmt::Item(item) = stmt else { continue };
            match item {
                Item::Fn(i) => self.not_a_variable(&i.sig.ident),
                Item::Const(i) => self.not_a_variable(&i.ident),
                Item::Static(i) => {
                    self.not_a_variable(&i.ident);
                    self.hooks.opaque_item(item);
                }
                Item::Struct(i) => self.not_a_variable(&i.ident),
                Item::Use(i) if self.bind_use(&i.tree) => {}
                Item::Use(_) => self.hooks.opaque_item(item),
                Item::Macro(_) | Item::Verbatim(_) => self.hooks.opaque_item(item),
                _ => {}
            }
        }
    }

    /// `false` for a glob, which may bring any name.
    fn bind_use(&mut self, tree: &UseTree) -> bool {
        match tree {
            UseTree::Path(p) => self.bind_use(&p.tree),
            UseTree::Name(n) => {
                self.not_a_variable(&n.ident);
                true
            }
            UseTree::Rename(r) => {
                self.not_a_variable(&r.rename);
                true
            }
            UseTree::Group(g) => g.items.iter().all(|t| self.bind_use(t)),
            _ => false,
        }
    }

    fn mentioned(&self, tokens: TokenStream, found: &mut Vec<Binding>) {
        for tree in tokens {
            match tree {
                TokenTree::Ident(ident) => {
                    if let Some(b) = self.scopes.find(&ident)
                        && b.kind != Kind::NotAVariable
                    {
                        found.push(Binding { ident, ..b.clone() });
                    }
                }
                TokenTree::Group(group) => self.mentioned(group.stream(), found),
                TokenTree::Literal(literal) => {
                    for name in stdmacro::captured_names(&literal.to_string()) {
                        let ident = Ident::new(&name, literal.span());
                        if let Some(b) = self.scopes.find(&ident) {
                            found.push(Binding { ident, ..b.clone() });
                        }
                    }
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<H: Hooks> VisitMut for Walk<H> {
    fn visit_block_mut(&mut self, block: &mut Block) {
        let settled = std::mem::take(&mut self.settled_block);
        self.scoped(|walk| {
            walk.bind_items(block);
            for stmt in &mut block.stmts {
                walk.scopes.settled = settled && matches!(stmt, Stmt::Expr(_, None));
                walk.visit_stmt_mut(stmt);
            }
        });
    }

    fn visit_local_mut(&mut self, local: &mut Local) {
        if let Some(init) = &mut local.init {
            self.scopes.settled = matches!(&local.pat, Pat::Type(p) if is_complete(&p.ty));
            self.visit_expr_mut(&mut init.expr);
            if let Some((_, diverge)) = &mut init.diverge {
                self.visit_expr_mut(diverge);
            }
        }
        self.bind(&local.pat, local.init.as_ref().map(|i| &*i.expr));
        if local.init.is_none() {
            self.scopes.uninitialised(&local.pat);
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        let taken = match expr {
            Expr::ForLoop(_) | Expr::While(_) => self.hooks.for_loop(expr, &self.scopes),
            Expr::MethodCall(_) => self.hooks.chain(expr, &self.scopes),
            _ => false,
        };
        self.scopes.settled = false;
        if taken {
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }

    fn visit_expr_for_loop_mut(&mut self, e: &mut syn::ExprForLoop) {
        self.visit_expr_mut(&mut e.expr);
        self.scoped(|walk| {
            walk.bind(&e.pat, None);
            walk.visit_block_mut(&mut e.body);
        });
    }

    fn visit_expr_closure_mut(&mut self, e: &mut syn::ExprClosure) {
        self.scopes.depth += 1;
        self.scoped(|walk| {
            for pat in &e.inputs {
                walk.bind(pat, None);
            }
            walk.visit_expr_mut(&mut e.body);
        });
        self.scopes.depth -= 1;
    }

    fn visit_expr_async_mut(&mut self, e: &mut syn::ExprAsync) {
        self.scopes.depth += 1;
        self.visit_block_mut(&mut e.block);
        self.scopes.depth -= 1;
    }

    fn visit_expr_unsafe_mut(&mut self, e: &mut syn::ExprUnsafe) {
        let before = std::mem::replace(&mut self.scopes.unsafety, true);
        self.visit_block_mut(&mut e.block);
        self.scopes.unsafety = before;
    }

    fn visit_expr_if_mut(&mut self, e: &mut syn::ExprIf) {
        self.scoped(|walk| {
            walk.visit_expr_mut(&mut e.cond);
            walk.visit_block_mut(&mut e.then_branch);
        });
        if let Some((_, other)) = &mut e.else_branch {
            self.visit_expr_mut(other);
        }
    }

    fn visit_expr_while_mut(&mut self, e: &mut syn::ExprWhile) {
        self.scoped(|walk| {
            walk.visit_expr_mut(&mut e.cond);
            walk.visit_block_mut(&mut e.body);
        });
    }

    fn visit_expr_let_mut(&mut self, e: &mut syn::ExprLet) {
        self.visit_expr_mut(&mut e.expr);
        self.bind(&e.pat, Some(&e.expr));
    }

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        self.scoped(|walk| {
            walk.bind(&arm.pat, None);
            if let Pat::Guard(p) = &mut arm.pat {
                walk.visit_expr_mut(&mut p.guard);
            }
            walk.visit_expr_mut(&mut arm.body);
        });
    }

    fn visit_expr_path_mut(&mut self, e: &mut ExprPath) {
        if e.qself.is_none()
            && let Some(ident) = e.path.get_ident()
        {
            let binding = self
                .scopes
                .find(ident)
                .filter(|b| b.kind != Kind::NotAVariable)
                .cloned();
            self.hooks.path(e, binding.as_ref());
        }
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        let before = field.expr.clone();
        self.visit_expr_mut(&mut field.expr);
        // `S { x }` whose `x` was given another spelling needs its colon.
        if field.colon_token.is_none() && before != field.expr {
            field.colon_token = Some(Default::default());
            if let (Expr::Path(path), Member::Named(member)) = (&before, &mut field.member)
                && let Some(ident) = path.path.get_ident()
            {
                *member = ident.clone();
            }
        }
    }

    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        match StdMacro::parse(mac) {
            Some(mut known) => {
                let captures = known.captures();
                for arg in known.arguments() {
                    self.visit_expr_mut(arg);
                }
                for ident in captures {
                    if let Some(b) = self.scopes.find(&ident).cloned() {
                        let mut path: ExprPath = syn::parse_quote!(#ident);
                        self.hooks.path(&mut path, Some(&b));
                        if path.path.get_ident() != Some(&ident) {
                            known.name_argument(&ident, Expr::Path(path));
                        }
                    }
                }
                known.write_to(mac);
            }
            None => {
                let mut names = Vec::new();
                self.mentioned(mac.tokens.clone(), &mut names);
                self.hooks.opaque_macro(mac, names);
            }
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}
    fn visit_type_mut(&mut self, _: &mut Type) {}
    fn visit_pat_mut(&mut self, _: &mut Pat) {}
    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}
}
