//! The cost model: what a loop takes serially and with helpers. Pure functions of numbers; times
//! are nanoseconds. Written so that no division can be by zero and no NaN can come out of numbers
//! that are not NaN.

use crate::costs::Costs;

/// The machine as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Host {
    pub(crate) costs: Costs,
    /// Cores the process may use, the quota included; a quota may leave half a core.
    pub(crate) cores: f64,
    /// How many of them are cores of their own, rather than second threads of one.
    pub(crate) physical: f64,
}

/// A loop as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Work {
    pub(crate) items: usize,
    /// Time per item in a chunk when nobody helps.
    pub(crate) item: f64,
    /// Time per item of the plain loop, where chunks do more than it: they keep what is merged later.
    pub(crate) plain: Option<f64>,
    /// Coefficient of variation of the items' times.
    pub(crate) cv: f64,
    /// Time per item that only the caller can spend, merging in source order.
    pub(crate) merge: f64,
    /// Time per item that the caller spends to get the items, in the plain loop too; helpers may work meanwhile.
    pub(crate) pull: f64,
    /// The share of the items that a call runs before it is left, from 0 to 1.
    pub(crate) share: f64,
    /// What the dearest item costs, in mean items, as far as that is known; 1 where it is not.
    pub(crate) dearest: f64,
    /// What was learned about items getting dearer when several run at once: with `.0`
    /// participants an item takes `.1` times as long as alone.
    pub(crate) inflation: Option<(usize, f64)>,
}

/// What a second hardware thread adds to a core that is busy with another.
const SMT_YIELD: f64 = 0.3;

/// The share of a claim that only one participant can be in.
const EXCLUSIVE: f64 = 0.3;

/// The terms of a prediction, in nanoseconds; `total` is their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Terms {
    /// The loop's work, evenly divided.
    pub(crate) work: f64,
    /// Waking helpers, and working short-handed until they are there.
    pub(crate) dispatch: f64,
    /// Claims.
    pub(crate) chunking: f64,
    /// Items getting dearer together: shared cores, caches, memory.
    pub(crate) contention: f64,
    /// The last chunks do not end together.
    pub(crate) imbalance: f64,
    /// Merging in source order.
    pub(crate) merge: f64,
    pub(crate) total: f64,
}

/// Items that a call runs before it is left.
pub(crate) fn expected(work: &Work) -> f64 {
    let items = work.items as f64;
    (items * work.share).clamp(items.min(1.0), items)
}

/// Time of the plain loop.
pub(crate) fn serial(work: &Work) -> f64 {
    expected(work) * work.plain.unwrap_or(work.item + work.pull)
}

/// How much dearer an item is with `workers` participants.
pub(crate) fn inflation(workers: usize, host: &Host, learned: Option<(usize, f64)>) -> f64 {
    if workers < 2 {
        return 1.0;
    }
    let modelled = |workers: f64| {
        let own = host.physical.clamp(1.0, host.cores.max(1.0));
        let seconds = (workers.min(host.cores) - own).max(0.0);
        let capacity = workers.min(own) + SMT_YIELD * seconds;
        // More participants than cores share what there is.
        let quota = workers / host.cores.max(0.01);
        (workers / capacity.max(0.01)).max(quota).max(1.0)
    };
    let expected = modelled(workers as f64);
    match learned {
        Some((with, measured)) if with > 1 && measured.is_finite() && measured > 0.0 => {
            // What the model did not know grows evenly with the participants: then the speed-up
            // grows with them too, and never beyond what was measured with most of them.
            let excess = measured / modelled(with as f64) - 1.0;
            let share = (workers - 1) as f64 / (with - 1) as f64;
            (expected * (1.0 + excess * share)).max(0.5)
        }
        _ => expected,
    }
}

