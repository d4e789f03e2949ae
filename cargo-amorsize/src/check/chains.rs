//! Chains of iterators that the attribute takes where a function has no loop.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ItemFn};

use super::{Loop, verdict};

/// The chains that are taken; others are not worth a line.
pub(super) fn taken(item: &ItemFn) -> Vec<Loop> {
    let chain = |head: String| {
        // `for_each` is a loop.
        let items = head.split_once(" in ").map(|(_, items)| items);
        let (line, column) = place(item, items.unwrap_or(&head));
        Loop {
            line,
            column,
            head: match items {
                Some(_) => format!("for {head}"),
                None => head,
            },
            inner: 0,
            refusals: Vec::new(),
        }
    };
    match verdict::refusals(item).is_empty() {
        true => verdict::heads(item).into_iter().map(chain).collect(),
        false => Vec::new(),
    }
}

/// Where the chain begins; if that cannot be told, where the body does.
fn place(item: &ItemFn, head: &str) -> (usize, usize) {
    // Behind the last parenthesis are names of adapters.
    let begins = match head.rfind(')') {
        Some(end) => &head[..=end],
        None => head.split('.').next().unwrap_or(head),
    };
    let mut search = Search {
        begins: packed(begins),
        found: None,
    };
    search.visit_block(&item.block);
    let start = search.found.unwrap_or(item.block.span()).start();
    (start.line, start.column + 1)
}

struct Search {
    begins: String,
    found: Option<proc_macro2::Span>,
}

impl<'ast> Visit<'ast> for Search {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        if self.found.is_none() && packed(&expr.to_token_stream().to_string()) == self.begins {
            self.found = Some(expr.span());
        }
        visit::visit_expr(self, expr);
    }
}

fn packed(text: &str) -> String {
    text.split_whitespace().collect()
}
