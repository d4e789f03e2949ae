//! What is learned of one kind of call: the same site, length (to a power of two), pool width and
//! key. Pure: numbers in, a choice out.

use crate::decide::{self, Question, Verdict};
use crate::site::Outcome;
use crate::{Decision, Reason};

/// The last few observations of a time. The median of five: one or two that were preempted change
/// nothing, three that agree are a change.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Window {
    values: [f64; Self::LEN],
    seen: usize,
}

impl Window {
    const LEN: usize = 5;

    pub(crate) fn push(&mut self, value: f64) {
        if value.is_finite() && value >= 0.0 {
            self.values[self.seen % Self::LEN] = value;
            // Keeps counting around the ring without ever overflowing.
            self.seen = if self.seen + 1 == 2 * Self::LEN {
                Self::LEN
            } else {
                self.seen + 1
            };
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.seen.min(Self::LEN)
    }

    fn sorted(&self) -> ([f64; Self::LEN], usize) {
        let mut values = self.values;
        let len = self.len();
        values[..len].sort_by(f64::total_cmp);
        (values, len)
    }

    /// The middle one; of two in the middle, the lower, because disturbances only add time.
    pub(crate) fn median(&self) -> Option<f64> {
        let (values, len) = self.sorted();
        (len > 0).then(|| values[(len - 1) / 2])
    }

    /// Half of the distance between the inner extremes, as a share of the median.
    #[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
    pub(crate) fn spread(&self) -> f64 {
        let (values, len) = self.sorted();
        let cut = usize::from(len >= 4);
        match self.median() {
            Some(median) if median > 0.0 && len > 1 => {
                (values[len - 1 - cut] - values[cut]) / (2.0 * median)
            }
            _ => 0.0,
        }
    }
}

/// How a call comes to be looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    /// It stands for so many calls that were alike.
    pub(crate) calls: u64,
    /// Something took longer than it should: observe it.
    pub(crate) look: bool,
}

/// What to do with a call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Choice {
    /// The plain loop, unobserved.
    Plain,
    /// Nothing is known: sample, then decide within the call.
    Sample(Question),
    /// The plain loop, timed from outside.
    Time,
    /// Serial, observed, and helped if it turns dear.
    Watch(Question),
    /// As decided.
    Run(Question, Verdict),
}

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Learned {
    pub(crate) calls: u64,
    pub(crate) items: u64,
    /// Time of the calls, in nanoseconds: measured where they were observed, else predicted.
    pub(crate) nanos: f64,
    /// ns per item in chunks when the caller was alone.
    pub(crate) alone: Window,
    /// ns per item of the plain loop, where that is something else.
    pub(crate) plain: Window,
    /// ns per item of the whole call, from the summoning of helpers to its end.
    pub(crate) together: Window,
    /// Items of helped calls.
    helped_items: f64,
    /// ns per item inside the chunks while helpers took part.
    pub(crate) shared: Window,
    /// ns per item that the caller spent in merging.
    pub(crate) merge: Window,
    /// ns per item that the caller spent in pulling it.
    pub(crate) pull: Window,
    /// Where the length is a guess: how many items came for each that the site was asked with.
    scale: Window,
    /// (participants, how much dearer an item was).
    pub(crate) inflation: Option<(usize, f64)>,
    pub(crate) last: Option<(Question, Verdict)>,
    /// The length that the last call was asked with.
    asked: usize,
    /// `last` does not know what was learned since.
    stale: bool,
    /// Calls until the next observed serial one.
    until_audit: u64,
    /// Calls until the arm that lost is tried again, and the interval after that.
    until_retry: u64,
    interval: u64,
    /// Serial calls to observe because one of late was not like the others.
    doubt: u8,
    /// What trying cost, in nanoseconds.
    explored: f64,
    /// The call under way tries the arm that lost.
    trying: bool,
}

