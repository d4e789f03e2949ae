//! amorsize beside its peers.
//!
//! ```sh
//! cargo run --release            # everything: some ten minutes on a quiet machine
//! cargo run --release -- --quick # under a minute: hot calls, stock placement, fewer cells
//! ```
//!
//! Single steps: `measure PLACEMENT STATE [--part I/N]` and `first [--part I/N]` print lines; `table DIRECTORY` makes tables
//! and plots of the files with such lines.

mod first;
mod measure;
mod peers;
mod place;
mod plot;
mod results;
mod table;
mod work;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use measure::State;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        [] => everything(&target("full"), &[]),
        ["--quick"] => everything(&target("quick"), &["--quick"]),
        [
            "measure",
            placement @ ("pinned" | "stock"),
            state,
            ref rest @ ..,
        ] => {
            let state = State::named(state).unwrap_or_else(|| usage());
            measure(placement, state, rest);
        }
        ["first", ref rest @ ..] => {
            let (part, parts) = part(rest);
            first::report(part, parts, 5);
        }
        ["first-once", index, tag, peer] => {
            let index: usize = index.parse().unwrap_or_else(|_| usage());
            let peer = peers::Peer::named(peer).unwrap_or_else(|| usage());
            first::once(&work::grid()[index], tag, peer);
        }
        ["table", directory] => table::write(Path::new(directory)),
        ["cells"] => work::grid().iter().for_each(|cell| {
            let side = if work::is_held_out(&cell.name()) {
                "held out"
            } else {
                "seen"
            };
            println!("{:24} {side}", cell.name());
        }),
        _ => usage(),
    }
    // Some peers' threads cannot be joined.
    std::process::exit(0);
}

fn usage() -> ! {
    eprintln!(
        "usage: amorsize-peers [--quick]\n       amorsize-peers measure pinned|stock hot|asleep [--part I/N] [--quick] [--only TEXT]\n       \
         amorsize-peers first [--part I/N]\n       amorsize-peers table DIRECTORY\n       amorsize-peers cells"
    );
    std::process::exit(2);
}

fn target(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target")
        .join("peers")
        .join(name)
}

/// Runs each step in a process of its own, then makes the tables.
fn everything(directory: &Path, quick: &[&str]) {
    std::fs::create_dir_all(directory).expect("a directory for the results");
    let steps: &[&[&str]] = if quick.is_empty() {
        &[
            &["measure", "pinned", "hot"],
            &["measure", "stock", "hot"],
            &["measure", "pinned", "asleep"],
            &["measure", "stock", "asleep"],
            &["first"],
        ]
    } else {
        &[&["measure", "stock", "hot"]]
    };
    let program = std::env::current_exe().expect("the program's own path");
    for step in steps {
        eprintln!("{} ...", step.join(" "));
        let file = std::fs::File::create(directory.join(step.join("-") + ".csv"))
            .expect("a file for the results");
        let status = Command::new(&program)
            .args(*step)
            .args(quick)
            .stdout(Stdio::from(file))
            .status();
        assert!(
            status.expect("this program runs").success(),
            "{} failed",
            step.join(" ")
        );
    }
    table::write(directory);
}

fn measure(placement: &str, state: State, options: &[&str]) {
    place::start(placement == "pinned");
    let (part, parts) = part(options);
    let quick = options.contains(&"--quick");
    let only = options
        .iter()
        .position(|word| *word == "--only")
        .and_then(|at| options.get(at + 1));
    let rounds = match (quick, state) {
        (true, _) => 3,
        (false, State::Hot) => 7,
        (false, State::Asleep) => 9,
    };
    let tag = format!(
        "{placement} {}",
        if state == State::Hot { "hot" } else { "asleep" }
    );
    for (index, cell) in work::grid().iter().enumerate() {
        let chosen = index % parts == part
            && !(quick && cell.n > 2_000_000)
            && only.is_none_or(|text| cell.name().contains(text));
        if chosen {
            measure::cell(cell, &tag, state, rounds);
        }
    }
}

/// `--part I/N`: one of N interleaved parts of the grid.
fn part(options: &[&str]) -> (usize, usize) {
    let Some(at) = options.iter().position(|word| *word == "--part") else {
        return (0, 1);
    };
    let numbers = options.get(at + 1).and_then(|text| text.split_once('/'));
    let parsed = numbers.and_then(|(part, parts)| Some((part.parse().ok()?, parts.parse().ok()?)));
    parsed
        .filter(|(part, parts)| part < parts)
        .unwrap_or_else(|| usage())
}
