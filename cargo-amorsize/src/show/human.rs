//! The report for people.

use std::fmt::Write;

use amorsize_runtime::SiteReport;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::View;
use crate::args::Output;
use crate::ui::{self, Count, Decided, Length, Name, Style, Time, Times, beginning, ending, paint};

pub(super) fn report(view: &View<'_>, output: &Output, text: &mut String) {
    summary(view, text);
    if output.summary || view.sites.is_empty() {
        return;
    }
    text.push('\n');
    if output.tree {
        super::tree::tree(view, text);
    } else {
        text.push_str(&table(view));
        text.push('\n');
    }
    let sections = [
        (output.explain, explanations as fn(&View<'_>, &mut String)),
        (output.overhead, overhead),
        (output.profile, profile),
        (output.tips, tips),
    ];
    for (wanted, section) in sections {
        if wanted {
            text.push('\n');
            section(view, text);
        }
    }
    if !output.explain {
        let _ = writeln!(
            text,
            "\n{}",
            paint(Style::Dim, "why: cargo amorsize explain 1")
        );
    }
}

/// One line: how many loops, how many parallel, what it brought.
fn summary(view: &View<'_>, text: &mut String) {
    let parallel = view.sites.iter().filter(|site| site.decision.is_parallel());
    let saved: f64 = view.sites.iter().map(|site| site.saved_ns).sum();
    let spent: f64 = view
        .sites
        .iter()
        .map(|site| site.time.as_nanos() as f64)
        .sum();
    let name = match view.recording.program.as_str() {
        "" => "recording",
        name => name,
    };
    let _ = write!(
        text,
        "{}: {} ran, {} parallel, {} in all",
        paint(Style::Bold, &Name(name).to_string()),
        count(view.sites.len(), "loop"),
        parallel.count(),
        Time(spent),
    );
    let _ = match saved {
        saved if saved > 0.0 => writeln!(text, "; helpers saved {}", Time(saved)),
        saved if saved < 0.0 => writeln!(text, "; helpers cost {}", Time(-saved)),
        _ => writeln!(text),
    };
}

pub(crate) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {what}{plural}", Count(number as u64))
}

const HEADS: [&str; 10] = [
    "#",
    "loop",
    "where",
    "calls",
    "n",
    "decision",
    "item",
    "predicted",
    "measured",
    "saved",
];
/// Columns of words; the others are numbers.
const WORDS: [&str; 3] = ["loop", "where", "decision"];
/// What a narrow terminal can do without, the least missed first: a number that is broken in two is none.
const LEFT_OUT: [&str; 5] = ["predicted", "calls", "where", "item", "n"];

fn table(view: &View<'_>) -> String {
    let rows: Vec<_> = (1..)
        .zip(&view.sites)
        .map(|(n, site)| row(n, site))
        .collect();
    let (shown, missed) = columns(&rows, ui::width());
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled)
        .set_header(shown.iter().map(|&column| HEADS[column]));
    for row in &rows {
        table.add_row(shown.iter().map(|&column| &row[column]));
    }
    for (place, &column) in shown.iter().enumerate() {
        if !WORDS.contains(&HEADS[column])
            && let Some(column) = table.column_mut(place)
        {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let mut text = trimmed(&table.to_string());
    if !missed.is_empty() {
        let note = format!("no room for: {}", missed.join(", "));
        text = format!("{text}\n\n{}", paint(Style::Dim, &note));
    }
    text
}

/// The columns that there is room for, and the names of the others.
fn columns(rows: &[[String; 10]], room: Option<u16>) -> (Vec<usize>, Vec<&'static str>) {
    let mut shown: Vec<usize> = (0..HEADS.len()).collect();
    let mut missed = Vec::new();
    let wide = |column: usize| {
        let cells = rows
            .iter()
            .map(|row| console::measure_text_width(&row[column]));
        // A blank on either side.
        2 + cells.fold(HEADS[column].len(), usize::max)
    };
    for name in LEFT_OUT {
        let all: usize = shown.iter().map(|&column| wide(column)).sum();
        if room.is_none_or(|room| all <= usize::from(room)) {
            break;
        }
        shown.retain(|&column| HEADS[column] != name);
        missed.push(name);
    }
    (shown, missed)
}

/// The cells of a site.
pub(super) fn row(number: usize, site: &SiteReport) -> [String; 10] {
    let times = |speedup: Option<f64>| {
        speedup
            .filter(|speedup| speedup.is_finite())
            .map_or_else(|| "-".to_owned(), |speedup| Times(speedup).to_string())
    };
    let measured = site.measured.as_ref();
    [
        number.to_string(),
        beginning(site.name, 40),
        format!("{}:{}", ending(site.file, 40), site.line),
        Count(site.calls).to_string(),
        Length(site).to_string(),
        Decided(site).to_string(),
        measured.map_or_else(
            || "-".to_owned(),
            |measured| Time(measured.item_ns).to_string(),
        ),
        times(
            site.prediction
                .as_ref()
                .map(|prediction| prediction.speedup),
        ),
        times(measured.and_then(|measured| measured.speedup)),
        saved(site),
    ]
}

pub(super) fn saved(site: &SiteReport) -> String {
    match site.saved_ns {
        saved if saved > 0.0 => format!("+{}", Time(saved)),
        saved if saved < 0.0 => format!("-{}", Time(-saved)),
        _ => "-".to_owned(),
    }
}

/// Without the blanks that a table leaves at the ends of its lines.
fn trimmed(table: &str) -> String {
    let lines: Vec<_> = table.lines().map(str::trim_end).collect();
    lines.join("\n")
}

fn explanations(view: &View<'_>, text: &mut String) {
    for site in &view.sites {
        let _ = writeln!(text, "{}", site.explain());
    }
}

/// Where the predicted time of a parallel call goes, in percent of it.
fn overhead(view: &View<'_>, text: &mut String) {
    let _ = writeln!(
        text,
        "{:<24}{:>8}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "overhead of a call", "work", "dispatch", "chunking", "memory", "uneven", "merge"
    );
    for site in &view.sites {
        let Some(prediction) = &site.prediction else {
            continue;
        };
        let total = prediction.parallel.as_secs_f64();
        let _ = write!(text, "{:<24}", Name(site.name).to_string());
        for (place, term) in [
            prediction.work,
            prediction.dispatch,
            prediction.chunking,
            prediction.contention,
            prediction.imbalance,
            prediction.merge,
        ]
        .into_iter()
        .enumerate()
        {
            let share = 100.0 * term.as_secs_f64() / total.max(1e-12);
            let width = if place == 0 { 6 } else { 8 };
            let _ = write!(text, "{share:>width$.0} %");
        }
        text.push('\n');
    }
}

fn profile(view: &View<'_>, text: &mut String) {
    let _ = writeln!(
        text,
        "{:<24}{:>10}{:>8}{:>14}",
        "profile", "item", "±", "pays from n"
    );
    for site in &view.sites {
        let Some(measured) = &site.measured else {
            continue;
        };
        let from = site
            .prediction
            .as_ref()
            .and_then(|prediction| prediction.break_even)
            .map_or_else(|| "-".to_owned(), |items| Count(items as u64).to_string());
        let _ = writeln!(
            text,
            "{:<24}{:>10}{:>6.0} %{from:>14}",
            Name(site.name).to_string(),
            Time(measured.item_ns).to_string(),
            measured.spread * 100.0,
        );
    }
}

fn tips(view: &View<'_>, text: &mut String) {
    let mut none = true;
    for (number, site) in (1..).zip(&view.sites) {
        for tip in &site.tips {
            let _ = writeln!(text, "tip  {number}  {}: {tip}", Name(site.name));
            none = false;
        }
    }
    if none {
        let _ = writeln!(text, "tip  none: no edit is known that would help");
    }
}
