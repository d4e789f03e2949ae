//! The decision: a pure function from what is known of a loop and a machine to serial or parallel.

use crate::cost::{self, Host, Terms, Work};
use crate::{Decision, Reason, Schedule};

/// How many may take part, and what says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limit {
    /// Participants, the caller included; at least 1.
    pub(crate) participants: usize,
    pub(crate) reason: Reason,
}

/// What the user fixed about the cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rules {
    /// Exactly this many items per chunk.
    pub(crate) chunk: Option<usize>,
    /// At least this many items per chunk.
    pub(crate) least: usize,
    /// Time the smallest chunks should take, in nanoseconds.
    pub(crate) target_chunk: f64,
    pub(crate) schedule: Schedule,
    /// Chunk lengths are multiples of this.
    pub(crate) align: usize,
}

/// Everything a decision depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Question {
    pub(crate) work: Work,
    pub(crate) limit: Limit,
    pub(crate) rules: Rules,
    pub(crate) host: Host,
    /// Helpers that still spin after the call before.
    pub(crate) waiting: usize,
    /// This call and those expected after it that will find awake whom it wakes.
    pub(crate) row: f64,
    /// The length says nothing of this call: it is that of calls before.
    pub(crate) unsure: bool,
    /// The plain loop can be timed.
    pub(crate) timed: bool,
    /// Chunks keep something that is merged later: they do more than the plain loop.
    pub(crate) keeps: bool,
    /// The body can leave the loop early.
    pub(crate) exits: bool,
}

/// A decision with its grounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) decision: Decision,
    pub(crate) reason: Reason,
    /// Predicted time of the plain loop, in nanoseconds.
    pub(crate) serial: f64,
    /// The best parallel run, taken or not; `None` if none was considered.
    pub(crate) best: Option<(usize, Terms)>,
}

impl Verdict {
    /// Serial without a look at the cost.
    pub(crate) fn serial(reason: Reason, serial: f64) -> Self {
        Self {
            decision: Decision::Serial,
            reason,
            serial,
            best: None,
        }
    }

    /// Whether helpers are called, and bring more than so many times.
    pub(crate) fn gains(&self, times: f64) -> bool {
        let best = self.best.filter(|_| self.decision.is_parallel());
        best.is_some_and(|(_, terms)| terms.total * times < self.serial)
    }

    /// The participants of the decision, the caller included.
    pub(crate) fn participants(&self) -> usize {
        match self.decision {
            Decision::Serial => 1,
            Decision::Parallel { workers, .. } => workers,
        }
    }
}

/// Helpers must be predicted to save at least this share of the plain loop's time: within it, the
/// loop that wakes nobody is the better one.
const MARGIN: f64 = 0.05;

/// As many chunks as each participant should get at least.
const SHARE: usize = 8;

/// Decides.
pub(crate) fn decide(question: &Question) -> Verdict {
    let Question {
        work, limit, host, ..
    } = question;
    let serial = cost::serial(work);
    if limit.participants < 2 {
        return Verdict::serial(limit.reason, serial);
    }
    if work.items < 2 {
        return Verdict::serial(Reason::FewItems, serial);
    }
    if !(work.item > 0.0 && serial.is_finite()) {
        return Verdict::serial(Reason::TooLittleWork, 0.0);
    }

    let cores = (host.cores.ceil() as usize).max(1);
    let most = limit.participants.min(work.items).min(cores);
    let mut best: Option<(usize, Terms)> = None;
    let mut pieces = 2;
    for workers in candidates(most) {
        let chunk = chunk(question, workers);
        if work.items.div_ceil(chunk) < workers {
            // Too coarse a cut, of the user's or of the alignment's: nobody would have the rest.
            break;
        }
        pieces = work.items.div_ceil(chunk);
        let terms = cost::in_a_row(work, workers, chunk, host, question.waiting, question.row);
        // Strictly better: of equals, the one with fewer workers.
        if best.is_none_or(|(_, best)| terms.total < best.total) {
            best = Some((workers, terms));
        }
    }
    let Some((workers, terms)) = best else {
        let reason = if cores < 2 {
            Reason::Quota
        } else {
            Reason::FewItems
        };
        return Verdict::serial(reason, serial);
    };
    if terms.total < serial * (1.0 - MARGIN) {
        let reason = if workers == limit.participants {
            limit.reason
        } else if workers == pieces {
            Reason::FewItems
        } else if workers == cores || terms.contention > terms.work {
            Reason::Contention
        } else {
            Reason::TooLittleWork
        };
        Verdict {
            decision: parallel(question, workers),
            reason,
            serial,
            best,
        }
    } else {
        let without_merge = terms.total - terms.merge - keeping(question, workers);
        let without_contention = terms.total - terms.contention;
        let without_imbalance = terms.total - terms.imbalance;
        let reason = if without_merge < serial * (1.0 - MARGIN) {
            Reason::OrderedMerge
        } else if without_contention < serial * (1.0 - MARGIN) {
            Reason::Contention
        } else if without_imbalance < serial * (1.0 - MARGIN)
            && terms.imbalance > terms.dispatch + terms.chunking
        {
            Reason::Imbalance
        } else {
            Reason::TooLittleWork
        };
        Verdict {
            decision: Decision::Serial,
            reason,
            serial,
            best,
        }
    }
}

