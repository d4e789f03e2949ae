//! The part of a call that has helpers, for loops whose chunks need not wait for each other: they
//! keep nothing, or next to nothing, and none of them can end the loop but by a panic.
//!
//! The items are cut before anybody starts. Each participant has a part of its own, the same in every
//! call, so that its core's cache still holds it; who is done takes chunks from the far end of the
//! part where most is left. A claim is one exchange of one word.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crossbeam_utils::CachePadded;

use super::body::{Body, Finished, discard, merge};
use super::tally::{Share, Tally};
use super::{End, Payload};
use crate::clock::Moment;
use crate::exec::{Depth, Summon, place, with_helpers};
use crate::mode;
use crate::source::{Feed, Stock};
use crate::sync::{AtomicUsize, Mutex, Ordering};

/// Chunks at most: their numbers fit half of a word on every target.
pub(super) const MOST: usize = 1 << 14;
const HALF: u32 = usize::BITS / 2;

/// The chunks of one part that nobody has claimed, from `front` up to `back`, in one word. A claim
/// takes one from an end, and none ever comes back: whoever exchanges the word has that chunk alone.
struct Part(AtomicUsize);

impl Part {
    fn new(front: usize, back: usize) -> Self {
        Self(AtomicUsize::new(Self::word(front, back)))
    }

    fn word(front: usize, back: usize) -> usize {
        front | (back << HALF)
    }

    fn ends(word: usize) -> (usize, usize) {
        (word & ((1 << HALF) - 1), word >> HALF)
    }

    fn left(&self) -> usize {
        let (front, back) = Self::ends(self.0.load(Ordering::Relaxed));
        back.saturating_sub(front)
    }

    /// Claims from the front, or from the back. `Relaxed`: what belongs to the chunk is under its
    /// own lock, and that it was made is known from the invitation.
    fn claim(&self, from_front: bool) -> Option<usize> {
        let mut word = self.0.load(Ordering::Relaxed);
        loop {
            let (front, back) = Self::ends(word);
            if front >= back {
                return None;
            }
            let (number, next) = if from_front {
                (front, Self::word(front + 1, back))
            } else {
                (back - 1, Self::word(front, back - 1))
            };
            match self
                .0
                .compare_exchange_weak(word, next, Ordering::Relaxed, Ordering::Relaxed)
            {
                Ok(_) => return Some(number),
                Err(seen) => word = seen,
            }
        }
    }
}

/// What a participant brings home.
struct Yield<T> {
    share: Share,
    /// The numbers of the chunks that ran to their end, and their states.
    numbers: Vec<usize>,
    states: Vec<T>,
}

/// The panic of the lowest number.
struct Fall<T> {
    number: usize,
    state: Option<T>,
    payload: Payload,
}

/// Chunks, each with its length; who has claimed one takes it out.
type Chunks<P> = Box<[Mutex<Option<(usize, P)>>]>;

/// What the participants see.
struct Shared<'a, F: Feed, T, Lo, St, Ch> {
    parts: Box<[CachePadded<Part>]>,
    chunks: Chunks<F::Piece>,
    /// Chunks from this number on are not run any more: one in front of them has panicked.
    end: AtomicUsize,
    body: &'a Body<Lo, St, Ch>,
    books: Mutex<Books<T>>,
}

/// Handed in once by each participant.
struct Books<T> {
    helpers: Vec<Yield<T>>,
    fall: Option<Fall<T>>,
    /// A panic of a helper that belongs to no chunk: its private value's drop.
    late: Option<Payload>,
}

