//! What stands for one update: a call of the part, with the user's own statement as the replay, or a log entry.

use super::names::{by_name, operator_method, self_call_method};
use super::{Rewrite, logged};
use crate::body::{self, UpdateKind};
use crate::check;
use crate::names::{ours, said_at};
use crate::place::{self, Element, Place, bare, restore};
use crate::plan::Family;
use crate::stdmacro::{self};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Expr;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};

/// Spells a statement with these operands.
type Replay = Box<dyn FnOnce(&[Ident]) -> TokenStream>;
impl Rewrite<'_> {
    pub(super) fn part_update(
        &mut self,
        expr: &Expr,
        place: &Place,
        kind: &UpdateKind,
        family: &Family,
        part: &Ident,
    ) -> Expr {
        let private = self.private.clone();
        match (family, kind, expr) {
            (Family::Op(_), UpdateKind::Op(op), Expr::Binary(e)) => {
                let (left, assign, right) = (restore(&e.left), &e.op, self.rewritten(&e.right));
                let (variant, names) = self.entry(1, |n| {
                    let n = &n[0];
                    quote!(#left #assign #n)
                });
                let log = self.logger(&variant, &names);
                let method = operator_method(op);
                let call = said_at(e.right.span(), quote!(#private::#method));
                syn::parse_quote!(#call(#part, #right, #log))
            }
            (Family::Op(_), UpdateKind::SelfOp(_) | UpdateKind::SelfCall(_), Expr::Assign(e)) => {
                let own = body::self_operand(place, &e.right).map(|o| o.operand.clone());
                let name = match kind {
                    UpdateKind::SelfOp(op) => operator_method(op),
                    UpdateKind::SelfCall(method) => self_call_method(method),
                    _ => unreachable!("matched above"),
                };
                let Some(own) = own else { return expr.clone() };
                let value = self.rewritten(&own);
                let (variant, names) = self.self_entry(expr, place, &own);
                let log = self.logger(&variant, &names);
                let call = said_at(own.span(), quote!(#private::#name));
                syn::parse_quote!(#call(#part, #value, #log))
            }
            (Family::Appends, UpdateKind::Write, _) => self.written(expr, part),
            (Family::Appends, UpdateKind::Call(method, _), Expr::MethodCall(e)) => {
                let arg = self.rewritten(&e.args[0]);
                let (receiver, name) = (restore(&e.receiver), &e.method);
                let by_reference = matches!(method.as_str(), "push_str" | "extend_from_slice");
                let (variant, names) = self.entry(1, |n| {
                    let n = &n[0];
                    if by_reference {
                        quote!(#receiver.#name(&#n))
                    } else {
                        quote!(#receiver.#name(#n))
                    }
                });
                let log = self.logger(&variant, &names);
                syn::parse_quote!(#part.#name(#arg, #log))
            }
            (Family::Inserts(count), _, Expr::MethodCall(e)) => {
                let args: Vec<Expr> = e.args.iter().map(|a| self.rewritten(a)).collect();
                let (receiver, name) = (restore(&e.receiver), &e.method);
                let (variant, names) =
                    self.entry(*count, |n| quote!(let _ = #receiver.#name(#(#n),*)));
                let log = self.logger(&variant, &names);
                let method = format_ident!("insert{count}");
                syn::parse_quote!(#part.#method(#(#args),*, #log))
            }
            (Family::Counts(_), UpdateKind::ElementOp(op), Expr::Binary(e)) => {
                let Some(element) = Element::of(&e.left) else {
                    return expr.clone();
                };
                let (index, right) = (
                    self.rewritten(&element.subscripts[0]),
                    self.rewritten(&e.right),
                );
                let (array, assign) = (place::receiver(&element.array.expr), &e.op);
                let (variant, names) = self.entry(2, |n| {
                    let (i, v) = (&n[0], &n[1]);
                    quote!(#array[#i] #assign #v)
                });
                let log = self.logger(&variant, &names);
                let by = by_name(op);
                let (i, v) = (ours("index"), ours("value"));
                // The right side of a built-in `op=` is evaluated first.
                syn::parse_quote!({
                    let #v = #right;
                    let #i = #index;
                    #part.update(#private::by::#by, #i, #v, #log)
                })
            }
            (Family::Grid(_), UpdateKind::ElementOp(op), Expr::Binary(e)) => {
                let Some(element) = Element::of(&e.left) else {
                    return expr.clone();
                };
                let (row, column, right) = (
                    self.rewritten(&element.subscripts[0]),
                    self.rewritten(&element.subscripts[1]),
                    self.rewritten(&e.right),
                );
                let (array, assign) = (place::receiver(&element.array.expr), &e.op);
                let (variant, names) = self.entry(3, |n| {
                    let (r, c, v) = (&n[0], &n[1], &n[2]);
                    quote!(#array[#r][#c] #assign #v)
                });
                let log = self.logger(&variant, &names);
                let by = by_name(op);
                let (r, c, v) = (ours("row"), ours("column"), ours("value"));
                // As the plain statement: the right side, the row and its check, the column.
                syn::parse_quote!({
                    let #v = #right;
                    let #r = #part.row(#row);
                    let #c = #column;
                    #part.update_at(#private::by::#by, #r, #c, #v, #log)
                })
            }
            (Family::EntryOp(_), UpdateKind::EntryOp(op), Expr::Binary(e)) => {
                self.entry_op(expr, e, op, part)
            }
            (Family::EntryPush, UpdateKind::EntryPush(_), Expr::MethodCall(e)) => {
                self.entry_push(expr, e, part)
            }
            _ => self.log_update(expr),
        }
    }
    /// The entry of `x = x.max(own)`: the statement with the logged operand.
    fn self_entry(&mut self, expr: &Expr, place: &Place, own: &Expr) -> (Ident, Vec<Ident>) {
        let private = self.private.clone();
        let (whole, text) = (restore(expr), restore(own));
        let place = restore(&place.expr);
        self.entry(1, |n| {
            let n: Expr = {
                let n = &n[0];
                syn::parse_quote!(#n)
            };
            let replayed = replace_expr(&whole, &text, &n);
            // The value cannot be moved out of a variable that the merge borrows.
            let clone: Expr = syn::parse_quote!(#private::Clone::clone(&#place));
            let replayed = replace_expr(&replayed, &place, &clone);
            quote!(#replayed)
        })
    }
    /// `write!(s, …)`: formatted in the chunk; a `Display` that fails does so again at the replay.
    fn written(&mut self, expr: &Expr, part: &Ident) -> Expr {
        let Some((_, mac)) = body::written_text(expr) else {
            return expr.clone();
        };
        let (mut mac, path) = (mac.clone(), mac.path.clone());
        let target = stdmacro::first_argument(&mac).map(|e| restore(&e));
        stdmacro::visit_arguments(&mut mac, |arg| self.visit_expr_mut(arg));
        let text = stdmacro::text_arguments(&mac);
        // The logged text of a `writeln!` has its line end.
        let mut write = path;
        if let Some(last) = write.segments.last_mut() {
            last.ident = Ident::new("write", last.ident.span());
        }
        let (variant, names) = self.entry(1, |n| {
            let n = &n[0];
            let write = quote!(#write!(#target, "{}", #n));
            match expr {
                Expr::MethodCall(e) => {
                    let (method, args) = (&e.method, &e.args);
                    quote!(#write.#method(#args))
                }
                _ => quote!(let _ = #write),
            }
        });
        let log = self.logger(&variant, &names);
        let private = &self.private;
        let chunk = syn::Lifetime::new("'chunk", Span::mixed_site());
        match expr {
            Expr::MethodCall(_) => syn::parse_quote!(
                if !#part.write(#private::format_args!(#text), #log) { break #chunk #private::Chunk::Done }
            ),
            _ => syn::parse_quote!({ #part.write(#private::format_args!(#text), #log); }),
        }
    }
    /// `map.entry(k).or_default().push(e)`: the arguments of a chunk are grouped by key.
    fn entry_push(&mut self, expr: &Expr, e: &syn::ExprMethodCall, part: &Ident) -> Expr {
        let Some((entry, or, args)) = body::entry_parts(&e.receiver) else {
            return expr.clone();
        };
        let (map, method, or) = (
            restore(&entry.receiver),
            e.method.clone(),
            format_ident!("{or}"),
        );
        let args: Vec<Expr> = args.into_iter().map(restore).collect();
        let (key, value) = (self.rewritten(&entry.args[0]), self.rewritten(&e.args[0]));
        if !self.groups.iter().any(|(p, _)| p == part) {
            let (k, all, slot, v) = (ours("key"), ours("values"), ours("slot"), ours("value"));
            let merge = quote!(for (#k, #all) in #part {
                let #slot = #map.entry(#k).#or(#(#args),*);
                for #v in #all { #slot.#method(#v); }
            });
            self.groups.push((part.clone(), merge));
        }
        let (variant, names) = self.entry(2, |n| {
            let (k, v) = (&n[0], &n[1]);
            quote!(let _ = #map.entry(#k).#or(#(#args),*).#method(#v))
        });
        let log = self.logger(&variant, &names);
        syn::parse_quote!(#part.add(#key, #value, #log))
    }
    fn entry_op(&mut self, expr: &Expr, e: &syn::ExprBinary, op: &str, part: &Ident) -> Expr {
        let private = self.private.clone();
        let Expr::Unary(deref) = bare(&e.left) else {
            return expr.clone();
        };
        let Some((entry, or, args)) = body::entry_parts(&deref.expr) else {
            return expr.clone();
        };
        let map = restore(&entry.receiver);
        let key = self.rewritten(&entry.args[0]);
        let right = self.rewritten(&e.right);
        let assign = &e.op;
        let by = by_name(op);
        let (k, s, v) = (ours("key"), ours("start"), ours("value"));
        if or == "or_default" {
            let (variant, names) = self.entry(2, |n| {
                let (k, v) = (&n[0], &n[1]);
                quote!(*#map.entry(#k).or_default() #assign #v)
            });
            let log = self.logger(&variant, &names);
            return syn::parse_quote!({
                let #v = #right;
                let #k = #key;
                #part.or_default(#private::by::#by, #k, #v, #log)
            });
        }
        let start = self.rewritten(args[0]);
        let (variant, names) = self.entry(3, |n| {
            let (k, s, v) = (&n[0], &n[1], &n[2]);
            quote!(*#map.entry(#k).or_insert(#s) #assign #v)
        });
        let log = self.logger(&variant, &names);
        syn::parse_quote!({
            let #v = #right;
            let #k = #key;
            let #s = #start;
            #part.or_insert(#private::by::#by, #k, #s, #v, #log)
        })
    }
    /// Evaluates the operands in the order of the plain statement and logs them.
    pub(super) fn log_update(&mut self, expr: &Expr) -> Expr {
        if let Expr::Assign(e) = expr
            && let Some(place) = Place::of(&e.left)
            && let Some(own) = body::self_operand(&place, &e.right)
        {
            let value = self.rewritten(own.operand);
            let (variant, _) = self.self_entry(expr, &place, own.operand);
            let push = logged(&variant, &[value]);
            return syn::parse_quote!(#push);
        }
        let (operands, replay): (Vec<Expr>, Replay) = match expr {
            Expr::Assign(e) => {
                let left = restore(&e.left);
                let mut operands = vec![(*e.right).clone()];
                if let Some(element) = Element::of(&e.left) {
                    operands.extend(element.subscripts);
                }
                (
                    operands,
                    Box::new(move |n| {
                        let left = subscripted(&left, &n[1..]);
                        let right = &n[0];
                        quote!(#left = #right)
                    }),
                )
            }
            Expr::Binary(e) => {
                let left = restore(&e.left);
                let assign = e.op;
                let mut operands = vec![(*e.right).clone()];
                match Element::of(&e.left) {
                    Some(element) => {
                        operands.extend(element.subscripts.clone());
                        (
                            operands,
                            Box::new(move |n| {
                                let left = subscripted(&left, &n[1..]);
                                let right = &n[0];
                                quote!(#left #assign #right)
                            }),
                        )
                    }
                    None => match entry_target(&e.left) {
                        Some((entry, or, args)) => {
                            operands.push(entry.args[0].clone());
                            operands.extend(args.into_iter().cloned());
                            let (map, or) = (restore(&entry.receiver), format_ident!("{or}"));
                            (
                                operands,
                                Box::new(move |n| {
                                    let (right, key, start) = (&n[0], &n[1], &n[2..]);
                                    quote!(*#map.entry(#key).#or(#(#start),*) #assign #right)
                                }),
                            )
                        }
                        None => (
                            operands,
                            Box::new(move |n| {
                                let right = &n[0];
                                quote!(#left #assign #right)
                            }),
                        ),
                    },
                }
            }
            Expr::MethodCall(e) => {
                let method = e.method.clone();
                let turbofish = e.turbofish.clone();
                if let Some((entry, or, args)) = body::entry_parts(&e.receiver) {
                    let map = restore(&entry.receiver);
                    let or = format_ident!("{or}");
                    let or_args: Vec<Expr> = args.iter().map(|a| restore(a)).collect();
                    let fixed = args.iter().all(|a| check::is_constant(a));
                    let mut operands = vec![entry.args[0].clone()];
                    if !fixed {
                        operands.extend(args.into_iter().cloned());
                    }
                    let or_count = operands.len();
                    operands.extend(e.args.iter().cloned());
                    (
                        operands,
                        Box::new(move |n| {
                            let key = &n[0];
                            let rest = &n[or_count..];
                            if fixed {
                                quote!(let _ = #map.entry(#key).#or(#(#or_args),*).#method(#(#rest),*))
                            } else {
                                let start = &n[1..or_count];
                                quote!(let _ = #map.entry(#key).#or(#(#start),*).#method(#(#rest),*))
                            }
                        }),
                    )
                } else {
                    let receiver = restore(&e.receiver);
                    // `sink.note(&f(x))`: the log owns what `f` gives.
                    let owned: Vec<bool> =
                        e.args.iter().map(|a| borrowed_value(a).is_some()).collect();
                    let operands = e
                        .args
                        .iter()
                        .map(|a| borrowed_value(a).unwrap_or(a).clone())
                        .collect();
                    (
                        operands,
                        Box::new(move |n| {
                            let args = n
                                .iter()
                                .zip(&owned)
                                .map(|(n, owned)| if *owned { quote!(&#n) } else { quote!(#n) });
                            quote!(let _ = #receiver.#method #turbofish(#(#args),*))
                        }),
                    )
                }
            }
            _ => return expr.clone(),
        };
        let values: Vec<Expr> = operands.iter().map(|e| self.rewritten(e)).collect();
        let (variant, _) = self.entry(values.len(), replay);
        let push = logged(&variant, &values);
        syn::parse_quote!(#push)
    }
    /// `println!("{x}")`: the text is made on the worker, printed at the replay.
    pub(super) fn printed(&mut self, mac: &mut syn::Macro) -> Expr {
        stdmacro::visit_arguments(mac, |arg| self.visit_expr_mut(arg));
        let (path, tokens) = (mac.path.clone(), mac.tokens.clone());
        let private = self.private.clone();
        let surely_std = stdmacro::is_surely_std(&path);
        let (variant, _) = self.entry(1, |n| {
            let n = &n[0];
            if surely_std {
                return quote!(#path!("{}", #n));
            }
            // A macro of the user's by the same name may hide a `break`.
            let whole = ours("whole");
            quote!({
                let mut #whole = false;
                for _ in [()] {
                    #path!("{}", #n);
                    #whole = true;
                }
                if !#whole { #private::left_by_a_macro(); }
            })
        });
        let tokens = if tokens.is_empty() {
            quote!("")
        } else {
            tokens
        };
        let push = logged(&variant, &[quote!(#private::format!(#tokens))]);
        syn::parse_quote!(#push)
    }
}

/// `*map.entry(k).or_…(…)` taken apart.
fn entry_target(left: &Expr) -> Option<(&syn::ExprMethodCall, String, Vec<&Expr>)> {
    match bare(left) {
        Expr::Unary(u) => body::entry_parts(&u.expr),
        _ => None,
    }
}

/// The value of `&value` where it is a new one, not a variable or a part of one.
pub(super) fn borrowed_value(arg: &Expr) -> Option<&Expr> {
    match bare(arg) {
        Expr::Reference(r) if r.mutability.is_none() => match bare(&r.expr) {
            value @ (Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Macro(_)
            | Expr::Binary(_)
            | Expr::Struct(_)
            | Expr::Tuple(_)
            | Expr::Cast(_)) => Some(value),
            // `&[1, 2]` is a static, and may be kept as one.
            value @ Expr::Array(e) if !e.elems.iter().all(check::is_constant) => Some(value),
            value @ Expr::Repeat(e) if !check::is_constant(&e.expr) => Some(value),
            // A variable of the iteration moves into the log: it does not live until the replay otherwise.
            value @ Expr::Path(p)
                if p.path.get_ident().is_some_and(|i| {
                    place::outer_index(i).is_none() && !check::is_constant_name(i)
                }) =>
            {
                Some(value)
            }
            _ => None,
        },
        _ => None,
    }
}

fn subscripted(left: &Expr, names: &[Ident]) -> Expr {
    let mut with: Vec<Expr> = names.iter().map(|n| syn::parse_quote!(#n)).collect();
    place::with_subscripts(left, &mut with)
}

/// `whole` with the first occurrence of `from` replaced.
fn replace_expr(whole: &Expr, from: &Expr, to: &Expr) -> Expr {
    struct Replace<'a>(&'a Expr, &'a Expr, bool);
    impl VisitMut for Replace<'_> {
        fn visit_expr_mut(&mut self, expr: &mut Expr) {
            if self.2 {
                return;
            }
            if expr == self.0 {
                *expr = self.1.clone();
                self.2 = true;
                return;
            }
            visit_mut::visit_expr_mut(self, expr);
        }
    }
    let mut whole = whole.clone();
    if let Expr::Assign(e) = &mut whole {
        Replace(from, to, false).visit_expr_mut(&mut e.right);
    }
    whole
}
