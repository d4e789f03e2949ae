//! Faults that other suites make happen: clocks and counters in the runtime's unit tests, input and names in the macro's.

use crate::{Fault, Held, Test};

const fn elsewhere(
    id: &'static str,
    what: &'static str,
    promise: &'static str,
    tests: &'static [Test],
) -> Fault {
    Fault {
        id,
        what,
        promise,
        held: Held::Elsewhere(tests),
    }
}

const fn runtime(file: &'static str, function: &'static str) -> Test {
    Test {
        package: "amorsize-runtime",
        target: "--lib",
        file,
        function,
    }
}

const fn macros(file: &'static str, function: &'static str) -> Test {
    Test {
        package: "amorsize-macros",
        target: "--lib",
        file,
        function,
    }
}

const fn suite(target: &'static str, file: &'static str, function: &'static str) -> Test {
    Test {
        package: "amorsize-tests",
        target,
        file,
        function,
    }
}

const fn target(
    id: &'static str,
    what: &'static str,
    promise: &'static str,
    targets: &'static [&'static str],
) -> Fault {
    Fault {
        id,
        what,
        promise,
        held: Held::Target(targets),
    }
}

pub const FAULTS: &[Fault] = &[
    elsewhere(
        "F17",
        "a helper is delayed anywhere in the protocol",
        "P3: the caller waits only for helpers that checked in",
        &[
            runtime(
                "amorsize-runtime/src/run/tests/progress.rs",
                "nobody_waits_for_helpers_that_never_start",
            ),
            runtime(
                "amorsize-runtime/src/run/tests/progress.rs",
                "a_window_without_room_lets_helpers_go",
            ),
            runtime(
                "amorsize-runtime/src/run/tests/ends.rs",
                "the_higher_index_comes_first_and_loses",
            ),
        ],
    ),
    elsewhere(
        "F50a",
        "clocks of all kinds, shown to the policy alone",
        "P7: decisions in range",
        &[
            runtime("amorsize-runtime/src/schedule/pace/tests.rs", "any_clock"),
            runtime("amorsize-runtime/src/site/learn/tests.rs", "any_outcome"),
        ],
    ),
    elsewhere(
        "F51",
        "items of no time, of centuries, of NaN",
        "P7: chunks in [1, n], participants in [1, limit]",
        &[
            runtime("amorsize-runtime/src/decide/tests.rs", "within_bounds"),
            runtime("amorsize-runtime/src/cost.rs", "never_nan"),
        ],
    ),
    elsewhere(
        "F52",
        "calls and items beyond what a counter holds",
        "P7: they stay at the largest number",
        &[runtime(
            "amorsize-runtime/src/site/learn/tests.rs",
            "counts_stay_at_the_largest_number",
        )],
    ),
    elsewhere(
        "F55",
        "a body that turns ten times dearer, or cheaper",
        "P7: decided again within a few calls",
        &[
            runtime(
                "amorsize-runtime/src/site/learn/tests.rs",
                "a_real_change_is_learned_in_a_few_calls",
            ),
            runtime(
                "amorsize-runtime/src/site/learn/tests.rs",
                "one_preempted_call_changes_nothing",
            ),
        ],
    ),
    elsewhere(
        "F74",
        "real functions with tokens changed at random",
        "P10: no panic, and what comes out is Rust",
        &[macros("amorsize-macros/src/tests/fuzz.rs", "fuzz")],
    ),
    elsewhere(
        "F75",
        "half a function, a token missing, twice or another",
        "P10: an error, never a panic",
        &[
            macros(
                "amorsize-macros/src/tests/half_typed.rs",
                "one_token_missing_or_twice",
            ),
            macros(
                "amorsize-macros/src/tests/half_typed.rs",
                "one_token_replaced",
            ),
            macros(
                "amorsize-macros/src/tests/nesting.rs",
                "it_ends_in_an_error",
            ),
        ],
    ),
    elsewhere(
        "F76",
        "the attribute on every kind of item",
        "P10: an error at its place",
        &[
            macros("amorsize-macros/src/tests/half_typed.rs", "other_items"),
            suite("ui", "tests/ui/main.rs", "refusals"),
        ],
    ),
    elsewhere(
        "F77",
        "the user's items are named like ours, `core` is shadowed, there is no prelude",
        "P10: compiles, the same result",
        &[suite("weird", "tests/weird/shadowed.rs", "works")],
    ),
    elsewhere(
        "F78",
        "amorsize under another name",
        "P10: `crate = …` names it",
        &[Test {
            package: "amorsize-tests-renamed",
            target: "--lib",
            file: "tests/weird/renamed/lib.rs",
            function: "same_under_any_name",
        }],
    ),
    elsewhere(
        "F79",
        "`forbid(unsafe_code)`, `deny(warnings, missing_docs, clippy::pedantic)`",
        "P10: the expansion is clean",
        &[suite("weird", "tests/weird/usage.rs", "works")],
    ),
    elsewhere(
        "F80",
        "`Rc`, `Cell` and raw pointers in the body",
        "P10: refused at their own name",
        &[suite(
            "adversary",
            "tests/adversary/watched.rs",
            "right_or_refused",
        )],
    ),
    elsewhere(
        "F81",
        "a data race is tried for",
        "P10: refused, or a reduction",
        &[suite("ui", "tests/ui/main.rs", "refusals")],
    ),
    elsewhere(
        "F83",
        "a function that is still being typed",
        "P10: the item and the messages",
        &[macros(
            "amorsize-macros/src/tests/half_typed.rs",
            "cut_at_every_token",
        )],
    ),
    elsewhere(
        "F84",
        "made by `macro_rules!`, by a `cfg`, inside a doc-test",
        "P10: works, or a clear error",
        &[suite("weird", "tests/weird/generated.rs", "works")],
    ),
    target(
        "F86",
        "a target without threads",
        "P12: everything compiles, loops are plain",
        &["wasm32-unknown-unknown", "wasm32-wasip1"],
    ),
    target(
        "F89",
        "32 bit",
        "P1: everything compiles",
        &["i686-unknown-linux-gnu"],
    ),
];
