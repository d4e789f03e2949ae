//! Facts about a loop body: every mention of a variable of the function, and every update of one.

use crate::errors::{self, Errors, Spot};
use crate::place::{self, Element, Place, bare};
use crate::scope::{Binding, Hooks, Kind, Scopes, Walk};
use crate::stdmacro::{self, Effect};
use proc_macro2::Span;
use std::collections::{HashMap, HashSet};
use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{BinOp, Block, Expr, ExprForLoop, Ident, Macro, Stmt};

/// A loop body with its names resolved.
pub(crate) struct Body {
    /// Resolved.
    pub(crate) block: Block,
    /// The variables of the function that it mentions.
    pub(crate) outers: Vec<Binding>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) updates: Vec<Update>,
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
    /// `place[subscript]…`.
    Element {
        subscript: Expr,
        written: bool,
        update: Option<usize>,
    },
    /// The target of update number ….
    Update(usize),
}

/// A statement that changes an outer place in a form that is known.
pub(crate) struct Update {
    pub(crate) place: Place,
    pub(crate) kind: UpdateKind,
    pub(crate) span: Spot,
    /// The user's text of the operation, for messages: `+=`, `.push(…)`.
    pub(crate) form: String,
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
        crate::check::whole_body(&site.body, errors);
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
            globals: HashSet::new(),
            errors,
        };
        let unsafety = scopes.unsafety;
        let mut walk = Walk::new(tagger, scopes, Kind::Inner);
        let mut block = site.body.clone();
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
        };
        if unsafety {
            crate::check::unsafe_block(&block, &tagger.globals, errors);
        }
        facts.block(&block, true);
        let named_like_std = facts.named_like_std;
        let (mentions, updates) = (facts.mentions, facts.updates);
        Body {
            block,
            mentions,
            updates,
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
            let changed = match &mention.usage {
                Usage::Read | Usage::Length => false,
                Usage::Element { written, .. } => *written,
                Usage::Method(_) | Usage::Borrowed | Usage::Written | Usage::Update(_) => true,
            };
            if changed && seen.insert(mention.place.key.clone(), ()).is_none() {
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

    /// The binding of a place's variable.
    pub(crate) fn binding(&self, place: &Place) -> &Binding {
        &self.outers[place.root]
    }
}

/// Lints are for the plain loop; `cfg` is refused before.
struct NoAttributes;

impl VisitMut for NoAttributes {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
        attrs.clear();
    }
    fn visit_item_mut(&mut self, _: &mut syn::Item) {}
}

/// Spells outer variables by number and the loop's own by their mark.
struct Tagger<'a> {
    outers: Vec<Binding>,
    /// The variables of the loop's pattern.
    items: Vec<Ident>,
    opaque: Vec<(String, String, Span)>,
    has_macros: bool,
    /// Names that no variable has.
    globals: HashSet<String>,
    errors: &'a Errors,
}

impl Hooks for Tagger<'_> {
    fn path(&mut self, path: &mut syn::ExprPath, binding: Option<&Binding>) {
        let Some(ident) = path.path.get_ident().cloned() else {
            return;
        };
        let Some(binding) = binding else {
            self.globals.insert(ident.to_string());
            return;
        };
        let resolved = match binding.kind {
            Kind::Outer => {
                let known = self
                    .outers
                    .iter()
                    .position(|b| crate::scope::same_name(&b.ident, &binding.ident));
                let index = known.unwrap_or_else(|| {
                    self.outers.push(binding.clone());
                    self.outers.len() - 1
                });
                // `r#x` and `x` are one name: spelled as declared.
                let mut declared = self.outers[index].ident.clone();
                declared.set_span(ident.span());
                place::outer_ident(index, &declared)
            }
            Kind::Item => {
                let number = self
                    .items
                    .iter()
                    .position(|i| crate::scope::same_name(i, &binding.ident));
                place::item_ident(number.unwrap_or_default(), &ident)
            }
            Kind::Inner | Kind::NotAVariable => return,
        };
        path.path.segments[0].ident = resolved;
    }

    fn opaque_macro(&mut self, mac: &Macro, names: Vec<Binding>) {
        self.has_macros = true;
        let name = stdmacro::name(mac);
        if let Some(token) = stdmacro::leaving_token(mac.tokens.clone()) {
            self.errors.at(mac, errors::opaque_macro(&name, &token));
        }
        for binding in names {
            if matches!(binding.kind, Kind::Outer | Kind::Item) {
                let span = binding.ident.span();
                self.opaque
                    .push((binding.ident.to_string(), name.clone(), span));
            }
        }
    }

    fn opaque_item(&mut self, item: &syn::Item) {
        let what = match item {
            syn::Item::Use(_) => "a glob `use`",
            syn::Item::Macro(_) => "a `macro_rules!`",
            _ => "this item",
        };
        self.errors.at(item, errors::opaque_item(what));
    }

}

