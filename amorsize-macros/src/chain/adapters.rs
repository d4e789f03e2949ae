//! What may stand in a chain: std's adapters by what they do to the items' positions, and the consuming methods.

/// An adapter, by what can be said of its items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Adapter {
    /// One item for each.
    OneToOne,
    /// Any number of items for each.
    Changing,
    /// One item for each, until it ends the chain.
    Ending,
    /// Looks at where an item stands, or changes that.
    Positional,
    /// Carries something from item to item, in a form that the caller alone can run.
    InOrder,
    /// Carries a value that the user's closure changes, or has no end.
    Carrying,
}

/// An adapter of [`Iterator`] by its name and number of arguments.
pub(crate) fn adapter(name: &str, arguments: usize) -> Option<Adapter> {
    use Adapter::*;
    Some(match (name, arguments) {
        ("map" | "inspect", 1) | ("copied" | "cloned", 0) => OneToOne,
        ("filter" | "filter_map" | "flat_map", 1) | ("flatten", 0) => Changing,
        ("take_while" | "map_while", 1) => Ending,
        ("enumerate" | "rev", 0) | ("zip" | "skip" | "take" | "step_by", 1) => Positional,
        ("skip_while", 1) | ("fuse", 0) => InOrder,
        ("scan", 2) | ("peekable" | "cycle", 0) => Carrying,
        _ => return None,
    })
}

/// Whether the head of a loop knows this adapter: it is cut by index.
pub(crate) fn is_cut(name: &str) -> bool {
    matches!(
        name,
        "enumerate" | "rev" | "copied" | "cloned" | "zip" | "skip" | "take" | "step_by"
    )
}

/// The consuming methods that are understood, with their number of arguments.
const TERMINALS: &[(&str, usize)] = &[
    ("collect", 0),
    ("sum", 0),
    ("product", 0),
    ("count", 0),
    ("min", 0),
    ("max", 0),
    ("min_by", 1),
    ("max_by", 1),
    ("min_by_key", 1),
    ("max_by_key", 1),
    ("any", 1),
    ("all", 1),
    ("find", 1),
    ("find_map", 1),
    ("position", 1),
    ("rposition", 1),
    ("partition", 1),
    ("unzip", 0),
    ("for_each", 1),
    ("try_for_each", 1),
    ("fold", 2),
    ("try_fold", 2),
    ("reduce", 1),
    ("last", 0),
    ("nth", 1),
];

/// Whether a method consumes a chain.
pub(crate) fn is_terminal(name: &str, arguments: usize) -> bool {
    TERMINALS.contains(&(name, arguments))
}

/// Whether a consuming method may leave items unseen.
pub(crate) fn ends_early(name: &str) -> bool {
    matches!(
        name,
        "any" | "all" | "find" | "find_map" | "position" | "rposition" | "try_for_each" | "nth"
    )
}

/// Methods that nothing but an iterator has, so that a chain may begin with a variable.
pub(crate) fn is_telling(name: &str) -> bool {
    matches!(name, "collect" | "for_each" | "try_for_each")
}

/// Methods of std that give an iterator.
pub(crate) fn gives_items(name: &str) -> bool {
    matches!(
        name,
        "iter"
            | "iter_mut"
            | "into_iter"
            | "chunks"
            | "chunks_mut"
            | "chunks_exact"
            | "chunks_exact_mut"
            | "rchunks"
            | "rchunks_mut"
            | "rchunks_exact"
            | "rchunks_exact_mut"
            | "windows"
            | "chars"
            | "char_indices"
            | "bytes"
            | "lines"
            | "split_whitespace"
            | "keys"
            | "values"
            | "values_mut"
            | "into_keys"
            | "into_values"
            | "drain"
    )
}
