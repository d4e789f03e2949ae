//! One chain: a `match` on what is evaluated once, so that temporaries live as long as in the plain statement; in it the
//! static, the question, the chain as written, and the chain over pieces ([`super::pieces`]).

use super::heads::{Leaves, Spelled, operand_names, operand_value, step_operands};
use super::pieces::Pieces;
use super::{chain_loop, checked, site};
use crate::args::Monoid;
use crate::chain::{self, Argument, Chain, Site, Step};
use crate::errors::{self, Errors};
use crate::names::ours;
use crate::place::compact;
use crate::scope::Scopes;
use crate::serial;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Expr;
use syn::spanned::Spanned;

/// What stands for a chain; `uses` are imports that the function needs around it.
pub(super) fn spell(
    site: Site,
    scopes: &Scopes,
    errors: &Errors,
    uses: &mut Vec<TokenStream>,
) -> Option<Expr> {
    let chain = Chain::parse(&site.call, site.options.pull.is_some(), scopes, errors)?;
    let root = site.options.root();
    let p = quote!(#root::__private);
    if let Some(tokens) = chain_loop::tokens(&site, &chain, scopes, errors, &p)? {
        return Some(Expr::Verbatim(tokens));
    }
    let captures = chain::closures(&chain, scopes, errors);
    let monoid = monoid(&site, &chain, errors);
    if !errors.is_empty() {
        return None;
    }
    let names = operand_names(chain.operands.len());
    // Inside the arms a short name keeps the expansion readable.
    let short = quote!(__amorsize);
    let spelling = Spelling {
        settled: scopes.settled || is_settled(&site, &chain),
        site: &site,
        chain: &chain,
        monoid,
        notes: serial::chain_notes(&site, &chain, scopes),
        spelled: Spelled {
            head: &chain.head,
            operands: &chain.operands,
            span: chain.written.span(),
            chained: true,
            is_statement: false,
            pulled: site.options.pull.is_some(),
            leaves: match chain.may_end() || chain.may_fail() {
                true => Leaves::Anywhere,
                false => Leaves::No,
            },
            private: &short,
            names,
        },
        p: &short,
    };
    let tokens = spelling.tokens(&p, &captures, uses);
    match syn::parse2(tokens) {
        Ok(expr) => Some(expr),
        Err(error) => {
            errors.add(error);
            None
        }
    }
}

/// `reduce(fold: …)` for a `fold`.
fn monoid(site: &Site, chain: &Chain, errors: &Errors) -> Option<TokenStream> {
    if !chain.end.is("fold") {
        return None;
    }
    let given = site
        .options
        .reduce
        .iter()
        .find(|r| r.variable == "fold")
        .map(|r| match &r.monoid {
            Monoid::Known(name) => {
                let name = Ident::new(name, Span::mixed_site());
                quote!(__amorsize::reduce::#name)
            }
            Monoid::Own(path) => quote!(#path),
        });
    if given.is_none() || chain.ends_on_caller() {
        errors.at(&chain.end.method, errors::fold_needs_reduce("fold"));
    }
    given
}

/// Whether the type of the value is known where the chain ends.
fn is_settled(site: &Site, chain: &Chain) -> bool {
    let chosen =
        chain.end.turbofish.is_none() && (chain.end.is("unzip") || chain.end.is("partition"));
    !chosen && !checked::is_open(site.call.to_token_stream())
}

struct Spelling<'a> {
    /// The type of the value is known where the chain ends.
    settled: bool,
    site: &'a Site,
    chain: &'a Chain,
    monoid: Option<TokenStream>,
    /// Warnings.
    notes: TokenStream,
    spelled: Spelled<'a>,
    p: &'a TokenStream,
}

impl Spelling<'_> {
    fn tokens(
        &self,
        full: &TokenStream,
        captures: &[chain::Capture],
        uses: &mut Vec<TokenStream>,
    ) -> TokenStream {
        let (p, chain, site) = (self.p, self.chain, self.site);
        let (scrutinee, pattern) = self.operands(full, uses);
        let pieces = Pieces::new(chain, &self.spelled, p);
        let static_site = self.static_site();
        let (wanted, call) = (ours("wanted"), ours("call"));
        let extent = pieces.extent();
        let enter = site::enter(
            &site::static_name(),
            &quote!(#extent.expected()),
            &site.options,
            p,
        );
        let plain = self.plain();
        let done = if self.is_timed() {
            quote!(#wanted.plain(&AMORSIZE_SITE, #plain))
        } else {
            quote!(#wanted.ended(#plain))
        };
        let checks = checks(captures, p);
        let parallel = self.checked(&plain, &self.parallel(&pieces));
        let (attrs, notes) = (&site.call.attrs, &self.notes);
        quote!(#(#attrs)* match #scrutinee {
            #pattern => {
                #notes
                use #full as __amorsize;
                #static_site
                let #wanted = #p::chain::Wanted::new();
                match #enter {
                    #p::Option::None => #done,
                    #[allow(warnings, clippy::all, clippy::pedantic, clippy::nursery)]
                    #p::Option::Some(#call) => { #checks #parallel }
                }
            }
        })
    }

    /// What is evaluated once, and the names for it.
    fn operands(
        &self,
        full: &TokenStream,
        uses: &mut Vec<TokenStream>,
    ) -> (TokenStream, TokenStream) {
        let mut steps = step_operands(&self.chain.head);
        for step in &self.chain.steps {
            for argument in &step.arguments {
                match argument {
                    Argument::Operand(n) if step.is("step_by") => steps.push(*n),
                    Argument::Side(side) => steps.extend(step_operands(&side.head)),
                    _ => {}
                }
            }
        }
        let (mut values, mut guards) = (Vec::new(), Vec::new());
        for (number, operand) in self.chain.operands.iter().enumerate() {
            let (value, check) = operand_value(
                operand,
                self.spelled.pulled && number == self.chain.head.base,
                steps.contains(&number),
                full,
            );
            values.push(value);
            if let Some(check) = check {
                guards.push(quote!({ #check }));
                if uses.is_empty() {
                    uses.push(quote!(#[allow(unused_imports)] use #full::head::Cut as _;));
                }
            }
        }
        let names = &self.spelled.names;
        let nothing = guards.iter().map(|_| quote!(()));
        match (&values[..], &guards[..]) {
            ([only], []) => {
                let name = &names[0];
                // `find` and its kin borrow what they are called on.
                let mutable = self.chain.is_searched_head().then(|| quote!(mut));
                (quote!(#only), quote!(#mutable #name))
            }
            _ => (
                quote!((#(#guards,)* #(#values),*)),
                quote!((#(#nothing,)* #(#names),*)),
            ),
        }
    }

    /// The chain in chunks; in a check on copies of the operands, then the chain as written, then the comparison.
    fn checked(&self, plain: &TokenStream, parallel: &TokenStream) -> TokenStream {
        let p = self.p;
        let (call, check, chunks) = (ours("call"), ours("check"), ours("chunks"));
        let (chunked, second, left, value) =
            (ours("chunked"), ours("plain"), ours("left"), ours("value"));
        let wanted = ours("wanted");
        // Functions that workers call by reference need no copy: closures rarely have one.
        let names: Vec<&Ident> = { self.spelled.names.iter().enumerate() }
            .filter(|(n, _)| !self.chain.is_called(*n))
            .map(|(_, name)| name)
            .collect();
        let copied = !self.spelled.pulled && !self.chain.takes_function();
        let heads = checked::heads(&names, copied, p);
        // `find` and its kin borrow what they are called on.
        let mutable = names.iter().map(|name| quote!(mut #name));
        let head = mutable.reduce(|a, b| quote!((#a, #b))).unwrap_or_default();
        let end = self.chain.end.method.to_string();
        let compared = if self.settled {
            quote!((&&&#p::Given::new(&#value)).amorsize_compare(#end, #chunked, &#check);)
        } else {
            quote!(#check.unsettled(#end);)
        };
        quote!(
            use __amorsize::checks::*;
            let #check = #call.check();
            #heads
            let #chunked = #check.chunked(#chunks, |#head| { #parallel });
            match #second {
                #p::Option::None => #p::whole(#chunked),
                #p::Option::Some(#head) => {
                    let #left = #check.plain(false);
                    let #value = #wanted.ended(#plain);
                    if #left.done() { #compared }
                    #value
                }
            }
        )
    }

    /// The chain as written, over the operands.
    fn plain(&self) -> TokenStream {
        let mut tokens = self.spelled.serial(&self.chain.head);
        for step in self.chain.steps.iter().chain([&self.chain.end]) {
            let step = self.plain_step(step);
            tokens = quote!(#tokens #step);
        }
        tokens
    }

    fn plain_step(&self, step: &Step) -> TokenStream {
        let (method, turbofish) = (&step.method, &step.turbofish);
        let arguments = step.arguments.iter().map(|argument| match argument {
            Argument::Closure(closure) => quote!(#closure),
            Argument::Constant(path) => quote!(#path),
            Argument::Operand(n) => self.spelled.names[*n].to_token_stream(),
            Argument::Side(side) => {
                let mut tokens = self.spelled.serial(&side.head);
                for step in &side.steps {
                    let step = self.plain_step(step);
                    tokens = quote!(#tokens #step);
                }
                tokens
            }
        });
        quote!(.#method #turbofish(#(#arguments),*))
    }

    /// The chain over pieces, and what the caller makes of them.
    fn parallel(&self, pieces: &Pieces<'_>) -> TokenStream {
        let (p, chain) = (self.p, self.chain);
        let (call, source, over) = (ours("call"), ours("source"), ours("chain"));
        let before = pieces.source();
        let span = self.spelled.span;
        if chain.ends_on_caller() {
            let function = pieces.function(None);
            let rest = chain.steps[chain.workers..].iter().chain([&chain.end]);
            let rest = rest.map(|step| self.plain_step(step));
            let first = &chain.steps[chain.workers];
            let items = match &first.arguments[..] {
                [argument] if first.is("take") => {
                    let n = self.value(argument);
                    quote!(#p::chain::first_items(#call, #source, #over, #n))
                }
                _ => quote!(#p::chain::items(#call, #source, #over)),
            };
            return quote!(#before let #over = #function; #items #(#rest)*);
        }
        let function = pieces.function(Some(self.monoid.is_some()));
        if let Some(monoid) = &self.monoid {
            let (value, kind) = (ours("value"), ours("kind"));
            let start = self.value(&chain.end.arguments[0]);
            return quote!(
                let #value = #start;
                let #kind = #p::reduce::reduction::<#monoid, _>(&#value);
                #before
                let #over = #function;
                #p::chain::run(#call, #source, #over, #p::chain::Reduced::new(&#kind, #value))
            );
        }
        let run = quote_spanned!(span=> #p::chain::run);
        match self.end() {
            End::Kind(kind) => {
                let chosen = ours("kind");
                quote!(
                    #before
                    let #over = #function;
                    let #chosen = #kind;
                    #run(#call, #source, #over, #chosen)
                )
            }
            End::Fold(step) => {
                let held = match &chain.end.arguments[0] {
                    Argument::Operand(n) => {
                        let name = &self.spelled.names[*n];
                        quote!(let mut #name = #name;)
                    }
                    _ => quote!(),
                };
                quote!(
                    #held
                    #before
                    let #over = #function;
                    #p::chain::fold(#call, #source, #over, #step)
                )
            }
        }
    }

    fn value(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Operand(n) => self.spelled.names[*n].to_token_stream(),
            Argument::Constant(path) => quote!(#path),
            Argument::Closure(closure) => quote!(#closure),
            Argument::Side(_) => quote!(),
        }
    }

    fn end(&self) -> End {
        let p = self.p;
        let (wanted, over) = (ours("wanted"), ours("chain"));
        let step = &self.chain.end;
        let name = step.method.to_string();
        // A method of the user's for every type would be found before one of ours of the same name.
        let at = step.method.span();
        let method = Ident::new(&format!("amorsize_{name}"), at);
        End::Kind(match name.as_str() {
            "collect" | "sum" | "product" => quote!({
                use __amorsize::chain::methods::*;
                (&&&#p::chain::Probe::<_, _, { #p::cfg!(debug_assertions) }>::new(&#wanted, &#over)).#method()
            }),
            "min" | "max" => quote!({
                use __amorsize::chain::methods::*;
                (&&#p::chain::Order::new(&#over)).#method()
            }),
            "min_by_key" | "max_by_key" => {
                let method = Ident::new(&format!("amorsize_{}", &name[..3]), at);
                quote!({
                    use __amorsize::chain::methods::*;
                    (&&#p::chain::KeyOrder::new(&#over)).#method()
                })
            }
            "min_by" | "max_by" | "reduce" => {
                // A value that changes what it holds is handed on from chunk to chunk.
                let argument = match &step.arguments[0] {
                    Argument::Operand(n) => {
                        let name = &self.spelled.names[*n];
                        quote!(#p::chain::again(&mut #name))
                    }
                    other => self.value(other),
                };
                let (best, items, method) = (ours("best"), ours("items"), &step.method);
                return End::Fold(
                    quote!(|#best, #items| #p::chain::after(#best, #items).#method(#argument)),
                );
            }
            "nth" => {
                let n = self.value(&step.arguments[0]);
                quote!(#p::chain::Nth::new(#n))
            }
            "count" => quote!(#p::chain::Count::default()),
            "last" => quote!(#p::chain::Last::default()),
            "unzip" => quote!(#p::chain::Unzip::default()),
            "partition" => quote!(#p::chain::Partition::default()),
            "for_each" => quote!(#p::chain::Each),
            "try_for_each" => quote!(#p::chain::Attempts),
            "any" => quote!(#p::chain::Any),
            "all" => quote!(#p::chain::All),
            "position" => quote!(#p::chain::Position::default()),
            "rposition" => {
                let source = ours("source");
                quote!(#p::chain::FromTheEnd::of(&#source))
            }
            // `find` and `find_map`
            _ => quote!(#p::chain::First),
        })
    }

    /// Whether the plain chain is timed now and then: where chunks do more than it, and it comes to its end.
    fn is_timed(&self) -> bool {
        !self.chain.may_end()
    }

    fn static_site(&self) -> TokenStream {
        let (p, site, chain) = (self.p, self.site, self.chain);
        let (name, function) = (&site.name, &site.function);
        let mut head = compact(&chain.written.to_token_stream().to_string());
        for step in &chain.steps {
            head += &format!(".{}", step.method);
        }
        let end = chain.end.method.to_string();
        let form = format!(".{end}(…)");
        let early = chain::adapters::ends_early(&end);
        let timed = self.is_timed();
        let plan = quote!(#p::Plan {
            name: #name,
            function: #function,
            head: #head,
            sinks: &[#p::SinkPlan::new(#end, #form, #p::Tier::ByType)],
            exits: #early,
            align: 1usize,
            always: false,
            timed: #timed,
        });
        site::declaration(&site::static_name(), chain.end.method.span(), p, plan)
    }
}

/// How a chain ends: with a terminal, or by std's own method over the best so far and the items of a chunk.
enum End {
    Kind(TokenStream),
    Fold(TokenStream),
}

/// Every variable that workers look at is checked at its own name.
fn checks(captures: &[chain::Capture], p: &TokenStream) -> TokenStream {
    let mut tokens = quote!();
    for capture in captures {
        let (expr, span) = (&capture.expr, capture.span);
        tokens.extend(if capture.moved {
            quote_spanned!(span=> #p::chain::captured(&#expr); #p::shared(&#expr);)
        } else {
            quote_spanned!(span=> #p::shared(&#expr);)
        });
    }
    tokens
}
