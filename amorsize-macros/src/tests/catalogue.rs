//! Every code stands in `docs/errors.md`, and has a case that provokes it: those that the macro gives in `tests/ui`, those that the
//! compiler gives, by type, in `tests/adversary/watched`, where the rest of its message does not count.

use super::fuzz::functions;
use crate::expand::attribute;
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