/// Runs what is left of a loop in `count` chunks whose lengths are multiples of `unit`. Gives back what was not run.
#[expect(clippy::too_many_arguments, reason = "they are those of `drive`")]
pub(super) fn run<F, L, T, X, Lo, St, Ch>(
    crew: &dyn Summon,
    participants: usize,
    (count, unit): (usize, usize),
    stock: &mut F::Stock,
    body: &Body<Lo, St, Ch>,
    mine: &mut Option<L>,
    merging: &mut impl FnMut(T) -> Option<X>,
    tally: &mut Tally,
) -> (End<X>, Vec<F::Piece>)
where
    F: Feed,
    T: Send,
    Lo: Fn() -> L + Sync,
    St: Fn() -> T + Sync,
    Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X> + Sync,
{
    let mut fall = None;
    let chunks = cut::<F, T>(stock, count, unit, &mut fall);
    let count = chunks.len();
    let participants = participants.min(count).max(1);
    let part = |part: usize| {
        let at = |part: usize| (part as u128 * count as u128 / participants as u128) as usize;
        CachePadded::new(Part::new(at(part), at(part + 1)))
    };
    let shared = Shared::<F, _, _, _, _> {
        parts: (0..participants).map(part).collect(),
        chunks,
        end: AtomicUsize::new(usize::MAX),
        body,
        books: Mutex::new(Books {
            helpers: Vec::with_capacity(participants),
            fall,
            late: None,
        }),
    };
    // What is forced around this call is forced on its helpers.
    let scope = mode::scope();
    let help = || mode::inherit(scope, || shared.help());
    let (own, summoned) = {
        let _depth = Depth::enter();
        with_helpers(crew, &help, |recruiter| {
            let summoned = recruiter.summon(participants - 1);
            (shared.work(0, mine), summoned)
        })
    };

    // Nobody is inside any more.
    let Shared { chunks, books, .. } = shared;
    let books = books.into_inner();
    tally.caller = own.share;
    tally.helpers = books.helpers.iter().map(|it| it.share).collect();
    tally.present = books.helpers.len();
    tally.summoned = summoned;
    let began = (size_of::<T>() > 0).then(Moment::now);
    let end = settle(own, books, merging);
    tally.merging = began.map_or(tally.merging, |began| {
        tally.merging.saturating_add(began.nanos())
    });
    let left = chunks.into_iter().filter_map(Mutex::into_inner);
    (end, left.map(|(_, piece)| piece).collect())
}

/// Cuts what is left into about `count` chunks. A panic of user code is that of the first chunk that
/// is missing, and there are no more behind it.
fn cut<F: Feed, T>(
    stock: &mut F::Stock,
    count: usize,
    unit: usize,
    fall: &mut Option<Fall<T>>,
) -> Chunks<F::Piece> {
    let mut chunks = Vec::with_capacity(count);
    while stock.left() > 0 {
        let left = stock.left();
        let len = left.div_ceil((count - chunks.len().min(count)).max(1));
        let len = len.next_multiple_of(unit).min(left);
        match catch_unwind(AssertUnwindSafe(|| stock.take(len))) {
            Ok(piece) => chunks.push(Mutex::new(Some((len, piece)))),
            Err(payload) => {
                *fall = Some(Fall {
                    number: chunks.len(),
                    state: None,
                    payload,
                });
                break;
            }
        }
    }
    chunks.into_boxed_slice()
}

