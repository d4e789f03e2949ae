//! Why a loop is not faster, as far as what was measured says more than the decision did.

use super::Workload;
use crate::Reason;
use crate::decide::{Limit, Question, Verdict};
use crate::site::Learned;

/// Items that take so many times as long together share something.
pub(super) const DEARER: f64 = 1.25;
/// What costs less than this share of a call is not the reason.
const WEIGHS: f64 = 0.2;

/// The reason of a verdict; where items get dearer together, what they share.
pub(super) fn cause(learned: &Learned, verdict: &Verdict) -> Reason {
    let dearer = learned.inflation.is_some_and(|(_, factor)| factor > DEARER);
    let weighs = verdict
        .best
        .is_some_and(|(_, terms)| terms.contention > WEIGHS * terms.total);
    let shared = match verdict.reason {
        Reason::Contention => dearer,
        Reason::Measured => dearer && weighs && !verdict.decision.is_parallel(),
        Reason::PoolWidth => dearer && weighs,
        _ => false,
    };
    match shared {
        false => verdict.reason,
        true if computes(learned) => Reason::MemoryBound,
        // Who waits for a lock is not on a core.
        true => Reason::Contention,
    }
}

/// The same question on a machine whose cores no other program keeps busy.
pub(super) fn undisturbed(mut question: Question) -> Question {
    if question.limit.reason == Reason::Busy {
        let machine = crate::machine();
        let cores = machine.allowed as f64;
        question.limit = Limit {
            participants: machine.allowed,
            reason: Reason::PoolWidth,
        };
        question.host.cores = machine.quota.map_or(cores, |quota| quota.min(cores));
    }
    question
}

/// Whether the caller is on a core nearly all of the time, as far as that is known.
pub(super) fn computes(learned: &Learned) -> bool {
    let share = learned.cpu.highest();
    share.is_none_or(|share| Workload::of(share) == Workload::Cpu)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::Schedule;
    use crate::cost::{Host, Work};
    use crate::costs::Costs;
    use crate::decide::{self, Rules};

    /// A loop of so many items of so many nanoseconds, on four cores.
    pub(in crate::report) fn question(items: usize, item: f64) -> Question {
        Question {
            work: Work {
                items,
                item,
                plain: None,
                cv: 0.5,
                merge: 0.0,
                pull: 0.0,
                share: 1.0,
                dearest: 1.0,
                inflation: None,
            },
            limit: Limit {
                participants: 4,
                reason: Reason::PoolWidth,
            },
            rules: Rules {
                chunk: None,
                target_chunk: 20_000.0,
                least: 1,
                schedule: Schedule::Auto,
                align: 1,
            },
            host: Host {
                costs: Costs::USUAL,
                cores: 4.0,
                physical: 4.0,
            },
            waiting: 0,
            row: 1.0,
            unsure: false,
            timed: false,
            keeps: false,
            exits: false,
        }
    }

    /// The reason of a loop with what was seen of it: how much dearer items are with four participants, and the caller's
    /// share on a core.
    fn reason(mut question: Question, dearer: Option<f64>, cpu: Option<f64>) -> Reason {
        let inflation = dearer.map(|factor| (4, factor));
        question.work.inflation = inflation;
        let mut learned = Learned::default();
        learned.inflation = inflation;
        if let Some(cpu) = cpu {
            learned.cpu.push(cpu);
        }
        cause(&learned, &decide::decide(&question))
    }

    #[test]
    fn each_kind_of_loop_has_its_reason() {
        let plenty = question(1_000_000, 20.0);
        let mut strict = question(1_000_000, 2.0);
        strict.work.merge = 3.0;
        let mut lumpy = question(64, 20_000.0);
        lumpy.rules.chunk = Some(16);
        lumpy.work.cv = 16.0;
        let mut nested = plenty;
        nested.limit = Limit {
            participants: 1,
            reason: Reason::Nested,
        };
        for (what, question, dearer, cpu, expected) in [
            ("computes", plenty, Some(1.02), Some(1.0), Reason::PoolWidth),
            ("waits", plenty, Some(1.0), Some(0.02), Reason::PoolWidth),
            ("memory", plenty, Some(2.5), Some(0.99), Reason::MemoryBound),
            (
                "memory, serial",
                plenty,
                Some(4.5),
                Some(0.99),
                Reason::MemoryBound,
            ),
            (
                "memory, short calls",
                plenty,
                Some(2.5),
                None,
                Reason::MemoryBound,
            ),
            ("a lock", plenty, Some(4.5), Some(0.5), Reason::Contention),
            ("tiny", question(16, 2.0), None, None, Reason::TooLittleWork),
            (
                "strict float",
                strict,
                None,
                Some(1.0),
                Reason::OrderedMerge,
            ),
            (
                "uneven, coarse chunks",
                lumpy,
                None,
                Some(1.0),
                Reason::Imbalance,
            ),
            ("nested", nested, None, None, Reason::Nested),
            ("few", question(2, 1e7), None, Some(1.0), Reason::FewItems),
        ] {
            assert_eq!(reason(question, dearer, cpu), expected, "{what}");
        }
    }
}
