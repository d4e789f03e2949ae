//! What a call that is over tells.

use super::window::moved;
use super::{COLD, Helpers, Learned, WARM};
use crate::cost;
use crate::site::Outcome;

impl Learned {
    /// Learns from a call that is over.
    pub(crate) fn finish(&mut self, outcome: &Outcome) {
        let Outcome { items, elapsed, .. } = *outcome;
        if items == 0 {
            return;
        }
        // The plain loop counts nothing: it was told the length that the site was asked with.
        let items = if outcome.plain {
            self.likely(items)
        } else {
            items
        };
        self.stale = true;
        // Clipped: one call that was preempted for a second must not pay for exploring.
        let serial = self.last.map_or(0.0, |(_, verdict)| verdict.serial);
        let most = if serial > 0.0 {
            2.0 * serial
        } else {
            f64::INFINITY
        };
        self.nanos += (elapsed as f64).min(most);
        if std::mem::take(&mut self.late)
            && let Some(before) = self.item()
        {
            let now = outcome.busy as f64 / outcome.ran.max(1) as f64;
            if now > 0.0 && moved(before, now) {
                self.rescale(now / before);
            }
        }
        if outcome.plain {
            let item = elapsed as f64 / items as f64;
            self.drifts(self.plain.median(), item);
            self.plain.push(item);
        } else {
            self.observe(outcome);
        }
        self.settle(outcome);
        if let Some((mut question, _)) = self.last {
            self.fill_in(&mut question, self.item().unwrap_or(f64::NAN));
            let verdict = self.verdict(&question);
            self.last = Some((question, verdict));
            self.stale = false;
            self.rest = self.rest_after(&question, &verdict);
        }
    }

    /// The times of a call that ran in chunks.
    fn observe(&mut self, outcome: &Outcome) {
        let Outcome { items, elapsed, .. } = *outcome;
        let share = items as f64 / outcome.len.max(items) as f64;
        if let Some(cpu) = outcome.cpu {
            self.cpu.push(cpu);
        }
        // Of a call that woke helpers the first chunks are dear, whatever the items.
        let woke =
            outcome.participants > 1 && self.last.is_some() && self.found() != Helpers::Awake;
        if let Some(cv) = outcome.cv.filter(|_| !woke || self.cv.len() < 2) {
            self.cv.push(cv);
        }
        if outcome.pull.is_none() {
            self.share.push(if outcome.completed { 1.0 } else { share });
        }
        let alone = outcome.alone_items.min(items);
        let helped = items - alone;
        if alone > 0 && (helped == 0 || alone > 1) {
            let item = outcome.alone_nanos as f64 / alone as f64;
            // A sample of a few items is not the loop.
            if helped <= alone {
                self.whole.push(elapsed as f64 / items as f64);
                self.drifts(self.alone.median(), item);
                self.alone.push(item);
            } else {
                self.sampled.push(item);
            }
        }
        if let Some(shape) = &outcome.shape {
            self.shapes.see(shape);
        }
        if let Some(pull) = outcome.pull {
            self.pull.push(pull as f64 / items as f64);
        }
        if let Some(asked) = outcome
            .asked
            .filter(|&asked| asked > 0 && outcome.completed)
        {
            self.scale.push(items as f64 / asked as f64);
        }
        if let Some(merge) = outcome.merge {
            // Handing in a chunk is in the price of its claim; what goes beyond grows with the items.
            let claims = self
                .last
                .map_or(0.0, |(question, _)| question.host.costs.claim)
                * outcome.chunks as f64;
            let merge = (merge as f64 - claims).max(0.0);
            // The first time, code and memory are cold: so little says nothing of the next calls.
            let is_cold = self.merge.len() == 0 && merge < COLD;
            self.merge
                .push(if is_cold { 0.0 } else { merge / items as f64 });
        }
        if helped > alone {
            let rest = elapsed.saturating_sub(outcome.alone_nanos) as f64;
            let found = self.found();
            let awake = found == Helpers::Awake;
            let tells = self.row.helped(awake);
            if !awake || tells {
                self.together[found as usize].push(rest / helped as f64);
            }
            self.helped_items += helped as f64;
            self.observe_shared(outcome, alone, tells);
        }
    }

    /// The time in chunks of a helped call: how much dearer items are together, and whether the
    /// loop has changed since it last ran alone.
    fn observe_shared(&mut self, outcome: &Outcome, alone: usize, tells: bool) {
        let ran = outcome.ran.max(outcome.items).saturating_sub(alone);
        if ran == 0 {
            return;
        }
        if outcome.participants < 2 {
            // Nobody came in time.
            self.absence.missed();
            let item = outcome.busy as f64 / (ran + alone) as f64;
            self.whole.push(item);
            let factor = self.dearer_together();
            let shared = self.shared.median().map(|shared| shared / factor);
            self.drifts(shared.or_else(|| self.alone.median()), item);
            self.alone.push(item);
            return;
        }
        self.absence.came();
        let shared = outcome.busy.saturating_sub(outcome.alone_nanos) as f64 / ran as f64;
        self.drifts(self.shared.median(), shared);
        self.shared.push(shared);
        self.shared_by = outcome.participants;
        let (Some(shared), Some(alone)) = (self.shared.median(), self.alone.median()) else {
            return;
        };
        let tells = tells || outcome.busy > WARM;
        if alone > 0.0 && self.shared.len() >= 2 && tells {
            self.inflation = Some((outcome.participants, (shared / alone).clamp(0.5, 100.0)));
        }
    }

    /// How much dearer an item was in helped calls than it is alone, as measured or else as cores and quota have it.
    pub(super) fn dearer_together(&self) -> f64 {
        match (self.inflation, self.last) {
            (Some((_, factor)), _) => factor.max(0.1),
            (None, Some((question, _))) => cost::inflation(self.shared_by, &question.host, None),
            (None, None) => 1.0,
        }
    }

    /// Whether this time says that items are dearer or cheaper than they were: then all that is
    /// known of them is, and what was measured of whole calls belongs to another loop.
    fn drifts(&mut self, before: Option<f64>, now: f64) {
        let Some(factor) = before.and_then(|before| self.drift.observe(before, now)) else {
            return;
        };
        self.rescale(factor);
    }

    /// Items are that much dearer, whoever runs them.
    fn rescale(&mut self, factor: f64) {
        for window in [
            &mut self.alone,
            &mut self.sampled,
            &mut self.plain,
            &mut self.shared,
        ] {
            window.rescale(factor);
        }
        self.together = Default::default();
        (self.interval, self.until_retry, self.lost) = (0, 0, 0);
    }

    /// Books what trying the other arm cost, and asks for a second try if it won.
    fn settle(&mut self, outcome: &Outcome) {
        if !std::mem::take(&mut self.trying) {
            return;
        }
        let Some((question, verdict)) = self.last else {
            return;
        };
        let n = outcome.items as f64;
        let chosen = if verdict.decision.is_parallel() {
            // With helpers still to be woken, for as many calls as that is expected to serve.
            let believed = self.believed(&question).or_else(|| self.together());
            believed.unwrap_or(0.0) * n
        } else {
            self.serial_item().unwrap_or(question.work.item) * n
        };
        let loss = outcome.elapsed as f64 - chosen;
        if loss > 0.0 {
            self.explored += loss;
            // Once for all calls of a try.
            if self.trial == 0 {
                self.lost = self.lost.saturating_add(1);
            }
        } else {
            self.until_retry = 0;
            self.interval /= 2;
            self.lost = 0;
        }
    }
}
