//! Collections.

use super::{CHUNKS, Place as _, random, run, site};
use super::{
    One::E0,
    Two::{F0, F1},
};
use crate::sink as p;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, VecDeque};
use std::fmt::{self, Display, Write as _};
use std::hash::BuildHasherDefault;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The same iteration order in every run.
type Fixed = BuildHasherDefault<DefaultHasher>;

fn keys(n: usize, distinct: u64, seed: u64) -> Vec<u32> {
    let mut next = random(seed);
    (0..n).map(|_| (next() % distinct) as u32).collect()
}

#[test]
fn vectors_and_strings_grow() {
    site!(keys(100, 50, 1); appends; let v = Vec::new(); &x => { if x % 3 == 0 { v.push(x) } }
        (part, log) => { if x % 3 == 0 { part.push(x, |o| log.push(E0(o))) } }; E0(o) => v.push(o));
    // Coercions of the argument, and inference through `into`.
    site!(keys(20, 50, 1); appends; let v: Vec<Box<dyn fmt::Debug + Send>> = Vec::new(); &x => { v.push(Box::new(x)); }
        (part, log) => { part.push(Box::new(x), |o| log.push(E0(o))); }; E0(o) => v.push(o));
    site!(keys(20, 50, 1); appends; let v: Vec<u64> = vec![1]; &x => { v.push(x.into()) }
        (part, log) => { part.push(x.into(), |o| log.push(E0(o))) }; E0(o) => v.push(o));
    site!(keys(100, 50, 1); appends; let v = vec![0]; &x => { v.extend(0..x % 4); v.extend([x, 1].iter()) }
        (part, log) => {
            part.extend(0..x % 4, |o| log.push(F0(o)));
            part.extend([x, 1].iter(), |o| log.push(F1(o)));
        }; F0(o) => v.extend(o), F1(o) => v.extend(o));
    site!(keys(100, 50, 1); appends; let v = vec![0]; &x => { let t = vec![x; 3]; v.extend_from_slice(&t); }
        (part, log) => { let t = vec![x; 3]; part.extend_from_slice(&t, |o| log.push(E0(o))); };
        E0(o) => v.extend_from_slice(&o));
    site!(keys(100, 50, 1); appends; let v = vec![0]; &x => { let mut t = vec![x; 2]; v.append(&mut t); }
        (part, log) => { let mut t = vec![x; 2]; part.append(&mut t, |o| log.push(E0(o))); };
        E0(mut o) => v.append(&mut o));
    site!(keys(100, 50, 1); appends; let v = VecDeque::from([7]); &x => { v.push_back(x) }
        (part, log) => { part.push_back(x, |o| log.push(E0(o))) }; E0(o) => v.push_back(o));
    site!(keys(100, 50, 1); appends; let s = String::new(); x => { s.push('x'); s.push_str(&x.to_string()) }
        (part, log) => {
            part.push('x', |o| log.push(F0(o)));
            part.push_str(&x.to_string(), |o| log.push(F1(o)));
        }; F0(o) => s.push(o), F1(o) => s.push_str(&o));
}

/// `v.push(e)` with `v: &mut Vec<_>`.
#[test]
fn places_behind_references() {
    fn fill(v: &mut Vec<u32>, items: &[u32]) {
        use p::methods::*;
        let kind = (&&p::Probe::<_, false>::new(&*v.amorsize_place())).appends();
        let mut part = kind.start();
        items.iter().for_each(|&x| part.push(x, |_| unreachable!()));
        kind.merge(v.amorsize_place(), part);
    }
    let mut v = vec![1];
    fill(&mut v, &[2, 3]);
    assert_eq!(v, [1, 2, 3]);
}

#[derive(Debug, Default)]
struct Own(Vec<u32>);
impl Own {
    fn push(&mut self, x: u32) {
        self.0.insert(self.0.len() / 2, x);
    }
    fn push_str(&mut self, s: &str) {
        self.0.insert(0, s.len() as u32);
    }
}

