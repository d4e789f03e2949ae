//! `check`: the loops of a crate, taken or refused.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::args::{CheckArgs, Format};
use crate::check::{self, Function, Loop, fix};
use crate::failure::{Failure, NOTHING, USAGE};
use crate::project::Project;
use crate::show;
use crate::ui::{Name, Style, paint};

pub(crate) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let files = files(args)?;
    let mut functions = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file)
            .map_err(|error| Failure::new(NOTHING, error).with("file", file.display()))?;
        match check::functions(file, &text) {
            Ok(found) => functions.extend(found),
            Err(error) => eprintln!("amorsize: {}: not looked at: {error}", Name(&shown(file))),
        }
    }
    if args.fix {
        return fixed(args, &functions);
    }
    let text = match args.format.kind {
        Format::Human => human(&functions),
        Format::Json => json(&functions),
        Format::Jsonl => rows(&functions).map(|row| row.json() + "\n").collect(),
        Format::Csv => csv(&functions),
        Format::Markdown => markdown(&functions),
    };
    show::write(&text)?;
    Ok(0)
}

/// The files to look at: those of a path, or of the packages.
fn files(args: &CheckArgs) -> Result<Vec<PathBuf>, Failure> {
    if let Some(path) = &args.path {
        if path.is_file() {
            return Ok(vec![path.clone()]);
        }
        if path.is_dir() {
            return Ok(check::sources(path));
        }
        return Err(Failure::new(NOTHING, "no such file or folder")
            .with("path", path.display())
            .with("next", "cargo amorsize check, for the whole workspace"));
    }
    let project = Project::find(&args.place)?;
    let wanted = |name: &str| args.package.as_ref().is_none_or(|package| package == name);
    let folders: Vec<_> = project
        .packages
        .iter()
        .filter(|package| wanted(&package.name))
        .filter_map(|package| package.manifest_path.parent())
        .collect();
    if folders.is_empty() {
        let names: Vec<_> = project
            .packages
            .iter()
            .map(|package| package.name.as_str())
            .collect();
        return Err(Failure::new(USAGE, "no such package")
            .with("packages", names.join(", "))
            .with("next", "cargo amorsize check --package NAME"));
    }
    Ok(folders.into_iter().flat_map(of_package).collect())
}

/// The sources of a package but its tests and benchmarks, as nobody waits for those.
fn of_package(folder: &Path) -> Vec<PathBuf> {
    let mut files = check::sources(folder);
    let apart = ["tests", "benches"].map(|name| folder.join(name));
    files.retain(|file| !apart.iter().any(|apart| file.starts_with(apart)));
    files
}

/// The file as people name it: from where they are.
fn shown(file: &Path) -> String {
    let here = std::env::current_dir().ok();
    let near = here
        .as_deref()
        .and_then(|here| file.strip_prefix(here).ok());
    near.unwrap_or(file).display().to_string()
}

#[derive(Default)]
struct Sums {
    taken: usize,
    refused: usize,
    annotated: usize,
}

fn sums(functions: &[Function]) -> Sums {
    let mut sums = Sums::default();
    for function in functions {
        for found in &function.loops {
            match (function.annotated, found.is_taken()) {
                (true, _) => sums.annotated += 1,
                (false, true) => sums.taken += 1,
                (false, false) => sums.refused += 1,
            }
        }
    }
    sums
}

fn human(functions: &[Function]) -> String {
    let mut text = String::new();
    let mut file = None;
    for function in functions {
        if file != Some(&function.file) {
            file = Some(&function.file);
            let _ = writeln!(
                text,
                "{}",
                paint(Style::Bold, &Name(&shown(&function.file)).to_string())
            );
        }
        let _ = writeln!(text, "  fn {}", Name(&function.name));
        for found in &function.loops {
            one(function, found, &mut text);
        }
    }
    let Sums {
        taken,
        refused,
        annotated,
    } = sums(functions);
    let _ = writeln!(
        text,
        "{taken} would be taken, {refused} not, {annotated} in annotated functions"
    );
    if taken > 0 {
        let _ = writeln!(
            text,
            "{}",
            paint(
                Style::Dim,
                "to annotate them, as far as their types allow: cargo amorsize check --fix"
            )
        );
    }
    text
}

