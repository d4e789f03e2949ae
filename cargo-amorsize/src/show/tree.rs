//! The loops by crate, file and function.

use std::fmt::Write;

use amorsize_runtime::SiteReport;

use super::View;
use super::human::saved;
use crate::ui::{Decided, Head, Name, Style, paint};

/// A loop with its number.
type Numbered<'v> = (usize, &'v SiteReport);

pub(super) fn tree(view: &View<'_>, text: &mut String) {
    let all: Vec<Numbered<'_>> = (1..).zip(&view.sites).collect();
    let own = view.recording.program.as_str();
    for (name, here) in groups(&all, |site| crate_of(site.file).unwrap_or(own)) {
        let _ = writeln!(text, "{}", paint(Style::Bold, &Name(name).to_string()));
        for (file, here) in groups(&here, |site| site.file) {
            let _ = writeln!(text, "  {}", Name(file));
            for (function, here) in groups(&here, |site| site.function) {
                let _ = writeln!(text, "    fn {}", Name(function));
                for (number, site) in here {
                    let _ = writeln!(
                        text,
                        "    {number:>5}  line {}  {}   {}   {}",
                        site.line,
                        Head(site),
                        Decided(site),
                        saved(site),
                    );
                }
            }
        }
    }
}

/// The loops of each name, names in the order in which they come first.
fn groups<'v>(
    loops: &[Numbered<'v>],
    name: impl Fn(&'v SiteReport) -> &'v str,
) -> Vec<(&'v str, Vec<Numbered<'v>>)> {
    let mut groups: Vec<(&str, Vec<_>)> = Vec::new();
    for &(number, site) in loops {
        let name = name(site);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push((number, site)),
            None => groups.push((name, vec![(number, site)])),
        }
    }
    groups
}

/// The folder of the crate, where the path has one: that of the program is relative to it.
fn crate_of(file: &str) -> Option<&str> {
    let mut before = None;
    for part in file.split(['/', '\\']) {
        if matches!(part, "src" | "examples" | "tests" | "benches") {
            return before;
        }
        before = Some(part).filter(|part| !part.is_empty() && *part != "..");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crates() {
        for (file, name) in [
            ("src/a.rs", None),
            ("examples/tour/text.rs", None),
            ("../src/a.rs", None),
            ("crates/core/src/a.rs", Some("core")),
            (
                "/home/me/registry/fast-1.2.0/src/a/b.rs",
                Some("fast-1.2.0"),
            ),
            ("a\\b\\src\\c.rs", Some("b")),
            ("build.rs", None),
        ] {
            assert_eq!(crate_of(file), name, "{file}");
        }
    }
}
