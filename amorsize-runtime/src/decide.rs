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
        let terms = cost::parallel(work, workers, chunk, host, question.waiting);
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
mod tests {
    use super::*;
    use crate::costs::Costs;
    use proptest::prelude::*;

    fn question(items: usize, item: f64, participants: usize) -> Question {
        Question {
            work: Work {
                plain: None,
                items,
                item,
                cv: 0.5,
                merge: 0.0,
                pull: 0.0,
                share: 1.0,
                inflation: None,
            },
            limit: Limit {
                participants,
                reason: Reason::PoolWidth,
            },
            rules: Rules {
                chunk: None,
                least: 1,
                target_chunk: 20_000.0,
                schedule: Schedule::Auto,
                align: 1,
            },
            host: Host {
                costs: Costs::USUAL,
                cores: participants as f64,
                physical: participants as f64,
            },
            waiting: 0,
            unsure: false,
            timed: false,
            keeps: false,
            exits: false,
        }
    }

    #[test]
    fn table() {
        // (items, ns per item, participants) -> (participants decided, reason)
        for (items, item, participants, expected, reason) in [
            (0, 10.0, 8, 1, Reason::FewItems),
            (1, 1e9, 8, 1, Reason::FewItems),
            (64, 3.0, 8, 1, Reason::TooLittleWork),
            (1_000, 3.0, 8, 1, Reason::TooLittleWork),
            (2, 1e6, 8, 2, Reason::FewItems),
            (100, 10_000.0, 2, 2, Reason::PoolWidth),
            (1_000_000, 100.0, 8, 8, Reason::PoolWidth),
            (1_000_000, 100.0, 1, 1, Reason::PoolWidth),
            (1_000, f64::NAN, 8, 1, Reason::TooLittleWork),
            (1_000, 0.0, 8, 1, Reason::TooLittleWork),
            (usize::MAX, f64::MAX, 8, 1, Reason::TooLittleWork),
        ] {
            let verdict = decide(&question(items, item, participants));
            assert_eq!(
                (verdict.participants(), verdict.reason),
                (expected, reason),
                "{items} x {item} on {participants}: {verdict:?}"
            );
        }
    }

    #[test]
    fn merging_that_costs_as_much_as_the_work_stays_serial() {
        let mut question = question(100_000, 10.0, 2);
        question.work.merge = 9.0;
        assert_eq!(decide(&question).reason, Reason::OrderedMerge);
    }

    #[test]
    fn chunks_that_are_dearer_than_the_plain_loop_merge_only_what_they_keep() {
        let mut question = question(100_000, 20.0, 2);
        question.work.plain = Some(10.0);
        assert_eq!(decide(&question).reason, Reason::Contention);
        question.keeps = true;
        assert_eq!(decide(&question).reason, Reason::OrderedMerge);
    }

    #[test]
    fn break_even_lengths() {
        assert_eq!(break_even_items(&question(5, 0.0, 4)), None);
        assert_eq!(break_even_items(&question(5, 10.0, 1)), None);
        assert_eq!(break_even_items(&question(5, 1e9, 4)), Some(2));
        let items = break_even_items(&question(5, 10.0, 4)).expect("pays some time");
        assert!(decide(&question(items, 10.0, 4)).participants() > 1);
        assert!((5_000..20_000).contains(&items), "{items}");
    }

    #[test]
    fn spinning_helpers_pay_sooner() {
        let mut question = question(40, 1_000.0, 2);
        assert_eq!(decide(&question).participants(), 1);
        question.waiting = 1;
        assert_eq!(decide(&question).participants(), 2);
    }

    #[test]
    fn bandwidth_that_was_learned_is_believed() {
        let mut question = question(1_000_000, 10.0, 16);
        question.work.inflation = Some((16, 16.0 / 3.1));
        let verdict = decide(&question);
        let (_, terms) = verdict.best.expect("considered");
        let plain = verdict.serial;
        assert!(plain / terms.total <= 3.1, "{}", plain / terms.total);
        assert!(verdict.participants() <= 16);
    }

