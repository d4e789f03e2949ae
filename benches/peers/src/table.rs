//! The tables, as Markdown on standard output and beside the results.

use std::fmt::Write;
use std::path::Path;

use crate::plot;
use crate::results::{self, Group, Row};

/// The columns, as in the tables and plots.
pub const COLUMNS: &[&str] = &[
    "plain",
    "rayon",
    "rayon tuned",
    "rayon inside",
    "chili",
    "paralight",
    "orx",
    "commonware",
    "scope",
    "OpenMP",
    "amorsize",
];

/// Reads the results in `directory`, prints the tables, and writes `table.md` and a plot per group there.
pub fn write(directory: &Path) {
    let groups = results::read(directory);
    let mut text = "# amorsize beside its peers\n\nMade by `cargo run --release` in `benches/peers`; explained in [benchmarks](../benchmarks.md).\n".to_owned();
    for group in &groups {
        summary(&mut text, group);
    }
    for group in &groups {
        let _ = writeln!(text, "\n## {}: every cell\n", group.tag);
        cells(&mut text, group);
        let file = format!("regret-{}.svg", group.tag.replace(' ', "-"));
        std::fs::write(directory.join(file), plot::regret(group)).expect("a file for the plot");
    }
    if !cfg!(openmp) {
        text.push_str("\nNo C compiler with OpenMP on this machine: its column is missing.\n");
    }
    std::fs::write(directory.join("table.md"), &text).expect("a file for the table");
    print!("{text}");
}

fn summary(text: &mut String, group: &Group) {
    let _ = writeln!(text, "\n## {}\n", group.tag);
    let _ = writeln!(
        text,
        "Regret: time over the best of the plain loop and all peers in the cell.\n"
    );
    let _ = writeln!(
        text,
        "| | geometric mean | 95th percentile | worst | cell | within 1.05 |"
    );
    let _ = writeln!(text, "|---|---|---|---|---|---|");
    for column in COLUMNS {
        line(text, column, column, group.rows.iter());
    }
    line(
        text,
        "amorsize, seen cells",
        "amorsize",
        group.rows.iter().filter(|row| !row.held_out),
    );
    line(
        text,
        "amorsize, held-out cells",
        "amorsize",
        group.rows.iter().filter(|row| row.held_out),
    );

    let _ = writeln!(
        text,
        "\n| work of the plain loop | cells | amorsize | rayon | plain |"
    );
    let _ = writeln!(text, "|---|---|---|---|---|");
    for (label, from, to) in [
        ("under 5 µs", 0.0, 5e3),
        ("5 to 50 µs", 5e3, 5e4),
        ("50 to 500 µs", 5e4, 5e5),
        ("over 500 µs", 5e5, f64::MAX),
    ] {
        let rows: Vec<&Row> = group
            .rows
            .iter()
            .filter(|row| (from..to).contains(&row.plain()))
            .collect();
        let mean = |column| geometric_mean(&regrets(column, rows.iter().copied()));
        let _ = writeln!(
            text,
            "| {label} | {} | {:.2} | {:.2} | {:.2} |",
            rows.len(),
            mean("amorsize"),
            mean("rayon"),
            mean("plain")
        );
    }

    if let Some(worst) = group
        .rows
        .iter()
        .max_by(|a, b| a.paired.total_cmp(&b.paired))
    {
        let _ = writeln!(
            text,
            "\nWorst against the plain loop, paired medians: {:.2} ({}).",
            worst.paired, worst.cell
        );
    }
    for (label, works, from) in [
        (
            "Compute-bound over 500 µs",
            &["items of", "collatz", "parse"][..],
            5e5,
        ),
        ("Heavy tails and sorted costs over 500 µs", &["tail"], 5e5),
        ("Memory-bound over 1 ms", &["scale", "in place", "dot"], 1e6),
        (
            "Collects and strings over 50 µs",
            &["filter", "strings"],
            5e4,
        ),
    ] {
        let rows = group.rows.iter().filter(|row| {
            works.iter().any(|work| row.work.starts_with(work)) && row.plain() > from
        });
        let speed_ups: Vec<f64> = rows.map(|row| 1.0 / row.paired).collect();
        if !speed_ups.is_empty() {
            let least = speed_ups.iter().copied().fold(f64::MAX, f64::min);
            let mean = geometric_mean(&speed_ups);
            let _ = writeln!(
                text,
                "{label}: {mean:.2} x the plain loop, at least {least:.2} x ({} cells).",
                speed_ups.len()
            );
        }
    }
    let images = group
        .rows
        .iter()
        .filter(|row| ["grey image", "3x3 filter"].contains(&row.work.as_str()));
    let against: Vec<String> = images
        .filter_map(|row| {
            let twin = row
                .time("rayon")?
                .min(row.time("rayon tuned").unwrap_or(f64::MAX));
            Some(format!(
                "{} {:.2} x",
                row.cell,
                twin / row.time("amorsize")?
            ))
        })
        .collect();
    if !against.is_empty() {
        let _ = writeln!(
            text,
            "Images, as fast as the better rayon twin: {}.",
            against.join(", ")
        );
    }
    let noise: Vec<f64> = group.rows.iter().map(Row::noise).collect();
    let _ = writeln!(
        text,
        "Noise, the plain loop against itself: {:.3} on average, {:.2} at the 95th percentile.",
        geometric_mean(&noise),
        percentile(&noise, 0.95)
    );
}

