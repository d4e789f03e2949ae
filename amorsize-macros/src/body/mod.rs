//! Facts about a loop body: every mention of a variable of the function, and every update of one.
//!
//! [`tag`] resolves the names, [`facts`] gathers the mentions, [`forms`] knows the statements that change something in a form that
//! can be run in chunks.

pub(crate) mod effects;
mod facts;
mod forms;
mod tag;

use effects::OpenOrdered;
use facts::Facts;
pub(crate) use forms::{
    entry_parts, ignored_value, is_assigning, mentions, recognise, self_operand, written_text,
};
use tag::{NoAttributes, Tagger};

use crate::algebra::{Algebra, Reach, Sum};
use crate::errors::{Errors, Spot};
use crate::place::Place;
use crate::scope::{Binding, Kind, Scopes, Walk};
use proc_macro2::Span;
use std::collections::{HashMap, HashSet};
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, ExprForLoop, Ident};
/// A loop body with its names resolved.
pub(crate) struct Body {
    /// Resolved.
    pub(crate) block: Block,
    /// The variables of the function that it mentions.
    pub(crate) outers: Vec<Binding>,
    /// Closures and `async` blocks of the function around the loop.
    pub(crate) depth: usize,
    /// Panics of the function around it give the place that it was called from.
    pub(crate) tracked: bool,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) updates: Vec<Update>,
    /// What the subscripts are made of.
    pub(crate) algebra: Algebra,
    /// The variables that the body declares.
    pub(crate) inner: Vec<Ident>,
    /// Names that an opaque macro mentions: name as text, macro.
    pub(crate) opaque: Vec<(String, String, Span)>,
    /// Whether it calls a macro that is not std's, which might hide a `break`.
    pub(crate) has_macros: bool,
    /// Whether it calls a macro by the name of one of std's, which a crate may have given to another.
    pub(crate) named_like_std: bool,
}

/// One use of an outer place.
pub(crate) struct Mention {
    pub(crate) place: Place,
    pub(crate) usage: Usage,
    pub(crate) span: Spot,
    /// Part of the value of a `return`.
    pub(crate) in_return: bool,
}

/// How an outer place is used.
#[derive(Clone)]
pub(crate) enum Usage {
    /// Its value, or a shared borrow, or a method call that is not a statement.
    Read,
    /// The receiver of this method, as a statement or otherwise not plainly a read.
    Method(String),
    /// `place.len()`.
    Length,
    /// `&mut place`.
    Borrowed,
    /// The left side of something that is not understood.
    Written,
    /// Inside an `ordered!` block; whether that may change it.
    Ordered(bool),
    /// `place[subscript]…`.
    Element {
        /// All of them, from left to right; the first is the array's own.
        subscripts: Vec<Expr>,
        /// What the first takes, if that is understood.
        reach: Option<Reach>,
        /// What the second one is, if that is understood.
        second: Option<Sum>,
        written: bool,
        update: Option<usize>,
    },
    /// The target of update number ….
    Update(usize),
}

impl Usage {
    /// Whether it may change the place.
    pub(crate) fn changes(&self) -> bool {
        match self {
            Usage::Read | Usage::Length => false,
            Usage::Element { written, .. } | Usage::Ordered(written) => *written,
            Usage::Method(_) | Usage::Borrowed | Usage::Written | Usage::Update(_) => true,
        }
    }
}

/// A statement that changes an outer place in a form that is known.
pub(crate) struct Update {
    pub(crate) place: Place,
    pub(crate) kind: UpdateKind,
    pub(crate) span: Spot,
    /// The user's text of the operation, for messages: `+=`, `.push(…)`.
    pub(crate) form: String,
    /// What `place.swap(a, b)` takes of it, if that is understood.
    pub(crate) swaps: Vec<Reach>,
}

