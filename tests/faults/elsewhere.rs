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
        "F33",
        "the CPU quota shrinks",
        "P5: read again; never more participants than it allows",
        &[
            runtime("amorsize-runtime/src/machine/cgroup.rs", "quotas"),
            runtime("amorsize-runtime/src/decide.rs", "quota_of_two_gives_two"),
        ],
    ),
    elsewhere(
        "F36",
        "the system does not say how many CPUs there are",
        "P5: serial",
        &[runtime(
            "amorsize-runtime/src/machine/mod.rs",
            "a_machine_that_tells_nothing",
        )],
    ),
    elsewhere(
        "F49",
        "the clock stands still",
        "P7: decisions in range",
        &[runtime(
            "amorsize-runtime/src/schedule/pace.rs",
            "any_clock",
        )],
    ),
    elsewhere(
        "F50",
        "the clock jumps",
        "P7: decisions in range",
        &[
            runtime("amorsize-runtime/src/schedule/pace.rs", "any_clock"),
            runtime("amorsize-runtime/src/site/learn/tests.rs", "any_outcome"),
        ],
    ),
    elsewhere(
        "F51",
        "items of no time, of centuries, of NaN",
        "P7: chunks in [1, n], participants in [1, limit]",
        &[
            runtime("amorsize-runtime/src/decide.rs", "within_bounds"),
            runtime("amorsize-runtime/src/cost.rs", "never_nan"),
        ],
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
];
