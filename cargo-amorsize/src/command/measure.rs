//! Runs of a program under several plans, in turns.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;
use crate::plan::Plan;
use crate::program::Program;
use crate::recording::Recording;

/// Runs each plan `rounds` times, in turns, so that what disturbs the machine disturbs all of them.
pub(super) fn in_turns(
    program: &Program<'_>,
    plans: &[Plan],
    rounds: usize,
) -> Result<Vec<Vec<Recording>>, Failure> {
    let bar = bar(rounds * plans.len());
    let mut recordings: Vec<Vec<Recording>> = plans.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for (plan, recordings) in plans.iter().zip(&mut recordings) {
            bar.set_message(plan.name.clone());
            recordings.push(program.measure(&plan.environment)?);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    Ok(recordings)
}

/// A bar on stderr; hidden where that is no terminal.
pub(super) fn bar(steps: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// The times from the first loop to the end.
pub(super) fn elapsed(recordings: &[Recording]) -> Vec<f64> {
    recordings
        .iter()
        .filter_map(|recording| recording.elapsed_ns)
        .collect()
}
