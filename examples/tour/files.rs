//! Finds and reads the files of a directory. Nothing here is parallel: a disk is waited for, not computed.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// One file; `text` is empty if the content is not UTF-8 or holds a NUL.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
}

/// One line of text and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) path: &'a Path,
    pub(crate) number: usize,
    pub(crate) text: &'a str,
}

/// What was found below a directory.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
    pub(crate) binary: usize,
    /// Files and directories that could not be read, or that are left out because of their size.
    pub(crate) skipped: Vec<String>,
    pub(crate) bytes: usize,
}

const LARGEST_FILE: u64 = 8 << 20;
const LARGEST_TREE: usize = 32 << 20;
const SMALLEST_TREE: usize = 4 << 20;
const MOST_FILES: usize = 20_000;

/// Reads every regular file below `root`, in sorted order, except in `target` and `.git`; symbolic links are not followed.
///
/// # Errors
///
/// Only if `root` itself cannot be read; whatever fails further down is listed in [`Tree::skipped`].
pub(crate) fn read_tree(root: &Path) -> io::Result<Tree> {
    let mut tree = Tree::default();
    let mut open = vec![root.to_path_buf()];
    while let Some(directory) = open.pop() {
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) if directory == root => return Err(error),
            Err(error) => {
                tree.skipped
                    .push(format!("{}: {error}", directory.display()));
                continue;
            }
        };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let Ok(kind) = fs::symlink_metadata(&path) else {
                continue;
            };
            if kind.is_dir() {
                if !path.ends_with("target") && !path.ends_with(".git") {
                    open.push(path);
                }
            } else if kind.is_file() {
                if tree.files.len() >= MOST_FILES
                    || tree.bytes >= LARGEST_TREE
                    || kind.len() > LARGEST_FILE
                {
                    tree.skipped.push(format!(
                        "{}: too large, or too much already",
                        path.display()
                    ));
                } else {
                    read_file(&mut tree, root, &path);
                }
            }
        }
    }
    Ok(tree)
}

fn read_file(tree: &mut Tree, root: &Path, path: &Path) {
    let mut bytes = Vec::new();
    // The file may have grown since it was measured.
    let read =
        fs::File::open(path).and_then(|file| file.take(LARGEST_FILE).read_to_end(&mut bytes));
    if let Err(error) = read {
        tree.skipped.push(format!("{}: {error}", path.display()));
        return;
    }
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) if !text.contains('\0') => text.to_owned(),
        _ => {
            tree.binary += 1;
            String::new()
        }
    };
    tree.bytes += bytes.len();
    let path = path.strip_prefix(root).unwrap_or(path).to_path_buf();
    tree.files.push(File { path, bytes, text });
}

/// The files, as often as it takes to have something to do. Says how often.
pub(crate) fn repeated(tree: &Tree) -> (Vec<File>, usize) {
    let times = if tree.bytes == 0 {
        1
    } else {
        SMALLEST_TREE.div_ceil(tree.bytes).min(MOST_FILES)
    };
    let count = tree.files.len() * times;
    (
        tree.files.iter().cycle().take(count).cloned().collect(),
        times,
    )
}

/// All lines of all files.
pub(crate) fn lines(files: &[File]) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for file in files {
        for (i, text) in file.text.lines().enumerate() {
            lines.push(Line {
                path: &file.path,
                number: i + 1,
                text,
            });
        }
    }
    lines
}
