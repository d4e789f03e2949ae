//! The driver of one call: takes chunks from the head, runs the loop on them, merges in source order.
//!
//! It begins on the caller alone ([`alone`]) and goes on with helpers from the moment the pace wants
//! some: [`apart`] where chunks need not wait for each other, else [`together`]. There results are consumed strictly in the order of the source, so the
//! lowest index wins among exits and panics, and what the caller sees is what the plain loop
//! leaves: everything before the end that counts is merged, nothing behind it.

mod alone;
mod apart;
mod body;
mod call;
mod frame;
mod looked;
mod shuffled;
mod tally;
mod together;
mod typed;
mod work;

#[cfg(all(test, any(loom, shuttle)))]
mod models;
#[cfg(test)]
mod testing;
#[cfg(all(test, not(any(loom, shuttle))))]
mod tests;

use std::any::Any;

use crate::exec::Summon;
use crate::schedule::{Division, Pace};
use looked::Looked;
use tally::Tally;
use work::Work;

/// What a panic carries.
type Payload = Box<dyn Any + Send>;

/// Runs a whole loop with at most `participants` threads, this one included, and says how it went. What is merged and how it
/// ended is in `work`.
fn drive(
    crew: &dyn Summon,
    mut pace: Pace,
    mut participants: usize,
    work: &mut dyn Work,
    looked: &Looked,
) -> Tally {
    let mut tally = Tally::default();
    if work.facts().pulled {
        pace = pace.pulling();
    }
    loop {
        if alone::run(work, &mut pace, participants, &mut tally, looked) {
            return tally;
        }
        participants = participants.min(pace.settle());
        if participants > 1 && pace.helpers_wanted(work.level().left) > 0 {
            break;
        }
    }
    match chunks_apart(&pace, participants, work, &tally, looked) {
        Some(division) => apart::run(crew, division, work, &mut tally, looked),
        None => together::run(crew, participants, work, pace, &mut tally, looked),
    }
    tally
}

/// How the rest of the loop is cut beforehand, if chunks need not wait for each
/// other: nothing but a panic can end it, what they keep is merged in no time, and nobody wants to know how far it is.
fn chunks_apart(
    pace: &Pace,
    participants: usize,
    work: &dyn Work,
    tally: &Tally,
    looked: &Looked,
) -> Option<Division> {
    let facts = work.facts();
    let merged = (tally.alone.items > 0).then(|| tally.merging as f64 / tally.alone.items as f64);
    let waits = facts.pulled || facts.exits || facts.keeps && !pace.merges_little(merged);
    if waits || looked.is_told() {
        return None;
    }
    pace.division(work.level().left, participants, apart::MOST)
}
