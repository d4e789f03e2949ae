//! T2 for collections: pushes, insertions, entries and histograms, in the order of the source.

use crate::input::In;
use amorsize_tests_twin::twin;
use std::collections::*;
use std::hash::{BuildHasherDefault, DefaultHasher};

/// The same order of iteration in every run, so that the order of the insertions can be seen.
type Fixed = BuildHasherDefault<DefaultHasher>;

/// Keys that are equal without being the same: a map keeps the first, a set too.
#[derive(Clone, Debug)]
struct Key {
    id: i32,
    mark: usize,
}
impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.id == other.id
    }
}
impl Eq for Key {}
impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Key {
    fn cmp(&self, other: &Key) -> std::cmp::Ordering {
        self.id.cmp(&other.id)
    }
}
impl std::hash::Hash for Key {
    fn hash<H: std::hash::Hasher>(&self, h: &mut H) {
        self.id.hash(h)
    }
}
impl crate::seen::Seen for Key {
    fn seen(&self, out: &mut Vec<u8>) {
        self.id.seen(out);
        self.mark.seen(out);
    }
}

fn key(x: &In, k: usize) -> Key {
    Key {
        id: x.small[k],
        mark: k,
    }
}

twin! { grows;
    #[amorsize::parallel]
    fn push(x: &In) -> (Vec<i32>, VecDeque<i32>, VecDeque<i32>, BinaryHeap<i32>, LinkedList<i32>) {
        let (mut a, mut b, mut c) = (vec![5], VecDeque::from([1, 2]), VecDeque::new());
        let (mut d, mut e) = (BinaryHeap::from([4]), LinkedList::new());
        for i in &x.small { a.push(*i); b.push_back(i + 1); if *i > 0 { c.push_front(*i); } d.push(*i); e.push_back(*i); }
        (a, b, c, d, e)
    }

    #[amorsize::parallel]
    fn conditional(x: &In) -> (Vec<usize>, Vec<usize>) {
        let (mut yes, mut no) = (vec![], vec![]);
        for (k, i) in x.small.iter().enumerate() {
            if *i == 0 { continue; }
            if *i > 2 { yes.push(k); yes.push(k + 1); } else { no.push(k); }
            for j in 0..*i % 3 { no.push(j as usize); }
        }
        (yes, no)
    }

    #[amorsize::parallel]
    fn extend(x: &In) -> (Vec<i32>, Vec<u8>, String, VecDeque<i32>) {
        let (mut a, mut b, mut c, mut d) = (vec![], vec![1], String::from("s"), VecDeque::new());
        for (i, w) in x.small.iter().zip(&x.words) {
            a.extend([*i, i + 1]);
            a.extend(0..*i);
            b.extend_from_slice(w.as_bytes());
            c.push_str(w);
            d.extend(Some(*i));
        }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn text(x: &In) -> (String, String, String) {
        let (mut a, mut b, mut c) = (String::new(), "b".to_string(), String::new());
        for w in &x.words { a.push_str(w); b.push(w.chars().next().unwrap_or('.')); c += w; c += "/"; }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn strings_moved(x: &In) -> Vec<String> {
        let mut v = Vec::with_capacity(3);
        for w in x.words.clone() { if w.len() > 2 { v.push(w); } }
        v
    }

    // A user's own type with methods of the same names.
    #[amorsize::parallel]
    fn own_type(x: &In) -> (Vec<i32>, usize, i32) {
        struct Odd { v: Vec<i32>, calls: usize, sum: i32 }
        impl Odd {
            fn push(&mut self, i: i32) { self.calls += 1; if self.calls % 2 == 1 { self.v.push(i); } }
            fn insert(&mut self, i: i32) { self.sum = self.sum * 3 % 1000 + i; }
        }
        let mut o = Odd { v: vec![], calls: 0, sum: 1 };
        for i in &x.small { o.push(*i); o.insert(i * 2); }
        (o.v, o.calls, o.sum)
    }

    #[amorsize::parallel]
    fn own_operators(x: &In) -> (i64, Vec<i64>) {
        struct Path(i64, Vec<i64>);
        impl std::ops::AddAssign<i32> for Path { fn add_assign(&mut self, by: i32) { self.0 = self.0 * 3 % 1009 + by as i64; self.1.push(self.0); } }
        let mut p = Path(1, vec![]);
        for i in &x.small { p += *i; }
        (p.0, p.1)
    }
}

twin! { inserts;
    #[amorsize::parallel]
    fn sets(x: &In) -> (BTreeSet<i32>, HashSet<i32, Fixed>, BTreeSet<Key>, HashSet<Key, Fixed>) {
        let (mut a, mut b) = (BTreeSet::from([3]), HashSet::default());
        let (mut c, mut d) = (BTreeSet::new(), HashSet::default());
        for k in 0..x.n { a.insert(x.small[k]); b.insert(x.small[k] * 7); c.insert(key(x, k)); d.insert(key(x, k)); }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn maps(x: &In) -> (BTreeMap<i32, usize>, HashMap<String, usize, Fixed>, BTreeMap<Key, usize>, HashMap<Key, usize, Fixed>) {
        let (mut a, mut b) = (BTreeMap::from([(3, 1000)]), HashMap::default());
        let (mut c, mut d) = (BTreeMap::new(), HashMap::default());
        for k in 0..x.n { a.insert(x.small[k], k); b.insert(x.words[k].clone(), k); c.insert(key(x, k), k); d.insert(key(x, k), k); }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn extends(x: &In) -> (BTreeSet<i32>, HashMap<i32, usize, Fixed>) {
        let (mut a, mut b) = (BTreeSet::new(), HashMap::default());
        for k in 0..x.n { a.extend([x.small[k], 50]); b.extend([(x.small[k], k)]); }
        (a, b)
    }

    #[amorsize::parallel]
    fn insert_at(x: &In) -> Vec<i32> {
        let mut v = vec![];
        for i in x.small.iter().take(300) { v.insert(0, *i); }
        v
    }
}

twin! { entries;
    #[amorsize::parallel]
    fn counts(x: &In) -> (HashMap<String, u32, Fixed>, BTreeMap<i32, i64>, HashMap<Key, u64, Fixed>) {
        let (mut a, mut b, mut c) = (HashMap::default(), BTreeMap::from([(0, 5)]), HashMap::default());
        for k in 0..x.n {
            *a.entry(x.words[k].clone()).or_insert(0) += 1;
            *b.entry(x.small[k]).or_default() += x.at[k] as i64;
            *c.entry(key(x, k)).or_default() += 2;
        }
        (a, b, c)
    }

    // A start that is not the operator's identity counts once for each key.
    #[amorsize::parallel]
    fn from_ten(x: &In) -> (BTreeMap<i32, i32>, BTreeMap<i32, u64>, BTreeMap<i32, i32>) {
        let (mut a, mut b, mut c) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::from([(1, 1)]));
        for k in 0..x.n {
            *a.entry(x.small[k]).or_insert(10) += 1;
            *b.entry(x.small[k]).or_insert(7) ^= x.i[k] as u64;
            *c.entry(x.small[k]).or_insert(-100) -= 1;
        }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn start_of_the_item(x: &In) -> BTreeMap<i32, usize> {
        let mut a = BTreeMap::new();
        for k in 0..x.n { *a.entry(x.small[k]).or_insert(k) += 1; }
        a
    }

    #[amorsize::parallel]
    fn other_operators(x: &In) -> (BTreeMap<i32, u8>, BTreeMap<i32, bool>, BTreeMap<i32, i64>) {
        let (mut a, mut b, mut c) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for k in 0..x.n {
            *a.entry(x.small[k]).or_insert(255) &= x.bytes[k];
            *b.entry(x.small[k]).or_insert(false) |= x.at[k] % 5 == 1;
            *c.entry(x.small[k]).or_insert(1) *= -1;
        }
        (a, b, c)
    }

    #[amorsize::parallel]
    fn overflow(x: &In) -> BTreeMap<i32, u8> {
        let mut a = BTreeMap::new();
        for k in 0..x.n { *a.entry(x.small[k]).or_insert(200) += 3; }
        a
    }

    #[amorsize::parallel]
    fn groups(x: &In) -> (HashMap<String, Vec<usize>, Fixed>, BTreeMap<i32, Vec<i32>>, BTreeMap<Key, Vec<usize>>, BTreeMap<i32, String>) {
        let (mut a, mut b, mut c, mut d) = (HashMap::default(), BTreeMap::from([(2, vec![-1])]), BTreeMap::new(), BTreeMap::new());
        for k in 0..x.n {
            a.entry(x.words[k].clone()).or_insert_with(Vec::new).push(k);
            b.entry(x.small[k]).or_default().push(k as i32);
            c.entry(key(x, k)).or_insert(vec![7]).push(k);
            d.entry(x.small[k]).or_insert_with(|| String::from("<")).push_str(&x.words[k]);
        }
        (a, b, c, d)
    }

    #[amorsize::parallel]
    fn of_fields(x: &In) -> (BTreeMap<i32, usize>, Vec<usize>) {
        struct Stats { by: BTreeMap<i32, usize>, all: Vec<usize> }
        let mut s = Stats { by: BTreeMap::new(), all: vec![] };
        for k in 0..x.n { *s.by.entry(x.small[k]).or_insert(0) += k; s.all.push(k); }
        (s.by, s.all)
    }
}

twin! { histograms;
    #[amorsize::parallel]
    fn counts(x: &In) -> ([u32; 20], Vec<u64>, Vec<i8>) {
        let (mut a, mut b, mut c) = ([0u32; 20], vec![5u64; 256], vec![0i8; 600]);
        for k in 0..x.n { a[(x.small[k] + 9) as usize] += 1; b[x.bytes[k] as usize] += k as u64; c[x.at[k] % 600] -= 1; }
        (a, b, c)
    }

    // As long as the loop, so private copies would cost more than they give.
    #[amorsize::parallel]
    fn wide(x: &In) -> Vec<u32> {
        let mut h = vec![0; x.n * 3 + 1];
        for a in &x.at { h[a * 3] += 1; h[a * 2] += 2; }
        h
    }

    #[amorsize::parallel]
    fn operators(x: &In) -> ([u64; 8], [u32; 4], [i64; 3], [bool; 4]) {
        let (mut a, mut b, mut c, mut d) = ([0; 8], [u32::MAX; 4], [1; 3], [false; 4]);
        for (k, i) in x.i.iter().enumerate() { a[(*i & 7) as usize] ^= *i as u64; b[k & 3] &= !(1 << (*i as u32 & 31)); c[k % 3] *= -1; d[*i as usize & 3] |= *i & 1024 != 0; }
        (a, b, c, d)
    }

    // Out of range: the same panic at the same item, and the counts before it.
    #[amorsize::parallel]
    fn count_into(h: &mut [u32], at: &[usize], seen: &mut usize) { for a in at { *seen += 1; h[*a] += 1; } }

    fn out_of_range(x: &In) -> (String, Vec<u32>, usize) {
        let (mut h, mut seen) = (vec![0; x.n - x.n / 20], 0);
        let end = crate::harness::caught(|| count_into(&mut h, &x.at, &mut seen));
        (end, h, seen)
    }

    #[amorsize::parallel]
    fn overflow_into(h: &mut [u8], from: &[u8]) { for b in from { h[*b as usize % 16] += 1; } }

    fn overflow(x: &In) -> (String, Vec<u8>) {
        let mut h = vec![250; 16];
        let end = crate::harness::caught(|| overflow_into(&mut h, &x.bytes));
        (end, h)
    }

    #[amorsize::parallel]
    fn two_dimensions(x: &In) -> [[u32; 4]; 5] {
        let mut h = [[0; 4]; 5];
        for (i, b) in x.small.iter().zip(&x.bytes) { h[(i + 9) as usize % 5][*b as usize % 4] += 1; }
        h
    }

    #[amorsize::parallel]
    fn centroids(x: &In) -> ([f64; 3], [usize; 3], [[i32; 2]; 3]) {
        let (mut sums, mut counts, mut boxes) = ([0.0; 3], [0; 3], [[0; 2]; 3]);
        for (k, v) in x.f.iter().enumerate() { let c = (v * 3.0) as usize; sums[c] += v; counts[c] += 1; boxes[c][k % 2] += 1; }
        (sums, counts, boxes)
    }

    #[amorsize::parallel]
    fn fixed_index(x: &In) -> [i64; 2] {
        let mut q = [0; 2];
        for i in &x.small { q[0] += *i as i64; if *i > 0 { q[1] += 1; } }
        q
    }
}
