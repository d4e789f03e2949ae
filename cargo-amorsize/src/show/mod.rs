//! A recording on stdout, in the format and with the sections that were asked for.

mod data;
mod human;
mod tree;

pub(crate) use data::{csv_field, markdown_cell};
pub(crate) use human::count;

use std::io::{self, Write};

use std::path::{Path, PathBuf};

use amorsize_runtime::{__tools as tools, SiteReport};

use crate::args::{Format, Output};
use crate::failure::{Failure, INTERNAL};
use crate::recording::Recording;

/// A recording with its sites in the order in which they are shown, each with its number.
pub(crate) struct View<'a> {
    pub(crate) recording: &'a Recording,
    pub(crate) sites: Vec<SiteReport>,
}

impl<'a> View<'a> {
    /// Sites by what helpers saved or cost, then by the time they took.
    pub(crate) fn new(recording: &'a Recording) -> Self {
        let mut sites = recording
            .report()
            .map(|report| report.sites().to_vec())
            .unwrap_or_default();
        sites.sort_by(|one, other| {
            let key = |site: &SiteReport| (site.saved_ns.abs(), site.time.as_nanos() as f64);
            let (one, other) = (key(one), key(other));
            other.0.total_cmp(&one.0).then(other.1.total_cmp(&one.1))
        });
        Self { recording, sites }
    }
}

/// Writes the report; `page` is where an HTML page goes if nothing else is said.
pub(crate) fn report(
    recording: &Recording,
    output: &Output,
    page: impl FnOnce() -> Result<PathBuf, Failure>,
) -> Result<(), Failure> {
    if output.html {
        let file = match &output.output {
            Some(file) => file.clone(),
            None => page()?,
        };
        return html(recording, &file, output.quiet);
    }
    if output.quiet {
        return Ok(());
    }
    let view = View::new(recording);
    let mut text = String::new();
    match output.format.kind {
        Format::Human => human::report(&view, output, &mut text),
        Format::Json => data::json(recording, &mut text),
        Format::Jsonl => data::jsonl(recording, &mut text),
        Format::Csv => data::csv(&view, &mut text),
        Format::Markdown => data::markdown(&view, &mut text),
    }
    write(&text)
}

fn html(recording: &Recording, file: &Path, quiet: bool) -> Result<(), Failure> {
    let report = recording
        .report()
        .ok_or_else(|| Failure::new(INTERNAL, "a recording that was read has no report"))?;
    let machine = recording.machine_line();
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder)?;
    }
    tools::write(file, &tools::page(&report, &recording.program, &machine))
        .map_err(|error| Failure::not_written(file, &error))?;
    if quiet {
        return Ok(());
    }
    write(&format!("{}\n", file.display()))
}

/// Writes to stdout in one piece.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
