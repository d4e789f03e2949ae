//! What is learned of one kind of call: the same site, length (to a power of two), pool width and
//! key. Pure: numbers in, a choice out.

mod absence;
mod observe;
mod row;
mod shapes;
mod tries;
mod unseen;
mod window;

use crate::decide::{self, Question, Verdict};
use crate::{Decision, Reason};

use super::Outcome;
use super::repeat::{Passed, Settled};
use absence::Absence;
use row::Row;
use shapes::Shapes;
use window::{Drift, Window};

/// How a call comes to be looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    /// It stands for so many calls that were alike.
    pub(crate) calls: u64,
    /// The time from the end of one such call to the beginning of the next, in nanoseconds, about.
    pub(crate) gap: f64,
    /// This call and those after it that are expected to find its helpers awake.
    pub(crate) row: f64,
    /// The row is longer than usual.
    pub(crate) grows: bool,
    /// Something took long, and it may have been such calls.
    pub(crate) late: bool,
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
    /// The same of the first items of a call that was helped from then on: not the loop.
    sampled: Window,
    /// ns per item of the plain loop.
    pub(crate) plain: Window,
    /// ns per item of the whole call, from the summoning of helpers to its end, by the [state](Helpers) they were found in.
    together: [Window; 3],
    /// Items of helped calls.
    helped_items: f64,
    /// ns per item inside the chunks while helpers took part.
    pub(crate) shared: Window,
    /// Participants of the last of those calls.
    shared_by: usize,
    /// ns per item that the caller spent in merging.
    pub(crate) merge: Window,
    /// ns per item that the caller spent in pulling it.
    pub(crate) pull: Window,
    /// Where the length is a guess: how many items came for each that the site was asked with.
    scale: Window,
    /// The share of the items after which the loop was left.
    share: Window,
    /// ns per item of whole calls that nobody helped, in chunks: a sample of the first few items is none.
    whole: Window,
    /// The share of calls that the caller was on a core.
    pub(crate) cpu: Window,
    /// Coefficient of variation of the cost of an item, between chunks.
    pub(crate) cv: Window,
    /// (participants, how much dearer an item was).
    pub(crate) inflation: Option<(usize, f64)>,
    pub(crate) last: Option<(Question, Verdict)>,
    /// The length that the last call was asked with.
    asked: usize,
    /// `last` does not know what was learned since.
    stale: bool,
    drift: Drift,
    /// The call under way was late.
    late: bool,
    /// The time before it, as in [`Visit`].
    gap: f64,
    grows: bool,
    absence: Absence,
    row: Row,
    /// Calls that need no look, after the last observed one.
    rest: u64,
    /// Calls until the arm that lost may be tried again, and the interval after that.
    until_retry: u64,
    interval: u64,
    /// Tries that lost, one after the other.
    lost: u32,
    /// What trying cost, in nanoseconds.
    explored: f64,
    /// The call under way tries the arm that lost.
    trying: bool,
    /// Where the dear items are.
    shapes: Shapes,
    /// Calls that go on with the last try, as soon as the helpers are there that it has woken.
    trial: u32,
}

/// Above so many nanoseconds per item, what chunks do more than the plain loop makes no difference.
const CODE_MATTERS: f64 = 100.0;
/// A loop that takes longer, in nanoseconds, is not run plainly only to time it, unless its chunks
/// keep something.
const LONG: f64 = 1_000_000.0;
/// Chunks that keep nothing are hardly ever so many times as slow as the plain loop: the first try of it will tell.
const CLEAR: f64 = 4.0;
/// Serial calls that take longer, in nanoseconds, are watched from inside, so that they are helped
/// within the call if they turn dear.
const WATCHED: f64 = 20_000.0;
/// What a site's first call may lose to pages it touches, in nanoseconds.
const COLD: f64 = 5_000.0;
/// Of a call with so much work, in nanoseconds, it makes no difference that a helper's caches were cold.
const WARM: u64 = 1_000_000;
/// Calls further apart, in nanoseconds, find cold caches.
const FORGOTTEN: f64 = 4_000_000.0;
/// What it takes then to decide a call and to keep it in the books, in nanoseconds: some five hundred cache lines.
const COLD_BOOKS: f64 = 30_000.0;
/// Observations of a serial loop before it is left alone.
const FIRST_LOOKS: usize = 3;
/// Costs of items are not supposed to vary more than that, the usual case: chunks tell too little of them.
const UNEVEN: f64 = 0.5;
/// Between the two arms, measured, this much counts as the same.
const HYSTERESIS: f64 = 0.05;
/// Calls that follow each other within this time, in nanoseconds, find helpers awake.
pub(crate) const BACK_TO_BACK: f64 = 40_000.0;
/// Where any length may come: only if all of late took less, in nanoseconds, is a call left to the plain loop. Beyond
/// that, to watch it costs next to nothing.
const SHORT: f64 = 3_000.0;