fn one(function: &Function, found: &Loop, text: &mut String) {
    let (mark, style) = match (function.annotated, found.is_taken()) {
        (true, _) => ("has it", Style::Dim),
        (false, true) => ("yes", Style::Good),
        (false, false) => ("no", Style::Bad),
    };
    let mark = paint(style, &format!("{mark:<7}"));
    let mut head: String = found.head.chars().take(60).collect();
    if head.len() < found.head.len() {
        head.push('…');
    }
    let inner = match found.inner {
        0 => String::new(),
        inner => format!("   ({} inside)", show::count(inner, "loop")),
    };
    let _ = writeln!(text, "    {mark}{:>5}  {}{inner}", found.line, Name(&head));
    if function.annotated {
        return;
    }
    for refusal in found.refusals.iter().take(2) {
        let _ = writeln!(
            text,
            "           {:>5}  {} {}",
            refusal.line,
            refusal.code,
            Name(&refusal.reason)
        );
        if !refusal.help.is_empty() {
            let _ = writeln!(text, "                  help: {}", Name(&refusal.help));
        }
    }
}

/// A loop and where it is.
#[derive(Serialize)]
struct Row<'a> {
    schema: u32,
    file: String,
    function: &'a str,
    annotated: bool,
    taken: bool,
    #[serde(flatten)]
    found: &'a Loop,
}

impl Row<'_> {
    fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn rows(functions: &[Function]) -> impl Iterator<Item = Row<'_>> {
    functions.iter().flat_map(|function| {
        function.loops.iter().map(|found| Row {
            schema: 1,
            file: shown(&function.file),
            function: &function.name,
            annotated: function.annotated,
            taken: found.is_taken(),
            found,
        })
    })
}

fn json(functions: &[Function]) -> String {
    #[derive(Serialize)]
    struct All<'a> {
        schema: u32,
        loops: Vec<Row<'a>>,
    }
    let all = All {
        schema: 1,
        loops: rows(functions).collect(),
    };
    serde_json::to_string(&all).unwrap_or_default() + "\n"
}

fn cells(row: &Row<'_>) -> [String; 6] {
    let first = row.found.refusals.first();
    [
        row.file.clone(),
        row.found.line.to_string(),
        row.function.to_owned(),
        row.found.head.clone(),
        if row.taken { "yes" } else { "no" }.to_owned(),
        first.map_or_else(String::new, |refusal| {
            format!("{} {}", refusal.code, refusal.reason)
        }),
    ]
}

fn csv(functions: &[Function]) -> String {
    let mut text = String::from("file,line,function,head,taken,reason\n");
    for row in rows(functions) {
        let cells = cells(&row).map(|cell| show::csv_field(&cell));
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

fn markdown(functions: &[Function]) -> String {
    let mut text = String::from(
        "| file | line | function | head | taken | reason |\n|---|--:|---|---|---|---|\n",
    );
    for row in rows(functions) {
        let cells = cells(&row).map(|cell| show::markdown_cell(&cell));
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

/// `--fix`.
fn fixed(args: &CheckArgs, functions: &[Function]) -> Result<u8, Failure> {
    let project = Project::find(&args.place)?;
    if !project
        .packages
        .iter()
        .any(crate::project::Package::uses_amorsize)
    {
        return Err(Failure::new(USAGE, "the crate does not depend on amorsize")
            .with("next", "cargo amorsize init"));
    }
    let fixed = fix::fix(functions, &args.place, args.offline)?;
    let mut text = String::new();
    for edit in &fixed.annotated {
        let _ = writeln!(
            text,
            "annotated  {}  fn {}",
            Name(&shown(&edit.file)),
            Name(&edit.function)
        );
    }
    for (edit, why) in &fixed.refused {
        let _ = writeln!(
            text,
            "left       {}  fn {}: {}",
            Name(&shown(&edit.file)),
            Name(&edit.function),
            Name(why)
        );
    }
    let _ = match fixed.annotated.len() {
        0 => writeln!(text, "no function was annotated"),
        n => writeln!(
            text,
            "{} annotated; next: cargo amorsize run",
            show::count(n, "function")
        ),
    };
    show::write(&text)?;
    Ok(0)
}
