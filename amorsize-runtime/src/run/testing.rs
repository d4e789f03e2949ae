//! What tests and models share.

use crate::cost::{Host, Work};
use crate::decide::{Limit, Question, Rules, Verdict};
use crate::machine::Costs;
use crate::schedule::Pace;
use crate::{Decision, Reason, Schedule};

/// `chunk` items at a time, with `helpers` helpers from the first on.
pub(super) fn pace(chunk: usize, helpers: usize) -> Pace {
    let workers = helpers + 1;
    let question = Question {
        work: Work {
            items: usize::MAX,
            item: f64::NAN,
            cv: 0.5,
            merge: 0.0,
            inflation: None,
        },
        limit: Limit {
            participants: workers,
            reason: Reason::PoolWidth,
        },
        rules: Rules {
            chunk: Some(chunk),
            target_chunk: 20_000.0,
            schedule: Schedule::Dynamic,
            align: 1,
        },
        host: Host {
            costs: Costs::USUAL,
            cores: workers as f64,
            physical: workers as f64,
        },
        waiting: 0,
    };
    let verdict = Verdict {
        decision: Decision::Parallel {
            workers,
            chunk,
            schedule: Schedule::Dynamic,
        },
        reason: Reason::Forced,
        serial: 0.0,
        best: None,
    };
    Pace::decided(question, &verdict)
}
