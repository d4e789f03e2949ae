//! The grammar of the options, on the attribute and on the markers inside a function.

use crate::errors::{self, Errors, Message};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Ident, Lit, Path, Token};

/// Every option of the contract, in the order in which the error message lists them.
const KNOWN: &str = "`workers`, `chunk`, `target_chunk`, `schedule`, `if`, `reduce`, `local`, `pull`, `float`, `order`, \
                     `key`, `pool`, `name`, `map`, `crate`, `unsafe(disjoint(…))`";

/// How float reductions may be grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Float {
    /// The bits of the plain loop.
    #[default]
    Strict,
    /// Fixed blocks, the same for every decision.
    Blocked,
    /// Any grouping.
    Fast,
}

/// One variable of `reduce(…)`.
#[derive(Clone)]
pub(crate) struct Reduction {
    pub(crate) variable: Ident,
    /// The type that implements `amorsize::Reduce`.
    pub(crate) monoid: Monoid,
}

/// How a variable of `reduce(…)` is combined.
#[derive(Clone)]
pub(crate) enum Monoid {
    /// One of ours, by its name in `__private`.
    Known(&'static str),
    /// The user's.
    Own(Path),
}

/// One variable of `local(…)`.
#[derive(Clone)]
pub(crate) struct Local {
    pub(crate) variable: Ident,
    pub(crate) start: Expr,
}

/// One variable of `unsafe(disjoint(…))`: no two iterations use the same element of it.
#[derive(Clone)]
pub(crate) struct Disjoint {
    pub(crate) variable: Ident,
    /// Where the user wrote `unsafe`.
    pub(crate) promise: Span,
}

/// What the user said about one function or one loop.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) workers: Option<Expr>,
    pub(crate) chunk: Option<Expr>,
    /// Nanoseconds.
    pub(crate) target_chunk: Option<u64>,
    /// The variant of `Schedule`.
    pub(crate) schedule: Option<&'static str>,
    pub(crate) condition: Option<Expr>,
    pub(crate) reduce: Vec<Reduction>,
    pub(crate) local: Vec<Local>,
    /// Heads that are not written as a range are pulled, whatever iterator they are.
    pub(crate) pull: Option<()>,
    pub(crate) float: Option<Float>,
    pub(crate) key: Option<Expr>,
    pub(crate) pool: Option<Expr>,
    pub(crate) name: Option<String>,
    /// `map`, `map = IDENT` or `map = Self::IDENT`.
    pub(crate) map: Option<(Span, Option<Path>)>,
    pub(crate) crate_path: Option<Path>,
    pub(crate) order: Option<()>,
    /// `unsafe(disjoint(…))`.
    pub(crate) disjoint: Vec<Disjoint>,
}

impl Options {
    /// Parses a list of options; what is wrong goes to `errors`, the rest is kept.
    pub(crate) fn parse(tokens: TokenStream, errors: &Errors) -> Options {
        let mut options = Options::default();
        let list = match Punctuated::<Raw, Token![,]>::parse_terminated.parse2(tokens) {
            Ok(list) => list,
            Err(error) => {
                errors.at_span(error.span(), errors::option_form(&error.to_string()));
                return options;
            }
        };
        let mut seen: Vec<String> = Vec::new();
        for raw in list {
            let name = raw.name.unraw().to_string();
            if seen.contains(&name) {
                errors.at(&raw.name, errors::repeated_option(&name));
                continue;
            }
            if let Err((at, message)) = options.take(&name, &raw) {
                errors.at_span(at, message);
            }
            seen.push(name);
        }
        options
    }

