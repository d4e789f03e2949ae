//! Messages about elements of arrays.

use super::Message;

pub(crate) fn depends_on_neighbour(array: &str, read: &str, written: &str) -> Message {
    Message::new(
        "AMZ010",
        format!(
            "this iteration uses `{array}[{read}]` while others write `{array}[{written}]`: iterations depend on each other"
        ),
        "write to a second buffer and swap the two after the loop, or leave this loop `#[serial]`",
    )
}

pub(crate) fn untold_elements(array: &str) -> Message {
    Message::new(
        "AMZ010",
        format!(
            "which elements of `{array}` belong to one iteration cannot be told from these subscripts"
        ),
        format!(
            "write them with the loop's variable (`{array}[i * width + j]`), or take a row of it (`&mut {array}[i * width..(i + 1) * width]`)"
        ),
    )
}

/// `promised`: `unsafe(disjoint(…))` would be heard.
pub(crate) fn any_element(array: &str, subscript: &str, promised: bool) -> Message {
    Message::new(
        "AMZ010",
        format!(
            "`{array}[{subscript}]` is used and changed, and other iterations may use the same element of `{array}`"
        ),
        if promised {
            format!(
                "if no two do, say so: `#[parallel(unsafe(disjoint({array})))]`; else leave this loop `#[serial]`"
            )
        } else {
            "write to a second array that is not read, or leave this loop `#[serial]`".to_owned()
        },
    )
}

pub(crate) fn position(array: &str, subscript: &str) -> Message {
    Message::new(
        "AMZ010",
        format!(
            "`{array}[{subscript}]` is a position that iterations move on: where one writes depends on those before it"
        ),
        "count and add up in a loop of its own, so that each item has its position before this loop; or leave it `#[serial]`",
    )
}

pub(crate) fn element_and_exit(array: &str) -> Message {
    Message::new(
        "AMZ010",
        format!(
            "`{array}[…]` is changed in place and used again in a loop that may end early: nothing past the exit may show"
        ),
        format!(
            "compute into a local and write it once (`{array}[i] = value`), or move the exit out of the loop"
        ),
    )
}

pub(crate) fn both_show(array: &str) -> Message {
    Message::new(
        "AMZ029",
        format!(
            "both `{array}` and the value may leave the loop or change something here; which comes first depends on the type"
        ),
        "bind them with `let` before this statement, in the order you mean",
    )
}
