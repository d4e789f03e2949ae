//! What a site knows: a page for each instantiation, on it an entry for each kind of call.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::panic::Location;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use parking_lot::{Mutex, RwLock};

use super::fast::{Gate, Owner};
use super::learn::{Choice, Learned, Visit};
use super::{Outcome, Plan};
use crate::cost;
use crate::decide::{Question, Verdict};
use crate::machine;

/// What tells calls of one instantiation apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    /// The length to a power of two.
    bucket: u32,
    /// Participants at most.
    width: usize,
    user: u64,
}

impl Key {
    pub(crate) fn new(len: usize, width: usize, user: Option<u64>) -> Self {
        Self {
            bucket: len.checked_ilog2().unwrap_or(0),
            width,
            user: user.unwrap_or(0),
        }
    }

    /// The shortest length of these calls.
    fn floor(&self) -> usize {
        1_usize.checked_shl(self.bucket).unwrap_or(usize::MAX)
    }
}

/// For keys of three numbers, of which the user's is a hash already: every serial call of a few
/// microseconds is looked up, and the standard hasher would cost a percent of it.
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(value.into());
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        // The multiplier of FxHash; the rotation brings its high bits down for the next number.
        self.0 = (self.0.rotate_left(26) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

/// As many values of a user's `key = …` are kept apart, about; beyond that they share entries.
const MANY: usize = 512;

/// Everything known of a site. Made when it first runs, and never freed: as many as the program has
/// sites that ran.
#[derive(Debug)]
pub(crate) struct Book {
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
    pub(crate) plan: Plan,
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
    pub(crate) location: &'static Location<'static>,
    pub(crate) gate: &'static Gate,
    kinds: RwLock<Vec<&'static Kind>>,
}

impl Book {
    pub(crate) fn new(
        plan: Plan,
        location: &'static Location<'static>,
        gate: &'static Gate,
    ) -> Self {
        Self {
            plan,
            location,
            gate,
            kinds: RwLock::new(Vec::new()),
        }
    }

    /// The page of an instantiation.
    pub(crate) fn kind(&self, owner: Owner) -> &'static Kind {
        let find = |kinds: &[&'static Kind]| {
            let same = |kind: &&&'static Kind| kind.owner.address() == owner.address();
            kinds.iter().find(same).copied()
        };
        if let Some(kind) = find(&self.kinds.read()) {
            return kind;
        }
        let mut kinds = self.kinds.write();
        if let Some(kind) = find(&kinds) {
            return kind;
        }
        let kind = Box::leak(Box::new(Kind {
            owner,
            gate: self.gate,
            below: AtomicUsize::new(0),
            ceiling: AtomicUsize::new(usize::MAX),
            passed: AtomicU64::new(0),
            entries: Mutex::default(),
            other: Mutex::new(None),
        }));
        kinds.push(kind);
        kind
    }

    pub(crate) fn disarm(&self) {
        self.gate.disarm();
        for kind in self.kinds.read().iter() {
            kind.below.store(0, Ordering::SeqCst);
        }
    }

    pub(crate) fn forget(&self) {
        for kind in self.kinds.read().iter() {
            kind.entries.lock().clear();
            *kind.other.lock() = None;
            kind.ceiling.store(usize::MAX, Ordering::SeqCst);
        }
        self.gate.forget();
        self.disarm();
    }

    /// What the report says of the site: of its kinds of call, the one that took most time.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn summary(&self) -> Summary {
        let (calls, items) = self.gate.passed();
        let mut summary = Summary {
            calls,
            items,
            ..Summary::default()
        };
        let mut most = -1.0;
        for kind in self.kinds.read().iter() {
            if let Some(other) = *kind.other.lock() {
                summary.calls = summary.calls.saturating_add(other.calls);
                summary.items = summary.items.saturating_add(other.items);
                summary.other = Some(other.verdict);
                summary.length = other.length;
            }
            for learned in kind.entries.lock().values() {
                summary.calls = summary.calls.saturating_add(learned.calls);
                summary.items = summary.items.saturating_add(learned.items);
                summary.nanos += learned.nanos;
                summary.saved += learned.saved();
                if learned.nanos > most {
                    most = learned.nanos;
                    summary.learned = Some(*learned);
                }
            }
        }
        summary
    }
}