#[test]
fn other_types_are_replayed() {
    let heap = site!(keys(100, 50, 2); appends; let h = BinaryHeap::new(); &x => { h.push(x); h.extend(0..x % 3) }
        (part, log) => {
            part.push(x, |o| log.push(F0(o)));
            part.extend(0..x % 3, |o| log.push(F1(o)));
        }; F0(o) => h.push(o), F1(o) => h.extend(o));
    assert!(heap.len() >= 100);
    site!(keys(100, 50, 2); appends; let own = Own::default(); &x => { own.push(x); own.push_str(&x.to_string()) }
        (part, log) => {
            part.push(x, |o| log.push(F0(o)));
            part.push_str(&x.to_string(), |o| log.push(F1(o)));
        }; F0(o) => own.push(o), F1(o) => own.push_str(&o));
    site!(keys(30, 50, 2); inserts; let v = vec![]; &x => { v.insert(0, x) }
        (part, log) => { part.insert2(0, x, |a, b| log.push(E0((a, b)))) }; E0((a, b)) => v.insert(a, b));
    site!(keys(30, 5, 2); appends; let set = HashSet::<_, Fixed>::default(); &x => { set.extend((0..x).filter(|y| y % 2 == 0)) }
        (part, log) => { part.extend((0..x).filter(|y| y % 2 == 0), |o| log.push(E0(o))) }; E0(o) => set.extend(o));
}

/// A `Display` that fails half-way.
struct Broken(u32);
impl Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.0)?;
        if self.0 == 13 {
            Err(fmt::Error)
        } else {
            f.write_str(">")
        }
    }
}

#[test]
fn formatted_text() {
    site!(keys(60, 50, 4); appends; let s = String::new(); &x => { let _ = write!(s, "{},", Broken(x)); }
        (part, log) => { part.write(format_args!("{},", Broken(x)), |o| log.push(E0(o))); };
        E0(o) => { let _ = write!(s, "{o}"); });

    // `write!(…)?` on a `String` and on a type of the user's: the error leaves at its iteration, after its text.
    macro_rules! until_error {
        ($s:ident) => {{
            use p::methods::*;
            let kind = (&&p::Probe::<_, false>::new(&*$s.amorsize_place())).appends();
            run(
                &[1, 2, 13, 4],
                3,
                || (kind.start(), p::Log::new()),
                |piece, (), (part, log)| {
                    for &x in piece {
                        if !part.write(format_args!("{}", Broken(x)), |o| log.push(E0(o))) {
                            break;
                        }
                    }
                    None
                },
                |(part, log)| {
                    kind.merge($s.amorsize_place(), part);
                    for entry in log {
                        match entry {
                            E0(o) => {
                                if let Err(error) = write!($s, "{o}") {
                                    return Some(error);
                                }
                            }
                        }
                    }
                    None
                },
            )
        }};
    }
    let mut string = String::from("=");
    assert_eq!(until_error!(string), Some(fmt::Error));
    assert_eq!(string, "=<1><2><13");
    struct Upper(String);
    impl fmt::Write for Upper {
        fn write_str(&mut self, s: &str) -> fmt::Result {
            self.0.push_str(&s.replace('<', "("));
            Ok(())
        }
    }
    let mut upper = Upper(String::new());
    assert_eq!(until_error!(upper), Some(fmt::Error));
    assert_eq!(upper.0, "(1>(2>(13");
}

#[test]
fn sets_and_maps_are_inserted_into() {
    for distinct in [1, 7, 28, 29, 60, 1000] {
        for seed in 0..12 {
            let n = 5 + 17 * seed as usize;
            site!(keys(n, distinct, seed); inserts; let set = HashSet::<_, Fixed>::default(); &x => { set.insert(x); }
                (part, log) => { part.insert1(x, |o| log.push(E0(o))); }; E0(o) => { set.insert(o); });
            site!(keys(n, distinct, seed); inserts; let map = HashMap::<_, _, Fixed>::default();
                x => { map.insert(*x, x as *const u32 as usize); }
                (part, log) => { part.insert2(*x, x as *const u32 as usize, |k, v| log.push(E0((k, v)))); };
                E0((k, v)) => { map.insert(k, v); });
            site!(keys(n, distinct, seed); inserts; let set = BTreeSet::new(); &x => { set.insert(x); }
                (part, log) => { part.insert1(x, |o| log.push(E0(o))); }; E0(o) => { set.insert(o); });
            site!(keys(n, distinct, seed); inserts; let map = BTreeMap::new(); x => { map.insert(x % 5, x.to_string()); }
                (part, log) => { part.insert2(x % 5, x.to_string(), |k, v| log.push(E0((k, v)))); };
                E0((k, v)) => { map.insert(k, v); });
        }
    }
}

