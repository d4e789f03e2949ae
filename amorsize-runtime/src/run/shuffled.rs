//! A whole loop in chunks that run in random order, on this thread: what `Mode::Check` compares with the plain loop.

use super::body::{caught, discard};
use super::work::{Level, Participant, Parts, Store, Work};
use crate::check::{self, Order};
use crate::{Mode, with_mode};

/// Items that are pulled at once, and how often before they are shuffled.
const PULLED: (usize, usize) = (16, 16);

/// Runs the loop, merging in source order. A panic of it is put down in the notes of the check: the
/// plain loop comes next and has it too.
///
/// Sites inside the body are plain meanwhile: they are checked when the plain loop comes to them.
pub(super) fn run(work: &mut dyn Work) {
    let pulled = with_mode(Mode::Serial, || caught(&mut || pull_and_shuffle(work)));
    if let Some(payload) = work.take_panic().or(pulled.err()) {
        check::note_panic(&*payload);
        discard(payload);
    }
}

fn pull_and_shuffle(work: &mut dyn Work) {
    while !work.has_ended() {
        for _ in 0..PULLED.1 {
            if !work.is_dry() {
                work.pull(PULLED.0);
            }
        }
        let level = work.level();
        if !level.ready {
            return;
        }
        let lens = lens(level);
        let mut late = Ok(());
        work.spread(lens.len(), &mut |parts| late = shuffle(parts, &lens));
        if let Err(payload) = late {
            work.fail(payload);
        }
    }
}

/// Random lengths for all that is there, where lengths are free.
fn lens(level: Level) -> Vec<usize> {
    match level.next_len {
        // The last may be the panic of an iterator, which waits behind its items.
        Some(_) => vec![0; level.waiting + 1],
        None => Order::lens(level.left),
    }
}

/// Runs all chunks in random order. Private values are passed around among them as if there were three participants.
fn shuffle(
    Parts {
        store,
        chunks,
        caller,
    }: Parts<'_>,
    lens: &[usize],
) -> Result<(), super::Payload> {
    let taken = take(store, lens);
    let mut left = Ok(());
    chunks.join(&mut |second| {
        chunks.join(&mut |third| {
            let participants: &mut [&mut dyn Participant] = &mut [&mut *caller, second, third];
            let of = participants.len();
            for (turn, place) in Order::turns(taken).into_iter().enumerate() {
                participants[turn % of].run(place);
            }
            for own in participants {
                left = std::mem::replace(&mut left, Ok(())).and(own.leave());
            }
        });
    });
    left
}

/// Puts chunks in their places, and says in how many.
fn take(store: &mut dyn Store, lens: &[usize]) -> usize {
    for (place, &len) in lens.iter().enumerate() {
        let level = store.level();
        if !level.ready || !store.take(place, level.next_len.unwrap_or(len)) {
            return place;
        }
    }
    lens.len()
}
