//! A whole loop in chunks that run in random order, on this thread: what `Mode::Check` compares with the plain loop.

use super::Payload;
use super::end::{Ending, caught, discard};
use super::work::{Level, Participant, Parts, Store, Work};
use crate::check::{self, Order};
use crate::{Mode, with_mode};

/// Items that are pulled at once, and how often before they are shuffled.
const PULLED: (usize, usize) = (16, 16);

/// Runs the loop, merging in source order. A panic of it is put down in the notes of the check: the
/// plain loop comes next and has it too.
///
/// Sites inside the body are plain meanwhile: they are checked when the plain loop comes to them.
pub(super) fn run(work: &mut dyn Work) -> Ending {
    let mut ending = Ending::default();
    let pulled = with_mode(Mode::Serial, || {
        caught(&mut || pull_and_shuffle(work, &mut ending))
    });
    if let Some(payload) = ending.take_panic().or(pulled.err()) {
        check::note_panic(&*payload);
        discard(Some(payload));
    }
    ending
}

fn pull_and_shuffle(work: &mut dyn Work, ending: &mut Ending) {
    while !ending.has_come() {
        let mut lens = Vec::new();
        work.spread(1, &mut |parts| lens = fill_up(parts));
        if lens.is_empty() {
            return;
        }
        work.spread(lens.len(), &mut |parts| shuffle(parts, &lens, ending));
    }
}

/// Pulls, and says how long the chunks are to be; none if nothing is left.
fn fill_up(Parts { store, caller, .. }: Parts<'_>) -> Vec<usize> {
    for _ in 0..PULLED.1 {
        if !caller.is_dry() {
            caller.pull(PULLED.0);
            store.deliver();
        }
    }
    let level = store.level();
    if level.ready { lens(level) } else { Vec::new() }
}

/// Random lengths for all that is there, where lengths are free.
fn lens(level: Level) -> Vec<usize> {
    match level.next_len {
        // The last may be the panic of an iterator, which waits behind its items.
        Some(_) => vec![0; level.waiting + 1],
        None => Order::lens(level.left),
    }
}

/// Runs all chunks in random order, and merges them. Private values are passed around among them as if there were three
/// participants.
fn shuffle(
    Parts {
        store,
        chunks,
        caller,
    }: Parts<'_>,
    lens: &[usize],
    ending: &mut Ending,
) {
    let (taken, panic) = take(store, lens);
    let mut panics: Vec<Option<Payload>> = (0..taken).map(|_| None).collect();
    let mut late = Ok(());
    chunks.join(&mut |second| {
        chunks.join(&mut |third| {
            let participants: &mut [&mut dyn Participant] = &mut [&mut *caller, second, third];
            let of = participants.len();
            for (turn, place) in Order::turns(taken).into_iter().enumerate() {
                let own = &mut participants[turn % of];
                panics[place] = caught(&mut || _ = own.run(place)).err();
            }
            for own in participants {
                let left = caught(&mut || own.leave());
                late = std::mem::replace(&mut late, Ok(())).and(left);
            }
        });
    });
    panics.extend(panic.map(Some));
    for (place, panic) in panics.into_iter().enumerate() {
        ending.merge(caller, place, panic);
    }
    if let Err(payload) = late {
        ending.fail(caller, payload);
    }
}

/// Puts chunks in their places, and says in how many. A panic of user code is that of the chunk behind them.
fn take(store: &mut dyn Store, lens: &[usize]) -> (usize, Option<Payload>) {
    for (place, &len) in lens.iter().enumerate() {
        let level = store.level();
        if !level.ready {
            return (place, None);
        }
        let len = level.next_len.unwrap_or(len);
        if let Err(payload) = caught(&mut || store.take(place, len)) {
            return (place, Some(payload));
        }
    }
    (lens.len(), None)
}
