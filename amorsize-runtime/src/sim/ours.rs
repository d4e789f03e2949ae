//! This crate's policy: what `site` does with a call, without threads and clocks.

use std::collections::HashMap;

use super::Policy;
use super::floor::Floor;
use crate::cost::Work;
use crate::decide::{Limit, Question, Rules};
use crate::schedule::Pace;
use crate::site::Outcome;
use crate::site::learn::{BACK_TO_BACK, Choice, Learned, Visit};
use crate::site::streak::Streak;
use crate::{Reason, Schedule};

/// What a call that is not on the fast path pays before it is decided, in nanoseconds.
const ENTERING: f64 = 60.0;

/// What a call pays in which each chunk is timed.
const LOOKING: f64 = 500.0;

/// What a call pays that needs no look.
const PASSING: f64 = 15.0;

/// What a site knows of calls of one length.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) learned: Learned,
    /// When the last one that was looked at ended.
    ended: Option<f64>,
    /// Calls that need no look from now on, and those that needed none.
    rest: u64,
    passed: u64,
}

/// A site.
#[derive(Default)]
pub(super) struct Ours {
    learned: HashMap<u32, Entry>,
    streak: Streak,
    /// When the last one of any length that was looked at ended.
    ended: Option<f64>,
    /// Predicted over measured times of decided calls, as logarithms.
    errors: Vec<f64>,
    /// What was chosen for the last call.
    pub(super) kind: Kind,
}

/// Kinds of calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    #[default]
    Unseen,
    Plain,
    Time,
    Sample,
    Watch,
    Run,
    Try,
}

/// What there is to decide, with an item's cost if that is known.
pub(super) fn question(floor: &Floor<'_>, call: usize, item: f64) -> Question {
    let host = floor.iron.host();
    Question {
        work: Work {
            plain: None,
            items: floor.load.items(call),
            item,
            cv: 0.5,
            merge: 0.0,
            pull: 0.0,
            share: 1.0,
            dearest: 1.0,
            inflation: None,
        },
        limit: Limit {
            participants: floor.iron.cores,
            reason: Reason::PoolWidth,
        },
        rules: Rules {
            chunk: None,
            least: 1,
            target_chunk: 20_000.0,
            schedule: Schedule::Auto,
            align: 1,
        },
        host,
        waiting: floor.awake(),
        row: 1.0,
        unsure: false,
        timed: true,
        keeps: floor.load.merge > 0.0,
        exits: false,
    }
}

impl Policy for Ours {
    fn call(&mut self, floor: &mut Floor<'_>, call: usize) -> f64 {
        let bucket = floor.load.items(call).ilog2();
        let entry = self.learned.entry(bucket).or_default();
        if entry.rest > 0 {
            entry.rest -= 1;
            entry.passed += 1;
            self.kind = Kind::Unseen;
            return PASSING + floor.plain(call);
        }
        let passed = entry.passed as f64;
        let serial = entry
            .learned
            .last
            .map_or(0.0, |(_, verdict)| verdict.serial);
        let since = |ended: Option<f64>| {
            ended.map_or(f64::INFINITY, |ended| {
                ((floor.now() - ended - passed * serial) / (passed + 1.0)).max(0.0)
            })
        };
        let gap = since(entry.ended);
        let calls = 1 + std::mem::take(&mut entry.passed);
        self.streak
            .come(calls, gap.min(since(self.ended)) < BACK_TO_BACK);
        let visit = Visit {
            calls,
            gap,
            row: self.streak.expected(),
            grows: self.streak.grows(),
            late: false,
        };
        let time = self.decided(floor, call, visit);
        if let Some(entry) = self.learned.get_mut(&bucket) {
            entry.ended = Some(floor.now() + time);
            self.ended = entry.ended;
            entry.rest = entry.learned.take_rest();
        }
        time
    }

    fn errors(&self) -> &[f64] {
        &self.errors
    }
}

impl Ours {
    fn decided(&mut self, floor: &mut Floor<'_>, call: usize, visit: Visit) -> f64 {
        let items = floor.load.items(call);
        let question = question(floor, call, f64::NAN);
        let Entry { learned, .. } = self.learned.entry(items.ilog2()).or_default();
        let mut prediction = None;
        let choice = learned.choose(question, visit, 0.02);
        self.kind = match choice {
            _ if learned.is_trying() => Kind::Try,
            Choice::Plain => Kind::Plain,
            Choice::Time => Kind::Time,
            Choice::Sample(_) => Kind::Sample,
            Choice::Watch(_) => Kind::Watch,
            Choice::Run(..) => Kind::Run,
        };
        let shaping = learned.shaping(&choice);
        let mut pace = match choice {
            Choice::Plain => return ENTERING + floor.plain(call),
            Choice::Time => {
                let time = floor.plain(call);
                learned.finish(&Outcome {
                    len: items,
                    items,
                    completed: true,
                    elapsed: time as u64,
                    participants: 1,
                    chunks: 1,
                    busy: time as u64,
                    plain: true,
                    ..Outcome::default()
                });
                return ENTERING + time;
            }
            Choice::Sample(question) => Pace::cold(question, 5_000.0),
            Choice::Watch(question) => {
                prediction = Some(crate::cost::serial(&question.work));
                Pace::alone(question)
            }
            Choice::Run(question, verdict) => {
                prediction = match (verdict.decision.is_parallel(), verdict.best) {
                    (true, Some((_, terms))) => Some(terms.total),
                    _ => Some(verdict.serial),
                };
                Pace::decided(question, &verdict).shaped(shaping)
            }
        };
        let outcome = floor.run(call, &mut pace, floor.iron.cores);
        learned.finish(&outcome);
        if let Some(prediction) = prediction {
            self.errors
                .push((prediction / outcome.elapsed.max(1) as f64).ln());
        }
        ENTERING
            + if outcome.shape.is_some() {
                LOOKING
            } else {
                0.0
            }
            + outcome.elapsed as f64
    }
}
