//! Messages about what a loop or chain runs over.

use super::Message;

pub(crate) fn worklist(list: &str, method: &str) -> Message {
    Message::new(
        "AMZ002",
        format!(
            "`{list}.{method}()` takes what earlier iterations have put there: a worklist has no known iteration space"
        ),
        format!(
            "go through one round at a time: `for x in std::mem::take(&mut {list})`; or leave this loop as it is"
        ),
    )
}

pub(crate) fn evaluated_again(receiver: &str) -> Message {
    Message::new(
        "AMZ002",
        format!("`{receiver}` is evaluated again for every item, so it need not be one iterator"),
        "put the iterator in a variable first, or write the loop as `for x in …`",
    )
}

pub(crate) fn may_not_match(pattern: &str) -> Message {
    Message::new(
        "AMZ002",
        format!("the loop ends with the first item that `{pattern}` does not match"),
        "take the item whole (`while let Some(x) = …`), and `break` in the body",
    )
}

pub(crate) fn iterator_in_body(name: &str) -> Message {
    Message::new(
        "AMZ002",
        format!("the body names `{name}`, whose items are pulled ahead of it"),
        "take what an iteration needs in one item (`chunks`, `zip`), or leave this loop as it is",
    )
}

pub(crate) fn while_let_pull() -> Message {
    Message::new(
        "AMZ002",
        "with `pull`, `next()` is that of `Iterator`, and here it may be a method of the type's own",
        "write `for x in it.by_ref()`",
    )
}

pub(crate) fn made_for_the_head(argument: &str) -> Message {
    Message::new(
        "AMZ024",
        format!("`{argument}` is evaluated once for the whole loop, and workers would each do it"),
        format!("put it in a variable before the loop (`let f = {argument};`)"),
    )
}

pub(crate) fn counted_after(adapter: &str) -> Message {
    Message::new(
        "AMZ024",
        format!(
            "what follows `.{adapter}(…)` goes by the number of items before, which is not known to workers"
        ),
        format!("put it before `.{adapter}(…)`, collect first, or say `#[parallel(pull)]`"),
    )
}

pub(crate) fn joined_step(adapter: &str) -> Message {
    Message::new(
        "AMZ024",
        format!("`.{adapter}(…)` stands on one side of a `.chain(…)` alone, which is cut by index"),
        format!("put `.{adapter}(…)` behind the `.chain(…)`, or write two loops"),
    )
}

pub(crate) fn head_not_cut(adapter: &str) -> Message {
    Message::new(
        "AMZ024",
        format!("`.{adapter}(…)` in the head of the loop cannot be cut by index"),
        "collect first (`let items: Vec<_> = ….collect();`), or do it inside the body",
    )
}

pub(crate) fn in_order_first(adapter: &str) -> Message {
    Message::new(
        "AMZ024",
        format!(
            "`.{adapter}(…)` needs the items one after the other, and nothing before it could run in parallel"
        ),
        "collect what it gives first and start a chain from that, or leave this chain `#[serial]`",
    )
}

pub(crate) fn early_after_order(early: &str, order: &str) -> Message {
    Message::new(
        "AMZ024",
        format!(
            "`.{early}(…)` may end the chain early, behind `.{order}(…)`, which needs all items before it in order"
        ),
        format!("move `.{order}(…)` behind it, or leave this chain `#[serial]`"),
    )
}

pub(crate) fn backwards_in_order() -> Message {
    Message::new(
        "AMZ024",
        "`.rev()` begins with the last item, behind an adapter that needs the items in order",
        "move `.rev()` in front of it, collect first, or leave this chain `#[serial]`",
    )
}

pub(crate) fn not_in_zip(adapter: &str) -> Message {
    Message::new(
        "AMZ024",
        format!(
            "`.{adapter}(…)` on the other side of this `zip` changes which items meet, so the two cannot be cut at the same places"
        ),
        "collect that side first, or leave this chain `#[serial]`",
    )
}
