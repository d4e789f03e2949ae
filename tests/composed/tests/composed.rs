//! Every composed function against its plain twin: lengths, modes, workers, chunks; exits, errors and panics in the middle.

use amorsize::{Mode, with_mode};
use amorsize_tests_composed::{CASES, Case, In, State, Tracked, choose};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The result or the panic, then the state.
fn run(f: fn(&In, &mut State) -> Result<i64, String>, x: &In, short: bool) -> String {
    let before = Tracked::alive();
    let mut state = State::new(x.n, short);
    let result = catch_unwind(AssertUnwindSafe(|| f(x, &mut state)));
    let panicked = result.is_err();
    let result = result.map_err(|panic| {
        panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()))
    });
    let seen = state.seen(panicked);
    drop(state);
    let left = Tracked::alive() - before;
    format!("{result:?}\n{seen} never dropped: {left}")
}

fn compare(
    case: &Case,
    x: &In,
    short: bool,
    mode: Mode,
    workers: usize,
    chunk: usize,
) -> Option<String> {
    let expected = run(case.plain, x, short);
    choose(workers, chunk);
    let got = with_mode(mode, || run(case.annotated, x, short));
    (got != expected).then(|| {
        format!(
            "{} n {} stop {} {:?} short {short} {mode:?} workers {workers} chunk {chunk}\n{}\nplain     {expected}\nannotated {got}\n",
            case.name, x.n, x.stop, x.stop2, case.text
        )
    })
}

#[test]
fn composed_functions_equal_their_plain_twins() {
    rayon::ThreadPoolBuilder::new()
        .num_threads(8)
        .build_global()
        .expect("the first pool");
    std::panic::set_hook(Box::new(|_| {}));
    let mut wrong = Vec::new();
    let mut inputs: Vec<In> = [0, 1, 2, 5, 64, 301]
        .iter()
        .flat_map(|&n| (0..4).map(move |seed| In::new(n, seed)))
        .collect();
    // Every way out at every item of a short one.
    inputs.extend((0..7).map(|stop| In::new(7, 5).stopped_at(stop)));
    let mut compared = 0;
    for (number, case) in CASES.iter().enumerate() {
        let before = wrong.len();
        for (at, x) in inputs.iter().enumerate() {
            let short = case.may_be_short && (number + at) % 7 == 6;
            for (mode, workers, chunk) in [
                (Mode::Parallel, 2, 1),
                (Mode::Parallel, 3, 7),
                (Mode::Parallel, 8, 2),
                (Mode::Parallel, 1, 5),
                (Mode::Auto, 4, 3),
                (Mode::Serial, 2, 2),
                (Mode::Check, 2, 2),
            ] {
                compared += 1;
                if wrong.len() == before {
                    wrong.extend(compare(case, x, short, mode, workers, chunk));
                }
            }
        }
    }
    let _ = std::panic::take_hook();
    assert!(compared > 0, "nothing composed");
    assert!(
        wrong.is_empty(),
        "{} of {} functions differ:\n{}",
        wrong.len(),
        CASES.len(),
        wrong[..wrong.len().min(5)].join("\n")
    );
}
