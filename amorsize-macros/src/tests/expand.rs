//! What `cargo expand` shows, for small functions: `expand/NAME.rs` is the input, `expand/NAME.expanded.rs` what comes of it.
//!
//! `BLESS=1 cargo test -p amorsize-macros` writes the expansions anew; read the difference before you keep it.

use crate::expand::{attribute, block};
use proc_macro2::TokenStream;
use std::fs;
use std::path::Path;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Item, Stmt};

/// Expands every function of a file that carries the attribute; everything else stays.
fn expanded(text: &str) -> String {
    let mut file = syn::parse_file(text).expect("the input is Rust");
    let mut items = Vec::new();
    for item in std::mem::take(&mut file.items) {
        let Item::Fn(mut function) = item else {
            items.push(item);
            continue;
        };
        let place = function.attrs.iter().position(|a| {
            a.path()
                .segments
                .last()
                .is_some_and(|s| s.ident == "parallel")
        });
        let Some(place) = place else {
            Blocks.visit_item_fn_mut(&mut function);
            items.push(Item::Fn(function));
            continue;
        };
        let attr = function.attrs.remove(place);
        let options = match &attr.meta {
            syn::Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        let tokens = attribute(options, quote::quote!(#function));
        items.extend(
            syn::parse2::<syn::File>(tokens)
                .expect("the expansion is Rust")
                .items,
        );
    }
    file.items = items;
    prettyplease::unparse(&file)
}

/// Expands every `parallel_block!` that is a statement.
struct Blocks;

impl VisitMut for Blocks {
    fn visit_stmt_mut(&mut self, stmt: &mut Stmt) {
        match stmt {
            Stmt::Macro(mac)
                if mac
                    .mac
                    .path
                    .segments
                    .last()
                    .is_some_and(|s| s.ident == "parallel_block") =>
            {
                let tokens = block(mac.mac.tokens.clone());
                let block: Expr = syn::parse2(tokens).expect("the expansion is a block");
                *stmt = Stmt::Expr(block, mac.semi_token);
            }
            _ => visit_mut::visit_stmt_mut(self, stmt),
        }
    }
}

#[test]
fn snapshots() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/expand");
    let bless = std::env::var_os("BLESS").is_some();
    let mut differs = String::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the folder of snapshots") {
        let input = entry.expect("an entry").path();
        let name = input
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".expanded.rs") {
            continue;
        }
        count += 1;
        let output = input.with_extension("expanded.rs");
        let got = expanded(&fs::read_to_string(&input).expect("an input"));
        if bless {
            fs::write(&output, &got).expect("a snapshot");
        } else if fs::read_to_string(&output).ok().as_ref() != Some(&got) {
            differs += &format!("{name}:\n{got}\n");
        }
    }
    assert!(count > 0);
    assert!(
        differs.is_empty(),
        "not as in the snapshot (BLESS=1 keeps it):\n{differs}"
    );
}
