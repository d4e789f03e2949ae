//! The report for programs: JSON, JSON lines, CSV, Markdown.

use std::fmt::Write;

use super::{View, human};
use crate::recording::Recording;

/// The recording as it is.
pub(super) fn json(recording: &Recording, text: &mut String) {
    push_json(recording, text);
}

/// A line for each site, each with the schema.
pub(super) fn jsonl(recording: &Recording, text: &mut String) {
    for site in &recording.sites {
        if let Ok(mut value) = serde_json::to_value(site) {
            value["schema"] = recording.schema.into();
            push_json(&value, text);
        }
    }
}

fn push_json(value: &impl serde::Serialize, text: &mut String) {
    let written = serde_json::to_string(value);
    text.push_str(&written.expect("maps with string keys and numbers are JSON"));
    text.push('\n');
}

const COLUMNS: [&str; 16] = [
    "schema", "name", "file", "line", "function", "calls", "items", "length", "decision",
    "workers", "chunk", "reason", "item_ns", "speedup", "saved_ns", "ran",
];

pub(super) fn csv(view: &View<'_>, text: &mut String) {
    let _ = writeln!(text, "{}", COLUMNS.join(","));
    for site in &view.sites {
        let (decision, workers, chunk) = match site.decision {
            amorsize_runtime::Decision::Serial => ("serial", 1, site.length),
            amorsize_runtime::Decision::Parallel { workers, chunk, .. } => {
                ("parallel", workers, chunk)
            }
        };
        let measured = site.measured.as_ref();
        let number = |value: Option<f64>| {
            value
                .filter(|value| value.is_finite())
                .map_or_else(String::new, |value| value.to_string())
        };
        let cells = [
            view.recording.schema.to_string(),
            csv_field(site.name),
            csv_field(site.file),
            site.line.to_string(),
            csv_field(site.function),
            site.calls.to_string(),
            site.items.to_string(),
            site.length.to_string(),
            decision.to_owned(),
            workers.to_string(),
            chunk.to_string(),
            site.reason.code().to_owned(),
            number(measured.map(|measured| measured.item_ns)),
            number(measured.and_then(|measured| measured.speedup)),
            number(Some(site.saved_ns)),
            site.ran.to_string(),
        ];
        let _ = writeln!(text, "{}", cells.join(","));
    }
}

/// A field of RFC 4180; one that a spreadsheet would take for a formula, or that would steer a terminal, is made harmless.
pub(crate) fn csv_field(value: &str) -> String {
    let printed = crate::ui::Name(value).to_string();
    let formula = printed.starts_with(['=', '+', '-', '@']);
    let mark = if formula { "'" } else { "" };
    if formula || printed.contains([',', '"']) {
        format!("\"{mark}{}\"", printed.replace('"', "\"\""))
    } else {
        printed
    }
}

pub(super) fn markdown(view: &View<'_>, text: &mut String) {
    text.push_str(
        "| # | loop | where | calls | n | decision | item | predicted | measured | saved |\n",
    );
    text.push_str("|--:|---|---|--:|--:|---|--:|--:|--:|--:|\n");
    for (number, site) in (1..).zip(&view.sites) {
        let cells = human::row(number, site).map(|cell| markdown_cell(&cell));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
}

/// Nothing in it is Markdown or HTML.
pub(crate) fn markdown_cell(cell: &str) -> String {
    let mut text = String::new();
    for part in cell.chars() {
        match part {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '#' | '~' => {
                text.push('\\');
                text.push(part);
            }
            _ => text.push(part),
        }
    }
    text
}
