//! The way that was not chosen, tried now and then: what is not tried is not known. A ledger pays for it.

use super::{BACK_TO_BACK, Helpers, Learned};
use crate::Decision;
use crate::cost;
use crate::decide::{self, Question, Verdict};

/// An arm that looks this much slower is tried only where it would bring helpers that stay awake.
const HOPELESS: f64 = 2.0;
/// The same where calls are far apart: each would have to wake helpers, and what that takes is known.
const DOUBTFUL: f64 = 1.2;
/// Calls with helpers awake that tell what such a call takes: the first of a row are not like those that follow.
const TRIAL: u32 = 8;
const FIRST_RETRY: u64 = 4;
const LAST_RETRY: u64 = 64;

impl Learned {
    /// The arm that was not chosen, if it is time to try it and that can be paid for.
    pub(super) fn other(
        &mut self,
        question: &Question,
        verdict: &Verdict,
        gap: f64,
        explore: f64,
    ) -> Option<Verdict> {
        if question.limit.participants < 2 || self.until_retry > 0 {
            return None;
        }
        let n = question.work.items as f64 * question.work.share;
        let (workers, terms) = verdict.best?;
        let serial = self.serial_item().map_or(verdict.serial, |alone| alone * n);
        let parallel = self.believed(question).map_or(terms.total, |item| item * n);
        let is_parallel = verdict.decision.is_parallel();
        let (chosen, other) = if is_parallel {
            (parallel, serial)
        } else {
            (serial, parallel)
        };
        if !is_parallel {
            if serial < 1.5 * cost::break_even(&question.host.costs, 1) {
                return None;
            }
            let hopeless = if gap < BACK_TO_BACK {
                HOPELESS
            } else {
                DOUBTFUL
            };
            if other > chosen * hopeless && !self.may_find_them_awake(question, gap) {
                return None;
            }
        }
        let loss = (other - chosen).max(0.0);
        // Each try that lost makes the next one a worse bet.
        let allowed = explore * self.nanos / f64::from(1 + self.lost);
        if self.explored + loss > allowed {
            return None;
        }
        self.interval = (self.interval * 2).clamp(FIRST_RETRY, LAST_RETRY);
        self.until_retry = self.interval;
        let follows = !is_parallel && gap < BACK_TO_BACK;
        self.trial = if follows { TRIAL } else { 0 };
        let decision = if is_parallel {
            Decision::Serial
        } else {
            decide::parallel(question, workers)
        };
        Some(Verdict {
            decision,
            ..*verdict
        })
    }

    /// Whether this call belongs to the last try, which has woken helpers to see what calls take that find them awake.
    pub(super) fn goes_on_trying(
        &mut self,
        question: &Question,
        verdict: &Verdict,
        gap: f64,
    ) -> Option<Decision> {
        if gap > BACK_TO_BACK || verdict.decision.is_parallel() {
            self.trial = 0;
        }
        let (workers, _) = verdict.best?;
        if self.trial == 0 || question.waiting == 0 {
            return None;
        }
        self.trial -= 1;
        Some(decide::parallel(question, workers))
    }

    /// Whether helpers, woken once, would be awake for the calls after it, and that is not known to
    /// be worth nothing.
    fn may_find_them_awake(&self, question: &Question, gap: f64) -> bool {
        let awake = &self.together[Helpers::Awake as usize];
        let serial = self.serial_item().unwrap_or(0.0);
        let lost = awake.len() >= 2 && awake.median().is_some_and(|awake| awake >= serial);
        question.waiting == 0 && gap < BACK_TO_BACK && !lost
    }
}
