//! The edits that would help, each with what the model says it would bring.

use super::Tip;
use super::cause::{DEARER, computes, undisturbed};
use crate::cost;
use crate::decide::{self, Question, Verdict};
use crate::site::{Learned, Plan, Tier};
use crate::{Decision, Reason};

/// Less than this is not worth an edit.
const WORTH: f64 = 1.1;
/// Of items that take less, in nanoseconds, pushing is a good part.
const CHEAP: f64 = 2.0;
/// A strict sum whose items take less, in nanoseconds, waits for one addition after the other; in blocks the last additions
/// of one go on beside the first of the next, and an item takes this share of it.
const CHAINED: (f64, f64) = (1.5, 0.8);

/// Tips for a site, the best first.
pub(super) fn tips(
    plan: &Plan,
    learned: &Learned,
    question: &Question,
    verdict: &Verdict,
) -> Vec<Tip> {
    if question.work.item.is_nan() || question.work.item <= 0.0 {
        return Vec::new();
    }
    let n = question.work.items as f64;
    let (measured, modelled) = match verdict.decision {
        Decision::Serial => (learned.known_item(), cost::serial(&question.work)),
        Decision::Parallel { .. } => (learned.together(), asked(question)),
    };
    let now = measured.map_or(modelled, |item| item * n * question.work.share);
    let mut tips: Vec<Tip> = [
        merge(plan, question, now),
        limit(question, verdict, now),
        memory(learned, question, verdict, now),
        uneven(learned, question, verdict, now),
        around(learned, question, verdict, now),
        items(question, verdict, now),
    ]
    .into_iter()
    .flatten()
    .filter(|tip| tip.gain > WORTH && tip.gain.is_finite())
    .collect();
    tips.sort_by(|one, other| other.gain.total_cmp(&one.gain));
    tips
}

/// The predicted time of what was decided.
fn time(verdict: &Verdict) -> f64 {
    match (verdict.decision, verdict.best) {
        (Decision::Parallel { .. }, Some((_, terms))) => terms.total,
        _ => verdict.serial,
    }
}

/// The time if the question were another one.
fn asked(question: &Question) -> f64 {
    time(&decide::decide(question))
}

/// What is merged in source order: floats may be grouped, pushes may become writes in place.
fn merge(plan: &Plan, question: &Question, now: f64) -> Option<Tip> {
    let plain = question.work.plain.unwrap_or(question.work.item);
    if question.work.merge <= 0.0 && plain >= question.work.item {
        return None;
    }
    let sums = plan
        .sinks
        .iter()
        .any(|sink| matches!(sink.form, "+=" | "-=" | "*=") && sink.tier == Tier::ByType);
    let collects = plan.sinks.iter().any(|sink| {
        sink.tier == Tier::Log
            || [".push", ".extend"]
                .iter()
                .any(|how| sink.form.starts_with(how))
    });
    let mut other = *question;
    // Nothing is kept, and nothing is merged.
    other.work.merge = 0.0;
    other.work.item = other.work.item.min(plain);
    if sums && plain < CHAINED.0 {
        other.work.item *= CHAINED.1;
    }
    let gain = now / asked(&other);
    let edit = if sums {
        "#[parallel(float = \"blocked\")] if the sum is of floats: fixed blocks, the same bits on every run, but not those of the plain loop"
    } else if !collects {
        return None;
    } else {
        match plain < CHEAP {
            true => {
                "write results in place (`out[i] = …`) instead of pushing or logging them: at least so much, and more where the loop is then vectorised"
            }
            false => "write results in place (`out[i] = …`) instead of pushing or logging them",
        }
    };
    Some(Tip::new(edit, gain))
}