    /// These options, and where they are silent those of the function around the loop.
    pub(crate) fn or(mut self, outer: &Options) -> Options {
        macro_rules! inherit { ($($field:ident),*) => { $( if self.$field.is_none() { self.$field.clone_from(&outer.$field); } )* } }
        inherit!(
            workers,
            chunk,
            target_chunk,
            schedule,
            condition,
            pull,
            float,
            key,
            pool,
            crate_path,
            order
        );
        let named: Vec<String> = self.reduce.iter().map(|r| r.variable.to_string()).collect();
        self.reduce.extend(
            outer
                .reduce
                .iter()
                .filter(|r| !named.contains(&r.variable.to_string()))
                .cloned(),
        );
        let named: Vec<String> = self.local.iter().map(|l| l.variable.to_string()).collect();
        self.local.extend(
            outer
                .local
                .iter()
                .filter(|l| !named.contains(&l.variable.to_string()))
                .cloned(),
        );
        self.disjoint.extend(outer.disjoint.iter().cloned());
        self
    }

    /// The path of the crate `amorsize`.
    pub(crate) fn root(&self) -> TokenStream {
        match &self.crate_path {
            Some(path) => path.to_token_stream(),
            None => quote!(::amorsize),
        }
    }

    fn take(&mut self, name: &str, raw: &Raw) -> Result<(), (Span, Message)> {
        match name {
            "workers" => self.workers = Some(raw.positive(name, "a number of participants")?),
            "chunk" => self.chunk = Some(raw.positive(name, "a number of items")?),
            "target_chunk" => self.target_chunk = Some(raw.duration()?),
            "schedule" => {
                self.schedule = Some(raw.word(
                    name,
                    &[
                        ("auto", "Auto"),
                        ("static", "Static"),
                        ("dynamic", "Dynamic"),
                        ("guided", "Guided"),
                    ],
                )?)
            }
            "if" => self.condition = Some(raw.expression(name, "a condition")?),
            "reduce" => self.reduce = raw.inside(name, "`reduce(x: +, y: max, z: MyMonoid)`")?,
            "local" => self.local = raw.inside(name, "`local(buf = Vec::new())`")?,
            "float" => {
                self.float = Some(raw.word(
                    name,
                    &[
                        ("strict", Float::Strict),
                        ("blocked", Float::Blocked),
                        ("fast", Float::Fast),
                    ],
                )?)
            }
            "order" => self.order = Some(raw.word(name, &[("source", ()), ("any", ())])?),
            "key" => self.key = Some(raw.expression(name, "an expression")?),
            "pool" => self.pool = Some(raw.expression(name, "a `rayon::ThreadPool`")?),
            "name" => self.name = Some(raw.string(name, "a string literal")?),
            "map" => self.map = Some((raw.name.span(), raw.companion()?)),
            "crate" => self.crate_path = Some(raw.path()?),
            "unsafe" => self.disjoint = raw.disjoint()?,
            "pull" => self.pull = Some(raw.bare(name)?),
            "io" => return Err((raw.name.span(), errors::later_option(name))),
            _ => return Err((raw.name.span(), errors::unknown_option(name, KNOWN))),
        }
        Ok(())
    }
}

/// `name`, `name = value` or `name(…)`, not yet understood.
struct Raw {
    name: Ident,
    value: Option<Expr>,
    list: Option<TokenStream>,
}

impl Parse for Raw {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let mut raw = Raw {
            name,
            value: None,
            list: None,
        };
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            raw.value = Some(input.parse()?);
        } else if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            raw.list = Some(content.parse()?);
        }
        Ok(raw)
    }
}

type Refused<T> = Result<T, (Span, Message)>;

impl Raw {
    fn wrong<T>(&self, name: &str, not: &str, expected: &str) -> Refused<T> {
        let span = match &self.value {
            Some(value) => syn::Error::new_spanned(value, "").span(),
            None => self.name.span(),
        };
        Err((span, errors::option_value(name, not, expected)))
    }

    fn expression(&self, name: &str, what: &str) -> Refused<Expr> {
        match &self.value {
            Some(value) => Ok(value.clone()),
            None => self.wrong(name, "given", &format!("`{name} = …` with {what}")),
        }
    }

