//! What a site knows: a page for each instantiation, on it an entry for each kind of call.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::panic::Location;
use std::sync::atomic::{AtomicUsize, Ordering};

use once_cell::race::OnceBox;
use parking_lot::Mutex;

use super::call::Record;
use super::doors::{self, Permit};
use super::fast::{Gate, Owner};
use super::key::Key;
use super::learn::{BACK_TO_BACK, Choice, Learned, Visit};
use super::repeat::Repeats;
use super::rest::{self, Rests};
use super::streak::Streak;
use super::{Outcome, Plan};
use crate::clock::Moment;
use crate::decide::{Question, Verdict};
use crate::env;
use crate::exec::forked;
use crate::schedule::Shaping;

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
    /// The first of its instantiations; each knows the next.
    kinds: OnceBox<Kind>,
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
            kinds: OnceBox::new(),
        }
    }

    /// The page of an instantiation.
    #[inline]
    pub(crate) fn kind(&'static self, owner: Owner) -> &'static Kind {
        let mut place = &self.kinds;
        loop {
            // Of threads that meet here, one gets its page in, and the others see it.
            let kind = place.get_or_init(|| Box::new(Kind::new(owner, self.gate)));
            if kind.owner.address() == owner.address() {
                return kind;
            }
            place = &kind.next;
        }
    }

    fn kinds(&self) -> impl Iterator<Item = &Kind> {
        std::iter::successors(self.kinds.get(), |kind| kind.next.get())
    }

    /// What is known of a call of about this length.
    pub(crate) fn known(&self, len: usize) -> Option<Question> {
        let of = |kind: &Kind| {
            let entries = kind.entries.lock();
            let mut alike = entries
                .all
                .iter()
                .filter(|(key, _)| key.bucket == rest::bucket(len));
            alike.find_map(|(_, entry)| entry.learned.last.map(|(question, _)| question))
        };
        self.kinds().find_map(of)
    }

    pub(crate) fn disarm(&self) {
        self.gate.disarm();
        for kind in self.kinds() {
            kind.disarm();
        }
    }

    pub(crate) fn forget(&self) {
        for kind in self.kinds() {
            *kind.entries.lock() = Entries::default();
            kind.rests.forget();
            kind.repeats.forget();
            *kind.other.lock() = None;
            kind.ceiling.store(usize::MAX, Ordering::SeqCst);
        }
        self.disarm();
    }

    /// Everything that was learned, by kind of call.
    #[cfg(feature = "report")]
    pub(crate) fn entries(&self) -> Vec<Learned> {
        let entries = |kind: &Kind| {
            let entries = kind.entries.lock();
            entries
                .all
                .values()
                .map(|entry| entry.learned)
                .collect::<Vec<_>>()
        };
        self.kinds().flat_map(entries).collect()
    }

    /// What the report says of the site: of its kinds of call, the one that took most time.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        let mut most = -1.0;
        let mut others = 0;
        for kind in self.kinds() {
            if let Some(other) = *kind.other.lock() {
                summary.calls = summary.calls.saturating_add(other.calls);
                summary.items = summary.items.saturating_add(other.items);
                summary.nanos += other.nanos;
                summary.other = Some(other.verdict);
                summary.length = other.length;
                others += other.items;
            }
            // Of these only the order of magnitude of their length is known.
            for (bucket, calls) in kind.rests.pending() {
                summary.calls = summary.calls.saturating_add(calls);
                summary.items = summary
                    .items
                    .saturating_add(calls.saturating_mul(1 << bucket));
            }
            let passed = kind.repeats.pending();
            summary.calls = summary.calls.saturating_add(passed.calls);
            summary.items = summary.items.saturating_add(passed.items);
            summary.nanos += passed.nanos as f64;
            for entry in kind.entries.lock().all.values() {
                let learned = &entry.learned;
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
        summary.others_lead = others > summary.items - others.min(summary.items);
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
    /// They had more items than all calls that taught something.
    pub(crate) others_lead: bool,
}

/// Calls that taught nothing: forced, nested, off.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
struct Other {
    calls: u64,
    items: u64,
    length: usize,
    nanos: f64,
    verdict: Verdict,
}

/// What is known of one kind of call, and when the last one that was observed ended.
#[derive(Debug, Default)]
struct Entry {
    learned: Learned,
    ended: Option<Moment>,
}

/// What is known of all kinds of call, and how they follow each other, whatever their kinds.
#[derive(Debug, Default)]
struct Entries {
    all: HashMap<Key, Box<Entry>, BuildHasherDefault<KeyHasher>>,
    streak: Streak,
    ended: Option<Moment>,
}

/// An instantiation of a site.
#[derive(Debug)]
pub(crate) struct Kind {
    owner: Owner,
    gate: &'static Gate,
    next: OnceBox<Kind>,
    /// The limit that the gate has while this instantiation owns it.
    below: AtomicUsize,
    /// The shortest length, to a power of two, at which calls are not tiny: no limit goes beyond it.
    ceiling: AtomicUsize,
    pub(crate) rests: Rests,
    pub(super) repeats: Repeats,
    entries: Mutex<Entries>,
    other: Mutex<Option<Other>>,
}

/// As many calls of a length are counted before its fast path, where nothing is, may open.
const PROVEN: u64 = 10_000;

impl Kind {
    fn new(owner: Owner, gate: &'static Gate) -> Self {
        Self {
            owner,
            gate,
            next: OnceBox::new(),
            below: AtomicUsize::new(0),
            ceiling: AtomicUsize::new(usize::MAX),
            rests: Rests::default(),
            repeats: Repeats::default(),
            entries: Mutex::default(),
            other: Mutex::new(None),
        }
    }

    /// What to do with a call, and where its outcome is learned.
    pub(crate) fn choose(
        &self,
        key: Key,
        question: Question,
        (calls, late): (u64, bool),
        explore: f64,
    ) -> (Choice, Shaping, Key) {
        let mut entries = self.entries.lock();
        let Entries {
            all: entries,
            streak,
            ended: before,
        } = &mut *entries;
        let key = if entries.len() >= MANY && !entries.contains_key(&key) {
            Key {
                user: key.user % 64,
                ..key
            }
        } else {
            key
        };
        if key.width > 0 && !entries.contains_key(&key) {
            // What was learned while the machine was not known is as true now.
            let before = entries.remove(&Key { width: 0, ..key });
            entries.insert(key, before.unwrap_or_default());
        }
        let Entry { learned, ended } = &mut **entries.entry(key).or_default();
        let went = self.repeats.take(key);
        learned.went(went);
        let serial = learned.last.map_or(0.0, |(_, verdict)| verdict.serial);
        let unseen = calls.saturating_sub(1);
        let busy = unseen as f64 * serial + went.nanos as f64;
        let all = calls.saturating_add(went.calls);
        let since = |ended: &Option<Moment>| {
            ended.map_or(f64::INFINITY, |ended| {
                (ended.nanos() as f64 - busy).max(0.0) / all as f64
            })
        };
        let gap = since(ended);
        streak.come(all, gap.min(since(before)) < BACK_TO_BACK);
        let visit = Visit {
            calls,
            gap,
            row: streak.expected(),
            grows: streak.grows(),
            late,
        };
        let choice = learned.choose(question, visit, explore);
        let shaping = learned.shaping(&choice);
        (choice, shaping, key)
    }

    /// Counts a call that is not learned from.
    pub(crate) fn count(&self, len: usize, weight: u64, verdict: Verdict) {
        let mut other = self.other.lock();
        let (calls, items, nanos) =
            other.map_or((0, 0, 0.0), |other| (other.calls, other.items, other.nanos));
        *other = Some(Other {
            calls: calls.saturating_add(weight),
            items: items.saturating_add((len as u64).saturating_mul(weight)),
            length: len,
            nanos,
            verdict,
        });
    }

    /// A call that teaches nothing took so long.
    pub(crate) fn took(&self, nanos: u64) {
        if forked() {
            return;
        }
        if let Some(other) = self.other.lock().as_mut() {
            other.nanos += nanos as f64;
        }
    }

    /// A call that went as the one before it is over.
    pub(crate) fn went(&self, key: Key, outcome: &Outcome) {
        if !forked() {
            self.repeats
                .went(key, outcome.elapsed, outcome.participants > 1);
        }
    }

    /// Learns from a call, and opens quicker ways for those like it.
    pub(crate) fn finish(&self, record: &Record, outcome: &Outcome) {
        // The loop itself has forked: see `enter_slow`.
        if forked() {
            return;
        }
        let Record { key, permit, .. } = *record;
        let mut entries = self.entries.lock();
        // Gone after a `reset`: then there is nothing to learn for.
        let Some(entry) = entries.all.get_mut(&key) else {
            return;
        };
        let Entry { learned, ended } = &mut **entry;
        learned.finish(outcome);
        let now = Some(Moment::now());
        *ended = now;
        let below = learned.tiny_below();
        let proven = learned.calls >= PROVEN;
        let rest = permit.map_or(0, |_| learned.take_rest());
        let settled = permit.and_then(|_| learned.settled(outcome));
        let each = learned.last.map_or(0.0, |(_, verdict)| verdict.serial);
        entries.ended = now;
        drop(entries);

        let floor = key.floor();
        match below {
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
        let Some(permit) = permit else { return };
        if rest > 0 {
            let rest = u32::try_from(rest).unwrap_or(u32::MAX);
            doors::open(self, permit, |kind| {
                kind.rests.grant(key.bucket, rest, each)
            });
        }
        if let Some(settled) = settled {
            doors::open(self, permit, |kind| {
                kind.repeats.grant(key, outcome.len, settled)
            });
        }
        let below = below.unwrap_or(0).min(self.ceiling.load(Ordering::SeqCst));
        if proven && below > 0 {
            self.arm(below, permit);
        }
    }

    /// A call that will never be anything else than serial: so are those below that length, as long
    /// as the permit holds.
    pub(crate) fn leave_alone(&self, len: usize, below: usize, permit: Permit) {
        let counted = self.other.lock().map_or(0, |other| other.calls);
        if counted >= PROVEN && below == usize::MAX && !are_counted() {
            doors::open(self, permit, |kind| kind.gate.arm(below, kind.owner));
        } else {
            doors::open(self, permit, |kind| {
                kind.rests.grant(rest::bucket(len), 1024, f64::INFINITY)
            });
        }
    }

    /// Opens the fast path for calls below this length, and takes the gate.
    fn arm(&self, below: usize, permit: Permit) {
        if are_counted() || !doors::are_watched() {
            return;
        }
        doors::open(self, permit, |kind| {
            // A smaller limit of another length's entry does not take back a larger one.
            let below = kind.below.fetch_max(below, Ordering::SeqCst).max(below);
            kind.gate.arm(below, kind.owner);
        });
        doors::watch();
    }

    pub(crate) fn disarm(&self) {
        self.below.store(0, Ordering::SeqCst);
        self.gate.disarm();
        self.rests.close();
        self.repeats.close();
    }
}

/// Whether every call must be counted, because the environment asks for a report.
fn are_counted() -> bool {
    env::settings().report.is_some()
}