/// Methods that only look at their receiver, whatever std type it has.
const READS: &[&str] = &[
    "len",
    "is_empty",
    "get",
    "iter",
    "first",
    "last",
    "contains",
    "contains_key",
    "as_slice",
    "as_str",
    "clone",
    "to_vec",
    "to_owned",
    "to_string",
    "abs",
    "sqrt",
    "min",
    "max",
    "borrow",
    "as_ref",
    "chars",
    "bytes",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "unwrap",
    "expect",
    "load",
    "chunks",
    "windows",
    "starts_with",
    "ends_with",
    "cloned",
    "copied",
];

/// Whether a method only looks at its receiver.
pub(crate) fn only_reads(method: &str) -> bool {
    READS.contains(&method)
}

/// Methods of std that change their receiver and give a value.
const CHANGES: &[&str] = &[
    "insert",
    "remove",
    "pop",
    "next",
    "next_back",
    "take",
    "replace",
    "swap_remove",
    "drain",
    "pop_front",
    "pop_back",
    "entry",
    "get_mut",
    "last_mut",
    "first_mut",
    "iter_mut",
    "as_mut",
    "get_or_insert_with",
    "push",
    "push_back",
    "split_off",
    "split_at_mut",
    "chunks_mut",
    "nth",
    "by_ref",
    "append",
    "truncate",
];

/// Whether an operator is `op=`.
pub(crate) fn is_assigning(op: &BinOp) -> bool {
    assigning(op).is_some()
}

struct Facts<'a> {
    mentions: Vec<Mention>,
    updates: Vec<Update>,
    outers: &'a [Binding],
    errors: &'a Errors,
    closures: usize,
    in_return: bool,
    globals: &'a HashSet<String>,
    named_like_std: bool,
}

/// Looks at an expression for one of the forms that change an outer place.
pub(crate) fn recognise(
    expr: &Expr,
    statement: bool,
    outers: &[Binding],
) -> Option<(Place, UpdateKind, String)> {
    match expr {
        Expr::Binary(e) => {
            let op = assigning(&e.op)?;
            let form = format!("{op}=");
            if let Some(place) = Place::of(&e.left) {
                return Some((place, UpdateKind::Op(op), form));
            }
            if let Some(element) = Element::of(&e.left) {
                return Some((element.array, UpdateKind::ElementOp(op), form));
            }
            let map = entry_target(&e.left)?;
            Some((map, UpdateKind::EntryOp(op), format!("entry {form}")))
        }
        Expr::Assign(e) => {
            if let Some(place) = Place::of(&e.left) {
                let kind = self_update(&place, &e.right).unwrap_or(UpdateKind::Assign);
                let form = match &kind {
                    UpdateKind::SelfOp(op) => format!("{op}="),
                    UpdateKind::SelfCall(method) => method.clone(),
                    _ => "=".to_owned(),
                };
                return Some((place, kind, form));
            }
            let element = Element::of(&e.left)?;
            Some((element.array, UpdateKind::ElementAssign, "[…] =".to_owned()))
        }
        Expr::Macro(_) if statement => {
            let (place, _) = written_text(expr)?;
            Some((place, UpdateKind::Write, "write!".to_owned()))
        }
        Expr::MethodCall(e) => {
            if statement && let Some((place, _)) = written_text(expr) {
                return Some((place, UpdateKind::Write, "write!".to_owned()));
            }
            let method = e.method.to_string();
            if (method == "push" || method == "push_str")
                && e.args.len() == 1
                && is_entry(&e.receiver)
            {
                let (entry, _, args) = entry_parts(&e.receiver)?;
                let map = Place::of(&entry.receiver)?;
                let fixed = args.into_iter().all(crate::check::is_constant);
                return Some((map, UpdateKind::EntryPush(fixed), "entry push".to_owned()));
            }
            let place = Place::of(&e.receiver)?;
            let binding = outers.get(place.root)?;
            if statement && may_change(binding, &method) && !only_reads(&method) {
                let form = format!(".{method}(…)");
                return Some((place, UpdateKind::Call(method, e.args.len()), form));
            }
            None
        }
        _ => None,
    }
}

