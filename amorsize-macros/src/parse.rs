//! The function: its markers, its loops, the variables around them.

use crate::args::Options;
use crate::chain::{self, find};
use crate::errors::{self, Errors, Message, Spot};
use crate::markers::{Marker, is_parallel, marker, take_markers};
use crate::plan::Site;
use crate::scope::{Binding, Hooks, Kind, Scopes, Walk, is_complete};
use crate::while_let;
use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ExprForLoop, FnArg, ItemFn, ReceiverKind, Type};

/// What the loops of a function are, before any is understood.
#[derive(Default)]
pub(crate) struct Survey {
    /// Some loop is marked `#[parallel]`.
    pub(crate) marked: bool,
    pub(crate) for_loops: usize,
    pub(crate) chains: usize,
    /// Loops that are written `while let Some(x) = it.next()`.
    pub(crate) while_lets: usize,
    /// The first `while` or `loop`, and why it is not taken.
    pub(crate) other_loop: Option<(Spot, Message)>,
}

/// Counts loops and markers; a marker on something that is no `for` loop is refused.
pub(crate) fn survey(function: &mut ItemFn, errors: &Errors) -> Survey {
    find::place_markers(function);
    struct Look<'a> {
        survey: Survey,
        errors: &'a Errors,
    }
    impl Look<'_> {
        fn misplaced(&mut self, attrs: &[Attribute], what: &str) {
            for attr in attrs {
                if let Some(Marker::Parallel(_)) = marker(attr) {
                    self.survey.marked = true;
                    self.errors.at(attr, errors::not_a_for_loop(what));
                }
            }
        }
    }
    impl VisitMut for Look<'_> {
        fn visit_expr_mut(&mut self, expr: &mut Expr) {
            match expr {
                Expr::ForLoop(e) => {
                    self.survey.for_loops += 1;
                    self.survey.marked |= e
                        .attrs
                        .iter()
                        .any(|a| matches!(marker(a), Some(Marker::Parallel(_))));
                }
                Expr::While(e) => {
                    let marked = e.attrs.iter().any(is_parallel);
                    self.survey.marked |= marked;
                    match while_let::as_for(e) {
                        Ok(_) => self.survey.while_lets += 1,
                        Err((span, message)) if marked => self.errors.at_span(span, message),
                        Err(why) => {
                            self.survey.other_loop.get_or_insert(why);
                        }
                    }
                }
                Expr::Loop(e) => {
                    self.survey.other_loop.get_or_insert_with(|| {
                        (e.loop_token.span().into(), errors::not_a_for_loop("loop"))
                    });
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "loop");
                }
                Expr::MethodCall(e) => {
                    let marked = e.attrs.iter().any(is_parallel);
                    if find::is_chain(e) || marked && find::may_be_chain(e) {
                        self.survey.chains += 1;
                        self.survey.marked |= marked;
                    } else {
                        let attrs = e.attrs.clone();
                        self.misplaced(&attrs, "a method call that ends no iterator chain");
                    }
                }
                Expr::Call(e) => {
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "this call");
                }
                Expr::Block(e) => {
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "a block");
                }
                Expr::If(e) => {
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "if");
                }
                Expr::Assign(e) => {
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "an assignment");
                }
                Expr::Macro(e) => {
                    let attrs = e.attrs.clone();
                    self.misplaced(&attrs, "a macro call");
                }
                _ => {}
            }
            visit_mut::visit_expr_mut(self, expr);
        }
        fn visit_local_mut(&mut self, local: &mut syn::Local) {
            let attrs = local.attrs.clone();
            self.misplaced(&attrs, "let");
            visit_mut::visit_local_mut(self, local);
        }
        fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    }
    let mut look = Look {
        survey: Survey::default(),
        errors,
    };
    look.visit_block_mut(&mut function.block);
    look.survey
}

/// The parameters of a function, bound.
pub(crate) fn parameters(function: &ItemFn) -> Scopes {
    let mut scopes = Scopes::default();
    scopes.unsafety = matches!(function.sig.safety, syn::Safety::Unsafe(_));
    scopes.tracked = function
        .attrs
        .iter()
        .any(|a| a.path().is_ident("track_caller"));
    scopes.push();
    for input in &function.sig.inputs {
        match input {
            FnArg::Receiver(receiver) => scopes.bind(Binding {
                ident: syn::Ident::new("self", receiver.self_token.span()),
                mutable: receiver.mutability.is_some(),
                ty: receiver_type(receiver),
                reference: None,
                scalar: false,
                exclusive: is_exclusive(receiver),
                initialised: true,
                depth: 0,
                kind: Kind::Outer,
            }),
            FnArg::Typed(arg) => {
                let pat = syn::Pat::Type(arg.clone());
                scopes.bind_pattern(&pat, Kind::Outer, None);
            }
        }
    }
    scopes
}

fn receiver_type(receiver: &syn::Receiver) -> Option<Type> {
    Some(match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(_)) => syn::parse_quote!(&mut Self),
        ReceiverKind::Reference(_, _, None) => syn::parse_quote!(&Self),
        ReceiverKind::Typed(_, ty) => (**ty).clone(),
        _ => syn::parse_quote!(Self),
    })
}

fn is_exclusive(receiver: &syn::Receiver) -> bool {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, mutability) => mutability.is_some(),
        ReceiverKind::Typed(_, ty) => matches!(&**ty, Type::Reference(r) if r.mutability.is_some()),
        _ => false,
    }
}

