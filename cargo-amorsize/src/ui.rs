//! Terminals: colour, width, and names from the user's code that must not steer them.

use std::sync::OnceLock;

pub(crate) use amorsize_runtime::__tools::{
    Count, Decided, Head, Length, Name, Time, Times, beginning, ending,
};

use crate::args::Color;

static COLOR: OnceLock<Color> = OnceLock::new();

/// What `--color` says.
pub(crate) fn set_color(color: Option<Color>) {
    if let Some(color) = color {
        let _ = COLOR.set(color);
    }
}

/// Whether to colour: `--color`, then `NO_COLOR`, then cargo's variable, then whether it is a terminal.
fn colored(terminal: bool) -> bool {
    let by_terminal = |color| match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal,
    };
    if let Some(&color) = COLOR.get() {
        return by_terminal(color);
    }
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    match std::env::var("CARGO_TERM_COLOR").as_deref() {
        Ok("always") => true,
        Ok("never") => false,
        _ => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Whether stdout is coloured.
pub(crate) fn color() -> bool {
    use std::io::IsTerminal;
    colored(std::io::stdout().is_terminal())
}

/// A style of stdout.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Dim,
    Good,
    Bad,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Self::Bold => "1",
            Self::Dim => "2",
            Self::Good => "32",
            Self::Bad => "31",
        }
    }
}

/// `text` for stdout, styled if that is coloured.
pub(crate) fn paint(style: Style, text: &str) -> String {
    if color() {
        format!("\u{1b}[{}m{text}\u{1b}[0m", style.code())
    } else {
        text.to_owned()
    }
}

pub(crate) fn red_for_stderr(text: &str) -> String {
    use std::io::IsTerminal;
    if colored(std::io::stderr().is_terminal()) {
        format!("\u{1b}[1;31m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

/// The columns of the terminal, if stdout is one.
pub(crate) fn width() -> Option<u16> {
    use std::io::IsTerminal;
    std::io::stdout()
        .is_terminal()
        .then(|| console::Term::stdout().size().1)
}