/// `write!(s, …)`, `write!(s, …).unwrap()`, `writeln!(s, …).expect("…")`: the place and the macro.
pub(crate) fn written_text(expr: &Expr) -> Option<(Place, &Macro)> {
    let mac = match expr {
        Expr::Macro(e) => &e.mac,
        Expr::MethodCall(e) if e.method == "unwrap" || e.method == "expect" => {
            match bare(&e.receiver) {
                Expr::Macro(m) => &m.mac,
                _ => return None,
            }
        }
        _ => return None,
    };
    let name = mac.path.segments.last()?.ident.to_string();
    if !matches!(name.as_str(), "write" | "writeln") {
        return None;
    }
    let target = stdmacro::first_argument(mac)?;
    let place = match bare(&target) {
        Expr::Reference(r) if r.mutability.is_some() => Place::of(&r.expr)?,
        other => Place::of(other)?,
    };
    Some((place, mac))
}

/// Whether a method call on a variable can change it, as far as the source shows.
fn may_change(binding: &Binding, method: &str) -> bool {
    let unknown = binding.ty.is_none() && !binding.mutable;
    binding.mutable
        || binding.exclusive
        || (unknown
            && (CHANGES.contains(&method)
                || matches!(
                    method,
                    "push_str" | "extend" | "extend_from_slice" | "clear"
                )))
}

/// The operator of `op=`, without the `=`.
fn assigning(op: &BinOp) -> Option<String> {
    let text = match op {
        BinOp::AddAssign(_) => "+",
        BinOp::SubAssign(_) => "-",
        BinOp::MulAssign(_) => "*",
        BinOp::DivAssign(_) => "/",
        BinOp::RemAssign(_) => "%",
        BinOp::BitXorAssign(_) => "^",
        BinOp::BitAndAssign(_) => "&",
        BinOp::BitOrAssign(_) => "|",
        BinOp::ShlAssign(_) => "<<",
        BinOp::ShrAssign(_) => ">>",
        _ => return None,
    };
    Some(text.to_owned())
}

fn binary(op: &BinOp) -> Option<String> {
    let text = match op {
        BinOp::Add(_) => "+",
        BinOp::Sub(_) => "-",
        BinOp::Mul(_) => "*",
        BinOp::BitXor(_) => "^",
        BinOp::BitAnd(_) => "&",
        BinOp::BitOr(_) => "|",
        BinOp::And(_) => "&&",
        BinOp::Or(_) => "||",
        _ => return None,
    };
    Some(text.to_owned())
}

macro_rules! PRIMITIVE {
    () => {
        "f32"
            | "f64"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
    };
}

const SELF_CALLS: &[&str] = &["min", "max", "wrapping_add", "wrapping_sub", "wrapping_mul"];

/// `place = place op e` and its kin; the operand must not mention the place again.
fn self_update(place: &Place, right: &Expr) -> Option<UpdateKind> {
    let operand = self_operand(place, right)?;
    if mentions(operand.operand, place) {
        return None;
    }
    Some(operand.kind)
}

/// The operand of a self-update and on which side it stands.
pub(crate) struct SelfOperand<'a> {
    pub(crate) operand: &'a Expr,
    pub(crate) kind: UpdateKind,
}

pub(crate) fn self_operand<'a>(place: &Place, right: &'a Expr) -> Option<SelfOperand<'a>> {
    let is_place = |e: &Expr| Place::of(e).is_some_and(|p| p.key == place.key);
    // `*n = n.wrapping_add(1)`: a receiver is dereferenced by itself.
    let pointee = match bare(&place.expr) {
        Expr::Unary(u) => Place::of(&u.expr).map(|p| p.key),
        _ => None,
    };
    let is_receiver =
        |e: &Expr| is_place(e) || pointee.is_some() && Place::of(e).map(|p| p.key) == pointee;
    match bare(right) {
        Expr::Binary(e) => {
            let op = binary(&e.op)?;
            let operand = if is_place(&e.left) {
                &*e.right
            } else if is_place(&e.right) && !matches!(op.as_str(), "-" | "&&" | "||") {
                &*e.left
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfOp(op),
            })
        }
        Expr::MethodCall(e) if e.args.len() == 1 => {
            let method = e.method.to_string();
            let commutes = matches!(method.as_str(), "min" | "max");
            if !SELF_CALLS.contains(&method.as_str()) {
                return None;
            }
            let operand = if is_receiver(&e.receiver) {
                &e.args[0]
            } else if commutes && is_place(&e.args[0]) {
                &*e.receiver
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfCall(method),
            })
        }
        Expr::Call(e) if e.args.len() == 2 => {
            let Expr::Path(path) = bare(&e.func) else {
                return None;
            };
            let names: Vec<String> = path
                .path
                .segments
                .iter()
                .map(|s| s.ident.to_string())
                .collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            // `max` of any other path may be a function of the user's.
            let (["std" | "core", "cmp", method]
            | ["cmp", method]
            | ["Ord", method]
            | [PRIMITIVE!(), method]) = names[..]
            else {
                return None;
            };
            if !matches!(method, "min" | "max") {
                return None;
            }
            let method = method.to_owned();
            let operand = if is_place(&e.args[0]) {
                &e.args[1]
            } else if is_place(&e.args[1]) {
                &e.args[0]
            } else {
                return None;
            };
            Some(SelfOperand {
                operand,
                kind: UpdateKind::SelfCall(method),
            })
        }
        _ => None,
    }
}

