//! `explain`: one loop on one screen, or the long text of an error code.

use std::fmt::Write;
use std::io::IsTerminal;

use amorsize_runtime::SiteReport;

use crate::args::ExplainArgs;
use crate::failure::{Failure, NOTHING, USAGE};
use crate::recording::Recording;
use crate::show::{self, View};
use crate::ui::{Name, Style, paint};

/// The long texts, a section each.
const CODES: &str = include_str!("../codes.md");

pub(crate) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    if let Some(code) = args.what.as_deref().filter(|what| is_code(what)) {
        return self::code(&code.to_ascii_uppercase());
    }
    let recording = Recording::find(args.recording.as_deref(), &args.place)?;
    let view = View::new(&recording);
    if args.interactive {
        return walk(&view);
    }
    let text = match args.what.as_deref() {
        None => list(&view),
        Some(what) => {
            let found = find(&view, what);
            if found.is_empty() {
                return Err(
                    Failure::new(NOTHING, format!("no loop `{what}` was recorded"))
                        .with("loops", names(&view))
                        .with("next", "cargo amorsize explain"),
                );
            }
            let texts: Vec<_> = found
                .iter()
                .map(|site| site.explain().to_string())
                .collect();
            texts.join("\n")
        }
    };
    show::write(&text)?;
    Ok(0)
}

/// `AMZ` and digits.
fn is_code(what: &str) -> bool {
    let upper = what.to_ascii_uppercase();
    upper.strip_prefix("AMZ").is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn code(code: &str) -> Result<u8, Failure> {
    let sections = || CODES.split("\n## ").skip(1);
    let section = sections()
        .find(|section| section.starts_with(code))
        .ok_or_else(|| {
            let known: Vec<_> = sections()
                .filter_map(|section| section.split(':').next())
                .collect();
            Failure::new(USAGE, format!("there is no code {code}"))
                .with("codes", known.join(" "))
                .with("next", "cargo amorsize explain AMZ001")
        })?;
    let (title, text) = section.split_once('\n').unwrap_or((section, ""));
    show::write(&format!(
        "{}\n{}\n",
        paint(Style::Bold, title),
        text.trim_end()
    ))?;
    Ok(0)
}

/// A number, FILE:LINE, or a name of a loop or function.
fn find<'v>(view: &'v View<'_>, what: &str) -> Vec<&'v SiteReport> {
    if let Ok(number) = what.parse::<usize>() {
        return number
            .checked_sub(1)
            .and_then(|at| view.sites.get(at))
            .into_iter()
            .collect();
    }
    if let Some((file, line)) = what.rsplit_once(':')
        && let Ok(line) = line.parse::<u32>()
    {
        let here = |site: &&SiteReport| site.line == line && site.file.ends_with(file);
        return view.sites.iter().filter(here).collect();
    }
    let called = |site: &&SiteReport| site.name == what || site.function == what;
    view.sites.iter().filter(called).collect()
}

fn names(view: &View<'_>) -> String {
    let mut names: Vec<_> = view.sites.iter().map(|site| site.name).collect();
    names.dedup();
    let more = names.len().saturating_sub(8);
    names.truncate(8);
    let names = names.join(", ");
    if more > 0 {
        format!("{names} and {more} more")
    } else {
        names
    }
}

fn list(view: &View<'_>) -> String {
    let mut text = String::new();
    for (number, site) in (1..).zip(&view.sites) {
        let _ = writeln!(
            text,
            "{number:>4}  {}:{}  {}   {}",
            Name(site.file),
            site.line,
            Name(site.name),
            site.decision
        );
    }
    if text.is_empty() {
        text.push_str("no loop was recorded\n");
    }
    text
}

/// One loop after the other, as the keys say.
fn walk(view: &View<'_>) -> Result<u8, Failure> {
    if !std::io::stdout().is_terminal() || !std::io::stdin().is_terminal() {
        return Err(Failure::new(USAGE, "`explain -i` needs a terminal")
            .with("next", "cargo amorsize explain, then explain NUMBER"));
    }
    if view.sites.is_empty() {
        return Err(
            Failure::new(NOTHING, "no loop was recorded").with("next", "cargo amorsize run")
        );
    }
    let term = console::Term::stdout();
    let mut at = 0;
    loop {
        term.clear_screen()?;
        show::write(&view.sites[at].explain().to_string())?;
        let hint = format!(
            "\n{} of {}   n next, p previous, q quit",
            at + 1,
            view.sites.len()
        );
        show::write(&paint(Style::Dim, &hint))?;
        match term.read_key()? {
            console::Key::Char('q') | console::Key::Escape => break,
            console::Key::Char('p') | console::Key::ArrowUp | console::Key::ArrowLeft => {
                at = at.saturating_sub(1);
            }
            _ => at = (at + 1).min(view.sites.len() - 1),
        }
    }
    show::write("\n")?;
    Ok(0)
}
