//! One line to stderr. Nobody is left to tell where stderr is closed or full, and `eprintln!` would
//! panic there: in the middle of the user's loop.

use std::fmt::Display;
use std::io::Write as _;

pub(crate) fn say(line: impl Display) {
    // One write per line, so that those of several threads do not mix.
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