/// What stands for a loop or a chain that is taken; `None` leaves it.
pub(crate) trait Take {
    fn site(&mut self, site: Site, scopes: &Scopes) -> Option<Expr>;
    fn chain(&mut self, site: chain::Site, scopes: &Scopes) -> Option<Expr>;
}

/// Calls `take` with every loop and chain that the attribute takes, and puts what it gives in their place.
pub(crate) fn each_site(
    function: &mut ItemFn,
    options: &Options,
    survey: &Survey,
    errors: &Errors,
    take: &mut dyn Take,
) {
    let finder = Finder {
        function: function.sig.ident.to_string(),
        options,
        marked: survey.marked,
        for_loops: survey.for_loops,
        chains: survey.marked || survey.for_loops + survey.while_lets == 0,
        count: 0,
        errors,
        take,
    };
    let mut walk = Walk::new(finder, parameters(function), Kind::Outer);
    walk.settled_block =
        matches!(&function.sig.output, syn::ReturnType::Type(_, ty) if is_complete(ty));
    walk.visit_block_mut(&mut function.block);
}

struct Finder<'a> {
    function: String,
    options: &'a Options,
    marked: bool,
    for_loops: usize,
    /// Chains are taken.
    chains: bool,
    count: usize,
    errors: &'a Errors,
    take: &'a mut dyn Take,
}

/// What the markers on a loop or chain say.
enum Choice {
    Take(Box<Options>),
    /// Not this one; one inside it may be.
    Pass,
    /// Nothing in it.
    Leave,
}

impl Finder<'_> {
    /// `passed`: without a marker it is not taken.
    fn choice(&self, attrs: &mut Vec<Attribute>, passed: bool) -> Choice {
        let mut own: Option<TokenStream> = None;
        let mut serial = false;
        for (marker, _) in take_markers(attrs) {
            match marker {
                Marker::Parallel(tokens) => own = Some(tokens),
                Marker::Serial => serial = true,
            }
        }
        if serial {
            return Choice::Leave;
        }
        match own {
            Some(tokens) => Choice::Take(Box::new(Options::parse(tokens, self.errors))),
            None if self.marked || passed => Choice::Pass,
            None => Choice::Take(Box::default()),
        }
    }

    /// The name of the next site in reports.
    fn name(&mut self, own: &Options) -> String {
        self.count += 1;
        let first = (self.count == 1).then(|| self.options.name.clone());
        let base = own.name.clone().or_else(|| first.flatten());
        base.unwrap_or_else(|| match self.count {
            1 => self.function.clone(),
            n => format!("{}#{n}", self.function),
        })
    }
}

impl Hooks for Finder<'_> {
    fn path(&mut self, _: &mut syn::ExprPath, _: Option<&Binding>) {}

    fn for_loop(&mut self, expr: &mut Expr, scopes: &Scopes) -> bool {
        let (attrs, found, while_let) = match expr {
            Expr::ForLoop(found) => {
                let source = found.clone();
                (&mut found.attrs, source, None)
            }
            Expr::While(found) => match while_let::as_for(found) {
                Ok(source) => {
                    let written = found.clone();
                    (&mut found.attrs, source, Some(written))
                }
                Err(_) => return false,
            },
            _ => return false,
        };
        // Of those without a marker, `while let` is taken only where there is no `for`.
        let passed = while_let.is_some() && self.for_loops > 0;
        let own = match self.choice(attrs, passed) {
            Choice::Take(own) => own,
            Choice::Pass => return false,
            // Where loops are marked, one inside may be.
            Choice::Leave => return !self.marked,
        };
        let mut source: ExprForLoop = found;
        take_markers(&mut source.attrs);
        let mut inner = Inner::default();
        inner.visit_block_mut(&mut source.body);
        let while_let = while_let.map(|mut written| {
            Inner::default().visit_block_mut(&mut written.body);
            written
        });
        let site = Site {
            name: self.name(&own),
            source,
            while_let,
            plain: None,
            stepped: None,
            options: own.or(self.options),
            function: self.function.clone(),
            inside: inner.markers,
        };
        if let Some(new) = self.take.site(site, scopes) {
            *expr = new;
        }
        true
    }

    fn chain(&mut self, expr: &mut Expr, scopes: &Scopes) -> bool {
        let Expr::MethodCall(found) = expr else {
            return false;
        };
        let marked = found.attrs.iter().any(is_parallel);
        if !self.chains || !(find::is_chain(found) || marked && find::may_be_chain(found)) {
            return false;
        }
        let own = match self.choice(&mut found.attrs, false) {
            Choice::Take(own) => own,
            Choice::Pass => return false,
            Choice::Leave => return !self.marked,
        };
        let mut call = found.clone();
        let mut inner = Inner::default();
        inner.visit_expr_method_call_mut(&mut call);
        let site = chain::Site {
            name: self.name(&own),
            call,
            options: own.or(self.options),
            function: self.function.clone(),
            inside: inner.markers,
        };
        if let Some(new) = self.take.chain(site, scopes) {
            *expr = new;
        }
        true
    }
}

/// Strips markers: a loop inside one that is taken runs as part of it.
#[derive(Default)]
struct Inner {
    /// Those that asked for it.
    markers: Vec<Attribute>,
}

impl VisitMut for Inner {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<Attribute>) {
        let taken = take_markers(attrs).into_iter();
        self.markers.extend(
            taken
                .filter(|(marker, _)| matches!(marker, Marker::Parallel(_)))
                .map(|(_, attr)| attr),
        );
    }
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}
