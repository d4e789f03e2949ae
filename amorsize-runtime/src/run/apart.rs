//! The part of a call that has helpers, for loops whose chunks need not wait for each other: they
//! keep nothing, or next to nothing, and none of them can end the loop but by a panic.
//!
//! The items are cut before anybody starts. Each participant has a part of its own, the same in every
//! call, so that its core's cache still holds it; who is done takes chunks from the far end of the
//! part where most is left. A claim is one exchange of one word.

use std::mem;

use crossbeam_utils::CachePadded;
use smallvec::SmallVec;

use super::Payload;
use super::end::{Ending, caught, discard};
use super::looked::Looked;
use super::tally::{Share, Shares, Tally};
use super::work::{Chunks, Participant, Work};
use crate::clock::Moment;
use crate::exec::{Depth, Summon, place, with_helpers};
use crate::mode;
use crate::schedule::{Division, Shape};
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

/// What the participants see. A chunk's number is its place.
struct Shared<'a> {
    parts: SmallVec<[CachePadded<Part>; 2]>,
    chunks: &'a dyn Chunks,
    /// How many items each chunk has.
    lens: &'a [usize],
    /// Chunks from this number on are not run any more: one in front of them has panicked.
    end: AtomicUsize,
    books: Mutex<Books>,
    looked: &'a Looked,
    /// The time of each chunk, in nanoseconds, if that is wanted.
    times: Option<Vec<AtomicUsize>>,
}

/// Handed in once by each participant.
#[derive(Default)]
struct Books {
    helpers: Shares,
    /// A panic of a helper that belongs to no chunk: its private value's drop.
    late: Option<Payload>,
    /// Of those that panicked, the first chunk.
    panic: Option<(usize, Payload)>,
}

/// Runs what is left of a loop, which is divided into these parts, each for one participant; each chunk is timed for itself
/// where it `looks` for the dear ones.
pub(super) fn run(
    crew: &dyn Summon,
    (division, looks): (Division, bool),
    work: &mut dyn Work,
    (tally, ending): (&mut Tally, &mut Ending),
    looked: &Looked,
) {
    let keeps = work.facts().keeps;
    let lens = &division.lens;
    // A panic of user code is that of the first chunk that is missing, and there are no more behind it.
    let mut count = 0;
    let mut panic = caught(&mut || work.cut(lens, &mut count)).err();
    let mut books = Books::default();
    work.spread(lens.len(), &mut |parts| {
        let part = |ends: &[usize]| {
            let [front, back] = [ends[0], ends[1]].map(|end| end.min(count));
            CachePadded::new(Part::new(front, back))
        };
        let shared = Shared {
            parts: division.starts.windows(2).map(part).collect(),
            chunks: parts.chunks,
            times: looks.then(|| lens.iter().map(|_| AtomicUsize::new(0)).collect()),
            lens,
            end: AtomicUsize::new(usize::MAX),
            books: Mutex::new(Books {
                panic: panic.take().map(|payload| (count, payload)),
                ..Books::default()
            }),
            looked,
        };
        books = together(crew, shared, parts.caller, tally);
    });

    // Results without size are merged in no time, and the clock takes some.
    let began = keeps.then(Moment::now);
    ending.merge_all(work, lens.len(), books.panic);
    let merging = began.map_or(0, Moment::nanos);
    tally.merging = tally.merging.saturating_add(merging);
    if let Some(late) = books.late {
        ending.fail(work, late);
    }
}

fn together(
    crew: &dyn Summon,
    shared: Shared<'_>,
    caller: &mut dyn Participant,
    tally: &mut Tally,
) -> Books {
    // What is forced around this call is forced on its helpers.
    let scope = mode::scope();
    let help = || mode::inherit(scope, || shared.help());
    let over = {
        let _depth = Depth::enter();
        with_helpers(crew, &help, |recruiter| {
            tally.summoned = recruiter.summon(shared.parts.len() - 1);
            let (share, over) = shared.work(0, caller);
            tally.caller = share;
            over
        })
    };
    // Nobody is inside any more.
    tally.waited = Some(over.nanos());
    let times = shared
        .times
        .map(|times| shape(&tally.alone, shared.lens, times));
    tally.shape = times.flatten().map(Box::new);
    let mut books = shared.books.into_inner();
    tally.present = books.helpers.len();
    tally.helpers = mem::take(&mut books.helpers);
    books
}

/// Where the dear chunks were, those included that the caller ran before.
fn shape(alone: &Share, lens: &[usize], times: Vec<AtomicUsize>) -> Option<Shape> {
    let mut next = alone.items;
    let chunks = lens.iter().zip(times).map(|(len, time)| {
        next += len;
        (next - len..next, time.load(Ordering::Relaxed) as f64)
    });
    let before = (alone.items > 0).then_some((0..alone.items, alone.busy as f64));
    let n = alone.items + lens.iter().sum::<usize>();
    Shape::of(n, before.into_iter().chain(chunks))
}

impl Shared<'_> {
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

    /// Runs chunks until there are no more. Says when that was.
    fn work(&self, home: usize, own: &mut dyn Participant) -> (Share, Moment) {
        let mut share = Share::default();
        let mut clock = Moment::now();
        while let Some(number) = self.claim(home) {
            // Relaxed: a chunk too many is run, and thrown away.
            if number >= self.end.load(Ordering::Relaxed) {
                continue;
            }
            let len = self.lens[number];
            let ran = {
                let _seen = self.looked.chunk(len);
                caught(&mut || _ = own.run(number))
            };
            let now = Moment::now();
            match ran {
                Ok(()) => {
                    let nanos = now.since(clock);
                    share.add(len, nanos);
                    if let Some(times) = &self.times {
                        // Relaxed: nobody else has this chunk, and the caller reads it when nobody is inside any more.
                        let nanos = usize::try_from(nanos).unwrap_or(usize::MAX);
                        times[number].store(nanos, Ordering::Relaxed);
                    }
                }
                Err(payload) => {
                    share.chunks += 1;
                    self.panicked(number, payload);
                }
            }
            clock = now;
        }
        (share, clock)
    }

    /// Chunks in front of one that panicked are still run, and the first one counts.
    fn panicked(&self, number: usize, payload: Payload) {
        self.end.fetch_min(number, Ordering::Relaxed);
        let mut books = self.books.lock();
        let first = &mut books.panic;
        let later = match first {
            Some((earlier, _)) if *earlier < number => Some((number, payload)),
            _ => first.replace((number, payload)),
        };
        drop(books);
        discard(later);
    }

    /// A helper's part.
    fn help(&self) {
        let _depth = Depth::enter();
        let others = self.parts.len() - 1;
        let home = (1 + place() % others.max(1)).min(others);
        self.chunks.join(&mut |own| {
            let (share, _) = self.work(home, own);
            // The caller is told by the gate, so it sees all of this.
            let late = caught(&mut || own.leave()).err();
            let mut books = self.books.lock();
            if share.chunks > 0 {
                books.helpers.push(share);
            }
            let earlier = late.and_then(|late| books.late.replace(late));
            drop(books);
            discard(earlier);
        });
    }
}
