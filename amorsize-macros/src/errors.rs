//! Compile errors: the accumulator that must be finished, and the catalogue of messages with their codes.

mod arrays;
mod chains;
mod heads;
mod options;
mod serial;

pub(crate) use arrays::*;
pub(crate) use chains::*;
pub(crate) use heads::*;
pub(crate) use options::*;
pub(crate) use serial::*;

use crate::depth::{BRACKETS, OPERATORS};
use proc_macro2::{Punct, Spacing, Span, TokenStream};
use quote::ToTokens;
use std::cell::RefCell;

/// Collects every error of one function, so that all are shown at once.
pub(crate) struct Errors {
    list: RefCell<Option<Vec<syn::Error>>>,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Errors {
            list: RefCell::new(Some(Vec::new())),
        }
    }

    /// Adds a message at the tokens `at`.
    pub(crate) fn at(&self, at: impl ToTokens, message: Message) {
        self.add(syn::Error::new_spanned(at, message.text()));
    }

    /// Adds a message at a place.
    pub(crate) fn at_span(&self, spot: impl Into<Spot>, message: Message) {
        self.add(spot.into().error(&message.text()));
    }

    /// Adds an error of the parser.
    pub(crate) fn add(&self, error: syn::Error) {
        let text = error.to_string();
        if let Some(list) = self.list.borrow_mut().as_mut() {
            let place = format!("{:?}", error.span());
            let known = list
                .iter()
                .any(|e| e.to_string() == text && format!("{:?}", e.span()) == place);
            if !known {
                list.push(error);
            }
        }
    }

    /// Whether nothing has been refused so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.borrow().as_ref().is_none_or(Vec::is_empty)
    }

    /// All errors as `compile_error!` calls; empty when there were none.
    pub(crate) fn finish(self) -> TokenStream {
        let list = self.list.borrow_mut().take().unwrap_or_default();
        list.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// Where something stands: on stable the spans of several tokens cannot be joined, so the first and the last are kept.
#[derive(Clone, Copy)]
pub(crate) struct Spot {
    pub(crate) start: Span,
    end: Span,
}

impl Spot {
    pub(crate) fn of(tokens: &impl ToTokens) -> Spot {
        let mut tokens = tokens.to_token_stream().into_iter();
        let start = tokens.next().map_or_else(Span::call_site, |t| t.span());
        let end = tokens.last().map_or(start, |t| t.span());
        Spot { start, end }
    }

    fn error(self, text: &str) -> syn::Error {
        let (mut first, mut last) = (
            Punct::new('-', Spacing::Alone),
            Punct::new('-', Spacing::Alone),
        );
        first.set_span(self.start);
        last.set_span(self.end);
        syn::Error::new_spanned(quote::quote!(#first #last), text)
    }
}

impl From<Span> for Spot {
    fn from(span: Span) -> Spot {
        Spot {
            start: span,
            end: span,
        }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if self.list.borrow().is_some() && !std::thread::panicking() {
            panic!("errors were collected and never reported");
        }
    }
}

/// The line of a span, or 0 where the compiler does not tell.
pub(crate) fn line(spot: impl Into<Spot>) -> usize {
    let span = spot.into().start;
    if proc_macro::is_available() {
        span.unwrap().line()
    } else {
        0
    }
}

/// One refusal: its code, the reason, the way out.
#[derive(Clone)]
pub(crate) struct Message {
    code: &'static str,
    reason: String,
    help: String,
}

impl Message {
    fn new(code: &'static str, reason: impl Into<String>, help: impl Into<String>) -> Self {
        Message {
            code,
            reason: reason.into(),
            help: help.into(),
        }
    }

    pub(crate) fn text(&self) -> String {
        if self.help.is_empty() {
            format!("[{}] {}", self.code, self.reason)
        } else {
            format!("[{}] {}\nhelp: {}", self.code, self.reason, self.help)
        }
    }
}

pub(crate) fn nothing_to_run(function: &str) -> Message {
    Message::new(
        "AMZ001",
        format!(
            "nothing here to run in parallel: `{function}` has no `for` loop or iterator chain"
        ),
        "put the attribute on the function whose loop is hot, or `#[amorsize::parallel(map)]` on a per-item function",
    )
}

pub(crate) fn not_a_for_loop(what: &str) -> Message {
    let reason = match what {
        "while" | "loop" => format!("`{what}` has no known iteration space"),
        "let" | "if" => {
            format!("the marker stands on a `{what}`; it goes on a `for` loop or an iterator chain")
        }
        _ => format!("the marker stands on {what}; it goes on a `for` loop or an iterator chain"),
    };
    let help = match what {
        "while" | "loop" => {
            "write it as `for x in …` or `while let Some(x) = it.next()`, or take the attribute or the marker away"
        }
        _ => "write the loop as `for x in …`, or take the attribute or the marker away",
    };
    Message::new("AMZ002", reason, help)
}

pub(crate) fn too_deep() -> Message {
    Message::new(
        "AMZ032",
        format!(
            "more than {BRACKETS} brackets inside each other, or {OPERATORS} operators in one expression"
        ),
        "move part of it to a function of its own, or into a `let` before it",
    )
}

pub(crate) fn not_a_function(what: &str) -> Message {
    Message::new(
        "AMZ005",
        format!("the attribute stands on {what}; it goes on a function with a body"),
        "move it to the function whose loop should run in parallel",
    )
}

pub(crate) fn carried(name: &str, line: usize) -> Message {
    let place = if line == 0 {
        String::new()
    } else {
        format!(" at line {line}")
    };
    Message::new(
        "AMZ011",
        format!(
            "`{name}` is read{place} before it is assigned in the same iteration: its value comes from the previous one \
             (a running total that is read is a scan)"
        ),
        "keep the value in a variable declared inside the loop, or leave this loop `#[serial]`",
    )
}

pub(crate) fn mixed_operators(name: &str, first: &str, second: &str) -> Message {
    Message::new(
        "AMZ012",
        format!("`{name}` is updated with both `{first}` and `{second}`"),
        "use two variables and combine them after the loop, or say `reduce(…)`",
    )
}

pub(crate) fn result_used(call: &str) -> Message {
    Message::new(
        "AMZ013",
        format!(
            "the result of `{call}` decides what happens next, so it depends on earlier iterations"
        ),
        if call.contains(".insert(") {
            "collect first and deduplicate after the loop, or leave this loop `#[serial]`"
        } else {
            "take the values out before the loop, or leave this loop `#[serial]`"
        },
    )
}

pub(crate) fn scratch(buf: &str) -> Message {
    Message::new(
        "AMZ014",
        format!("`{buf}` looks like scratch shared by iterations"),
        format!(
            "`#[parallel(local({buf} = …))]` gives each participant its own, or declare `{buf}` inside the loop"
        ),
    )
}

pub(crate) fn ordered_value() -> Message {
    Message::new(
        "AMZ020",
        "`ordered!` runs later, on the caller: it is a statement of the loop and gives no value",
        "put everything that needs the value into the block",
    )
}

pub(crate) fn ordered_jump(jump: &str) -> Message {
    Message::new(
        "AMZ020",
        format!("`{jump}` in an `ordered!` block would skip what workers have done by then"),
        "`break`, `return` and `?` may leave the parallel loop itself; `continue` only if nothing of the iteration follows the block",
    )
}

pub(crate) fn beside_ordered(name: &str, line: usize) -> Message {
    let place = if line == 0 {
        String::new()
    } else {
        format!(" at line {line}")
    };
    Message::new(
        "AMZ015",
        format!(
            "`{name}` is used{place}, but the `ordered!` block that changes it or looks at it runs only later, on the caller"
        ),
        format!(
            "use `{name}` inside `ordered!` blocks alone, or keep a variable of the iteration for what is needed outside"
        ),
    )
}

pub(crate) fn beside_replayed_exit(name: &str) -> Message {
    Message::new(
        "AMZ015",
        format!(
            "a statement that is replayed may leave the loop, and `{name}` would then be ahead of it"
        ),
        format!(
            "change `{name}` inside `amorsize::ordered! {{ … }}`, or take the exit out of the replayed statement"
        ),
    )
}

pub(crate) fn exit_reads(kind: &str, name: &str) -> Message {
    Message::new(
        "AMZ015",
        format!("the value of `{kind}` reads `{name}`, which is complete only after the loop"),
        "keep what the value needs of this iteration in a variable, `break`, and build the value after the loop",
    )
}

pub(crate) fn borrowed_mutably(name: &str) -> Message {
    Message::new(
        "AMZ016",
        format!("`&mut {name}` is taken here, and workers share `{name}`"),
        format!(
            "declare it inside the loop (a random generator: seeded by the index), say `#[parallel(local({} = …))]` if it is scratch, \
             put all that uses it into `amorsize::ordered! {{ … }}`, or leave this loop `#[serial]`",
            name.trim_start_matches(['*', ' '])
        ),
    )
}

pub(crate) fn global_write(name: &str) -> Message {
    Message::new(
        "AMZ018",
        format!(
            "`{name}` is not a variable of this function, and workers would write it at the same time"
        ),
        "use an atomic, or a local variable that is written back after the loop",
    )
}

pub(crate) fn unsafe_write(what: &str) -> Message {
    Message::new(
        "AMZ018",
        format!(
            "`{what}` in an `unsafe` block may write what other iterations use, and the compiler cannot see it"
        ),
        "use a slice and an index (`out[i] = …`), or leave this loop `#[serial]`",
    )
}

pub(crate) fn opaque_macro(name: &str, token: &str) -> Message {
    Message::new(
        "AMZ020",
        format!("cannot see inside `{name}!`, which contains `{token}`"),
        "write it out, move it before the macro, or leave this loop `#[serial]`",
    )
}

pub(crate) fn hidden_read(name: &str) -> Message {
    Message::new(
        "AMZ020",
        format!(
            "`{name}` has no value before the loop, and a macro in the body may read it without naming it"
        ),
        format!("declare it with a value (`let mut {name} = …;`), or leave this loop `#[serial]`"),
    )
}

pub(crate) fn opaque_effect(name: &str) -> Message {
    Message::new(
        "AMZ020",
        format!(
            "`{name}!` has an effect whose order the loop fixes, in a form that cannot be replayed here"
        ),
        "collect the text with `push` or `push_str` and write it after the loop, or leave this loop `#[serial]`",
    )
}

pub(crate) fn opaque_item(what: &str) -> Message {
    Message::new(
        "AMZ020",
        format!("{what} inside the loop can give names a new meaning that the macro cannot see"),
        "move it out of the loop",
    )
}

pub(crate) fn static_inside() -> Message {
    Message::new(
        "AMZ020",
        "a `static` inside the loop would be there once for each way the loop may run",
        "move it out of the loop",
    )
}

pub(crate) fn too_many_conditions() -> Message {
    Message::new(
        "AMZ020",
        "the `cfg`s of this body can go more than eight ways together, and it is spelled for each",
        "move some of what they stand on to a function of its own",
    )
}

pub(crate) fn awaits() -> Message {
    Message::new(
        "AMZ021",
        "`.await` in a parallel loop: workers do not poll futures",
        "collect the futures and join them, or leave this loop `#[serial]`",
    )
}

pub(crate) fn process_ends(call: &str) -> Message {
    Message::new(
        "AMZ033",
        format!(
            "`{call}` ends the process, and a worker may get there while earlier items are still running"
        ),
        "`break` with the code and end the process after the loop, put the call into `amorsize::ordered! { … }`, or leave this loop `#[serial]`",
    )
}

pub(crate) fn const_fn() -> Message {
    Message::new(
        "AMZ022",
        "a `const fn` cannot be timed",
        "remove `const`, or the attribute",
    )
}

pub(crate) fn tracked() -> Message {
    Message::new(
        "AMZ034",
        "a `#[track_caller]` function reports its panics at the line that called it, which the chunks of a loop do not know",
        "take it away, or move the loop to a function without it",
    )
}

pub(crate) fn mutable_receiver(receiver: &str, method: &str) -> Message {
    if method == "call" {
        return Message::new(
            "AMZ023",
            format!("`{receiver}(…)` may change what it has captured, and workers share it"),
            "as a statement it is run in order; where its value is needed: `amorsize::ordered! { … }`, or leave this loop `#[serial]`",
        );
    }
    Message::new(
        "AMZ023",
        format!(
            "`{receiver}.{method}(…)` may take `{receiver}` by `&mut`, and this loop uses `{receiver}` otherwise too"
        ),
        "`amorsize::ordered! { … }` around all that uses it, or put the marker `#[parallel]` on another loop and `#[serial]` here",
    )
}

pub(crate) fn closure_for_later(method: &str) -> Message {
    Message::new(
        "AMZ023",
        format!(
            "this closure would be made on a worker, and `.{method}(…)` runs on the caller, in order"
        ),
        "`amorsize::ordered! { … }` around the statement, or leave this loop `#[serial]`",
    )
}

pub(crate) fn copies_of_its_own() -> Message {
    Message::new(
        "AMZ024",
        "a `move` closure in the head has copies of its own, which one iteration may hand to the next",
        "take `move` away, or write it into the body",
    )
}

pub(crate) fn short_circuit(name: &str, op: &str) -> Message {
    Message::new(
        "AMZ027",
        format!(
            "`{name} = {name} {op}{op} …` evaluates its right side only while `{name}` allows it, which depends on earlier iterations"
        ),
        format!("`{name} {op}= …` evaluates it every time"),
    )
}

pub(crate) fn best_block(name: &str) -> Message {
    Message::new(
        "AMZ028",
        format!(
            "the block that updates `{name}` does more than remember the best: it would run for candidates that the plain loop never takes"
        ),
        "only assign plain values there (`best = x; which = i;`) and do the rest after the loop",
    )
}

pub(crate) fn nested_change(name: &str) -> Message {
    Message::new(
        "AMZ029",
        format!(
            "`{name}` is changed here in a way that is not understood as independent of the other iterations"
        ),
        if name.contains(|c: char| !(c.is_alphanumeric() || c == '_')) {
            format!(
                "change a variable of the iteration and write it to `{name}` once, or leave this loop `#[serial]`"
            )
        } else {
            format!(
                "say `reduce({name}: …)` or `local({name} = …)`, use a variable of the iteration, or leave this loop `#[serial]`"
            )
        },
    )
}
