//! How a check cuts a loop and in which order it runs the chunks.

use std::sync::atomic::{AtomicU64, Ordering};

/// Chunks at most: enough to disturb any order, few enough for a loop that is checked on every call.
const CHUNKS: usize = 32;

/// Another order for every call; the same in every run of a program without threads.
#[derive(Debug)]
pub(crate) struct Order;

impl Order {
    /// Lengths of the chunks of so many items, in source order, all positive.
    pub(crate) fn lens(items: usize) -> Vec<usize> {
        lens(items, &mut Random::next())
    }

    /// The numbers of so many chunks in the order of running.
    pub(crate) fn turns(chunks: usize) -> Vec<usize> {
        turns(chunks, &mut Random::next())
    }
}

fn lens(items: usize, random: &mut Random) -> Vec<usize> {
    let longest = items.div_ceil(CHUNKS / 2).max(1);
    let mut lens = Vec::with_capacity(CHUNKS);
    let mut left = items;
    while left > 0 {
        let last = lens.len() + 1 == CHUNKS;
        let len = if last {
            left
        } else {
            (1 + random.below(2 * longest)).min(left)
        };
        lens.push(len);
        left -= len;
    }
    lens
}

fn turns(chunks: usize, random: &mut Random) -> Vec<usize> {
    let mut turns: Vec<usize> = (0..chunks).collect();
    for place in (1..chunks).rev() {
        turns.swap(place, random.below(place + 1));
    }
    // Chance may leave everything in its place; then nothing would be checked.
    if turns.is_sorted() {
        turns.reverse();
    }
    turns
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn next() -> Self {
        static CALLS: AtomicU64 = AtomicU64::new(0);
        Self(CALLS.fetch_add(1, Ordering::Relaxed))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_once_and_never_in_order() {
        for items in [0, 1, 2, 3, 7, 31, 32, 33, 1000, 1_000_003] {
            for seed in 0..50 {
                let mut random = Random(seed);
                let lens = lens(items, &mut random);
                assert_eq!(lens.iter().sum::<usize>(), items);
                assert!(lens.iter().all(|&len| len > 0) && lens.len() <= CHUNKS);
                let mut turns = turns(lens.len(), &mut random);
                assert!(turns.len() < 2 || !turns.is_sorted(), "{items} {seed}");
                turns.sort_unstable();
                assert!(turns.into_iter().eq(0..lens.len()));
            }
        }
    }

    #[test]
    fn two_items_are_two_chunks_now_and_then() {
        let split = (0..50).filter(|&seed| lens(2, &mut Random(seed)).len() == 2);
        assert!(split.count() > 10);
    }
}
