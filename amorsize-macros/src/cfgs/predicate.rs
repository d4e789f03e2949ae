//! What conditions of `cfg` are made of, and so which of them can hold together: `unix` and `not(unix)` cannot, nor can two of
//! `target_arch = "…"`.

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{Meta, Token};

/// More than this are not tried out.
const MANY: usize = 12;

/// Keys that have one value in a build.
const SINGLE: &[&str] = &[
    "panic",
    "target_abi",
    "target_arch",
    "target_endian",
    "target_env",
    "target_os",
    "target_pointer_width",
    "target_vendor",
];

enum Predicate {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    /// The number of an option, of whose meaning nothing is known.
    Option(usize),
}

/// `unix`, `feature = "x"`: its text, and its key if that has one value.
#[derive(PartialEq)]
struct Choice {
    text: String,
    single: Option<String>,
}

/// The ways that the conditions can go together, each as what every condition is; of more than `most` not all.
pub(super) fn ways(conditions: &[TokenStream], most: usize) -> Vec<Vec<bool>> {
    let mut options = Vec::new();
    let predicates: Vec<Predicate> = conditions
        .iter()
        .map(|condition| Predicate::of(condition.clone(), &mut options))
        .collect();
    if options.len() > MANY {
        return of_all(conditions.len()).take(most + 1).collect();
    }
    let mut ways: Vec<Vec<bool>> = of_all(options.len())
        .filter(|set| is_possible(&options, set))
        .map(|set| predicates.iter().map(|p| p.holds(&set)).collect())
        .collect();
    // Those where the first conditions hold come first.
    ways.sort_by(|a, b| b.cmp(a));
    ways.dedup();
    ways
}

/// All that so many truths can be.
fn of_all(count: usize) -> impl Iterator<Item = Vec<bool>> {
    let all = 1_usize.checked_shl(count as u32).unwrap_or(usize::MAX);
    (0..all).map(move |way| (0..count).map(|n| way & (1 << n) == 0).collect())
}

/// Not two values of one key.
fn is_possible(options: &[Choice], set: &[bool]) -> bool {
    let mut keys: Vec<&String> = options
        .iter()
        .zip(set)
        .filter_map(|(option, holds)| option.single.as_ref().filter(|_| *holds))
        .collect();
    let count = keys.len();
    keys.sort();
    keys.dedup();
    keys.len() == count
}

impl Predicate {
    fn of(tokens: TokenStream, options: &mut Vec<Choice>) -> Predicate {
        let text = tokens.to_string();
        let (single, list) = match syn::parse2::<Meta>(tokens) {
            Ok(Meta::NameValue(pair)) => (pair.path.get_ident().map(ToString::to_string), None),
            Ok(Meta::List(list)) => (None, Some(list)),
            _ => (None, None),
        };
        if let Some(list) = list {
            let inner = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            let name = list.path.get_ident().map(ToString::to_string);
            if let (Ok(inner), Some(name)) = (inner, name) {
                let mut inner = inner
                    .into_iter()
                    .map(|meta| Predicate::of(quote::quote!(#meta), options));
                match name.as_str() {
                    "all" => return Predicate::All(inner.collect()),
                    "any" => return Predicate::Any(inner.collect()),
                    "not" => {
                        if let Some(inner) = inner.next() {
                            return Predicate::Not(Box::new(inner));
                        }
                    }
                    _ => {}
                }
            }
        }
        let option = Choice {
            text,
            single: single.filter(|key| SINGLE.contains(&key.as_str())),
        };
        let known = options.iter().position(|o| *o == option);
        Predicate::Option(known.unwrap_or_else(|| {
            options.push(option);
            options.len() - 1
        }))
    }

    fn holds(&self, set: &[bool]) -> bool {
        match self {
            Predicate::All(all) => all.iter().all(|p| p.holds(set)),
            Predicate::Any(all) => all.iter().any(|p| p.holds(set)),
            Predicate::Not(not) => !not.holds(set),
            Predicate::Option(number) => set[*number],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(conditions: &[&str]) -> usize {
        let conditions: Vec<TokenStream> = conditions
            .iter()
            .map(|text| text.parse().expect("tokens"))
            .collect();
        ways(&conditions, 8).len()
    }

    #[test]
    fn which_can_be() {
        assert_eq!(count(&["unix"]), 2);
        assert_eq!(count(&["unix", "windows", "test"]), 8);
        assert_eq!(count(&["unix", "not(unix)"]), 2);
        assert_eq!(count(&["all(unix, test)", "unix", "test"]), 4);
        assert_eq!(count(&["any()", "all()"]), 1);
        // Not the same options, though the same key.
        assert_eq!(count(&[r#"feature = "a""#, r#"feature = "b""#]), 4);
        let arch = |name: &str| format!(r#"target_arch = "{name}""#);
        let (a, b, c) = (arch("x86_64"), arch("aarch64"), arch("riscv64"));
        let none = format!("not(any({a}, {b}, {c}))");
        assert_eq!(count(&[&a, &b, &c, &none]), 4);
        // Opaque.
        assert_eq!(count(&["true", r#"target(os = "x")"#]), 4);
        let many: Vec<String> = (0..14).map(|k| format!("o{k}")).collect();
        let many = format!("all({})", many.join(", "));
        assert_eq!(count(&[&many, "unix"]), 4);
    }

    #[test]
    fn what_holds_comes_first() {
        let condition = |text: &str| text.parse().expect("tokens");
        let all = ways(&[condition("unix"), condition("test")], 8);
        assert_eq!(all[0], [true, true]);
        assert_eq!(all[3], [false, false]);
    }
}