impl Learned {
    /// What to do with a call; `question.work` is filled in from what is known.
    pub(crate) fn choose(&mut self, mut question: Question, visit: Visit, explore: f64) -> Choice {
        let weight = visit.calls;
        self.asked = question.work.items;
        // From outside, a loop is timed only if it runs to its end.
        question.timed &= !self.is_left_early();
        question.work.items = self.likely(question.work.items);
        let items = question.work.items as u64;
        self.calls = self.calls.saturating_add(weight);
        self.items = self.items.saturating_add(items.saturating_mul(weight));
        self.trying = false;
        question.row = visit.row;
        let found = self.found();
        (self.late, self.gap, self.grows) = (visit.late, visit.gap, visit.grows);
        let Some(item) = self.item().filter(|_| !visit.late) else {
            self.last = Some((question, Verdict::serial(Reason::Unmeasured, 0.0)));
            return Choice::Sample(question);
        };
        // Timed from outside, a loop does not tell how many items it had.
        let timed = question.timed && !question.unsure;
        let verdict = match self.last {
            // Nothing was learned since, and nothing else is asked.
            Some((last, verdict))
                if !self.stale
                    && alike(&last, &question)
                    && found == Helpers::found(&question, self.gap) =>
            {
                question.work = last.work;
                verdict
            }
            _ => {
                self.fill_in(&mut question, item);
                self.verdict(&question)
            }
        };
        let untimed = timed && self.plain.len() == 0 && item < CODE_MATTERS;
        let long = item * question.work.items as f64 > LONG || verdict.gains(CLEAR);
        if untimed && (question.keeps || !long) {
            return Choice::Time;
        }
        self.last = Some((question, verdict));
        self.stale = false;
        self.nanos += verdict.serial * (weight - 1) as f64;
        let gap = if visit.gap.is_finite() {
            visit.gap
        } else {
            0.0
        };
        self.absence.pass((gap + verdict.serial) * weight as f64);

        self.until_retry = self.until_retry.saturating_sub(weight);
        if let Some(other) = self.other(&question, &verdict, visit.gap, explore) {
            self.trying = true;
            if timed && !other.decision.is_parallel() {
                return Choice::Time;
            }
            return Choice::Run(question, other);
        }
        let (mut verdict, awake) = (verdict, question.waiting > 0);
        if let Some(decision) = self.goes_on_trying(&question, &verdict, visit.gap) {
            self.trying = true;
            return Choice::Run(
                question,
                Verdict {
                    decision,
                    ..verdict
                },
            );
        }
        if verdict.decision.is_parallel() && self.absence.holds(awake) {
            (verdict.decision, verdict.reason) = (Decision::Serial, Reason::Busy);
        }
        if verdict.decision.is_parallel() {
            return if question.unsure {
                // However long the others were, this one has to show that it is worth helpers.
                Choice::Sample(question)
            } else {
                Choice::Run(question, verdict)
            };
        }
        self.row.ends();
        let short = !question.unsure || self.longest(&question, item) < SHORT;
        if self.rest > 0 && !self.drift.is_suspected() && short {
            self.rest = self.rest.saturating_sub(weight);
            self.nanos += verdict.serial;
            return Choice::Plain;
        }
        if timed && !self.is_worth_watching(&question, &verdict) {
            return Choice::Time;
        }
        Choice::Watch(question)
    }

    /// Helped calls went as the last one that was observed.
    pub(crate) fn went(&mut self, passed: Passed) {
        self.calls = self.calls.saturating_add(passed.calls);
        self.items = self.items.saturating_add(passed.items);
        self.nanos += passed.nanos as f64;
        self.helped_items += passed.items as f64;
        self.until_retry = self.until_retry.saturating_sub(passed.calls);
    }

