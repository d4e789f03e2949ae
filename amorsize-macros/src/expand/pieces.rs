//! The chain over one piece: the source with what later steps need to know of positions, and the steps on a piece of it.

use super::heads::Spelled;
use crate::chain::adapters::Adapter;
use crate::chain::{Argument, Chain, Side, Step};
use crate::names::ours;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};

/// How a chain runs over pieces.
pub(super) struct Pieces<'a> {
    chain: &'a Chain,
    spelled: &'a Spelled<'a>,
    p: &'a TokenStream,
    extent: TokenStream,
    /// The statements that make the source.
    source: TokenStream,
    /// What a piece is taken apart into, the outermost first.
    parts: Vec<TokenStream>,
    /// The steps over a piece.
    steps: TokenStream,
    /// A step may end the chain.
    ends: bool,
    /// The index of the first item at this point of the chain, once somebody needed it.
    first: Option<TokenStream>,
    count: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(chain: &'a Chain, spelled: &'a Spelled<'a>, p: &'a TokenStream) -> Self {
        let head = spelled.source(&chain.head, &|_| None);
        let (source, piece) = (ours("source"), ours("piece"));
        let mut pieces = Pieces {
            chain,
            spelled,
            p,
            extent: spelled.extent(&chain.head),
            source: quote!(let #source = #head;),
            parts: Vec::new(),
            steps: quote!(#piece),
            ends: false,
            first: None,
            count: 0,
        };
        for step in &chain.steps[..chain.workers] {
            pieces.step(step);
        }
        if chain.end.is("rposition") && !chain.ends_on_caller() {
            pieces.backward();
        }
        pieces
    }

    /// The length of the source.
    pub(super) fn extent(&self) -> TokenStream {
        self.extent.clone()
    }

    /// The statements that make the source.
    pub(super) fn source(&self) -> TokenStream {
        self.source.clone()
    }

    /// The chain as a function of a piece; with the part of the terminal that workers do, or (`Some(true)`) a `fold` of the piece,
    /// or (`None`) only the steps.
    pub(super) fn function(&self, end: Option<bool>) -> TokenStream {
        let (p, piece, source, ends) = (self.p, ours("piece"), ours("source"), ours("ends"));
        let items = match end {
            None => self.steps.clone(),
            Some(folds) => self.end(folds),
        };
        let parts = &self.parts;
        let body = if parts.is_empty() {
            quote!(#items)
        } else {
            quote!({ #(#parts)* #items })
        };
        let span = self.spelled.span;
        if self.ends {
            let over = quote_spanned!(span=> #p::chain::over_ending);
            quote!(#over(&#source, |#piece, #ends| #body))
        } else {
            let over = quote_spanned!(span=> #p::chain::over);
            quote!(#over(&#source, |#piece| #body))
        }
    }

    /// Puts something around the source.
    fn wrap(&mut self, wrapped: TokenStream, part: Option<TokenStream>) {
        let (source, piece) = (ours("source"), ours("piece"));
        self.source.extend(quote!(let #source = #wrapped;));
        if let Some(part) = part {
            self.parts
                .insert(0, quote!(let (#piece, #part) = #piece.parts();));
        }
    }

    fn backward(&mut self) {
        let (p, source, steps) = (self.p, ours("source"), &self.steps);
        self.steps = quote!(#p::Iterator::rev(#steps));
        self.first = None;
        self.wrap(quote!(#p::chain::backward(#source)), None);
    }

    fn name(&mut self, stem: &str) -> proc_macro2::Ident {
        self.count += 1;
        ours(&format!("{stem}{}", self.count))
    }

    /// The index of the first item of a piece.
    fn first(&mut self) -> TokenStream {
        if let Some(first) = &self.first {
            return first.clone();
        }
        let (p, source, first) = (self.p, ours("source"), self.name("first"));
        self.wrap(quote!(#p::chain::numbered(#source)), Some(quote!(#first)));
        self.first = Some(quote!(#first));
        quote!(#first)
    }

    fn step(&mut self, step: &Step) {
        let (p, steps) = (self.p, self.steps.clone());
        let method = &step.method;
        match (step.adapter, method.to_string().as_str()) {
            (Some(Adapter::Ending), _) => {
                self.ends = true;
                let (ends, argument) = (ours("ends"), self.callee(&step.arguments[0]));
                self.steps = quote!(#ends.#method(#steps, #argument));
            }
            (_, "enumerate") => {
                let first = self.first();
                self.steps = quote!(#p::chain::enumerate_from(#steps, #first));
            }
            (_, "skip") => {
                let (first, n) = (self.first(), self.argument(&step.arguments[0]));
                self.steps = quote!(#p::Iterator::skip(#steps, #p::chain::left(#n, #first)));
                self.first = Some(quote!(#p::chain::left(#first, #n)));
            }
            (_, "step_by") => {
                let (first, n) = (self.first(), self.argument(&step.arguments[0]));
                self.steps = quote!(#p::chain::step_from(#steps, #first, #n));
                self.first = Some(quote!(#p::chain::steps(#first, #n)));
            }
            (_, "take") => {
                let (source, surplus) = (ours("source"), self.name("surplus"));
                let (n, extent) = (self.argument(&step.arguments[0]), &self.extent);
                self.extent = quote!(#extent.take(#n));
                self.source
                    .extend(quote!(let (#source, #surplus) = #p::chain::limit(#source, #n);));
            }
            (_, "rev") => self.backward(),
            (_, "zip") => {
                if let Argument::Side(side) = &step.arguments[0] {
                    self.zip(side);
                }
            }
            _ => {
                let turbofish = &step.turbofish;
                let arguments = step.arguments.iter().map(|a| self.callee(a));
                self.steps = quote!(#steps.#method #turbofish(#(#arguments),*));
            }
        }
    }

    fn zip(&mut self, side: &Side) {
        let (p, source, other) = (self.p, ours("source"), self.name("side"));
        let (cut, extent) = (
            self.spelled.source(&side.head, &|_| None),
            self.spelled.extent_of(&side.head, !side.steps.is_empty()),
        );
        self.wrap(
            quote!(#p::chain::beside(#source, #cut)),
            Some(quote!(#other)),
        );
        let mine = &self.extent;
        self.extent = quote!(#mine.beside(#extent));
        let mut items = quote!(#other);
        for step in &side.steps {
            let (method, turbofish) = (&step.method, &step.turbofish);
            let arguments = step.arguments.iter().map(|a| self.callee(a));
            items = quote!(#items.#method #turbofish(#(#arguments),*));
        }
        let steps = &self.steps;
        self.steps = quote!(#p::Iterator::zip(#steps, #items));
    }

    /// An argument as every worker uses it: closures that are values are called by reference.
    fn callee(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Operand(n) => {
                let (p, name) = (self.p, &self.spelled.names[*n]);
                quote!(#p::chain::repeat(&#name))
            }
            _ => self.argument(argument),
        }
    }

    fn argument(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Closure(closure) => {
                // Borrowing, a closure that changes a copy of its own does not compile.
                let mut closure = closure.clone();
                closure.capture = None;
                closure.to_token_stream()
            }
            Argument::Constant(path) => quote!(#path),
            Argument::Operand(n) => self.spelled.names[*n].to_token_stream(),
            Argument::Side(_) => quote!(),
        }
    }

    /// The part of the terminal that workers do, or a `fold` of the piece.
    fn end(&self, folds: bool) -> TokenStream {
        let (p, steps, end) = (self.p, &self.steps, &self.chain.end);
        if folds {
            let (kind, method) = (ours("kind"), &end.method);
            let function = self.callee(&end.arguments[1]);
            return quote!(#p::chain::once(#steps.#method(#kind.start(), #function)));
        }
        let around = match end.method.to_string().as_str() {
            "any" | "all" | "position" | "rposition" => quote!(#p::chain::tested),
            "find" => quote!(#p::Iterator::filter),
            "find_map" => quote!(#p::Iterator::filter_map),
            "partition" | "min_by_key" | "max_by_key" => quote!(#p::chain::keyed),
            "for_each" => quote!(#p::chain::done),
            "try_for_each" => quote!(#p::Iterator::map),
            _ => return steps.clone(),
        };
        let argument = self.callee(&end.arguments[0]);
        quote!(#around(#steps, #argument))
    }
}