impl<F, T, Lo, St, Ch> Shared<'_, F, T, Lo, St, Ch>
where
    F: Feed,
    T: Send,
{
    /// The next chunk for a participant whose part is `home`.
    fn claim(&self, home: usize) -> Option<usize> {
        if let Some(number) = self.parts[home].claim(true) {
            return Some(number);
        }
        loop {
            let fullest = self.parts.iter().max_by_key(|part| part.left())?;
            if fullest.left() == 0 {
                return None;
            }
            if let Some(number) = fullest.claim(false) {
                return Some(number);
            }
        }
    }

    /// Runs chunks until there are no more.
    fn work<L, X>(&self, home: usize, mine: &mut Option<L>) -> Yield<T>
    where
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    {
        let mut own = Yield {
            share: Share::default(),
            numbers: Vec::new(),
            states: Vec::new(),
        };
        let mut clock = Moment::now();
        while let Some(number) = self.claim(home) {
            // Relaxed: a chunk too many is run, and thrown away.
            if number >= self.end.load(Ordering::Relaxed) {
                continue;
            }
            let Some((len, piece)) = self.chunks[number].lock().take() else {
                unreachable!("a chunk is claimed once");
            };
            let finished = self.body.run::<F, _, _, _>(piece, mine);
            let now = Moment::now();
            match finished {
                Finished::Done(state) => {
                    own.share.add(len, now.since(clock));
                    if size_of::<T>() > 0 {
                        own.numbers.push(number);
                    }
                    own.states.push(state);
                }
                Finished::Exit(..) => unreachable!("there is no exit"),
                Finished::Panicked(state, payload) => {
                    own.share.chunks += 1;
                    self.fall(Fall {
                        number,
                        state,
                        payload,
                    });
                }
            }
            clock = now;
        }
        own
    }

    /// Keeps the panic of the lowest number; chunks in front of it are still run.
    fn fall(&self, fall: Fall<T>) {
        let mut books = self.books.lock();
        let other = match &books.fall {
            Some(first) if first.number < fall.number => Some(fall),
            _ => {
                self.end.store(fall.number, Ordering::Relaxed);
                books.fall.replace(fall)
            }
        };
        drop(books);
        discard(other);
    }

    /// A helper's part.
    fn help<L, X>(&self)
    where
        Lo: Fn() -> L,
        St: Fn() -> T,
        Ch: Fn(F::Iter, &mut L, &mut T) -> Option<X>,
    {
        let _depth = Depth::enter();
        let others = self.parts.len() - 1;
        let home = 1 + place() % others.max(1);
        let mut mine = None;
        let own = self.work(home.min(others), &mut mine);
        // The caller is told by the gate, so it sees all of this.
        let late = catch_unwind(AssertUnwindSafe(|| drop(mine))).err();
        let mut books = self.books.lock();
        if own.share.chunks > 0 {
            books.helpers.push(own);
        }
        let earlier = match late {
            Some(late) => books.late.replace(late),
            None => None,
        };
        drop(books);
        discard(earlier);
    }
}

/// Where the state of a chunk is found.
struct Place {
    number: usize,
    participant: usize,
    at: usize,
}

/// The places of all chunks in source order. Not generic: sorting is a good deal of code for every loop of a program.
fn in_order(numbers: &[&[usize]]) -> Vec<Place> {
    let mut places = Vec::with_capacity(numbers.iter().map(|own| own.len()).sum());
    for (participant, own) in numbers.iter().enumerate() {
        places.extend(own.iter().enumerate().map(|(at, &number)| Place {
            number,
            participant,
            at,
        }));
    }
    places.sort_unstable_by_key(|place| place.number);
    places
}

/// Merges in source order, up to the panic that the plain loop would have met.
fn settle<T, X>(
    own: Yield<T>,
    books: Books<T>,
    merging: &mut impl FnMut(T) -> Option<X>,
) -> End<X> {
    let Books {
        helpers,
        fall,
        late,
    } = books;
    let mut end = None;
    let mut all = helpers;
    all.push(own);
    if size_of::<T>() == 0 {
        // They cannot be told apart. Nor is one missed: a panic ends the loop anyway.
        for own in all {
            for state in own.states {
                end = end.or_else(|| merge(Finished::Done(state), merging));
            }
        }
        end = end.or_else(|| fall.map(|fall| End::Panic(fall.payload)));
    } else {
        let numbers: Vec<&[usize]> = all.iter().map(|own| &*own.numbers).collect();
        let order = in_order(&numbers);
        let mut states: Vec<Vec<Option<T>>> = Vec::with_capacity(all.len());
        for own in all {
            states.push(own.states.into_iter().map(Some).collect());
        }
        let mut fall = fall;
        for place in order {
            // All chunks in front of the one that panicked have run.
            if let Some(first) = fall.take_if(|fall| fall.number < place.number) {
                end =
                    end.or_else(|| merge(Finished::Panicked(first.state, first.payload), merging));
            }
            let Some(state) = states[place.participant][place.at].take() else {
                unreachable!("a place is in the order once");
            };
            if end.is_some() {
                discard(state);
            } else {
                end = merge(Finished::Done(state), merging);
            }
        }
        if let Some(last) = fall {
            if end.is_some() {
                discard(last);
            } else {
                end = merge(Finished::Panicked(last.state, last.payload), merging);
            }
        }
    }
    match (end, late) {
        (Some(end @ End::Panic(_)), late) => {
            discard(late);
            end
        }
        (end, Some(late)) => {
            discard(end);
            End::Panic(late)
        }
        (end, None) => end.unwrap_or(End::Whole),
    }
}