    /// How the next calls go, if they may go as this one: it was like those before it, and helpers are awake.
    pub(crate) fn settled(&self, outcome: &Outcome) -> Option<Settled> {
        let (question, verdict) = self.last?;
        let awake = &self.together[Helpers::Awake as usize];
        let each = awake.median().filter(|_| awake.is_full())? * outcome.items as f64;
        let like = outcome.completed && outcome.pull.is_none() && outcome.items == outcome.len;
        let ends = question.unsure || question.exits || self.drift.is_suspected() || self.trial > 0;
        let helped = outcome.participants > 1 && question.waiting > 0;
        let shaped = verdict.participants() > 2 && self.shapes.believed().is_some();
        (helped && like && !ends && !shaped && verdict.decision.is_parallel()).then_some(Settled {
            question,
            verdict,
            each,
        })
    }

    /// The length of a call that was asked with `asked`: another one where that was a guess.
    pub(crate) fn likely(&self, asked: usize) -> usize {
        match self.scale.median() {
            Some(scale) => ((asked as f64 * scale) as usize).max(1),
            None => asked,
        }
    }

    /// Whether the loop is left before its last item as a rule.
    fn is_left_early(&self) -> bool {
        self.share.median().is_some_and(|share| share < 1.0)
    }

    /// Whether the call under way tries the arm that lost.
    #[cfg(test)]
    pub(crate) fn is_trying(&self) -> bool {
        self.trying
    }

    /// Time of the longest of the last calls, in nanoseconds.
    fn longest(&self, question: &Question, item: f64) -> f64 {
        let scale = self.scale.highest().unwrap_or(1.0);
        self.asked as f64 * scale * (item + question.work.pull)
    }

    fn fill_in(&self, question: &mut Question, item: f64) {
        question.work.item = item;
        question.work.plain = self.plain_item(question.keeps);
        if self.cv.len() > 1 {
            question.work.cv = self.cv.median().map_or(UNEVEN, |cv| cv.min(UNEVEN));
        }
        question.work.dearest = self.shapes.dearest();
        question.work.merge = self.merge.median().unwrap_or(0.0);
        question.work.share = self.share.median().unwrap_or(1.0);
        question.work.pull = self.pull.median().unwrap_or(0.0);
        question.work.inflation = self.inflation;
    }

    /// Whether a serial call is watched from inside, in chunks: if they are as quick as the plain
    /// loop. Now and then that is looked at again.
    fn is_worth_watching(&self, question: &Question, verdict: &Verdict) -> bool {
        let (Some(alone), Some(plain)) = (self.alone.median(), self.plain.median()) else {
            return self.plain.len() > 0 && !question.keeps;
        };
        let suspected = self.drift.is_suspected();
        let long = verdict.serial > WATCHED || suspected;
        let as_quick = alone <= plain * (1.0 + HYSTERESIS) || suspected;
        long && as_quick && !question.keeps && !self.calls.is_multiple_of(8)
    }

    /// ns per item of the plain loop, as far as it is known.
    fn serial_item(&self) -> Option<f64> {
        let pull = self.pull.median().unwrap_or(0.0);
        let alone = self.alone.median().or_else(|| self.sampled.median());
        let alone = alone.map(|alone| alone + pull);
        let keeps = self.last.is_none_or(|(question, _)| question.keeps);
        self.plain_item(keeps).or(alone)
    }

    /// The same as it was timed. The only time may be one that something disturbed: chunks that keep nothing do as much.
    fn plain_item(&self, keeps: bool) -> Option<f64> {
        let plain = self.plain.median()?;
        let same = self
            .alone
            .median()
            .filter(|_| !keeps && self.plain.len() == 1);
        Some(same.map_or(plain, |same| plain.min(same)))
    }