/// Time with `workers` participants, chunks of about `chunk` items, when `waiting` helpers still
/// spin after the call before.
pub(crate) fn parallel(
    work: &Work,
    workers: usize,
    chunk: usize,
    host: &Host,
    waiting: usize,
) -> Terms {
    let n = expected(work);
    let workers = workers.max(1);
    let p = workers as f64;
    let chunk = (chunk.max(1) as f64).min(n.max(1.0));
    let costs = &host.costs;
    let inflation = inflation(workers, host, work.inflation);
    let item = work.item * inflation;

    // Claims take a core as the items do.
    let chunking = n / chunk * costs.claim * inflation;
    let pull = n * work.pull;
    let loaded = n * item + pull + chunking;
    let shared_out = with_arrivals(loaded, workers, costs, waiting);
    // Where results are merged in order there is one place to claim from: however many there are,
    // claims come one after the other.
    let exclusive = if work.merge > 0.0 { EXCLUSIVE } else { 0.0 };
    let claims = n / chunk * costs.claim * exclusive;
    let finish = shared_out.max(claims);
    // Chunks that begin together end together; those that are claimed after them end at any time.
    let later = 1.0 - (p * chunk / n.max(1.0)).min(1.0);
    let imbalance = 0.5 * chunk * item * later
        + 0.5 * work.cv * item * (2.0 * chunk * logarithm(workers)).sqrt();
    // Whole items cannot be divided: the participant with the most of them, or with the dearest, ends last.
    let whole = costs.publish + (n / p).ceil().max(work.dearest) * item;
    let merge = n * work.merge;
    // What nobody else can pull for the caller, and the last of it is still to be run.
    let pulled = costs.publish + pull + chunk * item;
    let pulled = if pull > 0.0 { pulled } else { 0.0 };
    let total = (finish + imbalance).max(whole).max(pulled) + merge;

    Terms {
        work: serial(work) / p,
        dispatch: shared_out - loaded / p,
        chunking: chunking / p + (finish - shared_out),
        contention: (n * item + pull - serial(work)) / p,
        imbalance: total - merge - finish,
        merge,
        total,
    }
}

/// The mean of a row of `row` calls, of which the first finds `waiting` helpers and wakes the others, and those after it find
/// them all. What is woken for the first of them may come too late for it.
pub(crate) fn in_a_row(
    work: &Work,
    workers: usize,
    chunk: usize,
    host: &Host,
    waiting: usize,
    row: f64,
) -> Terms {
    let first = parallel(work, workers, chunk, host, waiting);
    if row <= 1.0 || waiting + 1 >= workers {
        return first;
    }
    let rest = parallel(work, workers, chunk, host, workers - 1);
    let share = 1.0 / row;
    let mean = |of: fn(&Terms) -> f64| share * of(&first) + (1.0 - share) * of(&rest);
    Terms {
        work: mean(|terms| terms.work),
        dispatch: mean(|terms| terms.dispatch),
        chunking: mean(|terms| terms.chunking),
        contention: mean(|terms| terms.contention),
        imbalance: mean(|terms| terms.imbalance),
        merge: mean(|terms| terms.merge),
        total: mean(|terms| terms.total),
    }
}

/// The natural logarithm, to a percent or so: between powers of two it is a straight line. That of the library of
/// logarithms would make the first call of a program load that library.
fn logarithm(count: usize) -> f64 {
    let Some(power) = count.checked_ilog2() else {
        return 0.0;
    };
    let below = (1_u64 << power) as f64;
    let part = count as f64 / below - 1.0;
    (f64::from(power) + part) * std::f64::consts::LN_2
}

/// When `work` is done that participants join one after the other. The caller starts when it has
/// woken the others; with k of them present all of it ends at (work + their starts) / k.
fn with_arrivals(work: f64, workers: usize, costs: &Costs, waiting: usize) -> f64 {
    let spinning = waiting.min(workers - 1);
    let woken = workers - 1 - spinning;
    let caller = costs.publish + woken as f64 * costs.wake;
    let mut starts = caller;
    let mut finish = work + starts;
    for helper in 1..workers {
        let start = if helper <= spinning {
            costs.publish + costs.spinning
        } else {
            costs.publish + (helper - spinning) as f64 * costs.wake + costs.latency
        };
        if finish <= start {
            break;
        }
        starts += start;
        finish = (work + starts) / (helper + 1) as f64;
    }
    finish
}

/// The work, in nanoseconds, from which the first helper pays: where `with_arrivals` of two is the
/// work itself. A third would need more.
pub(crate) fn break_even(costs: &Costs, waiting: usize) -> f64 {
    let (wake, latency) = if waiting > 0 {
        (0.0, costs.spinning)
    } else {
        (costs.wake, costs.latency)
    };
    (2.0 * costs.publish + 2.0 * wake + latency).max(0.0)
}

/// The fewest items for a chunk in which the claim costs at most half of the work. Where claims come
/// one after the other, those of `workers` participants must not come closer than that.
pub(crate) fn least_chunk(costs: &Costs, work: &Work, workers: usize) -> usize {
    if work.item > 0.0 {
        let ordered = work.merge > 0.0;
        let apart = if ordered {
            EXCLUSIVE * workers as f64
        } else {
            1.0
        };
        ((2.0 * apart.max(1.0) * costs.claim / work.item).ceil() as usize).max(1)
    } else {
        usize::MAX
    }
}