    /// An expression that is not a literal of the wrong kind, nor zero.
    fn positive(&self, name: &str, what: &str) -> Refused<Expr> {
        let value = self.expression(name, what)?;
        match &value {
            Expr::Lit(ExprLit {
                lit: Lit::Int(n), ..
            }) => match n.base10_parse::<u64>() {
                Ok(0) => self.wrong(name, "positive", &format!("{what}, at least 1")),
                Ok(_) => Ok(value),
                Err(_) => self.wrong(name, "in range", what),
            },
            Expr::Lit(_) => self.wrong(name, "a whole number", what),
            Expr::Unary(u) if matches!(u.op, syn::UnOp::Neg(_)) => {
                self.wrong(name, "positive", &format!("{what}, at least 1"))
            }
            _ => Ok(value),
        }
    }

    fn string(&self, name: &str, expected: &str) -> Refused<String> {
        match &self.value {
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(s), ..
            })) => Ok(s.value()),
            _ => self.wrong(name, "a string", expected),
        }
    }

    fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> Refused<T> {
        let expected = words
            .iter()
            .map(|(w, _)| format!("\"{w}\""))
            .collect::<Vec<_>>()
            .join(", ");
        let text = self.string(name, &expected)?;
        match words.iter().find(|(w, _)| *w == text) {
            Some((_, value)) => Ok(*value),
            None => self.wrong(name, "known", &expected),
        }
    }

    /// `"50us"` in nanoseconds.
    fn duration(&self) -> Refused<u64> {
        const EXPECTED: &str = "a time such as \"50us\" (units: ns, us, ms, s)";
        let text = self.string("target_chunk", EXPECTED)?;
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = match &text[digits.len()..] {
            "ns" => Some(1),
            "us" => Some(1_000),
            "ms" => Some(1_000_000),
            "s" => Some(1_000_000_000),
            _ => None,
        };
        let nanos = digits
            .parse::<u64>()
            .ok()
            .zip(unit)
            .and_then(|(n, unit)| n.checked_mul(unit));
        match nanos {
            Some(nanos) if nanos > 0 => Ok(nanos),
            _ => self.wrong("target_chunk", "a time", EXPECTED),
        }
    }

    fn bare(&self, name: &str) -> Refused<()> {
        match (&self.value, &self.list) {
            (None, None) => Ok(()),
            _ => self.wrong(name, "understood", &format!("`{name}` alone")),
        }
    }

    fn companion(&self) -> Refused<Option<Path>> {
        let is_name = |path: &Path| {
            let mut names = path.segments.iter();
            let plain = names.all(|s| s.arguments.is_none()) && path.leading_colon.is_none();
            plain
                && match path.segments.len() {
                    1 => path.segments[0].ident != "Self",
                    2 => path.segments[0].ident == "Self",
                    _ => false,
                }
        };
        match (&self.value, &self.list) {
            (None, None) => Ok(None),
            (Some(Expr::Path(path)), _) if path.qself.is_none() && is_name(&path.path) => {
                Ok(Some(path.path.clone()))
            }
            _ => self.wrong(
                "map",
                "a name",
                "`map`, `map = score_all` or `map = Self::score_all`",
            ),
        }
    }

    fn path(&self) -> Refused<Path> {
        match &self.value {
            Some(Expr::Path(path)) => Ok(path.path.clone()),
            Some(Expr::Lit(ExprLit {
                lit: Lit::Str(s), ..
            })) => s
                .parse()
                .or_else(|_| self.wrong("crate", "a path", "a path such as `crate::amorsize`")),
            _ => self.wrong("crate", "a path", "a path such as `crate::amorsize`"),
        }
    }

    fn disjoint(&self) -> Refused<Vec<Disjoint>> {
        const EXPECTED: &str = "`unsafe(disjoint(out))`";
        let promise = self.name.span();
        let calls: Vec<syn::ExprCall> = self.inside("unsafe", EXPECTED)?;
        let mut found = Vec::new();
        for call in &calls {
            if !matches!(&*call.func, Expr::Path(p) if p.path.is_ident("disjoint")) {
                return self.wrong("unsafe", "understood", EXPECTED);
            }
            for arg in &call.args {
                match arg {
                    Expr::Path(p) if p.path.get_ident().is_some() => {
                        found.extend(p.path.get_ident().map(|variable| Disjoint {
                            variable: variable.clone(),
                            promise,
                        }));
                    }
                    _ => return self.wrong("unsafe", "a variable", EXPECTED),
                }
            }
        }
        Ok(found)
    }

    fn inside<T: Parse>(&self, name: &str, expected: &str) -> Refused<Vec<T>> {
        let Some(list) = &self.list else {
            return self.wrong(name, "a list", expected);
        };
        match Punctuated::<T, Token![,]>::parse_terminated.parse2(list.clone()) {
            Ok(list) => Ok(list.into_iter().collect()),
            Err(_) => self.wrong(name, "understood", expected),
        }
    }
}

