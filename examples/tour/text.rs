//! What a program does with text: count, search, parse, score.

use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::files::{File, Line};
use crate::twin::twin;

twin! {
    /// How often each word occurs.
    fn word_counts(files: &[File]) -> HashMap<&str, u64> {
        let mut counts: HashMap<&str, u64> = HashMap::new();
        for file in files {
            for word in words(&file.text) {
                *counts.entry(word).or_insert(0) += 1;
            }
        }
        counts
    }

    /// The first of the longest lines: its length in characters and its index.
    fn longest_line(lines: &[Line<'_>]) -> (usize, usize) {
        let mut best = 0;
        let mut which = 0;
        for (i, line) in lines.iter().enumerate() {
            let len = line.text.chars().count();
            if len > best {
                best = len;
                which = i;
            }
        }
        (best, which)
    }

    /// How many lines have some text in them, and how many different ones there are.
    fn distinct_lines(lines: &[Line<'_>]) -> (u64, usize) {
        let mut considered = 0u64;
        let mut distinct: HashSet<&str> = HashSet::new();
        for line in lines {
            let text = line.text.trim();
            if text.len() >= 12 {
                considered += 1;
                distinct.insert(text);
            }
        }
        (considered, distinct.len())
    }

    /// The indices of the lines in which a word follows itself, as in "the the".
    fn doubled_words(lines: &[Line<'_>]) -> Vec<usize> {
        let mut found = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            let mut previous = "";
            for word in words(line.text) {
                if word == previous {
                    found.push(i);
                    break;
                }
                previous = word;
            }
        }
        found
    }

    /// Parses every decimal integer: how many there are and what they add up to, or the first that is too large.
    fn number_sum(lines: &[Line<'_>]) -> Result<(u64, u128), BadNumber> {
        let mut count = 0u64;
        let mut total = 0u128;
        for line in lines {
            for token in integers(line.text) {
                total += u128::from(parse(token, line)?);
                count += 1;
            }
        }
        Ok((count, total))
    }

    /// A checksum per file.
    #[allow(clippy::needless_range_loop)] // `out[i] = …` over a range is a form to be shown
    fn checksums(files: &[File]) -> Vec<u64> {
        let mut out = vec![0; files.len()];
        for i in 0..files.len() {
            out[i] = checksum(&files[i].bytes);
        }
        out
    }

    /// Letters among sixteen: far too little to share with anyone, so this loop stays serial and says so.
    fn vowels(alphabet: &[char; 16]) -> u32 {
        let mut vowels = 0;
        for letter in alphabet {
            if matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u') {
                vowels += 1;
            }
        }
        vowels
    }
}

/// How well a file answers a query: the more of its words, and the rarer its other words, the better.
///
/// The attribute leaves this function as it is and adds `score_map` beside it, which takes many files at once.
#[amorsize::parallel(map)]
pub(crate) fn score(file: &File, query: &[&str]) -> f64 {
    let mut hits = 0.0;
    let mut total = 0.0;
    for word in words(&file.text) {
        total += 1.0;
        if let Some(rank) = query
            .iter()
            .position(|wanted| wanted.eq_ignore_ascii_case(word))
        {
            hits += 1.0 / (rank + 1) as f64;
        }
    }
    hits / f64::sqrt(total + 1.0)
}

/// A number that does not fit, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadNumber {
    file: String,
    line: usize,
    token: String,
}

impl fmt::Display for BadNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: `{}` does not fit into 64 bits",
            self.file, self.line, self.token
        )
    }
}

fn parse(token: &str, line: &Line<'_>) -> Result<u64, BadNumber> {
    let mut value = 0u64;
    for digit in token.bytes().filter(u8::is_ascii_digit) {
        let next = value
            .checked_mul(10)
            .and_then(|value| value.checked_add(u64::from(digit - b'0')));
        value = next.ok_or_else(|| BadNumber {
            file: line.path.display().to_string(),
            line: line.number,
            token: token.to_owned(),
        })?;
    }
    Ok(value)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Runs of digits that belong to no word: `1_000` is one, `0x1F` and `v2` are not.
fn integers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|token| {
            token.starts_with(|c: char| c.is_ascii_digit())
                && token.bytes().all(|b| b.is_ascii_digit() || b == b'_')
        })
}

/// FNV-1a.
fn checksum(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
