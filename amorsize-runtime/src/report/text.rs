//! Numbers and names as reports print them.

use std::fmt::{self, Write};

/// A name from the user's code on a terminal: what could steer the terminal, or turn the reading
/// direction, is printed as an escape.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a>(pub &'a str);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.0.chars() {
            let steers = part.is_control()
                || matches!(part, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if steers {
                write!(f, "{}", part.escape_unicode())?;
            } else {
                f.write_char(part)?;
            }
        }
        Ok(())
    }
}

/// The beginning of a name as it is printed, where there is little room.
#[must_use]
pub fn beginning(name: &str, most: usize) -> String {
    let printed = Name(name).to_string();
    if printed.chars().count() <= most {
        return printed;
    }
    printed.chars().take(most - 1).chain(['…']).collect()
}

/// The end of a path as it is printed: that tells files apart.
#[must_use]
pub fn ending(path: &str, most: usize) -> String {
    let printed = Name(path).to_string();
    let more = printed.chars().count().saturating_sub(most);
    if more == 0 {
        return printed;
    }
    std::iter::once('…')
        .chain(printed.chars().skip(more + 1))
        .collect()
}

/// Nanoseconds with a unit and two or three digits.
#[derive(Clone, Copy, Debug)]
pub struct Time(pub f64);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, unit) = match self.0 {
            time if !time.is_finite() => return f.write_str("?"),
            time if time < 1e3 => (time, "ns"),
            time if time < 1e6 => (time / 1e3, "us"),
            time if time < 1e9 => (time / 1e6, "ms"),
            time if time < 1e15 => (time / 1e9, "s"),
            time => return f.pad(&format!("{:.0e} s", time / 1e9)),
        };
        let digits = usize::from(value < 10.0);
        let text = format!("{value:.digits$} {unit}");
        f.pad(&text)
    }
}

/// A count with its thousands set apart.
#[derive(Clone, Copy, Debug)]
pub struct Count(pub u64);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push(' ');
            }
            text.push(digit);
        }
        f.pad(&text)
    }
}

/// How many times as fast, or as slow.
#[derive(Clone, Copy, Debug)]
pub struct Times(pub f64);

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            times if times < 0.005 => f.write_str("<0.01x"),
            times if times < 0.095 => write!(f, "{times:.2}x"),
            times if times < 9.95 => write!(f, "{times:.1}x"),
            times => write!(f, "{times:.0}x"),
        }
    }
}

/// A word for so many.
pub(super) fn plural(count: usize, word: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{word}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_steer_a_terminal() {
        for (name, printed) in [
            ("plain näme", "plain näme"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\nb\u{9b}c", "a\\u{a}b\\u{9b}c"),
            ("\u{202e}abc", "\\u{202e}abc"),
        ] {
            assert_eq!(Name(name).to_string(), printed);
        }
    }

    #[test]
    fn names_where_there_is_little_room() {
        assert_eq!(beginning("abc", 3), "abc");
        assert_eq!(beginning("abcd", 3), "ab…");
        assert_eq!(beginning("\u{1b}[0m", 5), "\\u{1…");
        assert_eq!(ending("src/a.rs", 8), "src/a.rs");
        assert_eq!(ending("src/näh.rs", 6), "…äh.rs");
    }

    #[test]
    fn numbers() {
        for (time, printed) in [
            (0.0, "0.0 ns"),
            (3.12, "3.1 ns"),
            (640.0, "640 ns"),
            (1_900.0, "1.9 us"),
            (25e6, "25 ms"),
            (3e9, "3.0 s"),
            (1e300, "1e291 s"),
            (f64::NAN, "?"),
        ] {
            assert_eq!(Time(time).to_string(), printed);
        }
        for (count, printed) in [
            (0, "0"),
            (999, "999"),
            (1_080, "1 080"),
            (12_345_678, "12 345 678"),
        ] {
            assert_eq!(Count(count).to_string(), printed);
        }
        assert_eq!(Times(7.94).to_string(), "7.9x");
        assert_eq!(Times(12.3).to_string(), "12x");
        assert_eq!(Times(0.34).to_string(), "0.3x");
        assert_eq!(Times(0.02).to_string(), "0.02x");
        assert_eq!(Times(0.001).to_string(), "<0.01x");
        assert_eq!(format!("[{:>8}]", Time(5.0)), "[  5.0 ns]");
    }
}