fn line<'r>(
    text: &mut String,
    label: &str,
    column: &str,
    rows: impl Iterator<Item = &'r Row> + Clone,
) {
    let regrets = regrets(column, rows.clone());
    if regrets.is_empty() {
        return;
    }
    let worst = rows.max_by(|a, b| {
        let regret = |row: &Row| row.regret(column).unwrap_or(0.0);
        regret(a).total_cmp(&regret(b))
    });
    let within = regrets.iter().filter(|regret| **regret <= 1.05).count() * 100 / regrets.len();
    let _ = writeln!(
        text,
        "| {label} | {:.3} | {:.2} | {:.2} | {} | {within} % |",
        geometric_mean(&regrets),
        percentile(&regrets, 0.95),
        percentile(&regrets, 1.0),
        worst.map_or("", |row| &row.cell),
    );
}

fn cells(text: &mut String, group: &Group) {
    let _ = writeln!(
        text,
        "| cell | plain, µs | best | {} | |",
        COLUMNS.join(" | ")
    );
    let _ = writeln!(text, "|---|---|---|{}---|", "---|".repeat(COLUMNS.len()));
    for row in &group.rows {
        let regrets = COLUMNS.iter().map(|column| match row.regret(column) {
            Some(regret) if regret < 100.0 => format!("{regret:.2}"),
            Some(regret) => format!("{regret:.0}"),
            None => String::new(),
        });
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            row.cell,
            micros(row.plain()),
            row.best().0,
            regrets.collect::<Vec<_>>().join(" | "),
            if row.held_out { "held out" } else { "" }
        );
    }
}

fn micros(nanos: f64) -> String {
    match nanos / 1000.0 {
        micros if micros < 1.0 => format!("{micros:.3}"),
        micros if micros < 100.0 => format!("{micros:.1}"),
        micros => format!("{micros:.0}"),
    }
}

fn regrets<'r>(column: &str, rows: impl Iterator<Item = &'r Row>) -> Vec<f64> {
    rows.filter_map(|row| row.regret(column)).collect()
}

pub fn geometric_mean(values: &[f64]) -> f64 {
    (values.iter().map(|value| value.ln()).sum::<f64>() / values.len().max(1) as f64).exp()
}

/// From 0, the least, to 1, the greatest.
pub fn percentile(values: &[f64], at: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1) as f64;
    sorted
        .get((last * at).round() as usize)
        .copied()
        .unwrap_or(f64::NAN)
}
