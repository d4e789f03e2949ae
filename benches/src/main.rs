//! What the attribute costs and brings, against the same loops without it.
//!
//! `cargo run --release -p amorsize-benches`, or `-- NAME …` for some of them. Plain and annotated run in turns in one process;
//! what is printed are medians and ratios, because absolute times say more about the machine's other work than about the code.

mod call;
mod company;
mod first;
mod learning;
mod model;
mod reasons;
mod recording;
mod timing;
mod tips;

/// Its name on the command line, what it measures, and how.
const BENCHES: [(&str, &str, fn()); 14] = [
    (
        "call",
        "decided serial: what a call adds to the plain loop",
        call::report,
    ),
    (
        "first",
        "first call of a site, in a process of its own",
        first::report,
    ),
    ("later", "later calls", call::later),
    (
        "convergence",
        "from the first call of a site",
        learning::convergence,
    ),
    (
        "promotion",
        "a first call that turns dear after a quarter",
        learning::promotion,
    ),
    (
        "drift",
        "a body that becomes ten times dearer or cheaper",
        learning::drift,
    ),
    (
        "neighbour",
        "every core busy with something else",
        company::noisy_neighbour,
    ),
    (
        "callers",
        "two threads in one site, and nested sites",
        company::callers,
    ),
    (
        "smallest",
        "the smallest work that wins",
        model::smallest_win,
    ),
    (
        "prediction",
        "how far predictions are from measurements",
        model::prediction,
    ),
    (
        "tips",
        "what the tips of reports promise, and what the edits bring",
        tips::report,
    ),
    ("reasons", "loops of each kind, explained", reasons::report),
    (
        "recording",
        "what recording adds to a call",
        recording::report,
    ),
    ("list", "the names", list),
];

fn list() {
    for (name, what, _) in BENCHES {
        println!("{name:12} {what}");
    }
}

fn main() {
    if first::is_measurement() || company::is_neighbour() || recording::is_measurement() {
        return;
    }
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let is_known = |name: &&String| BENCHES.iter().any(|(known, ..)| known == name);
    if let Some(unknown) = wanted.iter().find(|name| !is_known(name)) {
        eprintln!("{unknown} is none of these:");
        list();
        std::process::exit(2);
    }
    for (name, what, run) in BENCHES {
        if wanted.is_empty() && name != "list" || wanted.iter().any(|wanted| wanted == name) {
            println!("\n{name}: {what}\n");
            run();
        }
    }
}
