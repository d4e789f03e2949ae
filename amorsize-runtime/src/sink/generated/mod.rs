//! The snippets of `README.md`, as the macro writes them, against the plain loops they stand for.
//!
//! Every test runs its loop over every chunking of `CHUNKS` with overflow checked and unchecked.

mod collections;
mod numbers;

/// `P::Place`, as in `source/view.rs`.
pub(super) trait Place {
    fn amorsize_place(&mut self) -> &mut Self;
}

impl<T: ?Sized> Place for T {
    #[inline(always)]
    fn amorsize_place(&mut self) -> &mut Self {
        self
    }
}

pub(super) const CHUNKS: [usize; 6] = [1, 2, 3, 7, 64, 1000];

/// What `Call::run` does with states and chunks, without threads: chunks run before the first is merged, last first.
pub(super) fn run<'a, I, T: Send, X: Send>(
    items: &'a [I],
    chunk_len: usize,
    start: impl Fn() -> T + Sync,
    chunk: impl Fn(std::slice::Iter<'a, I>, &mut (), &mut T) -> Option<X> + Sync,
    mut merge: impl FnMut(T) -> Option<X>,
) -> Option<X> {
    let mut outcomes: Vec<(T, Option<X>)> = items
        .chunks(chunk_len)
        .rev()
        .map(|items| {
            let mut state = start();
            let exit = chunk(items.iter(), &mut (), &mut state);
            (state, exit)
        })
        .collect();
    outcomes.reverse();
    for (state, exit) in outcomes {
        if let Some(exit) = merge(state).or(exit) {
            return Some(exit);
        }
    }
    None
}

/// The same items every time, of no pattern.
pub(super) fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    }
}

/// One variable. The bodies are that of the plain loop and that of a chunk; the result is compared for overflow
/// unchecked and checked and for every length of chunks.
macro_rules! site {
    ($items:expr; $family:ident; let $place:ident $(: $ty:ty)? = $init:expr; $x:pat_param => $serial:block
     ($part:ident, $log:ident) => $parallel:block; $($entry:pat_param => $replay:expr),+) => {{
        let items = $items;
        let plain = {
            let mut $place $(: $ty)? = $init;
            for $x in items.iter() $serial
            $place
        };
        for chunk in crate::sink::generated::CHUNKS {
            let found = site!(@arm false items chunk; $family; let $place $(: $ty)? = $init; $x => $serial
                ($part, $log) => $parallel; $($entry => $replay),+);
            let found_checked = site!(@arm true items chunk; $family; let $place $(: $ty)? = $init; $x => $serial
                ($part, $log) => $parallel; $($entry => $replay),+);
            assert_eq!(format!("{plain:?}"), format!("{found:?}"), "chunks of {chunk}");
            assert_eq!(format!("{plain:?}"), format!("{found_checked:?}"), "checked, chunks of {chunk}");
        }
        plain
    }};
    (@arm $checked:literal $items:ident $chunk:ident; $family:ident; let $place:ident $(: $ty:ty)? = $init:expr;
     $x:pat_param => $serial:block ($part:ident, $log:ident) => $parallel:block;
     $($entry:pat_param => $replay:expr),+) => {{
        use crate::sink::methods::*;
        let mut $place $(: $ty)? = $init;
        // The serial arm comes first, and settles the types that it settles.
        if $chunk == 0 {
            for $x in $items.iter() $serial
        } else {
            let kind = (&&crate::sink::Probe::<_, { $checked }>::new(&*$place.amorsize_place())).$family();
            let exit: Option<std::convert::Infallible> = crate::sink::generated::run(
                &$items[..],
                $chunk,
                || (kind.start(), crate::sink::Log::new()),
                |piece, (), ($part, $log)| {
                    for $x in piece $parallel
                    None
                },
                |(part, log)| {
                    kind.merge($place.amorsize_place(), part);
                    for entry in log {
                        match entry { $($entry => $replay),+ }
                    }
                    None
                },
            );
            assert!(exit.is_none());
        }
        $place
    }};
}
pub(super) use site;

/// The entries of a loop with one logged statement.
pub(super) enum One<A> {
    E0(A),
}

/// The entries of a loop with two.
pub(super) enum Two<A, B> {
    F0(A),
    F1(B),
}