/// `insert` reserves room even for a key that is there: the order of a table that is exactly full shows it.
#[test]
fn a_repeated_key_at_the_end_is_felt() {
    for full in [3u32, 7, 14, 28, 56, 112] {
        let items: Vec<u32> = (0..full).chain([0]).collect();
        site!(&items; inserts; let set = HashSet::<_, Fixed>::default(); &x => { set.insert(x); }
            (part, log) => { part.insert1(x, |o| log.push(E0(o))); }; E0(o) => { set.insert(o); });
    }
}

#[test]
fn entries() {
    for distinct in [1, 7, 28, 29, 60, 1000] {
        for seed in 0..12 {
            let n = 3 + 19 * seed as usize;
            site!(keys(n, distinct, seed); entry_sum; let map = HashMap::<_, _, Fixed>::default();
                &x => { *map.entry(x).or_insert(0) += 1; }
                (part, log) => { part.or_insert(p::by::Add, x, 0, 1, |k, c, o| log.push(E0((k, c, o)))); };
                E0((k, c, o)) => { *map.entry(k).or_insert(c) += o; });
            // The initial value is that of the first update of a new key.
            site!(keys(n, distinct, seed); entry_sum; let map = HashMap::<_, i64, Fixed>::default();
                x => { *map.entry(*x).or_insert(x as *const u32 as i64) -= 3; }
                (part, log) => {
                    part.or_insert(p::by::Sub, *x, x as *const u32 as i64, 3, |k, c, o| log.push(E0((k, c, o))));
                };
                E0((k, c, o)) => { *map.entry(k).or_insert(c) -= o; });
            site!(keys(n, distinct, seed); entry_sum; let map = HashMap::<_, f64, Fixed>::default();
                &x => { *map.entry(x % 9).or_default() += 0.1 * f64::from(x); }
                (part, log) => { part.or_default(p::by::Add, x % 9, 0.1 * f64::from(x), |k, o| log.push(E0((k, o)))); };
                E0((k, o)) => { *map.entry(k).or_default() += o; });
            site!(keys(n, distinct, seed); entry_sum; let map = BTreeMap::<_, u32>::new();
                x => { *map.entry(x.to_string()).or_default() += x; }
                (part, log) => { part.or_default(p::by::Add, x.to_string(), x, |k, o| log.push(E0((k, o)))); };
                E0((k, o)) => { *map.entry(k).or_default() += o; });
            site!(keys(n, distinct, seed); entry_xor; let map = BTreeMap::new();
                x => { *map.entry(x % 3).or_insert(true) ^= x % 2 == 0; }
                (part, log) => { part.or_insert(p::by::BitXor, x % 3, true, x % 2 == 0, |k, c, o| log.push(E0((k, c, o)))); };
                E0((k, c, o)) => { *map.entry(k).or_insert(c) ^= o; });
            site!(keys(n, distinct, seed); entry_sum; let map = HashMap::<_, String, Fixed>::default();
                x => { *map.entry(x % 5).or_default() += &x.to_string(); }
                (part, log) => { part.or_default(p::by::Add, x % 5, &x.to_string(), |k, o| log.push(E0((k, o)))); };
                E0((k, o)) => { *map.entry(k).or_default() += o; });
            site!(keys(n, distinct, seed); entry_sum; let map = HashMap::<_, std::time::Duration, Fixed>::default();
                &x => { *map.entry(x).or_default() += std::time::Duration::from_secs(x.into()); }
                (part, log) => {
                    part.or_default(p::by::Add, x, std::time::Duration::from_secs(x.into()), |k, o| log.push(E0((k, o))));
                };
                E0((k, o)) => { *map.entry(k).or_default() += o; });
        }
    }
}

