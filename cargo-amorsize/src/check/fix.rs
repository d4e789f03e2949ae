//! `check --fix`: writes the attributes, and takes back those that the compiler refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use amorsize_runtime::__tools as tools;
use serde::Deserialize;

use super::Function;
use crate::args::Place;
use crate::failure::{BUILD, Failure};
use crate::project::{cargo, manifest, no_cargo};

/// Functions that were annotated, and those that the compiler would not have.
pub(crate) struct Fixed {
    pub(crate) annotated: Vec<Edit>,
    pub(crate) refused: Vec<(Edit, String)>,
}

/// A function to annotate.
#[derive(Clone)]
pub(crate) struct Edit {
    pub(crate) file: PathBuf,
    pub(crate) function: String,
    /// Where the function stands in the untouched file.
    pub(crate) line: usize,
    last_line: usize,
    /// Lines of the untouched file in front of which a line comes, and that line.
    inserts: Vec<(usize, &'static str)>,
}

impl Edit {
    fn new(function: &Function) -> Self {
        let mut inserts = vec![(function.line, "#[amorsize::parallel]")];
        if !function.is_whole() {
            let taken = function.loops.iter().filter(|found| found.is_taken());
            inserts.extend(taken.map(|found| (found.line, "#[parallel]")));
        }
        Self {
            file: function.file.clone(),
            function: function.name.clone(),
            line: function.line,
            last_line: function.last_line,
            inserts,
        }
    }
}

/// Annotates; the files are as before if even the rest does not build.
pub(crate) fn fix(functions: &[Function], place: &Place, offline: bool) -> Result<Fixed, Failure> {
    let mut edits: Vec<_> = functions
        .iter()
        .filter(|function| function.is_new())
        .map(Edit::new)
        .collect();
    let mut untouched = BTreeMap::new();
    for edit in &edits {
        untouched.insert(edit.file.clone(), fs::read_to_string(&edit.file)?);
    }
    let targets = targets(place, offline)?;
    let mut refused = Vec::new();
    loop {
        apply(&untouched, &edits)?;
        let errors = compile(targets, place, offline)?;
        if errors.is_empty() {
            return Ok(Fixed {
                annotated: edits,
                refused,
            });
        }
        let mut kept = Vec::new();
        for edit in &edits {
            match errors.iter().find(|error| is_in(error, edit, &edits)) {
                Some(error) => refused.push((edit.clone(), error.text.clone())),
                None => kept.push(edit.clone()),
            }
        }
        let stuck = kept.len() == edits.len();
        edits = kept;
        if stuck {
            // The errors are somewhere else: rather nothing than a guess.
            apply(&untouched, &[])?;
            return Err(Failure::new(
                BUILD,
                "with the attributes the crate does not build; nothing was changed",
            )
            .with("cargo", &errors[0].text)
            .with("next", "add them one by one: cargo amorsize check"));
        }
    }
}

/// What is built to see whether the attributes are taken: all that can be built without them.
fn targets(place: &Place, offline: bool) -> Result<&'static [&'static str], Failure> {
    // Benchmarks may need a compiler that is not stable.
    let choices: [&[&str]; 2] = [&["--all-targets"], &["--bins", "--tests", "--examples"]];
    let mut first = None;
    for targets in choices {
        match compile(targets, place, offline)?.into_iter().next() {
            None => return Ok(targets),
            Some(error) => first = first.or(Some(error.text)),
        }
    }
    Err(
        Failure::new(BUILD, "the crate does not build; nothing was changed")
            .with("cargo", first.unwrap_or_default())
            .with("next", "mend that first: cargo check"),
    )
}