/// Somebody allows fewer workers than there are cores.
fn limit(question: &Question, verdict: &Verdict, now: f64) -> Option<Tip> {
    let machine = crate::machine();
    let mut other = *question;
    let edit = match verdict.reason {
        Reason::WorkersOption => {
            other.limit.participants = machine.allowed;
            "raise or drop `workers`, Config::workers or AMORSIZE_WORKERS"
        }
        Reason::Quota => {
            other.limit.participants = machine.logical;
            other.host.cores = machine.logical as f64;
            "raise the CPU quota of the container"
        }
        _ if question.limit.reason == Reason::Busy => {
            other = undisturbed(other);
            "run it while the cores are free: other programs keep them busy"
        }
        _ => return None,
    };
    Some(Tip::new(edit, now / asked(&other)))
}

/// Items get dearer together: they share the memory.
fn memory(learned: &Learned, question: &Question, verdict: &Verdict, now: f64) -> Option<Tip> {
    let (_, factor) = question
        .work
        .inflation
        .filter(|(_, factor)| *factor > DEARER)?;
    let (workers, terms) = verdict.best?;
    if terms.contention < 0.2 * terms.total || !computes(learned) {
        return None;
    }
    // At least what it costs that they share; at most half of the time, if nobody waits for anything but the memory.
    let mut other = *question;
    other.work.inflation = Some((workers, (factor / 2.0).max(1.0)));
    let least = (now / asked(&other)).clamp(1.0, 2.0);
    Some(Tip::new(
        "touch half of the bytes per item (`f32` for `f64`, smaller structs, one pass instead of two)",
        (least * 2.0).sqrt(),
    ))
}

/// Chunks differ, and the last ones are waited for: shorter ones.
fn uneven(learned: &Learned, question: &Question, verdict: &Verdict, now: f64) -> Option<Tip> {
    let cv = learned.cv.median().filter(|cv| *cv > 0.7)?;
    let (workers, _) = verdict.best?;
    let chunk = match (verdict.decision, question.rules.chunk) {
        (Decision::Parallel { chunk, .. }, _) => chunk,
        // So long that nothing was left to share.
        (Decision::Serial, chunk) => chunk?,
    };
    // Chunks of `chunk` items differ by `cv`; the items themselves by more.
    let mut other = *question;
    other.work.cv = cv * (chunk as f64).sqrt();
    let with =
        |chunk| cost::parallel(&other.work, workers, chunk, &other.host, other.waiting).total;
    let now = match verdict.decision {
        Decision::Parallel { .. } if learned.together().is_none() => with(chunk),
        _ => now,
    };
    let (best, after) = [2, 4, 8]
        .into_iter()
        .map(|parts| (chunk / parts).max(1))
        .filter(|shorter| *shorter < chunk)
        .map(|chunk| (chunk, with(chunk)))
        .min_by(|one, other| one.1.total_cmp(&other.1))?;
    Some(Tip::new(
        format!("#[parallel(chunk = {best})]: items differ, shorter chunks even that out"),
        now / after,
    ))
}

/// Many small calls: the loop around them is the one to share.
fn around(learned: &Learned, question: &Question, verdict: &Verdict, now: f64) -> Option<Tip> {
    if verdict.decision.is_parallel()
        || verdict.reason != Reason::TooLittleWork
        || learned.calls < 16
        // Of such a call most is the call itself: what the loop around would take is not known.
        || now < 200.0
    {
        return None;
    }
    let mut other = *question;
    let calls = learned.calls.min(1 << 20) as f64;
    // A call is an item of the loop around.
    other.work.items = calls as usize;
    other.work.item = now;
    other.work.plain = None;
    other.work.merge = 0.0;
    Some(Tip::new(
        "put the attribute on the loop around these calls instead",
        calls * now / asked(&other),
    ))
}