impl Parse for Reduction {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let variable = input.parse()?;
        input.parse::<Token![:]>()?;
        let monoid = if input.peek(Token![&&]) {
            input.parse::<Token![&&]>()?;
            Monoid::Known("And")
        } else if input.peek(Token![||]) {
            input.parse::<Token![||]>()?;
            Monoid::Known("Or")
        } else if input.peek(Token![+]) {
            input.parse::<Token![+]>()?;
            Monoid::Known("Sum")
        } else if input.peek(Token![*]) {
            input.parse::<Token![*]>()?;
            Monoid::Known("Product")
        } else if input.peek(Token![&]) {
            input.parse::<Token![&]>()?;
            Monoid::Known("BitAnd")
        } else if input.peek(Token![|]) {
            input.parse::<Token![|]>()?;
            Monoid::Known("BitOr")
        } else if input.peek(Token![^]) {
            input.parse::<Token![^]>()?;
            Monoid::Known("BitXor")
        } else {
            let path: Path = input.parse()?;
            if path.is_ident("min") {
                Monoid::Known("Min")
            } else if path.is_ident("max") {
                Monoid::Known("Max")
            } else {
                Monoid::Own(path)
            }
        };
        Ok(Reduction { variable, monoid })
    }
}

impl Parse for Local {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let variable = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Local {
            variable,
            start: input.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(tokens: TokenStream) -> String {
        let errors = Errors::new();
        Options::parse(tokens, &errors);
        errors.finish().to_string()
    }

    #[test]
    fn understands_every_option() {
        let errors = Errors::new();
        let options = Options::parse(
            quote!(workers = 4, chunk = n / 2, target_chunk = "50us", schedule = "guided", if = n > 3,
                   reduce(a: +, b: max, c: Mine, d: &&), local(buf = Vec::new()), float = "blocked", order = "any",
                   key = w, pool = &p, name = "here", map = all, crate = x::y, unsafe(disjoint(o, q))),
            &errors,
        );
        assert!(errors.is_empty());
        drop(errors.finish());
        assert_eq!(options.target_chunk, Some(50_000));
        assert_eq!(options.schedule, Some("Guided"));
        assert_eq!(options.reduce.len(), 4);
        assert_eq!(options.disjoint.len(), 2);
        assert_eq!(options.float, Some(Float::Blocked));
    }

    #[test]
    fn refuses_with_reason() {
        for (tokens, code) in [
            (quote!(wokers = 4), "AMZ003"),
            (quote!(workers = 0), "AMZ004"),
            (quote!(workers = -1), "AMZ004"),
            (quote!(workers = "4"), "AMZ004"),
            (quote!(workers), "AMZ004"),
            (quote!(target_chunk = "50"), "AMZ004"),
            (quote!(target_chunk = "0us"), "AMZ004"),
            (quote!(target_chunk = "99999999999999999999s"), "AMZ004"),
            (quote!(schedule = "fast"), "AMZ004"),
            (quote!(float = 3), "AMZ004"),
            (quote!(reduce = 3), "AMZ004"),
            (quote!(local(3)), "AMZ004"),
            (quote!(map = 3), "AMZ004"),
            (quote!(unsafe(joint(a))), "AMZ004"),
            (quote!(unsafe(disjoint(a[0]))), "AMZ004"),
            (quote!(unsafe), "AMZ004"),
            (quote!(io), "AMZ003"),
            (quote!(chunk = 1, chunk = 2), "AMZ003"),
        ] {
            assert!(messages(tokens.clone()).contains(code), "{tokens}");
        }
    }
}
