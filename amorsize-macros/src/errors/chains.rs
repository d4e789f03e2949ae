//! Messages about iterator chains.

use super::Message;

pub(crate) fn closure_changes(name: &str) -> Message {
    Message::new(
        "AMZ011",
        format!(
            "`{name}` is changed in this closure: its value for one item would come from the items before it"
        ),
        "write a `for` loop or `for_each`, let the closure give the value and combine afterwards, or leave this chain `#[serial]`",
    )
}

pub(crate) fn closure_receiver(receiver: &str, method: &str) -> Message {
    let call = if method == "call" {
        format!("{receiver}(…)")
    } else {
        format!("{receiver}.{method}(…)")
    };
    Message::new(
        "AMZ023",
        format!("`{call}` in this closure may change `{receiver}`, and workers share it"),
        "write a `for` loop or `for_each`, let the closure give the value and combine afterwards, or leave this chain `#[serial]`",
    )
}

pub(crate) fn effect_in_chain(name: &str) -> Message {
    Message::new(
        "AMZ020",
        format!("`{name}!` in this closure has an effect whose order the chain fixes"),
        "write a `for` loop or `for_each`, whose effects are replayed in order, or leave this chain `#[serial]`",
    )
}

pub(crate) fn fold_needs_reduce(method: &str) -> Message {
    Message::new(
        "AMZ026",
        format!("`{method}` carries a value from item to item"),
        "say how two values are combined, `#[parallel(reduce(fold: +))]`, or leave this chain `#[serial]`",
    )
}

pub(crate) fn relaxed_chain(step: &str) -> Message {
    Message::new(
        "AMZ004",
        format!(
            "`float = \"blocked\"` and `\"fast\"` number the items of the head, which `.{step}(…)` does not keep apart"
        ),
        "move it in front of the closures, or take `float` away",
    )
}

pub(crate) fn carries_value(adapter: &str) -> Message {
    Message::new(
        "AMZ026",
        format!("`{adapter}` carries a value from item to item"),
        "compute it before the loop, or leave this loop `#[serial]`",
    )
}