    #[test]
    fn quota_of_two_gives_two() {
        let mut question = question(1_000_000, 1_000.0, 16);
        question.host.cores = 2.0;
        assert_eq!(decide(&question).participants(), 2);
    }

    #[test]
    fn forced_gives_everyone_some() {
        for (items, participants, chunk) in [(2, 2, 1), (2, 8, 1), (100, 2, 12), (7, 4, 1)] {
            let verdict = forced(&question(items, f64::NAN, participants));
            let Decision::Parallel {
                workers,
                chunk: got,
                ..
            } = verdict.decision
            else {
                panic!("{items}: serial");
            };
            assert_eq!((workers, got), (participants.min(items), chunk));
            assert!(items.div_ceil(got) >= workers);
        }
        assert_eq!(forced(&question(1, 1.0, 4)).participants(), 1);
        assert_eq!(forced(&question(9, 1.0, 1)).participants(), 1);
    }

    #[test]
    fn no_chunk_is_shorter_than_asked() {
        let mut question = question(10_000, 1_000.0, 4);
        question.rules.least = 600;
        for verdict in [decide(&question), forced(&question)] {
            let Decision::Parallel { chunk, .. } = verdict.decision else {
                panic!("serial");
            };
            assert!(chunk >= 600, "{chunk}");
        }
        // Nobody is left without a chunk: fewer take part.
        question.rules.least = 4_000;
        assert!(decide(&question).participants() <= 3);
        question.rules.least = 10_000;
        assert_eq!(decide(&question).participants(), 1);
    }

    #[test]
    fn aligned_chunks() {
        for (chunk, unit, expected) in [
            (0, 1, 1),
            (5, 1, 5),
            (1, 1024, 1024),
            (1025, 1024, 2048),
            (7, 0, 7),
        ] {
            assert_eq!(align(chunk, unit), expected);
        }
        assert_eq!(candidates(1).count(), 0);
        assert_eq!(candidates(5).collect::<Vec<_>>(), [2, 3, 4, 5]);
        assert_eq!(candidates(128).last(), Some(128));
        assert!(candidates(4096).count() < 100);
    }

    proptest! {
        #[test]
        fn within_bounds(items in any::<usize>(), item in any::<f64>(), participants in 1usize..600,
                         merge in any::<f64>(), cv in any::<f64>(), waiting in any::<usize>()) {
            let mut question = question(items, item, participants);
            question.work.merge = merge;
            question.work.cv = cv;
            question.waiting = waiting;
            let verdict = decide(&question);
            prop_assert!(verdict.participants() >= 1 && verdict.participants() <= participants);
            if let Decision::Parallel { chunk, .. } = verdict.decision {
                prop_assert!(chunk >= 1 && chunk <= items);
            }
        }

        #[test]
        fn more_items_never_fewer_workers(items in 2usize..2_000_000, item in 0.5f64..1e5,
                                          participants in 2usize..130, factor in 1.0f64..20.0) {
            let more = (items as f64 * factor) as usize;
            let few = decide(&question(items, item, participants)).participants();
            let many = decide(&question(more, item, participants)).participants();
            // Whole items and the steps between candidates leave one step of play.
            prop_assert!(many + 1 + few / 8 >= few, "{} -> {}", few, many);
            prop_assert!(few == 1 || many > 1, "{} -> {}", few, many);
        }

        #[test]
        fn dearer_waking_never_more_workers(items in 2usize..2_000_000, item in 0.5f64..1e5,
                                            participants in 2usize..130, factor in 1.0f64..20.0) {
            let cheap = question(items, item, participants);
            let mut dear = cheap;
            dear.host.costs.wake *= factor;
            dear.host.costs.latency *= factor;
            prop_assert!(decide(&dear).participants() <= decide(&cheap).participants());
        }

        #[test]
        fn tiny_work_never_pays(items in 1usize..1000, total in 1.0f64..20_000.0, participants in 1usize..130) {
            let verdict = decide(&question(items, total / items as f64, participants));
            prop_assert_eq!(verdict.participants(), 1);
        }
    }
}
