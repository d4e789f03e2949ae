//! One call's rhythm: how long the next chunk is, and how many helpers are wanted.
//!
//! A call that nothing is known of starts *cold*: the caller runs 1, 2, 4 … items until a few
//! microseconds have passed, and the rest of the same call is decided. *Alone*, the caller goes on
//! in growing chunks and asks again after each, so that a loop that turns dear is still helped.
//! *Together*, chunks are cut as the schedule says.

use super::{Cut, Division, Shape};
use crate::cost::{self, Host};
use crate::decide::{self, Limit, Question, Verdict};
use crate::{Decision, Schedule};

/// Chunks of a caller alone take at most about this long, in nanoseconds: what is lost at most
/// before a loop that turned dear is looked at again.
const WATCH: f64 = 100_000.0;

/// A chunk that took less, in nanoseconds, tells less of an item than earlier calls do.
const TELLING: f64 = 2_000.0;

/// A loop that may be left early has chunks, in front of each participant, of so small a part of what it is expected to run:
/// those behind its end are for nothing.
const AHEAD: usize = 4;

/// A first item this much dearer than the rest paid for cold caches, or was preempted.
const OUTLIER: f64 = 4.0;

/// Helped chunks take at most about this long, in nanoseconds: a loop that is left early, or panics,
/// waits for the chunks behind that item, and those of `0..usize::MAX` would never end.
const LONGEST: f64 = 10_000_000.0;

/// The same in items, while nothing is known of them.
const UNKNOWN: usize = 1 << 16;

/// Pulled chunks take at most about this long, in nanoseconds: nobody can start on one before all of it is there.
const PULLED: f64 = 200_000.0;

/// The same in items, while nothing is known of them, and at most: they wait in memory.
const PULLED_UNKNOWN: usize = 64;
const PULLED_MOST: usize = 4096;

/// Claims of chunks that are cut beforehand cost less than others: as many more are made.
const FINER: usize = 2;
/// Chunks for each participant that are cut beforehand, at least and at most.
const FEWEST: usize = 2;
const APART: usize = 64;

/// Items whose times differ by less than this share, from chunk to chunk, are even: few chunks are enough …
const EVEN: f64 = 0.1;
/// … where a part of them takes at most so long, in nanoseconds. The last of them is so small a share of it.
const PROMPT: f64 = 200_000.0;
const HALVED: f64 = 64.0;

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Pace {
    stage: Stage,
    /// `work.items` is what was left when the last chunk was cut.
    question: Question,
    /// How long a cold call samples, in nanoseconds, and how many items.
    sample_time: f64,
    sample_items: usize,
    /// Set while limit and host of the question are only supposed.
    look: Option<Look>,
    /// The caller pulls the items, so that chunks have a bound whatever the schedule.
    pulled: bool,
    /// Items of all chunks so far.
    claimed: usize,
    /// Items that a call runs as a rule; 0 as long as that is not known of a loop that may be left early.
    usual: usize,
    shaping: Shaping,
}

/// Where the dear items are, if that is known, and whether to see where they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shaping {
    pub(crate) shape: Option<Box<Shape>>,
    pub(crate) looks: bool,
}

/// How to find out what the machine allows, where it was not worth a look so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// Participants that the user asked for.
    pub(crate) workers: Option<usize>,
    /// Looks.
    pub(crate) host_and_limit: fn(Option<usize>) -> (Limit, Host),
}

#[derive(Clone, Debug)]
enum Stage {
    Cold {
        chunk: usize,
        chunks: usize,
        /// Items and time of the first chunk, and of the others.
        first: (f64, f64),
        items: f64,
        nanos: f64,
    },
    Alone {
        chunk: usize,
    },
    Together {
        workers: usize,
        cut: Cut,
        /// `None` where the user says how long chunks are.
        longest: Option<usize>,
        /// The smallest chunk that is worth its claim.
        least: usize,
        /// The length of chunks that are cut before anybody starts; `None` where the schedule says
        /// how they are cut.
        apart: Option<usize>,
    },
}

