//! Functions composed at random, and what they work on. The test drives them.

#![allow(warnings, clippy::all)]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::sync::atomic::{AtomicIsize, Ordering};

include!(concat!(env!("OUT_DIR"), "/composed.rs"));

/// One function, twice.
pub struct Case {
    pub name: &'static str,
    pub text: &'static str,
    pub may_be_short: bool,
    pub plain: fn(&In, &mut State) -> Result<i64, String>,
    pub annotated: fn(&In, &mut State) -> Result<i64, String>,
}

thread_local! {
    static CHOICE: Cell<(usize, usize)> = const { Cell::new((2, 3)) };
}

pub fn choose(workers: usize, chunk: usize) {
    CHOICE.set((workers, chunk));
}

pub fn workers() -> usize {
    CHOICE.get().0
}

pub fn chunk() -> usize {
    CHOICE.get().1
}

pub fn helper(x: i64) -> i64 {
    x.rotate_left(5) ^ 0x5a
}

/// What the functions read.
pub struct In {
    pub n: usize,
    pub lo: usize,
    pub stop: usize,
    pub stop2: usize,
    pub a: Vec<i64>,
    pub b: Vec<f64>,
    /// A permutation.
    pub p: Vec<usize>,
    pub w: Vec<String>,
    pub lines: String,
    pub tree: BTreeSet<usize>,
}

impl In {
    pub fn new(n: usize, seed: u64) -> In {
        let mut state = seed.wrapping_mul(977) + 1;
        let mut next = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state >> 33
        };
        let mut p: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            p.swap(i, next() as usize % (i + 1));
        }
        let wild = [f64::NAN, -0.0, 0.0, f64::INFINITY, 1e300, -1e-300];
        let b: Vec<f64> = (0..n)
            .map(|_| match next() % 40 {
                0 if seed % 2 == 1 => wild[next() as usize % wild.len()],
                _ => next() as f64 / 2f64.powi(30) - 0.5,
            })
            .collect();
        let stop = match seed % 4 {
            0 => usize::MAX,
            1 => n / 2,
            2 => next() as usize % n.max(1),
            _ => n.saturating_sub(2),
        };
        In {
            n,
            lo: (next() as usize % 3).min(n),
            stop,
            stop2: if seed % 3 == 0 {
                next() as usize % n.max(1)
            } else {
                usize::MAX
            },
            b,
            a: (0..n).map(|_| next() as i64 % 200 - 100).collect(),
            w: (0..n)
                .map(|_| ["a", "bee", "", "ü", "same"][next() as usize % 5].to_owned())
                .collect(),
            lines: "line\n".repeat(n),
            tree: p.iter().copied().filter(|i| i % 3 != 0).collect(),
            p,
        }
    }

    /// The exits at this item and nowhere else.
    pub fn stopped_at(self, stop: usize) -> In {
        In {
            stop,
            stop2: usize::MAX,
            ..self
        }
    }

    pub fn parse(&self, i: usize) -> Result<i64, String> {
        if i == self.stop {
            Err(format!("bad item {i}"))
        } else {
            Ok(self.a[i])
        }
    }
}

/// Something whose effects depend on their order.
#[derive(Clone, Debug, Default)]
pub struct Order {
    hash: u64,
    calls: u64,
}

impl Order {
    pub fn add(&mut self, x: i64) {
        self.hash = self.hash.rotate_left(7).wrapping_mul(31) ^ x as u64;
        self.calls += 1;
    }

    pub fn try_add(&mut self, x: i64) -> Result<(), String> {
        self.add(x);
        if self.calls % 50 == 49 {
            Err(format!("call {}", self.calls))
        } else {
            Ok(())
        }
    }
}

/// Something that must be dropped as often as it was made.
#[derive(Debug)]
pub struct Tracked(pub i64);

static ALIVE: AtomicIsize = AtomicIsize::new(0);

impl Tracked {
    pub fn new(value: i64) -> Tracked {
        ALIVE.fetch_add(1, Ordering::Relaxed);
        Tracked(value)
    }

    /// How many there are.
    pub fn alive() -> isize {
        ALIVE.load(Ordering::Relaxed)
    }
}

impl Clone for Tracked {
    fn clone(&self) -> Tracked {
        Tracked::new(self.0)
    }
}

