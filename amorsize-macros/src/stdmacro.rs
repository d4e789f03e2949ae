//! The macros of std whose arguments are plain expressions: they are read like calls, everything else stays opaque.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprAssign, Ident, Lit, Macro, Pat, Token};

/// How a known macro treats its arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Gives a value and does nothing else (it may panic).
    Value,
    /// Prints: the order is visible.
    Print,
    /// Writes into its first argument, or gives back a value after printing.
    Write,
}

const KNOWN: &[(&str, Effect)] = &[
    ("assert", Effect::Value),
    ("assert_eq", Effect::Value),
    ("assert_ne", Effect::Value),
    ("debug_assert", Effect::Value),
    ("debug_assert_eq", Effect::Value),
    ("debug_assert_ne", Effect::Value),
    ("format", Effect::Value),
    ("format_args", Effect::Value),
    ("panic", Effect::Value),
    ("todo", Effect::Value),
    ("unimplemented", Effect::Value),
    ("unreachable", Effect::Value),
    ("vec", Effect::Value),
    ("matches", Effect::Value),
    ("print", Effect::Print),
    ("println", Effect::Print),
    ("eprint", Effect::Print),
    ("eprintln", Effect::Print),
    ("write", Effect::Write),
    ("writeln", Effect::Write),
    ("dbg", Effect::Write),
];

/// Macros that mention no variable, whatever their tokens look like.
const CONSTANT: &[&str] = &[
    "stringify",
    "concat",
    "line",
    "column",
    "file",
    "module_path",
    "env",
    "option_env",
    "include_str",
    "include_bytes",
    "cfg",
];

/// Whether a path starts at std: a bare name may have been given to a macro of the user's.
pub(crate) fn is_surely_std(path: &syn::Path) -> bool {
    path.segments.len() > 1
        && path
            .segments
            .first()
            .is_some_and(|s| s.ident == "std" || s.ident == "core" || s.ident == "alloc")
}

/// What a macro of std does, if it is one.
pub(crate) fn effect(mac: &Macro) -> Option<Effect> {
    let ours = mac
        .path
        .segments
        .first()
        .is_some_and(|s| s.ident == "__amorsize");
    if mac.path.segments.len() > 1 && !is_surely_std(&mac.path) && !ours {
        return None;
    }
    let name = mac.path.segments.last()?.ident.to_string();
    if CONSTANT.contains(&name.as_str()) {
        return Some(Effect::Value);
    }
    KNOWN.iter().find(|(n, _)| *n == name).map(|(_, e)| *e)
}

/// A macro of std, its arguments as expressions.
pub(crate) struct StdMacro {
    args: Vec<Expr>,
    /// `[value; count]` of `vec!`.
    repeat: bool,
    /// The pattern of `matches!`, left alone.
    pattern: Option<TokenStream>,
    constant: bool,
}