impl Pace {
    /// For a call that nothing is known of.
    pub(crate) fn cold(question: Question, sample_time: f64) -> Self {
        Self {
            stage: Stage::Cold {
                chunk: 1,
                chunks: 0,
                first: (0.0, 0.0),
                items: 0.0,
                nanos: 0.0,
            },
            usual: if question.exits { 0 } else { usize::MAX },
            sample_time,
            ..Self::of(question, Stage::Alone { chunk: 1 })
        }
    }

    fn of(question: Question, stage: Stage) -> Self {
        Self {
            stage,
            question,
            sample_time: 0.0,
            sample_items: usize::MAX,
            look: None,
            pulled: false,
            claimed: 0,
            shaping: Shaping::default(),
            usual: if question.exits {
                cost::expected(&question.work) as usize
            } else {
                usize::MAX
            },
        }
    }

    /// A sample has at most about this many items.
    pub(crate) fn sampling(mut self, items: usize) -> Self {
        self.sample_items = items.max(1);
        self
    }

    /// For a call that is decided serial, and watched. Where `question` allows one participant
    /// only, it stays with the caller. A loop that may be left early begins with one item: where it
    /// ends is known to the chunk.
    pub(crate) fn alone(question: Question) -> Self {
        let chunk = if question.limit.participants < 2 {
            usize::MAX
        } else if question.work.item > 0.0 && !question.exits {
            ((WATCH / question.work.item) as usize).max(1)
        } else {
            1
        };
        Self::of(question, Stage::Alone { chunk })
    }

    /// For a call that is decided; `verdict` is the answer to `question`.
    pub(crate) fn decided(question: Question, verdict: &Verdict) -> Self {
        match together(&question, verdict) {
            None => Self::alone(question),
            Some(stage) => Self::of(question, stage),
        }
    }

    /// Items are divided by what they cost.
    pub(crate) fn shaped(mut self, shaping: Shaping) -> Self {
        self.shaping = shaping;
        self
    }

    /// Whether chunks are to be timed, each for itself.
    pub(crate) fn looks(&self) -> bool {
        self.shaping.looks
    }

    /// The machine is looked at before any helper is called.
    pub(crate) fn looking(mut self, look: Option<Look>) -> Self {
        self.look = look;
        self
    }

    /// Items are pulled by the caller.
    pub(crate) fn pull(&mut self) {
        self.pulled = true;
    }

    /// Whether the helpers it was decided for had to be woken.
    pub(crate) fn wakes(&self) -> bool {
        self.question.waiting == 0
    }

    /// What an item takes in a chunk that nobody helps, in nanoseconds, if that is known by now.
    pub(crate) fn known_item(&self) -> Option<f64> {
        let item = self.question.work.item;
        (item > 0.0).then_some(item)
    }

    /// How many items earlier calls had, where this one was decided by that.
    pub(crate) fn expected(&self) -> Option<usize> {
        matches!(self.stage, Stage::Together { .. }).then_some(self.question.work.items)
    }

    /// Before helpers are called: looks at the machine if that was put off, and decides again. Gives
    /// the participants at most.
    pub(crate) fn settle(&mut self) -> usize {
        if let Some(look) = self.look.take() {
            (self.question.limit, self.question.host) = (look.host_and_limit)(look.workers);
            self.reconsider(1);
        }
        self.question.limit.participants
    }

    /// How `left` items are divided between those it was decided for, so many at most, if that is done before anybody starts:
    /// see [`Pace::apart`].
    pub(crate) fn division(
        &self,
        left: usize,
        participants: usize,
        most: usize,
    ) -> Option<Division> {
        let count = self.apart(left, most)?;
        let participants = participants.min(self.helpers_wanted(left) + 1);
        let (work, unit) = (&self.question.work, self.question.rules.align.max(1));
        let part = left as f64 * work.item / participants.max(1) as f64;
        // It is that of whole calls.
        if let Some(shape) = self.shaping.shape.as_deref().filter(|_| self.claimed == 0) {
            return Some(Division::by_cost(
                left,
                participants,
                count.div_ceil(participants),
                unit,
                shape,
            ));
        }
        // Helpers that must be woken come when they come, and so may those of long loops be held up: then all chunks are
        // short.
        if self.question.waiting + 1 < participants || work.cv > EVEN || part > PROMPT {
            return Some(Division::even(left, participants, count, unit));
        }
        let shortest = (2.0 * self.question.host.costs.claim).max(part / HALVED);
        let least = ((shortest / work.item) as usize).max(self.question.rules.least);
        Some(Division::halves(left, participants, least, unit))
    }

