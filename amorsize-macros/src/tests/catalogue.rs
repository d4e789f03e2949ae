//! Every code stands in `docs/errors.md`, and has a case that provokes it: those that the macro gives in `tests/ui`, those that the
//! compiler gives, by type, in `tests/adversary/watched`, where the rest of its message does not count.

use super::fuzz::functions;
use crate::expand::attribute;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The codes in the files with this ending under a folder.
fn codes(folder: &Path, ending: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(codes(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            let text = fs::read_to_string(&path).expect("a text");
            for (at, _) in text.match_indices("AMZ0") {
                found.insert(
                    text.chars()
                        .skip(text[..at].chars().count())
                        .take(6)
                        .collect(),
                );
            }
        }
    }
    found
}

/// The codes in the catalogue of messages.
fn of_the_macro() -> BTreeSet<String> {
    let source = root().join("amorsize-macros/src");
    let mut found = codes(&source, "errors.rs");
    found.extend(codes(&source.join("errors"), ".rs"));
    found
}

#[test]
fn every_code_is_explained_and_tested() {
    let ours = of_the_macro();
    let runtime = codes(&root().join("amorsize-runtime/src"), ".rs");
    assert!(
        ours.len() > 20 && !runtime.is_empty(),
        "{ours:?} {runtime:?}"
    );
    let index = fs::read_to_string(root().join("docs/errors.md")).expect("the index");
    let explained: BTreeSet<String> = index
        .lines()
        .filter_map(|l| l.strip_prefix("## ")?.get(..6))
        .map(str::to_owned)
        .collect();
    let all: BTreeSet<String> = ours.union(&runtime).cloned().collect();
    assert_eq!(explained, all);
    let tested = codes(&root().join("tests/ui"), ".stderr");
    let missing: Vec<&String> = ours.difference(&tested).collect();
    assert!(missing.is_empty(), "no case in tests/ui for {missing:?}");
    let watched = codes(&root().join("tests/adversary/watched"), ".rs");
    let missing: Vec<&String> = runtime.difference(&watched).collect();
    assert!(missing.is_empty(), "no watched case for {missing:?}");
}

/// The examples of the index are refused by the compiler, as its doctests; those that the macro refuses, with that code.
#[test]
fn every_example_is_refused_with_its_code() {
    let index = fs::read_to_string(root().join("docs/errors.md")).expect("the index");
    let ours = of_the_macro();
    // What the compiler finds by type comes later.
    let by_type = codes(&root().join("amorsize-runtime/src"), ".rs");
    let mut checked = 0;
    for section in index.split("\n## ").skip(1) {
        let code = &section[..6];
        let Some((_, rest)) = section.split_once("```rust,compile_fail\n") else {
            continue;
        };
        let (example, _) = rest.split_once("```").expect("the end of the example");
        let mut found = Vec::new();
        functions(example.parse().expect("tokens"), &mut found);
        let refusals: String = found
            .into_iter()
            .map(|(options, item)| attribute(options, item).to_string())
            .collect();
        if ours.contains(code) && !by_type.contains(code) {
            checked += 1;
            assert!(
                refusals.contains(&format!("[{code}]")),
                "{code}: {refusals}"
            );
        }
    }
    assert!(checked > 15, "{checked}");
}

/// Each text of the catalogue turns up in a case of `tests/ui`, so each refusal has one.
#[test]
fn every_refusal_is_provoked() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = squeezed(&files(&root().join("tests/ui"), ".stderr").concat());
    let source = root().join("amorsize-macros/src");
    let catalogue = files(&source, "errors.rs")
        .into_iter()
        .chain(files(&source.join("errors"), ".rs"));
    let mut checked = 0;
    let mut missing = Vec::new();
    for file in catalogue {
        let items = syn::parse_file(&file).expect("source code").items;
        for item in &items {
            let syn::Item::Fn(function) = item else {
                continue;
            };
            let texts = literals(function.block.to_token_stream());
            for part in texts.iter().flat_map(|text| fixed(text)) {
                checked += 1;
                if !shown.contains(&squeezed(&part)) {
                    missing.push(part);
                }
            }
        }
    }
    assert!(checked > 150, "{checked}");
    assert!(missing.is_empty(), "no case in tests/ui says: {missing:#?}");
}

/// All files with this ending under a folder.
fn files(folder: &Path, ending: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            all.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            all.push(fs::read_to_string(&path).expect("a text"));
        }
    }
    all
}

/// The texts in source code.
fn literals(tokens: TokenStream) -> Vec<String> {
    let mut all = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => all.extend(literals(group.stream())),
            TokenTree::Literal(literal) => {
                let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
                all.extend(text.ok().map(|text| text.value()));
            }
            _ => {}
        }
    }
    all
}

/// What stands between the values that are put in, where it is long enough to tell.
fn fixed(text: &str) -> Vec<String> {
    let braces = text.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let parts = braces.split(['{', '}']).step_by(2);
    parts
        .map(|part| part.replace('\u{1}', "{").replace('\u{2}', "}"))
        .filter(|part| part.len() > 12)
        .collect()
}
