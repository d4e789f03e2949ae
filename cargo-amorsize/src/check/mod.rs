//! Which loops of a crate the attribute would take, and why not the others: the macro's own answers.

mod chains;
pub(crate) mod fix;
mod scan;
mod verdict;

use std::path::{Path, PathBuf};

use serde::Serialize;

pub(crate) use scan::functions;

/// A function with loops.
#[derive(Debug)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) file: PathBuf,
    /// Where the function begins, after its attributes; and its last line. From 1.
    pub(crate) line: usize,
    pub(crate) last_line: usize,
    /// It has the attribute already.
    pub(crate) annotated: bool,
    pub(crate) loops: Vec<Loop>,
}

/// An outermost loop, or a chain of iterators.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Loop {
    pub(crate) line: usize,
    pub(crate) column: usize,
    /// `for x in xs`, `while …`, `loop`; of a chain `xs.iter().map.sum`.
    pub(crate) head: String,
    /// Loops inside of it.
    pub(crate) inner: usize,
    pub(crate) refusals: Vec<Refusal>,
}

/// What the macro says against a loop.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) reason: String,
    pub(crate) help: String,
}

impl Loop {
    pub(crate) fn is_taken(&self) -> bool {
        self.refusals.is_empty()
    }
}

impl Function {
    /// Whether `check --fix` annotates it: some loop is taken, and it was not annotated before.
    pub(crate) fn is_new(&self) -> bool {
        !self.annotated && self.loops.iter().any(Loop::is_taken)
    }

    /// Whether all its loops are taken: then the attribute needs no markers.
    pub(crate) fn is_whole(&self) -> bool {
        self.loops.iter().all(Loop::is_taken)
    }
}

/// The Rust files below a folder, in order; folders of other packages, hidden ones and `target` are left out.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .unwrap_or(".");
            if path.is_dir() {
                let other = path.join("Cargo.toml").exists();
                if !other && name != "target" && !name.starts_with('.') && !path.is_symlink() {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
