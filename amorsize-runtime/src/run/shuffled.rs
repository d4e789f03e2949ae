//! A whole loop in chunks that run in random order, on this thread: what `Mode::Check` compares with the plain loop.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::End;
use super::body::{Body, Finished, discard, merge};
use crate::check::{self, Order};
use crate::source::{Feed, Stock, Tap};
use crate::{Mode, with_mode};

/// So many private values are passed around among the chunks, as if there were so many participants.
const PARTICIPANTS: usize = 3;
/// Items that are pulled at once, and how often before they are shuffled.
const PULLED: (usize, usize) = (16, 16);

/// Runs the loop, merges in source order and gives its exit. A panic of the loop is put down in the notes of the check: the
/// plain loop comes next and has it too.
///
/// Sites inside the body are plain meanwhile: they are checked when the plain loop comes to them.
pub(super) fn run<F, L, T, X>(
    feed: F,
    local: impl Fn() -> L,
    start: impl Fn() -> T,
    chunk: impl Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    mut merging: impl FnMut(T) -> Option<X>,
) -> Option<X>
where
    F: Feed,
{
    let body = Body {
        local,
        start,
        chunk,
    };
    let end = with_mode(Mode::Serial, || {
        catch_unwind(AssertUnwindSafe(|| {
            let (mut stock, mut tap) = feed.open(None);
            let mut mine: [Option<L>; PARTICIPANTS] = [None, None, None];
            loop {
                for _ in 0..PULLED.1 {
                    if !tap.is_dry() {
                        F::Tap::deliver(tap.pull(PULLED.0), &mut stock);
                    }
                }
                if !stock.is_ready() {
                    return None;
                }
                let mut pieces = pieces(&mut stock);
                let mut finished: Vec<Option<Finished<T, X>>> =
                    pieces.iter().map(|_| None).collect();
                for (turn, number) in Order::turns(pieces.len()).into_iter().enumerate() {
                    if let Some(piece) = pieces[number].take() {
                        finished[number] =
                            Some(body.run::<F, L, T, X>(piece, &mut mine[turn % PARTICIPANTS]));
                    }
                }
                let mut finished = finished.into_iter().flatten();
                let end = finished.find_map(|chunk| merge(chunk, &mut merging));
                finished.for_each(discard);
                if end.is_some() {
                    return end;
                }
            }
        }))
    });
    match end {
        Ok(Some(End::Exit(exit))) => Some(exit),
        Ok(None | Some(End::Whole)) => None,
        Ok(Some(End::Panic(payload))) | Err(payload) => {
            check::note_panic(&*payload);
            discard(payload);
            None
        }
    }
}

/// All that is there, in pieces of random lengths where those are free.
fn pieces<S: Stock>(stock: &mut S) -> Vec<Option<S::Piece>> {
    let mut pieces = Vec::new();
    let mut free = Order::lens(stock.left()).into_iter();
    while stock.is_ready() {
        let len = stock.next_len().or_else(|| free.next());
        pieces.push(Some(stock.take(len.unwrap_or(1))));
    }
    pieces
}