    /// How many chunks `left` items are cut into, if that is done before anybody starts: a few for
    /// each participant, so that they end together, and none so long that a panic in it waits for
    /// the others. `None` where chunks must be cut as the loop goes.
    pub(crate) fn apart(&self, left: usize, most: usize) -> Option<usize> {
        let Stage::Together { workers, apart, .. } = self.stage else {
            return None;
        };
        let item = self.question.work.item;
        let least = if item > 0.0 {
            (left as f64 * item / LONGEST).ceil() as usize
        } else {
            left.div_ceil(UNKNOWN)
        };
        let units = left.div_ceil(self.question.rules.align.max(1));
        let wanted = left.div_ceil(apart?).saturating_mul(FINER);
        let most_chunks = left / self.question.rules.least.max(1);
        let count = wanted
            .clamp(workers * FEWEST, workers * APART)
            .min(most_chunks.max(1))
            .max(least)
            .min(units);
        (count <= most).then_some(count)
    }

    /// Whether merging so many nanoseconds per item is next to nothing for this loop.
    pub(crate) fn merges_little(&self, merge: Option<f64>) -> bool {
        let work = &self.question.work;
        work.item > 0.0 && merge.unwrap_or(work.merge) * 20.0 <= work.item
    }

    /// Chunks of `chunk` items, and helpers from the first on: for tests of the driver.
    #[cfg(test)]
    pub(crate) fn fixed(chunk: usize, helpers: usize) -> Self {
        let stage = Stage::Together {
            workers: helpers + 1,
            cut: Cut::Fixed(chunk),
            longest: None,
            least: chunk,
            apart: None,
        };
        Self::of(tests::question(usize::MAX, helpers + 1), stage)
    }

    /// The time the whole call takes serially, in nanoseconds; NaN as long as nothing is known of it.
    #[cfg(feature = "report")]
    pub(crate) fn expected_nanos(&self) -> f64 {
        crate::cost::serial(&self.question.work)
    }

    /// Chunks of about `chunk` items of 1 us, cut before anybody starts: for tests of the driver.
    #[cfg(test)]
    pub(crate) fn beforehand(items: usize, chunk: usize, helpers: usize) -> Self {
        let mut question = tests::question(items, helpers + 1);
        question.work.item = 1_000.0;
        let stage = Stage::Together {
            workers: helpers + 1,
            cut: Cut::Fixed(chunk),
            longest: None,
            least: chunk,
            apart: Some(chunk),
        };
        Self::of(question, stage)
    }

    /// The length of the next chunk: at least 1, at most `remaining` (which is not 0), a multiple of
    /// the alignment unless it is the last.
    pub(crate) fn next(&mut self, remaining: usize) -> usize {
        let len = match &mut self.stage {
            Stage::Cold { chunk, .. } | Stage::Alone { chunk } => *chunk,
            Stage::Together {
                workers,
                cut,
                longest: Some(longest),
                least,
                ..
            } => {
                let ahead = self.usual.max(self.claimed) / workers.saturating_mul(AHEAD);
                cut.next(remaining).min(*longest).min(ahead.max(*least))
            }
            Stage::Together { cut, .. } => cut.next(remaining),
        };
        let len = if self.pulled && self.question.rules.chunk.is_none() {
            len.min(self.most_pulled())
        } else {
            len
        };
        let len = decide::align(len, self.question.rules.align).clamp(1, remaining.max(1));
        self.question.work.items = remaining - len.min(remaining);
        self.claimed = self.claimed.saturating_add(len);
        len
    }

    /// How many helpers are wanted while `remaining` items are not claimed.
    pub(crate) fn helpers_wanted(&self, remaining: usize) -> usize {
        match self.stage {
            Stage::Together { workers, .. } => (workers - 1).min(remaining.saturating_sub(1)),
            _ => 0,
        }
    }

