//! Real functions, mutated: whatever comes of them, the macro neither panics nor gives tokens that are no Rust.
//!
//! `AMORSIZE_FUZZ=1000000 cargo test -p amorsize-macros --release --lib fuzz -- --nocapture` runs as many inputs (`AMORSIZE_FUZZ=7000..8000`
//! those of them); a few thousand run always.

use super::nesting::with_room;
use crate::expand::{attribute, block};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::fs;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}

/// The functions of the suites that carry the attribute, with its options.
fn corpus() -> Vec<(TokenStream, TokenStream)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let mut found = Vec::new();
    for folder in [
        "adversary/watched",
        "adversary/right",
        "differential",
        "ui",
        "weird",
        "ports",
    ] {
        for file in files(&tests.join(folder)) {
            let text = fs::read_to_string(&file).expect("a file of the suites");
            if let Ok(tokens) = text.parse() {
                functions(tokens, &mut found);
            }
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Everything from `#[amorsize::parallel…]` to the next braces, at any depth.
pub(super) fn functions(tokens: TokenStream, found: &mut Vec<(TokenStream, TokenStream)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        let options = match &tokens[at] {
            TokenTree::Group(g) if g.delimiter() == Delimiter::Bracket => options(g),
            _ => None,
        };
        if let Some(options) = options {
            let is_body = |t: &TokenTree| matches!(t, TokenTree::Group(g) if g.delimiter() == Delimiter::Brace);
            if let Some(end) = tokens[at..].iter().position(is_body) {
                found.push((options, tokens[at + 1..=at + end].iter().cloned().collect()));
                at += end + 1;
                continue;
            }
        }
        if let TokenTree::Group(group) = &tokens[at] {
            functions(group.stream(), found);
        }
        at += 1;
    }
}

fn options(attribute: &Group) -> Option<TokenStream> {
    let mut tokens = attribute.stream().into_iter();
    if tokens.next()?.to_string() != "amorsize" {
        return None;
    }
    Some(match tokens.last() {
        Some(TokenTree::Group(list)) => list.stream(),
        _ => TokenStream::new(),
    })
}

/// One change at a random place, at any depth; `spare` are tokens of another function.
fn mutated(tokens: TokenStream, spare: &[TokenTree], random: &mut Random) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let groups: Vec<usize> = (0..tokens.len())
        .filter(|&i| matches!(tokens[i], TokenTree::Group(_)))
        .collect();
    // Mostly further in: the body is the last group.
    if !groups.is_empty() && random.below(5) > 0 {
        let at = groups[groups.len() - 1 - random.below(random.0 as usize % groups.len() + 1)];
        if let TokenTree::Group(group) = &tokens[at] {
            let inside = mutated(group.stream(), spare, random);
            tokens[at] = TokenTree::Group(Group::new(group.delimiter(), inside));
        }
        return tokens.into_iter().collect();
    }
    let len = tokens.len();
    let at = random.below(len);
    match random.below(6) {
        0 if len > 0 => drop(tokens.remove(at)),
        1 if len > 0 => tokens.insert(at, tokens[at].clone()),
        2 if len > 0 => tokens.swap(at, random.below(len)),
        3 if !spare.is_empty() => {
            let from = random.below(spare.len());
            let count = 1 + random.below(8);
            let piece: Vec<TokenTree> = spare[from..].iter().take(count).cloned().collect();
            tokens.splice(at..at, piece);
        }
        4 if len > 0 => {
            // A run of tokens into brackets of some kind.
            let end = (at + 1 + random.below(4)).min(len);
            let inside: TokenStream = tokens[at..end].iter().cloned().collect();
            let kinds = [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket];
            let group = Group::new(kinds[random.below(3)], inside);
            tokens.splice(at..end, [TokenTree::Group(group)]);
        }
        5 if len > 0 => {
            // Not the group but what is in it.
            if let TokenTree::Group(group) = tokens[at].clone() {
                tokens.splice(at..=at, group.stream());
            }
        }
        _ => {}
    }
    tokens.into_iter().collect()
}

/// All tokens of a function, groups and their insides.
fn flat(tokens: TokenStream, into: &mut Vec<TokenTree>) {
    for token in tokens {
        if let TokenTree::Group(group) = &token {
            flat(group.stream(), into);
        }
        into.push(token);
    }
}

fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let shown = || format!("#[parallel({options})] {item}");
    let out = catch_unwind(AssertUnwindSafe(|| {
        attribute(options.clone(), item.clone())
    }))
    .unwrap_or_else(|_| panic!("panicked on: {}", shown()));
    if syn::parse2::<syn::ItemFn>(item.clone()).is_ok()
        && let Err(error) = syn::parse2::<syn::File>(out.clone())
    {
        panic!("{error}: no items came of: {}\n{out}", shown());
    }
    out
}

#[test]
fn fuzz() {
    // The corpus was checked for depth, but not its mutants.
    with_room(|| {
        let number = |text: &str| text.parse().expect("a number of inputs");
        let inputs = match std::env::var("AMORSIZE_FUZZ") {
            Err(_) => 0..3000,
            Ok(text) => match text.split_once("..") {
                Some((from, to)) => number(from)..number(to),
                None => 0..number(&text),
            },
        };
        run(inputs);
    });
}

fn run(seeds: Range<usize>) {
    let inputs = seeds.len();
    let corpus = corpus();
    assert!(corpus.len() > 400, "{} functions", corpus.len());
    let (mut taken, mut refused) = (0, 0);
    for seed in seeds {
        if seed % 10_000 == 0 && seed > 0 {
            eprintln!("{seed} inputs: {taken} taken, {refused} refused");
        }
        // Each by itself: one that takes the process down is among the next 10 000.
        let mut random = Random(seed as u64);
        let (options, item) = &corpus[random.below(corpus.len())];
        let mut spare = Vec::new();
        flat(corpus[random.below(corpus.len())].1.clone(), &mut spare);
        let (mut options, mut item) = (options.clone(), item.clone());
        for _ in 0..=random.below(3) {
            if random.below(12) == 0 {
                options = mutated(options, &spare, &mut random);
            } else {
                item = mutated(item, &spare, &mut random);
            }
        }
        if format!("{options} {item}").parse::<TokenStream>().is_err() {
            // A quotation mark without its label: no compiler hands that to a macro.
            continue;
        }
        let out = expand(options, item.clone()).to_string();
        taken += usize::from(out.contains("AMORSIZE_SITE"));
        refused += usize::from(out.contains("[AMZ"));
        if random.below(16) == 0 {
            let body = item.into_iter().last();
            if let Some(TokenTree::Group(body)) = body {
                block(body.stream());
            }
        }
    }
    // Not all of it is noise.
    assert!(
        taken > inputs / 20 && refused > inputs / 20,
        "{taken} taken, {refused} refused of {inputs}"
    );
}
