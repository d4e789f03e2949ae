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
mod end;
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
use end::Ending;
use looked::Looked;
use tally::Tally;
use work::{Facts, Work};

/// What a panic carries.
type Payload = Box<dyn Any + Send>;

/// Runs a whole loop with at most `participants` threads, this one included, and puts down how it went.
fn drive(
    crew: &dyn Summon,
    pace: &mut Pace,
    mut participants: usize,
    work: &mut dyn Work,
    (tally, ending): (&mut Tally, &mut Ending),
    looked: &Looked,
) {
    let facts = work.facts();
    if facts.pulled {
        pace.pull();
    }
    let mut left = None;
    work.spread(1, &mut |mut parts| {
        let parts = &mut parts;
        while !alone::run(parts, facts, pace, participants, (tally, ending), looked) {
            participants = participants.min(pace.settle());
            let more = parts.store.level().left;
            if participants > 1 && pace.helpers_wanted(more) > 0 {
                left = Some(more);
                return;
            }
        }
    });
    let Some(left) = left else {
        return;
    };
    let apart = chunks_apart(pace, (participants, left), facts, tally, looked);
    let books = (tally, ending);
    match apart {
        Some(division) => apart::run(crew, (division, pace.looks()), work, books, looked),
        None => together::run(crew, participants, work, pace, books, looked),
    }
}

/// How the rest of the loop is cut beforehand, if chunks need not wait for each
/// other: nothing but a panic can end it, what they keep is merged in no time, and nobody wants to know how far it is.
fn chunks_apart(
    pace: &Pace,
    (participants, left): (usize, usize),
    facts: Facts,
    tally: &Tally,
    looked: &Looked,
) -> Option<Division> {
    let merged = (tally.alone.items > 0).then(|| tally.merging as f64 / tally.alone.items as f64);
    let waits = facts.pulled || facts.exits || facts.keeps && !pace.merges_little(merged);
    if waits || looked.is_told() {
        return None;
    }
    pace.division(left, participants, apart::MOST)
}