impl StdMacro {
    /// `None` for a macro that is not std's or whose tokens are not plain arguments.
    pub(crate) fn parse(mac: &Macro) -> Option<StdMacro> {
        effect(mac)?;
        let name = mac.path.segments.last()?.ident.to_string();
        let mut known = StdMacro {
            args: Vec::new(),
            repeat: false,
            pattern: None,
            constant: false,
        };
        if CONSTANT.contains(&name.as_str()) {
            known.constant = true;
            return Some(known);
        }
        let tokens = mac.tokens.clone();
        if name == "matches" {
            let parser = |input: ParseStream<'_>| {
                let scrutinee: Expr = input.parse()?;
                input.parse::<Token![,]>()?;
                let rest: TokenStream = input.fork().parse()?;
                Pat::parse_multi_with_leading_vert(input)?;
                // A guard may use variables: then it is not plain.
                let plain = input.is_empty() || input.peek(Token![,]);
                input.parse::<TokenStream>()?;
                Ok((scrutinee, rest, plain))
            };
            let (scrutinee, rest, plain) = parser.parse2(tokens).ok()?;
            if !plain {
                return None;
            }
            known.args.push(scrutinee);
            known.pattern = Some(rest);
            return Some(known);
        }
        if name == "vec" {
            let parser = |input: ParseStream<'_>| {
                let value: Expr = input.parse()?;
                input.parse::<Token![;]>()?;
                let count: Expr = input.parse()?;
                Ok(vec![value, count])
            };
            if let Ok(args) = parser.parse2(tokens.clone()) {
                known.args = args;
                known.repeat = true;
                return Some(known);
            }
        }
        let list = Punctuated::<Expr, Token![,]>::parse_terminated
            .parse2(tokens)
            .ok()?;
        known.args = list.into_iter().collect();
        Some(known)
    }

    /// The expressions to visit; of `name = value` the value.
    pub(crate) fn arguments(&mut self) -> impl Iterator<Item = &mut Expr> {
        self.args.iter_mut().map(|arg| {
            if is_named(arg) {
                match arg {
                    Expr::Assign(ExprAssign { right, .. }) => &mut **right,
                    other => other,
                }
            } else {
                arg
            }
        })
    }

    /// Variables named inside a format string that are not named arguments.
    pub(crate) fn captures(&self) -> Vec<Ident> {
        let mut found = Vec::new();
        for arg in &self.args {
            if let Expr::Lit(lit) = arg
                && let Lit::Str(text) = &lit.lit
            {
                for name in format_names(&text.value()) {
                    if !self.has_named(&name)
                        && let Ok(mut ident) = syn::parse_str::<Ident>(&name)
                    {
                        ident.set_span(text.span());
                        found.push(ident);
                    }
                }
            }
        }
        found
    }

    fn has_named(&self, name: &str) -> bool {
        self.args.iter().any(|arg| {
            matches!(arg, Expr::Assign(a) if matches!(&*a.left, Expr::Path(p) if p.path.is_ident(name)))
        })
    }

    /// Adds `name = value`, so that `{name}` in the text means `value`.
    pub(crate) fn name_argument(&mut self, name: &Ident, value: Expr) {
        if !self.has_named(&name.to_string()) {
            self.args.push(syn::parse_quote!(#name = #value));
        }
    }

    /// Writes the arguments back.
    pub(crate) fn write_to(self, mac: &mut Macro) {
        if self.constant {
            return;
        }
        let args = &self.args;
        mac.tokens = if self.repeat {
            let (value, count) = (&args[0], &args[1]);
            quote!(#value; #count)
        } else if let Some(pattern) = &self.pattern {
            let scrutinee = &args[0];
            quote!(#scrutinee, #pattern)
        } else {
            quote!(#(#args),*)
        };
    }
}

/// `name = value`.
fn is_named(arg: &Expr) -> bool {
    matches!(arg, Expr::Assign(e) if matches!(&*e.left, Expr::Path(p) if p.path.get_ident().is_some()))
}

/// The first argument of a known macro.
pub(crate) fn first_argument(mac: &Macro) -> Option<Expr> {
    StdMacro::parse(mac)?.args.into_iter().next()
}

/// The arguments behind the first, as tokens.
pub(crate) fn rest_arguments(mac: &Macro) -> TokenStream {
    match StdMacro::parse(mac) {
        Some(known) if known.args.len() > 1 => {
            let rest = &known.args[1..];
            quote!(#(#rest),*)
        }
        _ => quote!(""),
    }
}

/// What `write!` or `writeln!` formats; the line's end is in the text, as `writeln!` puts it.
pub(crate) fn text_arguments(mac: &Macro) -> TokenStream {
    let line = mac
        .path
        .segments
        .last()
        .is_some_and(|s| s.ident == "writeln");
    let Some(mut known) = StdMacro::parse(mac).filter(|_| line) else {
        return rest_arguments(mac);
    };
    let Some(first) = known.args.get_mut(1) else {
        return quote!("\n");
    };
    *first = match &*first {
        Expr::Lit(syn::ExprLit {
            lit: Lit::Str(text),
            ..
        }) => {
            let ended = syn::LitStr::new(&format!("{}\n", text.value()), text.span());
            syn::parse_quote!(#ended)
        }
        other => syn::parse_quote!(::core::concat!(#other, "\n")),
    };
    let rest = &known.args[1..];
    quote!(#(#rest),*)
}

/// A failed `assert!(t < 3)` names its condition as the user wrote it, whatever stands for `t` now.
pub(crate) fn keep_message(mac: &mut Macro, before: TokenStream, text: fn(&Expr) -> String) {
    let asserts = mac
        .path
        .segments
        .last()
        .is_some_and(|s| s.ident == "assert" || s.ident == "debug_assert");
    if !asserts || mac.tokens.to_string() == before.to_string() {
        return;
    }
    if let Some(StdMacro { args, .. }) = StdMacro::parse(mac)
        && let [condition] = &args[..]
        && let Ok(written) = syn::parse2::<Expr>(before)
    {
        let message = format!("assertion failed: {}", text(&written));
        mac.tokens = quote!(#condition, "{}", #message);
    }
}

/// Visits the argument expressions of a known macro and writes them back.
pub(crate) fn visit_arguments(mac: &mut Macro, mut visit: impl FnMut(&mut Expr)) {
    if let Some(mut known) = StdMacro::parse(mac) {
        for arg in known.arguments() {
            visit(arg);
        }
        known.write_to(mac);
    }
}

/// The names that a format string takes from its surroundings: `{x}`, `{x:?}`, `{:width$}`, `{:.prec$}`.
fn format_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(after) = rest.strip_prefix('{') {
            rest = after;
            continue;
        }
        let Some(close) = rest.find('}') else { break };
        let (name, spec) = match rest[..close].split_once(':') {
            Some((name, spec)) => (name, spec),
            None => (&rest[..close], ""),
        };
        names.push(name.trim().to_owned());
        for part in spec.split('$').rev().skip(1) {
            let start = part
                .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
                .map_or(0, |i| i + 1);
            names.push(part[start..].to_owned());
        }
        rest = &rest[close + 1..];
    }
    names.retain(|n| n.starts_with(|c: char| c.is_alphabetic() || c == '_'));
    names
}

/// The same for a literal of an unknown macro, given as its source text.
pub(crate) fn captured_names(literal: &str) -> Vec<String> {
    match syn::parse_str::<Lit>(literal) {
        Ok(Lit::Str(text)) => format_names(&text.value())
            .into_iter()
            .filter(|n| syn::parse_str::<Ident>(n).is_ok())
            .collect(),
        _ => Vec::new(),
    }
}

/// The first token of a macro call that leaves the loop, if any: `break`, `return`, `?`, `continue`, `await`.
pub(crate) fn leaving_token(tokens: TokenStream) -> Option<String> {
    for tree in tokens {
        match tree {
            proc_macro2::TokenTree::Group(group) => {
                if let Some(found) = leaving_token(group.stream()) {
                    return Some(found);
                }
            }
            proc_macro2::TokenTree::Ident(ident) => {
                let text = ident.to_string();
                if ["break", "return", "continue", "await", "yield"].contains(&text.as_str()) {
                    return Some(text);
                }
            }
            proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '?' => {
                return Some("?".to_owned());
            }
            _ => {}
        }
    }
    None
}

/// The path of a macro, as the user wrote it.
pub(crate) fn name(mac: &Macro) -> String {
    mac.path.to_token_stream().to_string().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_format_strings() {
        assert_eq!(
            format_names("{a} {{b}} {c:?} {:>w$.p$} {0} {}"),
            ["a", "c", "p", "w"]
        );
    }
}