/// The forms that are known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum UpdateKind {
    /// `place op= e`; the operator without `=`.
    Op(String),
    /// `place = place op e` or `place = e op place`.
    SelfOp(String),
    /// `place = place.method(e)`, `place = e.method(place)`, `place = path::method(place, e)`.
    SelfCall(String),
    /// `place = e`.
    Assign,
    /// `place[…] op= e`.
    ElementOp(String),
    /// `place[…] = e`.
    ElementAssign,
    /// A statement of `effects`, which is replayed as it is.
    Effect,
    /// `place.method(…)` as a statement.
    Call(String, usize),
    /// `*place.entry(k).or_…(…) op= e`.
    EntryOp(String),
    /// `write!(place, …)`, its result ignored, unwrapped or expected.
    Write,
    /// `place.entry(k).or_…().push(e)`; whether the new value is the same in every iteration.
    EntryPush(bool),
}

impl Body {
    /// Resolves the names of a loop's body and gathers its facts.
    pub(crate) fn new(site: &ExprForLoop, scopes: &Scopes, errors: &Errors) -> Body {
        let mut block = site.body.clone();
        OpenOrdered.visit_block_mut(&mut block);
        crate::check::whole_body(&site.pat, &block, errors);
        crate::check::ordered_jumps(&block, site.label.as_ref(), errors);
        crate::ends::process(&block, errors);
        let mut scopes = scopes.clone();
        scopes.push();
        scopes.bind_pattern(&site.pat, Kind::Item, None);
        let tagger = Tagger {
            outers: Vec::new(),
            items: crate::scope::pattern_names(&site.pat)
                .into_iter()
                .map(|p| p.ident)
                .collect(),
            opaque: Vec::new(),
            has_macros: false,
            inner: Vec::new(),
            globals: HashSet::new(),
            errors,
        };
        let (unsafety, depth, tracked) = (scopes.unsafety, scopes.depth, scopes.tracked);
        let mut walk = Walk::new(tagger, scopes, Kind::Inner);
        walk.visit_block_mut(&mut block);
        NoAttributes.visit_block_mut(&mut block);
        let tagger = walk.hooks;
        let mut facts = Facts {
            mentions: Vec::new(),
            updates: Vec::new(),
            outers: &tagger.outers,
            errors,
            closures: 0,
            in_return: false,
            globals: &tagger.globals,
            named_like_std: false,
            algebra: Algebra::default(),
        };
        if unsafety {
            crate::check::unsafe_block(&block, &tagger.globals, errors);
        }
        facts.block(&block, true);
        let named_like_std = facts.named_like_std;
        let (mentions, updates, algebra) = (facts.mentions, facts.updates, facts.algebra);
        Body {
            block,
            depth,
            tracked,
            mentions,
            updates,
            algebra,
            inner: tagger.inner,
            opaque: tagger.opaque,
            has_macros: tagger.has_macros,
            named_like_std,
            outers: tagger.outers,
        }
    }

    /// The places that are changed, each once, in the order of the source.
    pub(crate) fn changed(&self) -> Vec<Place> {
        let mut seen = HashMap::new();
        let mut places = Vec::new();
        for mention in &self.mentions {
            if mention.usage.changes() && seen.insert(mention.place.key.clone(), ()).is_none() {
                places.push(mention.place.clone());
            }
        }
        places
    }

    /// All mentions of a place, of parts of it and of what it is part of.
    pub(crate) fn mentions_of<'a>(&'a self, place: &'a Place) -> impl Iterator<Item = &'a Mention> {
        self.mentions
            .iter()
            .filter(move |m| m.place.overlaps(place))
    }

    /// Whether the place is a variable of this very function, or closure, and nothing else: what it holds cannot be seen after a panic.
    pub(crate) fn is_own(&self, place: &Place) -> bool {
        let binding = self.binding(place);
        place.whole && binding.mutable && !binding.exclusive && binding.depth == self.depth
    }

    /// The binding of a place's variable.
    pub(crate) fn binding(&self, place: &Place) -> &Binding {
        &self.outers[place.root]
    }
}