/// Whether an expression mentions a place's variable.
pub(crate) fn mentions(expr: &Expr, place: &Place) -> bool {
    place::any_ident(expr, &mut |ident| {
        place::outer_index(ident) == Some(place.root)
    })
}

/// `*map.entry(k).or_insert(c)`: the map.
fn entry_target(left: &Expr) -> Option<Place> {
    match bare(left) {
        Expr::Unary(u) if matches!(u.op, syn::UnOp::Deref(_)) => entry_receiver(&u.expr),
        _ => None,
    }
}

/// `map.entry(k).or_insert(c)`: the map.
pub(crate) fn entry_receiver(expr: &Expr) -> Option<Place> {
    let (entry, _, _) = entry_parts(expr)?;
    Place::of(&entry.receiver)
}

fn is_entry(expr: &Expr) -> bool {
    entry_receiver(expr).is_some()
}

/// The call of `entry`, the name of the `or_…` method, its arguments.
pub(crate) fn entry_parts(expr: &Expr) -> Option<(&syn::ExprMethodCall, String, Vec<&Expr>)> {
    let Expr::MethodCall(or) = bare(expr) else {
        return None;
    };
    let name = or.method.to_string();
    if !matches!(name.as_str(), "or_insert" | "or_default" | "or_insert_with") {
        return None;
    }
    let Expr::MethodCall(entry) = bare(&or.receiver) else {
        return None;
    };
    if entry.method != "entry" || entry.args.len() != 1 {
        return None;
    }
    Some((entry, name, or.args.iter().collect()))
}

