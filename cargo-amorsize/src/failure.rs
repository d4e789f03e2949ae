//! Why a command failed, in one shape: what, the facts, the next step; and the exit codes.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;

use crate::ui::{self, Name};

/// Something that should not happen, or a file that cannot be written.
pub(crate) const INTERNAL: u8 = 1;
/// The command line.
pub(crate) const USAGE: u8 = 2;
/// Nothing was recorded, or not the site that was asked for.
pub(crate) const NOTHING: u8 = 3;
/// A prediction or decision that is not good enough.
pub(crate) const VALIDATION: u8 = 4;
/// Slower than what it was compared with.
pub(crate) const REGRESSION: u8 = 5;
/// A recording that cannot be read.
pub(crate) const UNREADABLE: u8 = 6;
/// The build failed; cargo has said why.
pub(crate) const BUILD: u8 = 101;

/// See the module.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) code: u8,
    what: String,
    facts: Vec<(&'static str, String)>,
}

impl Failure {
    pub(crate) fn new(code: u8, what: impl Display) -> Self {
        Self {
            code,
            what: what.to_string(),
            facts: Vec::new(),
        }
    }

    /// A file of ours could not be written.
    pub(crate) fn not_written(file: &Path, error: &io::Error) -> Self {
        Self::new(INTERNAL, format!("not written: {error}"))
            .with("file", file.display())
            .with("next", "name a file in a folder that you may write to")
    }

    /// Adds a line: `why`, `file`, `next` …
    pub(crate) fn with(mut self, label: &'static str, text: impl Display) -> Self {
        self.facts.push((label, text.to_string()));
        self
    }

    pub(crate) fn print(&self) -> io::Result<()> {
        let mut out = io::stderr().lock();
        writeln!(out, "{}: {}", ui::red_for_stderr("error"), Name(&self.what))?;
        for (label, text) in &self.facts {
            writeln!(out, "   {label:<8} {}", Name(text))?;
        }
        Ok(())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        // `cargo amorsize report | head` is no failure.
        let code = if error.kind() == io::ErrorKind::BrokenPipe {
            0
        } else {
            INTERNAL
        };
        Self::new(code, error)
    }
}
