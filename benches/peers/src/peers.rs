//! The peers, and every one of them that takes ranges as one function, [`over`].

use std::num::NonZero;
use std::ops::Range;
use std::sync::LazyLock;

use commonware_parallel::Strategy as _;

use crate::place;

/// A way to run a loop. Several ways of one library are one column of the table, with the best of
/// them in each cell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Peer {
    Plain,
    /// The plain loop once more: what differs is noise.
    PlainAgain,
    /// The plain loop's text with the attribute.
    Amorsize,
    Rayon,
    /// rayon with the caller inside its pool.
    RayonInside,
    RayonLen2,
    RayonLen8,
    RayonLen64,
    Chili,
    Paralight,
    ParalightFixed,
    Orx,
    /// One batch per worker.
    Commonware,
    /// Many blocks, balanced.
    CommonwareBlocks,
    Scope,
    OmpStatic,
    OmpDynamic,
    OmpGuided,
}
use Peer::*;

pub const ALL: &[Peer] = &[
    Plain,
    PlainAgain,
    Amorsize,
    Rayon,
    RayonInside,
    RayonLen2,
    RayonLen8,
    RayonLen64,
    Chili,
    Paralight,
    ParalightFixed,
    Orx,
    Commonware,
    CommonwareBlocks,
    Scope,
    OmpStatic,
    OmpDynamic,
    OmpGuided,
];

impl Peer {
    pub fn named(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|peer| format!("{peer:?}") == name)
    }

    /// The column of the table. Tuned rayon includes the default: tuning may leave it as it is.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Plain => &["plain"],
            PlainAgain => &["plain again"],
            Amorsize => &["amorsize"],
            Rayon => &["rayon", "rayon tuned"],
            RayonInside => &["rayon inside"],
            RayonLen2 | RayonLen8 | RayonLen64 => &["rayon tuned"],
            Chili => &["chili"],
            Paralight | ParalightFixed => &["paralight"],
            Orx => &["orx"],
            Commonware | CommonwareBlocks => &["commonware"],
            Scope => &["scope"],
            OmpStatic | OmpDynamic | OmpGuided => &["OpenMP"],
        }
    }

    pub fn is_openmp(self) -> bool {
        matches!(self, OmpStatic | OmpDynamic | OmpGuided)
    }

    pub fn is_rayon(self) -> bool {
        matches!(
            self,
            Rayon | RayonInside | RayonLen2 | RayonLen8 | RayonLen64
        )
    }

    pub fn is_available(self) -> bool {
        !self.is_openmp() || cfg!(openmp)
    }

    /// rayon's `with_min_len`.
    pub fn min_len(self, n: usize) -> usize {
        let parts = match self {
            RayonLen2 => 2,
            RayonLen8 => 8,
            RayonLen64 => 64,
            _ => return 1,
        };
        n.div_ceil(parts).max(1)
    }
}

/// Threads each peer has: one per CPU, the caller included where it takes part.
pub fn width() -> usize {
    static WIDTH: LazyLock<usize> =
        LazyLock::new(|| std::thread::available_parallelism().map_or(1, usize::from));
    *WIDTH
}

/// Runs `body` over ranges that together are `0..n`. `grain` is the number of items that take
/// about a microsecond: what a user who has measured would give.
pub fn over(peer: Peer, n: usize, grain: usize, body: &(impl Fn(Range<usize>) + Sync)) {
    let grain = grain.max(1);
    // Recursions end here: no more than 64 leaves.
    let leaf = grain.max(n / 64);
    match peer {
        Chili => by_chili(&mut chili::Scope::global(), 0..n, leaf, body),
        Commonware => place::commonware(|pool| {
            pool.run_batches(n, NonZero::new(grain).expect("at least 1"), 1, |batches| {
                batches.map_collect_vec(|ranges| ranges, body);
            });
        }),
        CommonwareBlocks => place::commonware(|pool| {
            pool.map_collect_vec(0..n.div_ceil(leaf), |block| {
                body(block * leaf..n.min((block + 1) * leaf));
            });
        }),
        Scope => by_threads(n, body),
        OmpStatic | OmpDynamic | OmpGuided => {
            omp::over(peer, n, if peer == OmpDynamic { leaf } else { grain }, body)
        }
        _ => unreachable!("{peer:?} takes iterators, not ranges"),
    }
}

fn by_chili(
    scope: &mut chili::Scope<'_>,
    range: Range<usize>,
    leaf: usize,
    body: &(impl Fn(Range<usize>) + Sync),
) {
    if range.len() <= leaf {
        if !range.is_empty() {
            body(range);
        }
        return;
    }
    let middle = range.start + range.len() / 2;
    scope.join(
        |scope| by_chili(scope, middle..range.end, leaf, body),
        |scope| by_chili(scope, range.start..middle, leaf, body),
    );
}

fn by_threads(n: usize, body: &(impl Fn(Range<usize>) + Sync)) {
    let threads = width().min(n).max(1);
    std::thread::scope(|scope| {
        for me in 1..threads {
            scope.spawn(move || {
                place::here_if_pinned(me);
                body(n * me / threads..n * (me + 1) / threads);
            });
        }
        body(0..n / threads);
    });
}

#[cfg(openmp)]
mod omp {
    use super::{OmpDynamic, OmpStatic, Peer, width};
    use std::ops::Range;

    type Body = unsafe extern "C" fn(*const (), usize, usize);
    unsafe extern "C" {
        fn peers_omp_static(n: usize, threads: i32, f: Body, context: *const ());
        fn peers_omp_dynamic(n: usize, chunk: usize, threads: i32, f: Body, context: *const ());
        fn peers_omp_guided(n: usize, chunk: usize, threads: i32, f: Body, context: *const ());
    }

    unsafe extern "C" fn call<F: Fn(Range<usize>)>(context: *const (), start: usize, end: usize) {
        // SAFETY: `context` is the `&F` that `over` passed, and `over` has not returned.
        unsafe { (*context.cast::<F>())(start..end) }
    }

    pub fn over<F: Fn(Range<usize>) + Sync>(peer: Peer, n: usize, chunk: usize, body: &F) {
        let (threads, context) = (width() as i32, std::ptr::from_ref(body).cast());
        // SAFETY: the C side calls `call::<F>` with this context before it returns, from several
        // threads at once, which `Sync` allows; a panic in a body aborts, as `extern "C"` does.
        unsafe {
            match peer {
                OmpStatic => peers_omp_static(n, threads, call::<F>, context),
                OmpDynamic => peers_omp_dynamic(n, chunk, threads, call::<F>, context),
                _ => peers_omp_guided(n, chunk, threads, call::<F>, context),
            }
        }
    }
}

#[cfg(not(openmp))]
mod omp {
    pub fn over(_: super::Peer, _: usize, _: usize, _: &impl Fn(std::ops::Range<usize>)) {
        unreachable!("not available, so not asked for")
    }
}
