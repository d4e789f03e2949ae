//! Warnings: a loop is taken and stays serial.

use super::Message;

pub(crate) fn marker_inside() -> Message {
    Message::new(
        "AMZ040",
        "this marker changes nothing: the loop is part of the parallel loop around it",
        "take one of the two markers away",
    )
}

pub(crate) fn bare_sum(what: &str) -> Message {
    Message::new(
        "AMZ040",
        format!(
            "this stays serial: {what} adds floats in the order of the source, and handing an operand over costs more than the operand"
        ),
        "`#[serial]`, or `#[parallel(float = \"blocked\")]` if other bits will do, the same on every run",
    )
}

pub(crate) fn all_replayed() -> Message {
    Message::new(
        "AMZ040",
        "this stays serial: all of the body is run by the caller in the order of the source, and nothing is left for workers",
        "`#[serial]`, or compute what is costly in statements before it",
    )
}

pub(crate) fn few_items(items: u128) -> Message {
    let what = match items {
        0 => "there are no items".to_owned(),
        1 => "there is one item".to_owned(),
        n => format!("{n} items of a few operations each take no time"),
    };
    Message::new(
        "AMZ040",
        format!("this stays serial: {what}"),
        "`#[serial]`, or the marker on a loop around it",
    )
}