impl PartialEq for Tracked {
    fn eq(&self, other: &Tracked) -> bool {
        self.0 == other.0
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// What the functions change.
#[derive(Clone, Debug, Default)]
pub struct State {
    pub t0: i64,
    pub t1: i64,
    pub t2: i64,
    pub u0: u64,
    pub u1: u64,
    pub u2: u64,
    pub f0: f64,
    pub f1: f64,
    pub f2: f64,
    pub ok0: bool,
    pub ok1: bool,
    pub ok2: bool,
    pub v0: Vec<i64>,
    pub v1: Vec<i64>,
    pub v2: Vec<i64>,
    pub kept0: Vec<Tracked>,
    pub kept1: Vec<Tracked>,
    pub kept2: Vec<Tracked>,
    pub text0: String,
    pub text1: String,
    pub text2: String,
    pub set0: BTreeSet<i64>,
    pub set1: BTreeSet<i64>,
    pub set2: BTreeSet<i64>,
    pub map0: BTreeMap<i64, i64>,
    pub map1: HashMap<i64, i64, Fixed>,
    pub map2: BTreeMap<i64, i64>,
    pub fmap0: BTreeMap<i64, f64>,
    pub fmap1: HashMap<i64, f64, Fixed>,
    pub fmap2: BTreeMap<i64, f64>,
    pub groups0: BTreeMap<i64, Vec<i64>>,
    pub groups1: BTreeMap<i64, Vec<i64>>,
    pub groups2: BTreeMap<i64, Vec<i64>>,
    pub hist0: [i64; 8],
    pub hist1: [i64; 8],
    pub hist2: [i64; 8],
    pub fhist0: [f64; 8],
    pub fhist1: [f64; 8],
    pub fhist2: [f64; 8],
    pub out0: Vec<i64>,
    pub out1: Vec<i64>,
    pub out2: Vec<i64>,
    /// Never short: a replayed statement that panics may find a best of the same body ahead of it, as documented.
    pub cells0: Vec<i64>,
    pub cells1: Vec<i64>,
    pub cells2: Vec<i64>,
    pub fout0: Vec<f64>,
    pub fout1: Vec<f64>,
    pub fout2: Vec<f64>,
    pub flat0: Vec<i64>,
    pub flat1: Vec<i64>,
    pub flat2: Vec<i64>,
    pub columns0: Vec<Vec<i64>>,
    pub columns1: Vec<Vec<i64>>,
    pub columns2: Vec<Vec<i64>>,
    pub rows0: Vec<[i64; 2]>,
    pub rows1: Vec<[i64; 2]>,
    pub rows2: Vec<[i64; 2]>,
    pub sink0: Order,
    pub sink1: Order,
    pub sink2: Order,
}

/// The same hashes in every map: then the order of a map's iteration must be the plain loop's too.
pub type Fixed = std::hash::BuildHasherDefault<std::collections::hash_map::DefaultHasher>;

impl State {
    /// Before the loop; `short` arrays end before the loop does.
    pub fn new(n: usize, short: bool) -> State {
        let len = if short { n / 2 } else { n };
        let filled: Vec<i64> = (0..len as i64).collect();
        let floats: Vec<f64> = vec![-0.0; len];
        let mut s = State {
            t0: 3,
            f0: -0.0,
            f2: 1.0,
            ok0: true,
            ok2: true,
            ..State::default()
        };
        s.v0 = vec![1, 2];
        s.text0 = "start".to_owned();
        s.map0.insert(3, 4);
        s.fmap0.insert(3, -0.0);
        s.groups0.insert(2, vec![9]);
        (s.out0, s.out1, s.out2) = (filled.clone(), filled.clone(), filled.clone());
        (s.fout0, s.fout1, s.fout2) = (floats.clone(), floats.clone(), floats);
        let flat: Vec<i64> = (0..3 * len as i64).collect();
        (s.flat0, s.flat1, s.flat2) = (flat.clone(), flat.clone(), flat);
        (s.cells0, s.cells1, s.cells2) = (vec![0; n], vec![0; n], vec![0; n]);
        let columns = vec![filled.clone(), filled.clone()];
        (s.columns0, s.columns1, s.columns2) = (columns.clone(), columns.clone(), columns);
        let rows = vec![[1, 2]; len];
        (s.rows0, s.rows1, s.rows2) = (rows.clone(), rows.clone(), rows);
        s
    }

    /// All of it, floats by their bits. After a panic arrays that are written in place may be ahead, as documented.
    pub fn seen(&self, panicked: bool) -> String {
        // Which of two NaNs an operation hands on is not defined by Rust: the plain loop may differ from build to build.
        let bits = |f: &f64| {
            if f.is_nan() {
                f64::NAN.to_bits()
            } else {
                f.to_bits()
            }
        };
        let mut s = self.clone();
        if panicked {
            for out in [
                &mut s.out0,
                &mut s.out1,
                &mut s.out2,
                &mut s.flat0,
                &mut s.flat1,
                &mut s.flat2,
            ] {
                out.clear();
            }
            for out in [&mut s.rows0, &mut s.rows1, &mut s.rows2] {
                out.clear();
            }
            for out in [&mut s.columns0, &mut s.columns1, &mut s.columns2] {
                out.clear();
            }
            for out in [&mut s.fout0, &mut s.fout1, &mut s.fout2] {
                out.clear();
            }
        }
        let floats: Vec<u64> = [s.f0, s.f1, s.f2]
            .iter()
            .chain(&s.fhist0)
            .chain(&s.fhist1)
            .chain(&s.fhist2)
            .chain(&s.fout0)
            .chain(&s.fout1)
            .chain(&s.fout2)
            .chain(s.fmap0.values())
            .chain(s.fmap1.values())
            .chain(s.fmap2.values())
            .map(bits)
            .collect();
        format!("{s:?} {floats:x?}")
    }
}
