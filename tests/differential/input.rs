//! Inputs: pseudo-random, the same in every run, with the values that break careless code.

use std::sync::{Arc, Mutex, OnceLock};

/// What every case gets: `n` items of several kinds.
pub struct In {
    pub n: usize,
    pub seed: u64,
    /// In `[0, 1)`.
    pub f: Vec<f64>,
    /// NaNs, both zeros, infinities, ties and wide exponents.
    pub wild: Vec<f64>,
    /// All 64 bits.
    pub i: Vec<i64>,
    /// In `-9 ..= 9`: ties, zeros.
    pub small: Vec<i32>,
    /// In `0 .. n.max(1)`.
    pub at: Vec<usize>,
    pub bytes: Vec<u8>,
    pub words: Vec<String>,
    /// An index at which exits happen: near the start, in the middle, near the end, or nowhere.
    pub stop: usize,
    /// A second one, for loops with two kinds of exits.
    pub stop2: usize,
}

/// A generator without surprises (SplitMix64).
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn wild(&mut self) -> f64 {
        match self.below(12) {
            0 => f64::NAN,
            1 => -f64::NAN,
            2 => 0.0,
            3 => -0.0,
            4 => [f64::INFINITY, f64::NEG_INFINITY, 5e-324, f64::MAX][self.below(4)],
            5 | 6 => self.below(5) as f64 - 2.0,
            _ => (self.next() as i64 as f64) * 2f64.powi(self.below(80) as i32 - 90),
        }
    }
}

impl In {
    fn new(n: usize, seed: u64) -> In {
        let mut r = Random(seed.wrapping_mul(1_000_003).wrapping_add(n as u64));
        let words = ["a", "bee", "", "Zed", "ünïcode", "same", "same", "b"];
        let stop = match seed % 4 {
            0 => n,
            1 => r.below(n),
            2 => n.saturating_sub(1 + r.below(3)),
            _ => r.below(5),
        };
        In {
            n,
            seed,
            f: (0..n)
                .map(|_| (r.next() >> 11) as f64 / (1u64 << 53) as f64)
                .collect(),
            wild: (0..n).map(|_| r.wild()).collect(),
            i: (0..n).map(|_| r.next() as i64).collect(),
            small: (0..n).map(|_| r.below(19) as i32 - 9).collect(),
            at: (0..n).map(|_| r.below(n)).collect(),
            bytes: (0..n).map(|_| r.next() as u8).collect(),
            words: (0..n)
                .map(|_| {
                    let word = words[r.below(words.len())];
                    if r.below(2) == 0 {
                        word.to_owned()
                    } else {
                        format!("{word}{}", r.below(40))
                    }
                })
                .collect(),
            stop,
            stop2: r.below(n + 2),
        }
    }

    /// A short input whose exits are at these items.
    pub fn leaving(n: usize, stop: usize, stop2: usize) -> In {
        In {
            stop,
            stop2,
            ..In::new(n, 1)
        }
    }

    /// The input of this length and seed.
    pub fn get(n: usize, seed: u64) -> Arc<In> {
        type Known = Mutex<Vec<((usize, u64), Arc<In>)>>;
        static KNOWN: OnceLock<Known> = OnceLock::new();
        let mut known = KNOWN.get_or_init(Default::default).lock().unwrap();
        if let Some((_, input)) = known.iter().find(|(key, _)| *key == (n, seed)) {
            return input.clone();
        }
        let input = Arc::new(In::new(n, seed));
        if known.len() < 64 {
            known.push(((n, seed), input.clone()));
        }
        input
    }
}