/// What observing a serial call costs, in nanoseconds: entering `run`, and two readings of the clock.
const AUDIT: f64 = 300.0;
/// The share of a site's time that audits may take.
const AUDIT_SHARE: f64 = 0.005;
/// Above so many nanoseconds per item, keeping it for the merge makes no difference.
const KEEPING_MATTERS: f64 = 100.0;
/// Observations of a serial loop before it is left alone.
const FIRST_LOOKS: usize = 3;
/// Between the two arms, measured, this much counts as the same.
const HYSTERESIS: f64 = 0.05;
/// An arm that looks this much slower is not worth trying.
const HOPELESS: f64 = 2.0;
const FIRST_RETRY: u64 = 4;
const LAST_RETRY: u64 = 4096;

impl Learned {
    /// What to do with a call; `question.work` is filled in from what is known.
    pub(crate) fn choose(&mut self, mut question: Question, visit: Visit, explore: f64) -> Choice {
        let weight = visit.calls;
        self.asked = question.work.items;
        question.work.items = self.likely(question.work.items);
        let items = question.work.items as u64;
        self.calls = self.calls.saturating_add(weight);
        self.items = self.items.saturating_add(items.saturating_mul(weight));
        self.trying = false;
        let Some(item) = self.item() else {
            self.last = Some((question, Verdict::serial(Reason::Unmeasured, 0.0)));
            return Choice::Sample(question);
        };
        // Cheap items: keeping them for the merge may cost more than the plain loop does with them.
        if question.timed && self.plain.len() == 0 && item < KEEPING_MATTERS {
            return Choice::Time;
        }
        let verdict = match self.last {
            // Nothing was learned since, and nothing else is asked.
            Some((last, verdict)) if !self.stale && alike(&last, &question) => {
                question.work = last.work;
                verdict
            }
            _ => {
                question.work.item = item;
                question.work.plain = self.plain.median();
                question.work.merge = self.merge.median().unwrap_or(0.0);
                question.work.pull = self.pull.median().unwrap_or(0.0);
                question.work.inflation = self.inflation;
                self.verdict(&question)
            }
        };
        self.last = Some((question, verdict));
        self.stale = false;

        self.until_retry = self.until_retry.saturating_sub(weight);
        if let Some(other) = self.other(&question, &verdict, explore) {
            self.trying = true;
            return Choice::Run(question, other);
        }
        if verdict.decision.is_parallel() {
            return Choice::Run(question, verdict);
        }
        self.until_audit = self.until_audit.saturating_sub(weight);
        let looked = self.alone.len().max(self.plain.len());
        let known = looked >= FIRST_LOOKS && self.doubt == 0;
        if known && self.until_audit > 0 && !visit.look {
            self.nanos += verdict.serial * weight as f64;
            return Choice::Plain;
        }
        let merging = question.work.merge * question.work.items as f64;
        let rest = (AUDIT + merging) / (AUDIT_SHARE * verdict.serial.max(1.0));
        self.until_audit = (rest as u64).min(1024);
        if question.timed && self.plain.len() > 0 {
            return Choice::Time;
        }
        Choice::Watch(question)
    }

    /// The length of a call that was asked with `asked`: another one where that was a guess.
    pub(crate) fn likely(&self, asked: usize) -> usize {
        match self.scale.median() {
            Some(scale) => ((asked as f64 * scale) as usize).max(1),
            None => asked,
        }
    }

    /// ns per item of the plain loop, as far as it is known.
    fn serial_item(&self) -> Option<f64> {
        let pull = self.pull.median().unwrap_or(0.0);
        let alone = || self.alone.median().map(|alone| alone + pull);
        self.plain.median().or_else(alone)
    }

