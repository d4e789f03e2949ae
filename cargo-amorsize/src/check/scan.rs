//! Finds the functions of a file, their outermost loops, and what the macro says of each.

use std::path::Path;

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, Expr, ImplItemFn, ItemFn, ItemMod, TraitItemFn, Visibility, parse_quote,
};

use super::{Function, Loop, chains, verdict};

/// The functions with loops in the text of a file.
pub(crate) fn functions(file: &Path, text: &str) -> syn::Result<Vec<Function>> {
    let parsed = syn::parse_file(text)?;
    let mut scan = Scan {
        file,
        functions: Vec::new(),
    };
    scan.visit_file(&parsed);
    Ok(scan.functions)
}

struct Scan<'a> {
    file: &'a Path,
    functions: Vec<Function>,
}

impl<'ast> Visit<'ast> for Scan<'_> {
    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        self.function(item, start(&item.vis, &item.sig));
        // Functions inside of functions.
        visit::visit_block(self, &item.block);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        let function = ItemFn {
            attrs: item.attrs.clone(),
            vis: item.vis.clone(),
            modifiers: item.modifiers.clone(),
            sig: item.sig.clone(),
            block: Box::new(item.block.clone()),
        };
        self.function(&function, start(&item.vis, &item.sig));
        visit::visit_block(self, &item.block);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast TraitItemFn) {
        let Some(block) = &item.default else { return };
        let function = ItemFn {
            attrs: item.attrs.clone(),
            vis: Visibility::Inherited,
            modifiers: item.modifiers.clone(),
            sig: item.sig.clone(),
            block: Box::new(block.clone()),
        };
        self.function(&function, item.sig.span());
        visit::visit_block(self, block);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }
}

fn start(visibility: &Visibility, signature: &syn::Signature) -> Span {
    match visibility {
        Visibility::Inherited => signature.span(),
        visibility => visibility.span(),
    }
}

/// `#[test]`, `#[cfg(test)]`, `#[bench]`: not what a user waits for.
fn is_test(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let path = attr.path();
        path.is_ident("test")
            || path.is_ident("bench")
            || (path.is_ident("cfg") && attr.meta.to_token_stream().to_string().contains("test"))
    })
}

fn is_annotated(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let last = attr.path().segments.last();
        last.is_some_and(|segment| segment.ident == "parallel")
    })
}

impl Scan<'_> {
    fn function(&mut self, item: &ItemFn, start: Span) {
        if is_test(&item.attrs) {
            return;
        }
        let annotated = is_annotated(&item.attrs);
        let mut loops = loops(item);
        if loops.is_empty() && !annotated {
            loops = chains::taken(item);
        }
        if loops.is_empty() {
            return;
        }
        self.functions.push(Function {
            name: item.sig.ident.to_string(),
            file: self.file.to_owned(),
            line: start.start().line,
            last_line: item.block.span().end().line,
            annotated,
            loops,
        });
    }
}

/// The outermost loops of a function, each asked about alone.
fn loops(item: &ItemFn) -> Vec<Loop> {
    let mut outer = Outer { found: Vec::new() };
    outer.visit_block(&item.block);
    let ask = |(number, found): (usize, &Expr)| {
        let mut refusals = verdict::refusals(&marked(item, number));
        let place = found.span().start();
        let lines = place.line..=found.span().end().line;
        // What is said of the marker, which is not in the file, is said of the loop.
        for refusal in refusals
            .iter_mut()
            .filter(|refusal| !lines.contains(&refusal.line))
        {
            (refusal.line, refusal.column) = (place.line, place.column + 1);
        }
        Loop {
            line: place.line,
            column: place.column + 1,
            head: head(found),
            inner: inner(found),
            refusals,
        }
    };
    outer.found.iter().enumerate().map(ask).collect()
}

/// Collects loops that are in no other loop, and in no closure or item.
struct Outer {
    found: Vec<Expr>,
}

impl<'ast> Visit<'ast> for Outer {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => self.found.push(expr.clone()),
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// The function with the marker on its outermost loop of this number; markers that were there are gone.
fn marked(item: &ItemFn, number: usize) -> ItemFn {
    struct Mark {
        number: usize,
        seen: usize,
    }
    impl syn::visit_mut::VisitMut for Mark {
        fn visit_expr_mut(&mut self, expr: &mut Expr) {
            let attrs = match expr {
                Expr::ForLoop(found) => &mut found.attrs,
                Expr::While(found) => &mut found.attrs,
                Expr::Loop(found) => &mut found.attrs,
                _ => return syn::visit_mut::visit_expr_mut(self, expr),
            };
            attrs.retain(|attr| {
                !attr.path().is_ident("parallel") && !attr.path().is_ident("serial")
            });
            if self.seen == self.number {
                attrs.push(parse_quote!(#[parallel]));
            }
            self.seen += 1;
        }

        fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    }
    let mut item = item.clone();
    let mut mark = Mark { number, seen: 0 };
    syn::visit_mut::VisitMut::visit_block_mut(&mut mark, &mut item.block);
    item
}

/// The head as it is spelled, on one line.
fn head(found: &Expr) -> String {
    let spelled = |span: Span| {
        let text = span.source_text().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    match found {
        Expr::ForLoop(found) => {
            format!(
                "for {} in {}",
                spelled(found.pat.span()),
                spelled(found.expr.span())
            )
        }
        Expr::While(found) => format!("while {}", spelled(found.cond.span())),
        _ => "loop".to_owned(),
    }
}

/// Loops inside of a loop.
fn inner(found: &Expr) -> usize {
    struct Count(usize);
    impl<'ast> Visit<'ast> for Count {
        fn visit_expr(&mut self, expr: &'ast Expr) {
            self.0 += usize::from(matches!(
                expr,
                Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_)
            ));
            visit::visit_expr(self, expr);
        }
    }
    let mut count = Count(0);
    let body: Option<&Block> = match found {
        Expr::ForLoop(found) => Some(&found.body),
        Expr::While(found) => Some(&found.body),
        Expr::Loop(found) => Some(&found.body),
        _ => None,
    };
    if let Some(body) = body {
        count.visit_block(body);
    }
    count.0
}