    /// What helpers saved in all, in nanoseconds: as much per item as the last helped calls did.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn saved(&self) -> f64 {
        match (self.known_item(), self.together()) {
            (Some(alone), Some(together)) => (alone - together) * self.helped_items,
            _ => 0.0,
        }
    }

    /// ns per item when nobody helps, of whole calls only: where there was none, the time in the chunks of helped calls,
    /// which is that or more.
    #[cfg(any(test, feature = "report"))]
    pub(crate) fn known_item(&self) -> Option<f64> {
        self.plain
            .median()
            .or_else(|| self.whole.median())
            .or_else(|| {
                self.shared
                    .median()
                    .map(|shared| shared + self.pull.median().unwrap_or(0.0))
            })
    }

    /// Whether a whole call ran alone, in chunks.
    pub(crate) fn is_known_whole(&self) -> bool {
        self.whole.len() > 0
    }

    /// The question with what whole calls say of an item, not what a sample says.
    #[cfg(feature = "report")]
    pub(crate) fn known(&self, mut question: Question) -> Question {
        // The one call that ran in chunks may have been the first, with everything still to be fetched.
        if !question.keeps
            && let Some(plain) = question.work.plain
        {
            question.work.item = question.work.item.min(plain);
        }
        if !self.is_known_whole()
            && let Some(shared) = self.shared.median()
        {
            // How much of it is due to the others is not known.
            question.work.item = shared;
            question.work.inflation = None;
        }
        question
    }

    /// ns per item in chunks when nobody helps.
    pub(crate) fn item(&self) -> Option<f64> {
        self.alone
            .median()
            .or_else(|| {
                let shared = self.shared.median();
                shared.map(|shared| shared / self.dearer_together())
            })
            .or_else(|| self.plain.median())
            .or_else(|| self.sampled.median())
    }

    /// The model's answer, corrected by what was measured of both ways.
    pub(crate) fn verdict(&self, question: &Question) -> Verdict {
        let mut verdict = decide::decide(question);
        if question.limit.participants < 2 || question.work.items < 2 {
            return verdict;
        }
        let untimed = Helpers::found(question, self.gap).untimed() / question.row.max(1.0);
        let total = verdict.best.map_or(0.0, |(_, terms)| terms.total + untimed);
        if verdict.decision.is_parallel() && total > verdict.serial * (1.0 - HYSTERESIS) {
            verdict.decision = Decision::Serial;
            verdict.reason = Reason::TooLittleWork;
        }
        let (Some(alone), Some(together)) = (self.serial_item(), self.believed(question)) else {
            return verdict;
        };
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

    /// ns per item of helped calls, with helpers in the state of the question. One that was helped
    /// may have been unlucky; two tell something. Where waking helpers pays for several calls, it is
    /// the mean of those.
    fn believed(&self, question: &Question) -> Option<f64> {
        let found = Helpers::found(question, self.gap);
        let woken = &self.together[found as usize];
        let untimed = found.untimed() / question.work.items as f64;
        let woken = woken.median().filter(|_| woken.len() >= 2);
        let woken = woken.map(|woken| woken + untimed);
        let awake = &self.together[Helpers::Awake as usize];
        let awake = match awake.len() {
            0 | 1 => None,
            // Nobody comes too early: the first ones are slow for reasons of their own.
            _ if !awake.is_full() => awake.lowest(),
            _ => awake.median(),
        };
        if found == Helpers::Awake {
            return awake;
        }
        match question.row {
            calls if calls > 1.0 => Some((woken? + (calls - 1.0) * awake?) / calls),
            _ => woken,
        }
    }

    /// ns per item of helped calls.
    pub(crate) fn together(&self) -> Option<f64> {
        let found = self.found();
        let median = |found: Helpers| self.together[found as usize].median();
        median(found).or_else(|| {
            let all = [Helpers::Woken, Helpers::Awake, Helpers::Forgotten];
            all.into_iter().find_map(median)
        })
    }

    /// How the call under way found its helpers.
    fn found(&self) -> Helpers {
        let found = |(question, _)| Helpers::found(&question, self.gap);
        self.last.map_or(Helpers::Woken, found)
    }
}

/// How a call finds its helpers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Helpers {
    /// They must be woken.
    Woken,
    /// They spin after the call before.
    Awake,
    /// They must be woken, and the call before is so long ago that everything it used has left the caches.
    Forgotten,
}

impl Helpers {
    fn found(question: &Question, gap: f64) -> Self {
        if question.waiting > 0 {
            Helpers::Awake
        } else if gap.is_finite() && gap > FORGOTTEN {
            Helpers::Forgotten
        } else {
            Helpers::Woken
        }
    }

    /// What a call pays beside what is timed, in nanoseconds: it is decided and kept in the books.
    fn untimed(self) -> f64 {
        if self == Helpers::Forgotten {
            COLD_BOOKS
        } else {
            0.0
        }
    }
}

/// Whether two questions differ at most in what was learned.
fn alike(one: &Question, other: &Question) -> bool {
    one.work.items == other.work.items
        && one.waiting == other.waiting
        && one.row == other.row
        && one.limit == other.limit
        && one.rules == other.rules
        && one.host == other.host
}

#[cfg(test)]
pub(super) mod tests;