    /// A chunk took so long.
    pub(crate) fn observe(&mut self, items: usize, nanos: u64) {
        if items == 0 {
            return;
        }
        let spent = (nanos as f64 - self.question.host.costs.clock).max(0.0);
        let item = spent / items as f64;
        match &mut self.stage {
            Stage::Cold {
                chunk,
                chunks,
                first,
                items: sum,
                nanos: time,
            } => {
                *chunks += 1;
                if *chunks == 1 {
                    *first = (items as f64, spent);
                } else {
                    *sum += items as f64;
                    *time += spent;
                }
                let rest = *time / sum.max(1.0);
                let outlier = *chunks > 1 && first.1 > OUTLIER * rest * first.0;
                let seen = if outlier { *time } else { *time + first.1 };
                let enough = (*sum + first.0) as usize >= self.sample_items;
                if *chunks > 1 && seen >= self.sample_time || enough {
                    self.question.work.item = if outlier && *sum > 0.0 {
                        rest
                    } else {
                        seen / (*sum + first.0)
                    };
                    let chunk = *chunk;
                    self.reconsider(chunk);
                } else if item * (*chunk as f64) < self.sample_time {
                    *chunk = chunk.saturating_mul(2);
                }
            }
            Stage::Alone { chunk } => {
                let known = self.question.work.item > 0.0;
                if !known || spent >= TELLING {
                    self.question.work.item = item;
                }
                let chunk = *chunk;
                self.expect();
                self.reconsider(chunk);
            }
            Stage::Together { longest: most, .. } => {
                if self.pulled {
                    self.question.work.item = item;
                }
                if most.is_some() {
                    *most = Some(longest(item));
                }
            }
        }
    }

    /// The longest chunk to pull: by the time that the body takes, or the pulling.
    fn most_pulled(&self) -> usize {
        let item = self.question.work.item.max(self.question.work.pull);
        if item > 0.0 {
            ((PULLED / item) as usize).clamp(1, PULLED_MOST)
        } else {
            PULLED_UNKNOWN
        }
    }

    /// Pulling so many items took so long.
    pub(crate) fn observe_pull(&mut self, items: usize, nanos: u64) {
        if items > 0 {
            let spent = (nanos as f64 - self.question.host.costs.clock).max(0.0);
            self.question.work.pull = spent / items as f64;
        }
    }

    /// How much of what is left will run, of a loop that may be left early: what it runs as a rule, and once it has gone on
    /// for longer than that, as much again.
    fn expect(&mut self) {
        if self.question.exits {
            let more = self.usual.saturating_sub(self.claimed).max(self.claimed);
            let left = self.question.work.items.max(1);
            self.question.work.share = (more as f64 / left as f64).min(1.0);
        }
    }

    /// Decides for what is left; alone, the next chunk is up to twice as long as the last.
    fn reconsider(&mut self, chunk: usize) {
        let verdict = decide::decide(&self.question);
        self.stage = together(&self.question, &verdict).unwrap_or_else(|| {
            let item = self.question.work.item;
            let watched = if item > 0.0 {
                (WATCH / item) as usize
            } else {
                usize::MAX
            };
            Stage::Alone {
                chunk: chunk.saturating_mul(2).min(watched).max(1),
            }
        });
    }
}

/// How chunks are cut if the verdict is parallel.
fn together(question: &Question, verdict: &Verdict) -> Option<Stage> {
    let Decision::Parallel {
        workers,
        chunk,
        schedule,
    } = verdict.decision
    else {
        return None;
    };
    let cut = match question.rules.chunk {
        // The user's chunk is exact, whatever the schedule.
        Some(chunk) => Cut::Fixed(chunk.max(1)),
        None => Cut::new(schedule, question.work.items, workers, chunk),
    };
    let exact = question.rules.chunk.is_some() || schedule == Schedule::Static;
    let apart = !exact && schedule == Schedule::Auto;
    Some(Stage::Together {
        workers,
        cut,
        longest: (!exact).then(|| longest(question.work.item)),
        least: chunk.max(1),
        apart: apart.then_some(chunk.max(1)),
    })
}

/// The items of the longest chunk.
fn longest(item: f64) -> usize {
    if item > 0.0 {
        ((LONGEST / item) as usize).max(1)
    } else {
        UNKNOWN
    }
}

#[cfg(test)]
mod tests;