impl Facts<'_> {
    fn mention(&mut self, place: Place, usage: Usage, span: Spot) {
        let in_return = self.in_return;
        self.mentions.push(Mention {
            place,
            usage,
            span,
            in_return,
        });
    }

    /// The parts of an update that are evaluated: everything but the place itself.
    fn operands(&mut self, expr: &Expr) {
        match expr {
            Expr::Binary(e) => {
                self.visit_expr(&e.right);
                self.left_operands(&e.left);
            }
            Expr::Assign(e) => {
                match Place::of(&e.left).and_then(|p| self_operand(&p, &e.right)) {
                    Some(own) if Place::of(&e.left).is_some_and(|p| !mentions(own.operand, &p)) => {
                        self.visit_expr(own.operand);
                    }
                    _ => self.visit_expr(&e.right),
                }
                self.left_operands(&e.left);
            }
            Expr::Macro(_) | Expr::MethodCall(_) if written_text(expr).is_some() => {
                if let Some((_, mac)) = written_text(expr) {
                    let mut mac = mac.clone();
                    self.named_like_std |= !stdmacro::is_surely_std(&mac.path);
                    let mut args = Vec::new();
                    stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
                    args.iter().skip(1).for_each(|arg| self.visit_expr(arg));
                }
            }
            Expr::MethodCall(e) => {
                if let Some((entry, _, args)) = entry_parts(&e.receiver) {
                    self.visit_expr(&entry.args[0]);
                    args.into_iter().for_each(|a| self.visit_expr(a));
                }
                e.args.iter().for_each(|a| self.visit_expr(a));
            }
            _ => {}
        }
    }

    fn left_operands(&mut self, left: &Expr) {
        if let Some(element) = Element::of(left) {
            element.subscripts.iter().for_each(|s| self.visit_expr(s));
        } else if let Expr::Unary(u) = bare(left)
            && let Some((entry, _, args)) = entry_parts(&u.expr)
        {
            self.visit_expr(&entry.args[0]);
            args.into_iter().for_each(|a| self.visit_expr(a));
        }
    }

    fn expression(&mut self, expr: &Expr, statement: bool) {
        if let Some((place, kind, form)) = recognise(expr, statement, self.outers) {
            let number = self.updates.len();
            let span = Spot::of(expr);
            let usage = match kind {
                UpdateKind::ElementOp(_) | UpdateKind::ElementAssign => {
                    let left = match expr {
                        Expr::Binary(e) => &e.left,
                        Expr::Assign(e) => &e.left,
                        _ => return,
                    };
                    match Element::of(left) {
                        Some(element) => Usage::Element {
                            subscript: element.subscripts[0].clone(),
                            written: true,
                            update: Some(number),
                        },
                        None => Usage::Written,
                    }
                }
                _ => Usage::Update(number),
            };
            self.mention(place.clone(), usage, span);
            self.updates.push(Update {
                place,
                kind,
                span,
                form,
            });
            self.operands(expr);
            return;
        }
        self.other(expr, statement);
    }

    fn other(&mut self, expr: &Expr, statement: bool) {
        let span = Spot::of(expr);
        match expr {
            Expr::Reference(e) if e.mutability.is_some() => self.borrowed(&e.expr, span),
            Expr::RawAddr(e) => self.borrowed(&e.expr, span),
            Expr::MethodCall(e) => {
                let method = e.method.to_string();
                if let Some(place) = Place::of(&e.receiver) {
                    let binding = &self.outers[place.root];
                    // Another method is taken for a read: if it is none, the compiler refuses it inside a chunk.
                    let usage = match method.as_str() {
                        "len" if e.args.is_empty() => Usage::Length,
                        m if may_change(binding, m)
                            && (statement || CHANGES.contains(&m))
                            && !only_reads(m) =>
                        {
                            Usage::Method(method)
                        }
                        _ => Usage::Read,
                    };
                    self.mention(place, usage, span);
                } else if let Some(element) = Element::of(&e.receiver) {
                    let binding = &self.outers[element.array.root];
                    let written = may_change(binding, &method)
                        && (statement || CHANGES.contains(&method.as_str()))
                        && !only_reads(&method);
                    self.element(element, written, span);
                } else {
                    self.visit_expr(&e.receiver);
                }
                e.args.iter().for_each(|a| self.visit_expr(a));
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) | Expr::Path(_) => {
                if let Some(place) = Place::of(expr) {
                    self.mention(place, Usage::Read, span);
                } else if let Some(element) = Element::of(expr) {
                    self.element(element, false, span);
                } else {
                    visit::visit_expr(self, expr);
                }
            }
            Expr::Assign(e) => {
                self.visit_expr(&e.right);
                self.written(&e.left);
            }
            Expr::Binary(e) if assigning(&e.op).is_some() => {
                self.visit_expr(&e.right);
                self.written(&e.left);
            }
            Expr::Call(e) => {
                match Place::of(&e.func) {
                    Some(place) if self.outers[place.root].mutable => {
                        self.mention(place, Usage::Method("call".to_owned()), span);
                    }
                    _ => self.visit_expr(&e.func),
                }
                for arg in &e.args {
                    match Place::of(arg) {
                        Some(place) if place.whole && self.outers[place.root].exclusive => {
                            self.mention(place, Usage::Borrowed, Spot::of(arg));
                        }
                        _ => self.visit_expr(arg),
                    }
                }
            }
            Expr::If(e) if statement => {
                self.visit_expr(&e.cond);
                self.block(&e.then_branch, true);
                if let Some((_, other)) = &e.else_branch {
                    self.expression(other, true);
                }
            }
            Expr::Match(e) if statement => {
                self.visit_expr(&e.expr);
                for arm in &e.arms {
                    if let syn::Pat::Guard(p) = &arm.pat {
                        self.visit_expr(&p.guard);
                    }
                    self.expression(&arm.body, true);
                }
            }
            Expr::Block(e) if statement => self.block(&e.block, true),
            Expr::Unsafe(e) => {
                crate::check::unsafe_block(&e.block, self.globals, self.errors);
                self.block(&e.block, statement);
            }
            Expr::ForLoop(e) => {
                self.visit_expr(&e.expr);
                self.block(&e.body, true);
            }
            Expr::While(e) => {
                self.visit_expr(&e.cond);
                self.block(&e.body, true);
            }
            Expr::Loop(e) => self.block(&e.body, true),
            // A value that needs nothing of the iteration is evaluated after the loop.
            Expr::Return(e) if self.closures == 0 => {
                if let Some(value) = &e.expr
                    && !crate::check::needs_no_iteration(value)
                {
                    self.in_return = true;
                    self.visit_expr(value);
                    self.in_return = false;
                }
            }
            Expr::Closure(_) | Expr::Async(_) => {
                self.closures += 1;
                visit::visit_expr(self, expr);
                self.closures -= 1;
            }
            Expr::Await(_) => self.errors.at(expr, errors::awaits()),
            Expr::Verbatim(tokens) => self.errors.at(tokens, errors::opaque_item("this syntax")),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn element(&mut self, element: Element, written: bool, span: Spot) {
        for s in &element.subscripts {
            self.visit_expr(s);
        }
        let usage = Usage::Element {
            subscript: element.subscripts[0].clone(),
            written,
            update: None,
        };
        self.mention(element.array, usage, span);
    }

    /// `&mut` of something.
    fn borrowed(&mut self, of: &Expr, span: Spot) {
        if let Some(place) = Place::of(of) {
            self.mention(place, Usage::Borrowed, span);
        } else if let Some(element) = Element::of(of) {
            self.element(element, true, span);
        } else {
            crate::check::written_global(of, self.globals, self.errors);
            self.visit_expr(of);
        }
    }

    /// The left side of an assignment that is not one of ours: locals of the iteration, patterns, globals.
    fn written(&mut self, left: &Expr) {
        match bare(left) {
            Expr::Tuple(t) => t.elems.iter().for_each(|e| self.written(e)),
            Expr::Array(t) => t.elems.iter().for_each(|e| self.written(e)),
            Expr::Infer(_) => {}
            other => {
                if let Some(place) = Place::of(other) {
                    self.mention(place, Usage::Written, Spot::of(other));
                } else if let Some(element) = Element::of(other) {
                    self.element(element, true, Spot::of(other));
                } else {
                    crate::check::written_global(other, self.globals, self.errors);
                    self.visit_expr(other);
                }
            }
        }
    }
}

/// The call of `let _ = call;`.
pub(crate) fn ignored_value(local: &syn::Local) -> Option<&Expr> {
    match (&local.pat, &local.init) {
        (syn::Pat::Wild(_), Some(init)) if init.diverge.is_none() => match &*init.expr {
            call @ (Expr::MethodCall(_) | Expr::Macro(_)) => Some(call),
            _ => None,
        },
        _ => None,
    }
}

impl Facts<'_> {
    /// A block; `discarded` says that its value is not used.
    fn block(&mut self, block: &Block, discarded: bool) {
        for (number, stmt) in block.stmts.iter().enumerate() {
            match stmt {
                Stmt::Expr(expr, semi) => {
                    self.expression(
                        expr,
                        discarded || semi.is_some() || number + 1 < block.stmts.len(),
                    );
                }
                Stmt::Macro(mac) => {
                    let expr = Expr::Macro(syn::ExprMacro {
                        attrs: Vec::new(),
                        mac: mac.mac.clone(),
                    });
                    self.expression(&expr, true);
                }
                Stmt::Local(local) if ignored_value(local).is_some() => {
                    if let Some(expr) = ignored_value(local) {
                        self.expression(expr, true);
                    }
                }
                _ => visit::visit_stmt(self, stmt),
            }
        }
    }
}

impl<'ast> Visit<'ast> for Facts<'_> {
    fn visit_block(&mut self, block: &'ast Block) {
        self.block(block, false);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        self.expression(expr, false);
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if let syn::Pat::Guard(p) = &arm.pat {
            self.visit_expr(&p.guard);
        }
        self.visit_expr(&arm.body);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let mut mac = mac.clone();
        self.named_like_std |= !stdmacro::is_surely_std(&mac.path);
        if mac
            .path
            .segments
            .last()
            .is_some_and(|s| s.ident == "addr_of_mut")
        {
            self.errors.at(&mac, errors::unsafe_write("addr_of_mut!"));
        }
        if stdmacro::effect(&mac) == Some(Effect::Write) {
            self.errors
                .at(&mac.path, errors::opaque_effect(&stdmacro::name(&mac)));
        }
        let mut args = Vec::new();
        stdmacro::visit_arguments(&mut mac, |arg| args.push(arg.clone()));
        for arg in &args {
            self.visit_expr(arg);
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
}