/// Writes the files with these edits.
fn apply(untouched: &BTreeMap<PathBuf, String>, edits: &[Edit]) -> Result<(), Failure> {
    for (file, text) in untouched {
        let mut inserts: Vec<_> = edits
            .iter()
            .filter(|edit| &edit.file == file)
            .flat_map(|edit| &edit.inserts)
            .collect();
        inserts.sort();
        let mut inserts = inserts.into_iter().peekable();
        let mut edited = String::with_capacity(text.len() + 1024);
        for (number, line) in (1..).zip(text.split_inclusive('\n')) {
            while let Some((_, insert)) = inserts.next_if(|(at, _)| *at == number) {
                let indent = &line[..line.len() - line.trim_start().len()];
                let end = if line.ends_with("\r\n") { "\r\n" } else { "\n" };
                edited.extend([indent, insert, end]);
            }
            edited.push_str(line);
        }
        if fs::read_to_string(file)? != edited {
            tools::write(file, &edited).map_err(|error| Failure::not_written(file, &error))?;
        }
    }
    Ok(())
}

/// An error of the compiler.
struct Error {
    text: String,
    /// Files and lines of its spans and those of its notes.
    places: Vec<(PathBuf, usize)>,
}

/// Whether an error is about what an edit did; `edits` are all that are applied.
fn is_in(error: &Error, edit: &Edit, edits: &[Edit]) -> bool {
    error.places.iter().any(|(file, line)| {
        same_file(file, &edit.file)
            && (edit.line..=edit.last_line).contains(&before(*line, &edit.file, edits))
    })
}

/// The line of the untouched file; of an inserted one, that in front of which it stands.
fn before(line: usize, file: &Path, edits: &[Edit]) -> usize {
    let mut places: Vec<_> = edits
        .iter()
        .filter(|edit| edit.file == file)
        .flat_map(|edit| &edit.inserts)
        .map(|(at, _)| *at)
        .collect();
    places.sort_unstable();
    let earlier = (0..)
        .zip(&places)
        .filter(|(number, at)| *at + number < line);
    line - earlier.count()
}

/// Without the help that may follow.
fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

#[derive(Deserialize)]
struct Line {
    reason: String,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    level: String,
    message: String,
    spans: Vec<SpanOf>,
}

#[derive(Deserialize)]
struct SpanOf {
    file_name: String,
    line_start: usize,
    is_primary: bool,
}

/// The errors of `cargo check`.
fn compile(targets: &[&str], place: &Place, offline: bool) -> Result<Vec<Error>, Failure> {
    let mut check = cargo();
    check.args(["check", "--message-format=json", "--quiet"]);
    check.args(targets);
    manifest(&mut check, place);
    if offline {
        check.arg("--offline");
    }
    let output = check.stderr(Stdio::piped()).output().map_err(no_cargo)?;
    let folder = root(place)?;
    let mut errors = Vec::new();
    for line in output.stdout.split(|&byte| byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<Line>(line) else {
            continue;
        };
        let Some(message) = line
            .message
            .filter(|message| line.reason == "compiler-message" && message.level == "error")
        else {
            continue;
        };
        let places = message
            .spans
            .iter()
            .filter(|span| span.is_primary)
            .map(|span| (folder.join(&span.file_name), span.line_start))
            .collect();
        errors.push(Error {
            text: first_line(&message.message),
            places,
        });
    }
    if errors.is_empty() && !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        errors.push(Error {
            text,
            places: Vec::new(),
        });
    }
    Ok(errors)
}

/// What the compiler's file names are relative to: the root of the workspace.
fn root(place: &Place) -> Result<PathBuf, Failure> {
    Ok(crate::project::Project::find(place)?.workspace_root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_untouched_file() {
        let edit = |line, inserts: &[usize]| Edit {
            file: "a.rs".into(),
            function: String::new(),
            line,
            last_line: line + 3,
            inserts: inserts.iter().map(|&at| (at, "")).collect(),
        };
        let edits = [edit(10, &[10, 12]), edit(3, &[3])];
        // Untouched 3 is at 4, 10 at 12, 12 at 15; the inserted ones are at 3, 11, 14.
        for (edited, untouched) in [
            (1, 1),
            (3, 3),
            (4, 3),
            (5, 4),
            (10, 9),
            (11, 10),
            (12, 10),
            (14, 12),
            (15, 12),
            (16, 13),
        ] {
            assert_eq!(
                before(edited, Path::new("a.rs"), &edits),
                untouched,
                "{edited}"
            );
        }
        assert_eq!(before(16, Path::new("b.rs"), &edits), 16);
    }
}