/// The value type of the map is settled after the loop, by what the function returns.
#[test]
fn value_types_may_come_late() {
    fn totals(items: &[(u32, f64)]) -> HashMap<u32, f64> {
        use p::methods::*;
        let mut map = HashMap::new();
        let kind = (&&p::Probe::<_, true>::new(&map)).entry_sum();
        let (mut part, mut log) = (kind.start(), p::Log::new());
        for &(k, x) in items {
            part.or_default(p::by::Add, k, x, |k, o| log.push((k, o)));
        }
        kind.merge(&mut map, part);
        for (k, o) in log {
            *map.entry(k).or_default() += o;
        }
        map
    }
    assert_eq!(totals(&[(1, 0.5), (1, 0.25)]), HashMap::from([(1, 0.75)]));
}

macro_rules! group {
    ($items:expr; $Map:ty; |$map:ident, $x:ident| $key:expr, $argument:expr, $($method:tt)+) => {
        for chunk in CHUNKS {
            let items = $items;
            let mut plain = <$Map>::default();
            {
                let $map = &mut plain;
                for $x in &items {
                    $map.entry($key).or_default().$($method)+($argument);
                }
            }
            let mut $map = <$Map>::default();
            {
                use p::methods::*;
                let kind = (&&p::Probe::<_, false>::new(&*$map.amorsize_place())).entry_group();
                run::<_, _, ()>(
                    &items,
                    chunk,
                    || (kind.start(), p::Log::new()),
                    |piece, (), (part, log)| {
                        for $x in piece {
                            part.add($key, $argument, |k, a| log.push((k, a)));
                        }
                        None
                    },
                    |(part, log)| {
                        for (k, arguments) in part {
                            let slot = $map.entry(k).or_default();
                            for a in arguments {
                                slot.$($method)+(a);
                            }
                        }
                        for (k, a) in log {
                            $map.entry(k).or_default().$($method)+(a);
                        }
                        None
                    },
                );
            }
            assert_eq!(format!("{plain:?}"), format!("{:?}", $map));
        }
    };
}

/// A map of the user's with the standard's interface.
#[derive(Debug, Default)]
struct OwnMap(BTreeMap<u32, Vec<u32>>);
impl OwnMap {
    fn entry(&mut self, key: u32) -> std::collections::btree_map::Entry<'_, u32, Vec<u32>> {
        self.0.entry(key / 2)
    }
}

#[test]
fn groups() {
    for distinct in [1, 7, 28, 29, 60] {
        for seed in 0..6 {
            let n = 3 + 31 * seed as usize;
            group!(keys(n, distinct, seed); HashMap<u32, Vec<u32>, Fixed>; |map, x| *x, x + 1, push);
            group!(keys(n, distinct, seed); HashMap<String, HashSet<u32, Fixed>, Fixed>; |map, x| x.to_string(), x % 3, insert);
            group!(keys(n, distinct, seed); BTreeMap<u32, VecDeque<u32>>; |map, x| x % 5, *x, push_front);
            group!(keys(n, distinct, seed); OwnMap; |map, x| x % 5, *x, push);
        }
    }
}

#[test]
fn counters() {
    for len in [1usize, 5, 64, 65, 300, 5000] {
        let items = || keys(400, len as u64, 9);
        site!(items(); counts_sum; let hist = vec![3u32; len]; &x => { hist[x as usize] += 1 }
            (part, log) => { part.update(p::by::Add, x as usize, 1, |i, o| log.push(E0((i, o)))) };
            E0((i, o)) => hist[i] += o);
        site!(items(); counts_sum; let hist = vec![9_000u64; len].into_boxed_slice(); x => { hist[*x as usize] -= u64::from(*x) % 9 }
            (part, log) => { part.update(p::by::Sub, *x as usize, u64::from(*x) % 9, |i, o| log.push(E0((i, o)))) };
            E0((i, o)) => hist[i] -= o);
        site!(items(); counts_or; let seen = vec![false; len]; &x => { seen[x as usize] |= x % 2 == 0 }
            (part, log) => { part.update(p::by::BitOr, x as usize, x % 2 == 0, |i, o| log.push(E0((i, o)))) };
            E0((i, o)) => seen[i] |= o);
        site!(items(); counts_sum; let q = vec![0.0; len]; &x => { q[x as usize] += 0.1 * f64::from(x) }
            (part, log) => { part.update(p::by::Add, x as usize, 0.1 * f64::from(x), |i, o| log.push(E0((i, o)))) };
            E0((i, o)) => q[i] += o);
    }
    site!(keys(400, 9, 9); counts_sum; let hist = [0; 9]; &x => { hist[x as usize] += 1 }
        (part, log) => { part.update(p::by::Add, x as usize, 1, |i, o| log.push(E0((i, o)))) };
        E0((i, o)) => hist[i] += o);
    let mut array = [0u8; 4];
    let slice: &mut [u8] = &mut array;
    use p::methods::*;
    let kind = (&&p::Probe::<_, false>::new(&*slice.amorsize_place())).counts_sum();
    let mut part = kind.start();
    part.update(p::by::Add, 2, &7, |_, _| unreachable!());
    kind.merge(slice.amorsize_place(), part);
    assert_eq!(array, [0, 0, 7, 0]);
}