    /// What helpers saved in all, in nanoseconds: as much per item as the last helped calls did.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn saved(&self) -> f64 {
        match (self.serial_item(), self.together.median()) {
            (Some(alone), Some(together)) => (alone - together) * self.helped_items,
            _ => 0.0,
        }
    }

    /// ns per item when nobody helps.
    fn item(&self) -> Option<f64> {
        self.alone.median().or_else(|| {
            let factor = self.inflation.map_or(1.0, |(_, factor)| factor.max(0.1));
            self.shared.median().map(|shared| shared / factor)
        })
    }

    /// The model's answer, corrected by what was measured of both ways.
    pub(crate) fn verdict(&self, question: &Question) -> Verdict {
        let mut verdict = decide::decide(question);
        if question.limit.participants < 2 || question.work.items < 2 {
            return verdict;
        }
        let (Some(alone), Some(together)) = (self.serial_item(), self.together.median()) else {
            return verdict;
        };
        // One helped call may have been unlucky; two tell something.
        if self.together.len() < 2 {
            return verdict;
        }
        let parallel = verdict.decision.is_parallel();
        if parallel && together > alone * (1.0 + HYSTERESIS) {
            verdict.decision = Decision::Serial;
            verdict.reason = Reason::Measured;
        } else if !parallel
            && together < alone * (1.0 - HYSTERESIS)
            && let Some((workers, _)) = verdict.best
        {
            verdict.decision = decide::parallel(question, workers);
            verdict.reason = Reason::Measured;
        }
        verdict
    }

    /// The arm that was not chosen, if it is time to try it and that can be paid for.
    fn other(&mut self, question: &Question, verdict: &Verdict, explore: f64) -> Option<Verdict> {
        if question.limit.participants < 2 || self.until_retry > 0 {
            return None;
        }
        let n = question.work.items as f64;
        let (workers, terms) = verdict.best?;
        let serial = self.serial_item().map_or(verdict.serial, |alone| alone * n);
        // One helped call that lost may have been unlucky; from the second on, it is believed.
        let together = self.together.median().filter(|_| self.together.len() >= 2);
        let parallel = together.map_or(terms.total, |together| together * n);
        let (chosen, other) = if verdict.decision.is_parallel() {
            (parallel, serial)
        } else {
            (serial, parallel)
        };
        let loss = (other - chosen).max(0.0);
        if other > chosen * HOPELESS || self.explored + loss > explore * self.nanos {
            return None;
        }
        self.interval = (self.interval * 2).clamp(FIRST_RETRY, LAST_RETRY);
        self.until_retry = self.interval;
        Some(if verdict.decision.is_parallel() {
            Verdict {
                decision: Decision::Serial,
                ..*verdict
            }
        } else {
            Verdict {
                decision: decide::parallel(question, workers),
                ..*verdict
            }
        })
    }

    /// Learns from a call that is over.
    pub(crate) fn finish(&mut self, outcome: &Outcome) {
        let Outcome { items, elapsed, .. } = *outcome;
        if items == 0 {
            return;
        }
        // The plain loop counts nothing: it was told the length that the site was asked with.
        let items = if outcome.plain {
            self.likely(items)
        } else {
            items
        };
        self.stale = true;
        // Clipped: one call that was preempted for a second must not pay for exploring.
        let serial = self.last.map_or(0.0, |(_, verdict)| verdict.serial);
        let most = if serial > 0.0 {
            2.0 * serial
        } else {
            f64::INFINITY
        };
        self.nanos += (elapsed as f64).min(most);
        if outcome.plain {
            self.plain.push(elapsed as f64 / items as f64);
        } else {
            self.observe(outcome);
        }
        self.settle(outcome);
        if let Some((mut question, _)) = self.last {
            question.work.item = self.item().unwrap_or(f64::NAN);
            question.work.plain = self.plain.median();
            question.work.merge = self.merge.median().unwrap_or(0.0);
            question.work.pull = self.pull.median().unwrap_or(0.0);
            question.work.inflation = self.inflation;
            self.last = Some((question, self.verdict(&question)));
            self.stale = false;
        }
    }

    /// The times of a call that ran in chunks.
    fn observe(&mut self, outcome: &Outcome) {
        let Outcome { items, elapsed, .. } = *outcome;
        let alone = outcome.alone_items.min(items);
        let helped = items - alone;
        if alone > 0 && (helped == 0 || alone > 1) {
            self.observe_alone(outcome.alone_nanos as f64 / alone as f64);
        }
        if let Some(pull) = outcome.pull {
            self.pull.push(pull as f64 / items as f64);
        }
        if let Some(asked) = outcome
            .asked
            .filter(|&asked| asked > 0 && outcome.completed)
        {
            self.scale.push(items as f64 / asked as f64);
        }
        if let Some(merge) = outcome.merge {
            // Handing in a chunk is in the price of its claim; what goes beyond grows with the items.
            let claims = self
                .last
                .map_or(0.0, |(question, _)| question.host.costs.claim)
                * outcome.chunks as f64;
            self.merge
                .push((merge as f64 - claims).max(0.0) / items as f64);
        }
        // A loop that was left early says nothing about a whole one.
        if helped > alone && outcome.completed {
            let rest = elapsed.saturating_sub(outcome.alone_nanos) as f64;
            self.together.push(rest / helped as f64);
            self.helped_items += helped as f64;
            self.observe_shared(outcome, helped);
        }
    }

    /// A serial time. If the middle of them has moved by half or more, what was measured of helped
    /// calls belongs to another loop and is forgotten.
    fn observe_alone(&mut self, item: f64) {
        let before = self.alone.median();
        self.alone.push(item);
        self.doubt = if before.is_some_and(|before| moved(before, item)) {
            FIRST_LOOKS as u8
        } else {
            self.doubt.saturating_sub(1)
        };
        if let (Some(before), Some(now)) = (before, self.alone.median())
            && moved(before, now)
        {
            self.together = Window::default();
            self.shared = Window::default();
            self.inflation = None;
            self.interval = 0;
            self.until_retry = 0;
        }
    }

    /// The time in chunks of a helped call: how much dearer items are together, and whether the
    /// loop has changed since it last ran alone.
    fn observe_shared(&mut self, outcome: &Outcome, helped: usize) {
        if outcome.participants < 2 {
            return;
        }
        let busy = outcome.busy.saturating_sub(outcome.alone_nanos) as f64;
        let before = self.shared.median();
        self.shared.push(busy / helped as f64);
        let (Some(shared), Some(alone)) = (self.shared.median(), self.alone.median()) else {
            return;
        };
        if let (Some(before), Some((_, factor))) = (before, self.inflation)
            && moved(before, shared)
        {
            self.alone = Window::default();
            self.alone.push(shared / factor);
            self.together = Window::default();
        } else if alone > 0.0 && self.shared.len() >= 2 {
            self.inflation = Some((outcome.participants, (shared / alone).clamp(0.5, 100.0)));
        }
    }

    /// Books what trying the other arm cost, and asks for a second try if it won.
    fn settle(&mut self, outcome: &Outcome) {
        if !std::mem::take(&mut self.trying) {
            return;
        }
        let Some((question, verdict)) = self.last else {
            return;
        };
        let n = outcome.items as f64;
        let chosen = if verdict.decision.is_parallel() {
            self.together.median().unwrap_or(0.0) * n
        } else {
            question.work.item * n
        };
        let loss = outcome.elapsed as f64 - chosen;
        if loss > 0.0 {
            self.explored += loss;
        } else {
            self.until_retry = 0;
            self.interval /= 2;
        }
    }

    /// The length below which this kind of call is clearly serial: a tenth of the break-even work
    /// even if items took four times as long as they did. 0 if it is not clearly serial; `None` as
    /// long as too little is known.
    pub(crate) fn clearly_serial_below(&self, break_even: f64) -> Option<usize> {
        let (_, verdict) = self.last?;
        let alone = self.serial_item()?;
        if verdict.decision.is_parallel() {
            return Some(0);
        }
        if self.alone.len().max(self.plain.len()) < FIRST_LOOKS {
            return None;
        }
        if self.doubt > 0 {
            return Some(0);
        }
        let generous = 4.0 * alone * self.scale.median().unwrap_or(1.0);
        let below = if generous > 0.0 {
            break_even / 10.0 / generous
        } else {
            f64::INFINITY
        };
        // Casting saturates. Longer loops than those of this bucket were not seen.
        let below = (below as usize).min(bucket_end(self.asked));
        Some(if below > self.asked { below } else { 0 })
    }
}

/// Whether two questions differ at most in what was learned.
fn alike(one: &Question, other: &Question) -> bool {
    one.work.items == other.work.items
        && one.waiting == other.waiting
        && one.limit == other.limit
        && one.rules == other.rules
        && one.host == other.host
}

/// Whether a time is another one: by half or more.
fn moved(before: f64, now: f64) -> bool {
    now > before * 1.5 || before > now * 1.5
}

/// Lengths are learned to a power of two: this is the first beyond that of `len`.
fn bucket_end(len: usize) -> usize {
    len.checked_add(1)
        .and_then(usize::checked_next_power_of_two)
        .unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
