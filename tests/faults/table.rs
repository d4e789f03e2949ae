//! The table of `docs/reliability.md`: written by this suite, and compared with it whenever it runs.

use crate::{Fault, Held, Test, runner::Verdict};
use std::collections::BTreeSet;
use std::path::PathBuf;

const BEGIN: &str = "<!-- written by the suite: -->\n";
const END: &str = "<!-- to here -->";

fn path() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/reliability.md"
    ))
}

/// What stands before the table, the table, and what stands behind it.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (table, after) = rest.split_once(END)?;
    Some((before, table, after))
}

/// Fault, what happens, promise, what holds it.
fn row(fault: &Fault) -> String {
    let Fault {
        id, what, promise, ..
    } = fault;
    format!("| {id} | {what} | {promise} | {} |", holder(fault))
}

fn holder(fault: &Fault) -> String {
    match fault.held {
        Held::Here { .. } => "faults".to_owned(),
        Held::Target(targets) => format!("builds for {}", targets.join(", ")),
        Held::Elsewhere(tests) => {
            let names: BTreeSet<String> = tests
                .iter()
                .map(
                    |Test {
                         package,
                         target,
                         function,
                         ..
                     }| {
                        let suite = if *target == "--lib" { package } else { target };
                        format!("{suite} `{function}`")
                    },
                )
                .collect();
            names.into_iter().collect::<Vec<_>>().join(", ")
        }
    }
}

/// Whether the table that is kept names these faults, with these promises, held by these tests.
pub fn check(faults: &[&Fault]) -> Result<(), String> {
    let text = std::fs::read_to_string(path()).map_err(|error| error.to_string())?;
    let (_, table, _) = parts(&text).ok_or("the marks of the table are gone")?;
    let kept: Vec<&str> = table.lines().filter(|line| line.contains("| P")).collect();
    let rows: Vec<String> = faults.iter().map(|fault| row(fault)).collect();
    let missing = rows
        .iter()
        .find(|row| !kept.iter().any(|line| line.starts_with(row.as_str())));
    match missing {
        None if kept.len() == rows.len() => Ok(()),
        None => Err(format!("{} rows for {} faults", kept.len(), rows.len())),
        Some(row) => Err(format!("not in the table: {row}")),
    }
    .map_err(|what| format!("docs/reliability.md: {what}; run `-- --table`"))
}

/// Writes the table with the results; what did not run keeps the result it had.
pub fn write(
    faults: &[&Fault],
    results: &[(&Fault, Verdict)],
    figures: &str,
) -> Result<(), String> {
    let text = std::fs::read_to_string(path()).map_err(|error| error.to_string())?;
    let (before, kept, after) = parts(&text).ok_or("the marks of the table are gone")?;
    let full = |fault: &&Fault| {
        let row = row(fault);
        let result = results.iter().find(|(known, _)| known.id == fault.id);
        let kept = || kept.lines().find(|line| line.starts_with(&row));
        match result {
            Some((_, verdict)) => format!("{row} {} |\n", verdict.word()),
            None => kept().map_or(format!("{row} not run |\n"), |line| format!("{line}\n")),
        }
    };
    let rows: Vec<String> = faults.iter().map(full).collect();
    let count = |prefix: &str, is_green: bool| {
        let of = rows.iter().zip(faults);
        let ids = of.filter(|(row, fault)| {
            fault.id.starts_with(prefix) && (!is_green || row.ends_with("| ok |\n"))
        });
        // F50a is a second look at F50.
        let ids = ids.map(|(_, fault)| fault.id.trim_end_matches(char::is_alphabetic));
        ids.collect::<BTreeSet<_>>().len()
    };
    let table = format!(
        "{figures}\n\nOf {} faults in scope, {} are green; of {} that were found beyond them, {}.\n\n\
         | fault | what happens | promise | held by | result |\n|---|---|---|---|---|\n{}",
        count("F", false),
        count("F", true),
        count("X", false),
        count("X", true),
        rows.concat()
    );
    std::fs::write(path(), format!("{before}{BEGIN}{table}{END}{after}"))
        .map_err(|error| error.to_string())
}
