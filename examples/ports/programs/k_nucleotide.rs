//! How often each run of `k` letters occurs in a text of nucleotides.

use crate::judge::{Judge, Size};
use std::collections::HashMap;

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn count(text: &[u8], k: usize) -> HashMap<&[u8], u32> {
        let mut counts: HashMap<&[u8], u32> = HashMap::new();
        for i in 0..text.len() - k + 1 {
            *counts.entry(&text[i..i + k]).or_insert(0) += 1;
        }
        counts
    }

    /// The same with two bits a letter.
    #[amorsize::parallel]
    pub(crate) fn count_packed(text: &[u8], k: usize) -> HashMap<u64, u32> {
        let mut counts = HashMap::new();
        for window in text.windows(k) {
            let mut key = 0u64;
            for letter in window {
                key = key << 2 | (u64::from(*letter) >> 1 & 3);
            }
            *counts.entry(key).or_insert(0) += 1;
        }
        counts
    }
}

fn sequence(n: usize) -> Vec<u8> {
    let mut state = 42u32;
    let mut letter = || {
        state = (state * 3877 + 29573) % 139_968;
        match state * 100 / 139_968 {
            0..30 => b'A',
            30..50 => b'C',
            50..70 => b'G',
            _ => b'T',
        }
    };
    (0..n).map(|_| letter()).collect()
}

/// The most frequent first, equal ones by their letters, as the game prints them.
fn ranked<K: Ord>(counts: HashMap<K, u32>) -> Vec<(u32, K)> {
    let mut ranked: Vec<(u32, K)> = counts
        .into_iter()
        .map(|(key, count)| (count, key))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let text = sequence(size.pick(500, 1_000_000));
    for k in [2, 6, 12] {
        judge.compare(
            &format!("k-nucleotide {k}"),
            format!("{} letters", text.len()),
            &|| ranked(plain::count(&text, k)),
            &|| ranked(annotated::count(&text, k)),
        );
        judge.compare(
            &format!("k-nucleotide {k}, packed"),
            format!("{} letters", text.len()),
            &|| ranked(plain::count_packed(&text, k)),
            &|| ranked(annotated::count_packed(&text, k)),
        );
    }
}
