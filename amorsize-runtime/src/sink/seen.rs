//! A small hash table that remembers in which order its keys came.
//!
//! The iteration order of a `HashMap` depends on the order in which its keys were first inserted. A chunk therefore
//! hands over its keys in the order of their first occurrence, and the outer map grows exactly as in the plain loop.

use std::hash::{BuildHasher, Hash};
use std::vec;

const EMPTY: u32 = u32::MAX;

/// Keys in the order of their first occurrence, each with a value.
#[derive(Clone, Debug)]
pub struct Seen<K, V, S> {
    hasher: S,
    entries: Vec<(K, V)>,
    hashes: Vec<u64>,
    // Open addressing: indices into `entries`. The length is zero or a power of two.
    table: Vec<u32>,
}

impl<K, V, S> Seen<K, V, S> {
    /// An empty table; does not allocate.
    #[inline]
    pub const fn new(hasher: S) -> Self {
        Self {
            hasher,
            entries: Vec::new(),
            hashes: Vec::new(),
            table: Vec::new(),
        }
    }

    /// The entry at an index given by [`entry`](Self::entry).
    #[inline]
    pub fn value_mut(&mut self, index: usize) -> &mut V {
        &mut self.entries[index].1
    }
}

impl<K: Eq + Hash, V, S: BuildHasher> Seen<K, V, S> {
    /// Finds `key`, or adds it with the value that `make` gives. Tells the index, and gives the key back if it was there.
    #[inline]
    pub fn entry(&mut self, key: K, make: impl FnOnce() -> V) -> (usize, Option<K>) {
        let hash = self.hasher.hash_one(&key);
        // At most seven eighths full, so that a search ends.
        if self.entries.len() >= self.table.len() / 8 * 7 {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut at = Self::home(hash, self.table.len());
        loop {
            let index = self.table[at];
            if index == EMPTY {
                let index = self.entries.len();
                self.entries.push((key, make()));
                self.hashes.push(hash);
                self.table[at] = u32::try_from(index)
                    .ok()
                    .filter(|&index| index != EMPTY)
                    .expect("a chunk with 2^32 keys");
                return (index, None);
            }
            let index = index as usize;
            if self.hashes[index] == hash && self.entries[index].0 == key {
                return (index, Some(key));
            }
            at = (at + 1) & mask;
        }
    }

    /// Where the search for a hash begins. The upper bits of the product mix well even if the hasher is the identity.
    #[inline]
    fn home(hash: u64, len: usize) -> usize {
        let mixed = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & (len - 1)
    }

    #[cold]
    fn grow(&mut self) {
        let len = (self.table.len() * 2).max(16);
        self.table.clear();
        self.table.resize(len, EMPTY);
        for (index, &hash) in (0..).zip(&self.hashes) {
            let mut at = Self::home(hash, len);
            while self.table[at] != EMPTY {
                at = (at + 1) & (len - 1);
            }
            self.table[at] = index;
        }
    }
}

impl<K, V, S> IntoIterator for Seen<K, V, S> {
    type Item = (K, V);
    type IntoIter = vec::IntoIter<(K, V)>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::hash_map::RandomState;
    use std::hash::{BuildHasherDefault, Hasher};

    /// Every key collides.
    #[derive(Default)]
    struct Flat;
    impl Hasher for Flat {
        fn finish(&self) -> u64 {
            0
        }
        fn write(&mut self, _: &[u8]) {}
    }

    fn counts<S: BuildHasher>(hasher: S, keys: &[u32]) -> Vec<(u32, u32)> {
        let mut seen = Seen::new(hasher);
        for &key in keys {
            let (index, _) = seen.entry(key, || 0);
            *seen.value_mut(index) += 1;
        }
        seen.into_iter().collect()
    }

    #[test]
    fn first_occurrences_in_order() {
        assert_eq!(
            counts(RandomState::new(), &[3, 1, 3, 2, 1, 3]),
            [(3, 3), (1, 2), (2, 1)]
        );
        assert_eq!(counts(RandomState::new(), &[]), []);
        let keys: Vec<u32> = (0..5000).map(|i| i * 1024 % 3001).collect();
        let many = counts(RandomState::new(), &keys);
        assert_eq!(
            many.iter().map(|(key, _)| *key).take(3).collect::<Vec<_>>(),
            [0, 1024, 2048]
        );
        assert_eq!(many.len(), 3001);
        assert_eq!(many.iter().map(|(_, count)| count).sum::<u32>(), 5000);
        let few: Vec<u32> = keys[..300].to_vec();
        assert_eq!(
            counts(BuildHasherDefault::<Flat>::default(), &few),
            counts(RandomState::new(), &few)
        );
    }
}
