//! Adapters of a head that are not cut by index and run in the body.

use syn::ExprMethodCall;

/// Adapters that give any number of items for each, whatever items come before: name, number of arguments.
const STEPS: &[(&str, usize)] = &[
    ("map", 1),
    ("inspect", 1),
    ("filter", 1),
    ("filter_map", 1),
    ("flat_map", 1),
    ("flatten", 0),
];

/// Adapters that may end the loop; the methods of the runtime of these names say so.
pub(crate) const ENDING: &[(&str, usize)] = &[("take_while", 1), ("map_while", 1)];

/// Adapters that look at one item alone, so that they may follow such a step.
pub(crate) const AFTER: &[(&str, usize)] = &[("copied", 0), ("cloned", 0)];

/// Whether an adapter is one that is not cut.
pub(crate) fn is_step(call: &ExprMethodCall) -> bool {
    is(STEPS, call) || is(ENDING, call)
}

pub(crate) fn is(list: &[(&str, usize)], call: &ExprMethodCall) -> bool {
    let name = call.method.to_string();
    list.contains(&(name.as_str(), call.args.len()))
}
