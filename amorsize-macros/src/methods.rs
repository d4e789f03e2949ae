//! Methods of std by what they do to their receiver, whatever type it has.

use crate::scope::Binding;

/// Methods that only look at their receiver, whatever std type it has.
const READS: &[&str] = &[
    "len",
    "is_empty",
    "get",
    "iter",
    "first",
    "last",
    "contains",
    "contains_key",
    "as_slice",
    "as_str",
    "clone",
    "to_vec",
    "to_owned",
    "to_string",
    "abs",
    "sqrt",
    "min",
    "max",
    "borrow",
    "as_ref",
    "chars",
    "bytes",
    "is_some",
    "is_none",
    "is_ok",
    "is_err",
    "unwrap",
    "expect",
    "load",
    "chunks",
    "windows",
    "starts_with",
    "ends_with",
    "cloned",
    "copied",
];

/// Whether a method only looks at its receiver.
pub(crate) fn only_reads(method: &str) -> bool {
    READS.contains(&method)
}

/// Methods of std that change their receiver and give a value.
pub(crate) const CHANGES: &[&str] = &[
    "insert",
    "remove",
    "pop",
    "next",
    "next_back",
    "take",
    "replace",
    "swap_remove",
    "drain",
    "pop_front",
    "pop_back",
    "entry",
    "get_mut",
    "last_mut",
    "first_mut",
    "iter_mut",
    "as_mut",
    "get_or_insert_with",
    "push",
    "push_back",
    "split_off",
    "split_at_mut",
    "chunks_mut",
    "nth",
    "by_ref",
    "append",
    "truncate",
];

/// Whether a method call on a variable can change it, as far as the source shows.
pub(crate) fn may_change(binding: &Binding, method: &str) -> bool {
    let unknown = binding.ty.is_none() && !binding.mutable;
    binding.mutable
        || binding.exclusive
        || (unknown
            && (CHANGES.contains(&method)
                || matches!(
                    method,
                    "push_str" | "extend" | "extend_from_slice" | "clear"
                )))
}
