//! Messages about options.

use super::Message;

pub(crate) fn unknown_option(name: &str, known: &str) -> Message {
    Message::new(
        "AMZ003",
        format!("unknown option `{name}`; expected one of {known}"),
        "",
    )
}

pub(crate) fn option_form(problem: &str) -> Message {
    Message::new(
        "AMZ003",
        format!("the options are not understood: {problem}"),
        "an option is `name`, `name = value` or `name(…)`, and commas stand between them",
    )
}

pub(crate) fn not_an_option(attribute: &str) -> Message {
    Message::new(
        "AMZ003",
        format!("`{attribute}` gives no options to the block"),
        "write `#![parallel(…)]`, or take it away",
    )
}

pub(crate) fn repeated_option(name: &str) -> Message {
    Message::new(
        "AMZ003",
        format!("option `{name}` is given twice"),
        "keep one of them",
    )
}

pub(crate) fn later_option(name: &str) -> Message {
    Message::new(
        "AMZ003",
        format!("option `{name}` is not available in this version"),
        format!("remove `{name}`, or mark the loop `#[serial]`"),
    )
}

pub(crate) fn option_value(name: &str, not: &str, expected: &str) -> Message {
    Message::new(
        "AMZ004",
        format!("the value of option `{name}` is not {not}; expected {expected}"),
        "",
    )
}