/// See [`Book::summary`].
#[cfg(any(test, feature = "report"))]
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Summary {
    pub(crate) calls: u64,
    pub(crate) items: u64,
    pub(crate) learned: Option<Learned>,
    /// Time of all calls, and what helpers saved of it, in nanoseconds.
    pub(crate) nanos: f64,
    pub(crate) saved: f64,
    /// Of calls that taught nothing: the last verdict and length.
    pub(crate) other: Option<Verdict>,
    pub(crate) length: usize,
}

/// Calls that taught nothing: forced, nested, off.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
struct Other {
    calls: u64,
    items: u64,
    length: usize,
    verdict: Verdict,
}

/// An instantiation of a site.
#[derive(Debug)]
pub(crate) struct Kind {
    owner: Owner,
    gate: &'static Gate,
    /// The limit that the gate has while this instantiation owns it.
    below: AtomicUsize,
    /// The shortest length, to a power of two, at which calls are not clearly serial: no limit goes
    /// beyond it.
    ceiling: AtomicUsize,
    /// Calls below the limit while another instantiation owned the gate.
    passed: AtomicU64,
    entries: Mutex<HashMap<Key, Learned, BuildHasherDefault<KeyHasher>>>,
    other: Mutex<Option<Other>>,
}

impl Kind {
    /// Instantiations that take turns cannot all own the gate: the second chance of those that do
    /// not. Gives the number of calls this one stands for if it is to be looked at.
    pub(crate) fn second_chance(&self, len: usize) -> Option<u64> {
        if len >= self.below.load(Ordering::Relaxed) || self.gate.is_owned_by(self.owner) {
            return Some(1);
        }
        let passed = self.passed.fetch_add(1, Ordering::Relaxed);
        (passed % 64 == 63).then_some(64)
    }

    /// What to do with a call, where its outcome is learned, and the length below which calls like it
    /// may take the fast path.
    pub(crate) fn choose(
        &self,
        key: Key,
        question: Question,
        visit: Visit,
        explore: f64,
    ) -> (Choice, Key, Option<usize>) {
        let mut entries = self.entries.lock();
        let key = if entries.len() >= MANY && !entries.contains_key(&key) {
            Key {
                user: key.user % 64,
                ..key
            }
        } else {
            key
        };
        let learned = entries.entry(key).or_default();
        let choice = learned.choose(question, visit, explore);
        let below = match choice {
            Choice::Plain => below_of(learned),
            _ => None,
        };
        let below = below.map(|below| below.min(self.ceiling.load(Ordering::SeqCst)));
        (choice, key, below.filter(|&below| below > 0))
    }

    /// Counts a call that is not learned from.
    pub(crate) fn count(&self, len: usize, weight: u64, verdict: Verdict) {
        let mut other = self.other.lock();
        let (calls, items) = other.map_or((0, 0), |other| (other.calls, other.items));
        *other = Some(Other {
            calls: calls.saturating_add(weight),
            items: items.saturating_add((len as u64).saturating_mul(weight)),
            length: len,
            verdict,
        });
    }

    pub(crate) fn finish(&self, key: Key, outcome: &Outcome) {
        let mut entries = self.entries.lock();
        // Gone after a `reset`: then there is nothing to learn for.
        if let Some(learned) = entries.get_mut(&key) {
            learned.finish(outcome);
            let floor = key.floor();
            match below_of(learned) {
                Some(0) => {
                    self.ceiling.fetch_min(floor, Ordering::SeqCst);
                    if self.below.load(Ordering::SeqCst) > floor {
                        self.disarm();
                    }
                }
                // What made it the ceiling is no longer so.
                Some(_) if self.ceiling.load(Ordering::SeqCst) == floor => {
                    self.ceiling.store(usize::MAX, Ordering::SeqCst);
                }
                _ => {}
            }
        }
    }

    /// Opens the fast path for calls below this length, and takes the gate.
    pub(crate) fn arm(&self, below: usize) {
        // A smaller limit of another length's entry does not take back a larger one.
        let below = self.below.fetch_max(below, Ordering::SeqCst).max(below);
        self.gate.arm(below, self.owner);
    }

    pub(crate) fn disarm(&self) {
        self.below.store(0, Ordering::SeqCst);
        self.gate.disarm();
    }
}

fn below_of(learned: &Learned) -> Option<usize> {
    learned.clearly_serial_below(cost::break_even(&machine::known_costs(), 0))
}