/// The items of a chunk with which claims (n·h / c·P) and an uneven end (c·w / 2) together cost least.
pub(crate) fn balanced_chunk(costs: &Costs, work: &Work, workers: usize) -> usize {
    let claims = 2.0 * expected(work) * costs.claim;
    // Casting saturates, and what is not a number is none.
    (claims / (workers.max(1) as f64 * work.item)).sqrt() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn host(cores: f64, physical: f64) -> Host {
        Host {
            costs: Costs::USUAL,
            cores,
            physical,
        }
    }

    fn work(items: usize, item: f64) -> Work {
        Work {
            plain: None,
            items,
            item,
            cv: 0.0,
            merge: 0.0,
            pull: 0.0,
            share: 1.0,
            dearest: 1.0,
            inflation: None,
        }
    }

    #[test]
    fn logarithms() {
        for count in [0, 1, 2, 3, 4, 7, 8, 64, 100, 4096, usize::MAX] {
            let exact = (count.max(1) as f64).ln();
            assert!((logarithm(count) - exact).abs() < 0.06, "{count}");
        }
    }

    #[test]
    fn inflation_table() {
        for (workers, cores, physical, learned, expected) in [
            (1, 2.0, 2.0, None, 1.0),
            (2, 2.0, 2.0, None, 1.0),
            (2, 2.0, 1.0, None, 2.0 / 1.3),
            (4, 2.0, 2.0, None, 2.0),
            (4, 1.5, 4.0, None, 4.0 / 1.5),
            (2, 2.0, 2.0, Some((2, 1.4)), 1.4),
            (2, 2.0, 1.0, Some((2, 1.0)), 1.0),
            (3, 4.0, 4.0, Some((2, 1.2)), 1.4),
            (2, 2.0, 2.0, Some((2, f64::NAN)), 1.0),
            (2, 2.0, 2.0, Some((1, 3.0)), 1.0),
        ] {
            let got = inflation(workers, &host(cores, physical), learned);
            assert!(
                (got - expected).abs() < 1e-9,
                "{workers} on {cores}/{physical}: {got}"
            );
        }
    }

    #[test]
    fn one_participant_is_the_plain_loop_and_its_claims() {
        let terms = parallel(&work(1000, 100.0), 1, 1000, &host(2.0, 2.0), 0);
        let known = 100_000.0 + Costs::USUAL.claim + Costs::USUAL.publish;
        // One participant ends with itself; only the imbalance term knows nothing of that.
        assert!((terms.total - terms.imbalance - known).abs() < 1e-6);
    }

    #[test]
    fn break_even_is_where_the_model_crosses() {
        let costs = Costs {
            claim: 0.0,
            ..Costs::USUAL
        };
        let even = break_even(&costs, 0);
        for (factor, pays) in [(0.99, false), (1.01, true)] {
            let amount = even * factor;
            let finish = with_arrivals(amount, 2, &costs, 0);
            assert_eq!(finish < amount, pays, "{factor}");
        }
        assert!(break_even(&costs, 1) < even / 5.0);
        assert_eq!(least_chunk(&Costs::USUAL, &work(1, 0.0), 2), usize::MAX);
        assert_eq!(least_chunk(&Costs::USUAL, &work(1, 1.0), 2), 500);
        assert_eq!(least_chunk(&Costs::USUAL, &work(1, 1e9), 64), 1);
    }

    proptest! {
        #[test]
        fn terms_add_up(items in 1usize..1_000_000, item in 0.1f64..1e6, workers in 1usize..100,
                        chunk in 1usize..10_000, cv in 0.0f64..3.0, cores in 1.0f64..100.0) {
            let work = Work { cv, merge: 1.0, ..work(items, item) };
            let terms = parallel(&work, workers, chunk, &host(cores, cores), 0);
            let sum = terms.work + terms.dispatch + terms.chunking + terms.contention
                + terms.imbalance + terms.merge;
            prop_assert!((sum / terms.total - 1.0).abs() < 1e-6);
            prop_assert!(terms.total >= serial(&work) / cores.max(1.0));
        }

        #[test]
        fn never_nan(items in any::<usize>(), item in 0.0f64..1e18, workers in any::<usize>().prop_map(|n| n % 4096),
                     chunk in any::<usize>(), cores in 0.0f64..1e6, measured in any::<f64>()) {
            let work = Work { inflation: Some((workers, measured)), ..work(items, item) };
            let terms = parallel(&work, workers, chunk, &host(cores, 0.0), 3);
            prop_assert!(!terms.total.is_nan());
            prop_assert!(terms.total >= 0.0);
        }
    }
}