/// Fewer items than cores, or so few that some participants have one more than others: smaller ones.
fn items(question: &Question, verdict: &Verdict, now: f64) -> Option<Tip> {
    let items = question.work.items;
    let uneven = verdict.decision.is_parallel() && items < 4 * verdict.participants();
    if verdict.reason != Reason::FewItems && !uneven || question.rules.chunk.is_some() {
        return None;
    }
    let mut other = *question;
    other.work.items = question.work.items.saturating_mul(8);
    other.work.item = question.work.item / 8.0;
    other.work.plain = question.work.plain.map(|plain| plain / 8.0);
    Some(Tip::new(
        "make the items smaller: mark an inner loop instead, or cut each item into parts",
        now / asked(&other),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::Limit;
    use crate::report::cause::tests::question;
    use crate::site::SinkPlan;

    const SUM: &[SinkPlan] = &[SinkPlan::new("total", "+=", Tier::ByType)];

    fn plan(sinks: &'static [SinkPlan]) -> Plan {
        Plan {
            sinks,
            ..crate::site::testing_plan()
        }
    }

    fn first(sinks: &'static [SinkPlan], learned: &Learned, question: &Question) -> Option<Tip> {
        let verdict = decide::decide(question);
        tips(&plan(sinks), learned, question, &verdict)
            .into_iter()
            .next()
    }

    #[test]
    fn each_reason_has_its_tip() {
        let none = Learned::default();
        // Nothing to gain from a loop that is all work.
        assert_eq!(first(&[], &none, &question(1_000_000, 1_000.0)), None);

        let mut strict = question(1_000_000, 20.0);
        strict.work.merge = 15.0;
        let tip = first(SUM, &none, &strict).expect("a tip");
        assert!(
            tip.edit.contains("float = \"blocked\"") && (1.5..5.0).contains(&tip.gain),
            "{tip:?}"
        );
        const PUSH: &[SinkPlan] = &[SinkPlan::new("out", ".push(…)", Tier::ByType)];
        let tip = first(PUSH, &none, &strict).expect("a tip");
        assert!(tip.edit.contains("in place"), "{tip:?}");
        // What integers sum up is not kept: there is no edit.
        const COUNT: &[SinkPlan] = &[SinkPlan::new("n", ".wrapping_add(…)", Tier::ByType)];
        assert_eq!(first(COUNT, &none, &strict), None);

        let mut memory = question(1_000_000, 20.0);
        memory.work.inflation = Some((4, 3.0));
        let tip = first(&[], &none, &memory).expect("a tip");
        assert!(
            tip.edit.contains("bytes") && (1.3..2.1).contains(&tip.gain),
            "{tip:?}"
        );
        // Locks are not the memory.
        let mut waits = Learned::default();
        waits.cpu.push(0.4);
        assert_eq!(first(&[], &waits, &memory), None);

        let mut uneven = Learned::default();
        uneven.cv.push(1.5);
        let mut coarse = question(64, 50_000.0);
        coarse.rules.chunk = Some(16);
        let tip = first(&[], &uneven, &coarse).expect("a tip");
        assert!(tip.edit.contains("chunk = 2"), "{tip:?}");

        // Nothing is shorter than one item.
        coarse.rules.chunk = Some(1);
        let tip = first(&[], &uneven, &coarse);
        assert!(tip.is_none_or(|tip| !tip.edit.contains("chunk")));

        let mut often = Learned::default();
        often.calls = 10_000;
        let tip = first(&[], &often, &question(100, 10.0)).expect("a tip");
        assert!(
            tip.edit.contains("around") && (2.0..4.1).contains(&tip.gain),
            "{tip:?}"
        );

        // Five on four: one of them works twice as long as the others.
        let tip = first(&[], &none, &question(5, 10_000_000.0)).expect("a tip");
        assert!(
            tip.edit.contains("smaller") && (1.4..1.7).contains(&tip.gain),
            "{tip:?}"
        );
        let tip = first(&[], &none, &question(2, 10_000_000.0)).expect("a tip");
        assert!(
            tip.edit.contains("smaller") && (1.5..4.1).contains(&tip.gain),
            "{tip:?}"
        );

        let mut busy = question(1_000_000, 1_000.0);
        busy.limit = Limit {
            participants: 1,
            reason: Reason::Busy,
        };
        busy.host.cores = 1.0;
        let tip = first(&[], &none, &busy);
        let cores = crate::machine().allowed;
        assert_eq!(
            tip.is_some_and(|tip| tip.edit.contains("free") && tip.gain > 1.5),
            cores > 1
        );
    }
}
