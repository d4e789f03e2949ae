//! Nests: whether a loop with few iterations is left to the loop inside it.

use std::sync::atomic::Ordering;

use super::imp::limits;
use super::{Options, Site};
use crate::decide::{self, Question, Verdict};
use crate::source::Bounds;
use crate::{Mode, config, env, exec, machine, mode};

/// A row shorter than this is not worth a question.
const LONG: usize = 64;

/// More rows than that are shared as they are, however many participants there are.
const MANY: usize = 1024;

/// One way is taken instead of the other if it is predicted to take less than this share of its time.
const CLEARLY: f64 = 0.9;

impl Site {
    /// Whether the rows of a nest are gone through one by one, each of them shared, because there are too few to share them.
    ///
    /// `trip` is how long a row is; `row` the site of the loop over one.
    #[inline(always)]
    pub fn by_row<'p>(
        &'static self,
        rows: usize,
        trip: impl FnOnce() -> Bounds,
        row: &'static Site,
        options: &dyn Fn() -> Options<'p>,
    ) -> bool {
        if rows.wrapping_sub(1) >= MANY {
            return false;
        }
        let trip = trip().most();
        // Where a row is known to be too little work, the rows may still be shared. Where all of them are, and this shape was
        // asked about before, it is the plain loop, and the question would cost as much as the loop.
        let known =
            self.gate.is_small(rows) && self.whole.load(Ordering::Relaxed) == shape(rows, trip);
        trip >= LONG && !row.gate.is_small(trip) && !known && self.few(rows, trip, row, options)
    }

    #[cold]
    #[inline(never)]
    fn few<'p>(
        &'static self,
        rows: usize,
        trip: usize,
        row: &'static Site,
        options: &dyn Fn() -> Options<'p>,
    ) -> bool {
        let settings = env::settings();
        if exec::depth() > 0 || settings.off || settings.pin(self.plan.name).is_some() {
            return false;
        }
        let config = config::current();
        let forced = match mode::current(&config) {
            Mode::Auto => false,
            Mode::Parallel => true,
            Mode::Serial | Mode::Check => return false,
        };
        let options = options();
        let in_pool = options.pool.is_some() || rayon::current_thread_index().is_some();
        if !(forced || in_pool || machine::is_known()) {
            return self.answered(pays(rows, 2, None), rows, trip);
        }
        let workers = options.workers.or(config.workers);
        let (limit, mut host) = limits(forced, workers, options.pool, &config);
        // Threads are made once, and for the one way as for the other.
        host.costs = machine::known_costs();
        let known = row.book.get().and_then(|book| book.known(trip));
        let predicted = known
            .filter(|known| !known.work.item.is_nan())
            .map(|known| {
                decide::decide(&Question {
                    limit,
                    host,
                    ..known
                })
            });
        self.answered(pays(rows, limit.participants, predicted), rows, trip)
    }

    /// Keeps a "no". Whatever forces another answer closes the gate, which is looked at first.
    fn answered(&self, by_row: bool, rows: usize, trip: usize) -> bool {
        let whole = if by_row { 0 } else { shape(rows, trip) };
        self.whole.store(whole, Ordering::Relaxed);
        by_row
    }
}

/// One number for both; where two shapes have the same, one of them is not asked about again.
#[inline(always)]
fn shape(rows: usize, trip: usize) -> usize {
    trip.wrapping_mul(2 * MANY).wrapping_add(rows)
}

/// Whether to share each row is better than to share the rows.
fn pays(rows: usize, participants: usize, row: Option<Verdict>) -> bool {
    if participants < 2 || rows >= 4 * participants {
        return false;
    }
    if rows == 1 {
        return true;
    }
    let rounds = rows.div_ceil(participants) as f64;
    let rows = rows as f64;
    match row {
        Some(row) if row.serial > 0.0 => {
            let shared = row.best.map_or(f64::INFINITY, |(_, terms)| terms.total);
            rows * row.serial.min(shared) < CLEARLY * rounds * row.serial
        }
        // Nothing is known: it is tried where participants would have nothing to do for a while.
        _ => rows < CLEARLY * rounds * participants as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Reason;
    use crate::cost::Terms;

    fn row(serial: f64, shared: f64) -> Option<Verdict> {
        let terms = Terms {
            work: shared,
            dispatch: 0.0,
            chunking: 0.0,
            contention: 0.0,
            imbalance: 0.0,
            merge: 0.0,
            total: shared,
        };
        Some(Verdict {
            best: Some((2, terms)),
            ..Verdict::serial(Reason::TooLittleWork, serial)
        })
    }

    #[test]
    fn rows_that_share_evenly_are_shared() {
        let few = |participants, row| -> Vec<usize> {
            let few = |rows: &usize| pays(*rows, participants, row);
            (1..40).filter(few).collect()
        };
        assert_eq!(few(1, None), []);
        assert_eq!(few(2, None), [1, 3, 5, 7]);
        assert_eq!(few(4, None), [1, 2, 3, 5, 6, 7, 9, 10, 13, 14]);
        // Each row twice as fast: the same, where that is as good as it gets.
        assert_eq!(few(2, row(100.0, 50.0)), [1, 3, 5, 7]);
        // With what it costs to share a row, only where one participant would do all anyway.
        assert_eq!(few(2, row(100.0, 70.0)), [1]);
        assert_eq!(few(2, row(100.0, 130.0)), [1]);
    }
}