/// Time of a call that each participant spends in keeping what is merged later: where chunks keep something, what they do
/// more than the plain loop.
pub(crate) fn keeping(question: &Question, workers: usize) -> f64 {
    let work = &question.work;
    let more = (work.item - work.plain.unwrap_or(work.item)).max(0.0);
    let items = if question.keeps {
        cost::expected(work)
    } else {
        0.0
    };
    more * items / workers as f64
}

/// The shortest loop of such items that is decided parallel; `None` if none is.
#[cfg_attr(not(feature = "report"), allow(dead_code, reason = "for the report"))]
pub(crate) fn break_even_items(question: &Question) -> Option<usize> {
    let pays = |items: usize| {
        let mut asked = *question;
        asked.work.items = items;
        decide(&asked).decision.is_parallel()
    };
    let mut high = 2_usize;
    while !pays(high) {
        // Beyond this a loop runs for years.
        high = high.checked_mul(2).filter(|&high| high < 1 << 40)?;
    }
    let mut low = high / 2;
    while high - low > 1 + low / 100 {
        let middle = low + (high - low) / 2;
        if pays(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// As many as may, whatever it costs, with chunks small enough that each can get some.
pub(crate) fn forced(question: &Question) -> Verdict {
    let serial = cost::serial(&question.work);
    let workers = question.limit.participants.min(question.work.items);
    if workers < 2 {
        return Verdict::serial(question.limit.reason, serial);
    }
    let chunk = question
        .rules
        .chunk
        .unwrap_or_else(|| question.work.items / workers.saturating_mul(4));
    let least = if question.rules.chunk.is_some() {
        1
    } else {
        question.rules.least
    };
    let chunk = align(chunk.max(least), question.rules.align);
    let known = question.work.item > 0.0;
    Verdict {
        decision: cut(question, workers, chunk),
        reason: Reason::Forced,
        serial: if known { serial } else { 0.0 },
        best: known.then(|| {
            let terms = cost::parallel(
                &question.work,
                workers,
                chunk,
                &question.host,
                question.waiting,
            );
            (workers, terms)
        }),
    }
}

/// Parallel with so many participants, whatever it costs.
pub(crate) fn parallel(question: &Question, workers: usize) -> Decision {
    cut(question, workers, chunk(question, workers))
}

fn cut(question: &Question, workers: usize, chunk: usize) -> Decision {
    Decision::Parallel {
        workers,
        chunk,
        schedule: question.rules.schedule,
    }
}

/// The items of the smallest chunks: those of the target time, more if the claim would cost too
/// much, fewer if participants would get less than [`SHARE`] each, as long as that does not cost more in claims than it
/// brings in balance.
fn chunk(question: &Question, workers: usize) -> usize {
    let Question {
        work, rules, host, ..
    } = question;
    if let Some(chunk) = rules.chunk {
        return align(chunk, rules.align);
    }
    let least = cost::least_chunk(&host.costs, work, workers);
    let target = (rules.target_chunk / work.item) as usize;
    let share = cost::expected(work) as usize / workers.saturating_mul(SHARE);
    let share = share.max(cost::balanced_chunk(&host.costs, work, workers));
    // A piece for everyone, or there is nothing to compare: the claims are in the cost.
    let half = work.items.div_ceil(workers.max(2));
    let chunk = target.min(share).max(least).min(half);
    align(chunk.max(rules.least), rules.align)
}

/// Rounds `chunk` up to a multiple of `unit`.
pub(crate) fn align(chunk: usize, unit: usize) -> usize {
    chunk
        .max(1)
        .checked_next_multiple_of(unit.max(1))
        .unwrap_or(chunk)
}

/// Numbers of participants to compare: all small ones, then steps of an eighth or so, and the
/// most.
fn candidates(most: usize) -> impl Iterator<Item = usize> {
    std::iter::successors((most >= 2).then_some(2), move |&workers| {
        let next = workers + (workers / 8).max(1);
        (workers < most).then(|| next.min(most))
    })
}

#[cfg(test)]
mod tests;