#[test]
fn an_index_out_of_range_panics_as_the_plain_statement() {
    use p::methods::*;
    fn message(f: impl FnOnce()) -> String {
        *catch_unwind(AssertUnwindSafe(f))
            .unwrap_err()
            .downcast::<String>()
            .unwrap()
    }
    for len in [3usize, 100] {
        let mut hist = vec![0u32; len];
        let plain = message(|| hist[std::hint::black_box(len + 2)] += 1);
        let kind = (&&p::Probe::<_, false>::new(&hist)).counts_sum();
        let mut part = kind.start();
        part.update(p::by::Add, 1, 1, |_, _| unreachable!());
        let ours = message(|| part.update(p::by::Add, len + 2, 1, |_, _| unreachable!()));
        assert_eq!(plain, ours);
        kind.merge(&mut hist, part);
        assert_eq!(hist[1], 1);
    }
}

mod any_chunking {
    use super::*;
    use proptest::prelude::*;

    /// Cuts `items` at the given places.
    fn cut(items: &[u16], cuts: &[usize]) -> Vec<Vec<u16>> {
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (items.len() + 1)).collect();
        cuts.extend([0, items.len()]);
        cuts.sort_unstable();
        cuts.windows(2)
            .map(|pair| items[pair[0]..pair[1]].to_vec())
            .collect()
    }

    proptest! {
        /// The table iterates in the order of the plain loop's table, whatever was in it before.
        #[test]
        fn hash_tables_keep_their_order(
            before in prop::collection::vec(0u16..40, 0..60),
            items in prop::collection::vec(0u16..120, 0..300),
            cuts in prop::collection::vec(0usize..300, 0..8),
        ) {
            use p::methods::*;
            let set: HashSet<u16, Fixed> = before.iter().copied().collect();
            let map: HashMap<u16, u32, Fixed> = before.iter().map(|&key| (key, 7)).collect();
            let (mut plain_set, mut plain_counts, mut plain_map) = (set.clone(), map.clone(), map.clone());
            for &x in &items {
                plain_set.insert(x);
                *plain_counts.entry(x).or_insert(u32::from(x)) += 1;
                plain_map.insert(x, u32::from(x) * 3);
            }
            let (mut set, mut counts, mut map) = (set, map.clone(), map);
            for chunk in cut(&items, &cuts) {
                let set_kind = (&&p::Probe::<_, false>::new(&set)).inserts();
                let counts_kind = (&&p::Probe::<_, false>::new(&counts)).entry_sum();
                let map_kind = (&&p::Probe::<_, false>::new(&map)).inserts();
                let (mut a, mut b, mut c) = (set_kind.start(), counts_kind.start(), map_kind.start());
                for x in chunk {
                    a.insert1(x, |_| unreachable!());
                    b.or_insert(p::by::Add, x, x.into(), 1, |_, _, _| unreachable!());
                    c.insert2(x, u32::from(x) * 3, |_, _| unreachable!());
                }
                set_kind.merge(&mut set, a);
                counts_kind.merge(&mut counts, b);
                map_kind.merge(&mut map, c);
            }
            prop_assert!(plain_set.iter().eq(&set));
            prop_assert!(plain_counts.iter().eq(&counts));
            prop_assert!(plain_map.iter().eq(&map));
        }
    }
}
