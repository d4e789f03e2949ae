//! The driver: one case, every length, mode, number of workers and chunk length, against the plain function.

use crate::input::{In, Random};
use crate::seen::Seen;
use amorsize::{Mode, with_mode};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Once, OnceLock};

/// Enough participants for every number of workers that is tried.
pub const WIDTH: usize = 8;

const LENGTHS: [usize; 8] = [0, 1, 2, 3, 7, 64, 1000, 10_007];
const WORKERS: [usize; 4] = [1, 2, 3, 8];
const CHUNKS: [usize; 4] = [1, 2, 7, 1000];
/// The length that is left at every item.
const SHORT: usize = 7;

thread_local! {
    static CHOICE: Cell<(usize, usize)> = const { Cell::new((2, 3)) };
    static DRIVING: Cell<bool> = const { Cell::new(false) };
}

/// What the options of the annotated functions read from now on, on this thread.
pub fn choose(workers: usize, chunk: usize) {
    CHOICE.set((workers, chunk));
}

/// What `workers = …` of the annotated functions reads.
pub fn workers() -> usize {
    CHOICE.get().0
}

/// What `chunk = …` of the annotated functions reads.
pub fn chunk() -> usize {
    CHOICE.get().1
}

/// Whether the long rounds were asked for.
pub fn long() -> bool {
    std::env::var_os("AMORSIZE_LONG").is_some_and(|v| v != "0")
}

/// The global pool gets `WIDTH` threads, and panics that are part of a case print nothing.
pub fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(WIDTH)
            .thread_name(|n| format!("pool-{n}"))
            .build_global()
            .expect("the first pool");
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let on_pool = std::thread::current()
                .name()
                .is_some_and(|n| n.starts_with("pool-"));
            if !on_pool && !DRIVING.get() {
                usual(info);
            }
        }));
    });
}

/// A pool beside the global one, for callers that are workers themselves.
pub fn pool() -> &'static rayon::ThreadPool {
    static POOL: OnceLock<rayon::ThreadPool> = OnceLock::new();
    POOL.get_or_init(|| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(WIDTH)
            .thread_name(|n| format!("pool-own-{n}"))
            .build()
            .expect("a pool")
    })
}

/// What a run gave: the bits of the value, or the panic.
#[derive(PartialEq, Clone)]
pub enum Outcome {
    Value(Vec<u8>),
    Panic(String),
}

impl std::fmt::Debug for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Outcome::Value(bytes) => write!(
                f,
                "{} bytes: {:?}",
                bytes.len(),
                &bytes[..bytes.len().min(96)]
            ),
            Outcome::Panic(text) => write!(f, "panic: {text}"),
        }
    }
}

/// The text of a panic's payload.
pub fn payload(payload: Box<dyn std::any::Any + Send>) -> String {
    text(&*payload)
}

/// As [`payload`], of one that is kept.
pub fn text(payload: &(dyn std::any::Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(number) = payload.downcast_ref::<usize>() {
        format!("number {number}")
    } else {
        "something else".to_owned()
    }
}

/// How something ended that may panic: for cases that look at what is left behind.
pub fn caught(f: impl FnOnce()) -> String {
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(()) => "came to its end".to_owned(),
        Err(panic) => payload(panic),
    }
}

/// A run on this thread.
pub fn run<T: Seen>(case: impl FnOnce() -> T) -> Outcome {
    let before = DRIVING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(|| {
        let value = case();
        let mut bytes = Vec::new();
        value.seen(&mut bytes);
        bytes
    }));
    DRIVING.set(before);
    match result {
        Ok(bytes) => Outcome::Value(bytes),
        Err(panic) => Outcome::Panic(payload(panic)),
    }
}

/// One way to run a loop.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    pub mode: Mode,
    pub workers: usize,
    /// `None`: cut as the runtime likes.
    pub chunk: Option<usize>,
    /// The caller is a worker of a pool.
    pub inside: bool,
}

/// The ways for one length; all of them only where they are cheap, or where asked for.
pub fn ways(n: usize) -> Vec<Way> {
    let mut ways = Vec::new();
    for mode in [Mode::Auto, Mode::Serial, Mode::Parallel, Mode::Check] {
        for (w, workers) in WORKERS.into_iter().enumerate() {
            for (c, chunk) in [None].into_iter().chain(CHUNKS.map(Some)).enumerate() {
                let big = n > 1000 && !long();
                // Serial is the plain loop whatever is asked; thousands of short chunks are dear and add nothing new.
                if !long() && matches!(mode, Mode::Serial | Mode::Check) && w != c % 4 {
                    continue;
                }
                if big && c > 0 && c != w + 1 {
                    continue;
                }
                // A thousand chunks of one item or two: once for each number of workers.
                if !long() && n > 64 && matches!(chunk, Some(1 | 2)) && c != w + 1 {
                    continue;
                }
                ways.push(Way {
                    mode,
                    workers,
                    chunk,
                    inside: false,
                });
                if matches!(mode, Mode::Parallel) && (c == w + 1 || c == 0) && !big {
                    ways.push(Way {
                        mode,
                        workers,
                        chunk,
                        inside: true,
                    });
                }
            }
        }
    }
    ways
}

/// Runs the annotated function one way.
pub fn one_way<T: Seen>(way: Way, input: &In, auto: fn(&In) -> T, cut: fn(&In) -> T) -> Outcome {
    let go = || {
        choose(way.workers, way.chunk.unwrap_or(1));
        with_mode(way.mode, || {
            run(|| {
                if way.chunk.is_some() {
                    cut(input)
                } else {
                    auto(input)
                }
            })
        })
    };
    if way.inside { pool().install(go) } else { go() }
}

/// Calls `each` with inputs of every length.
pub fn each_input(mut each: impl FnMut(&In)) {
    prepare();
    for n in LENGTHS {
        for seed in 0..if n > 64 { 2 } else { 4 } {
            each(&In::get(n, seed));
        }
    }
}

/// Compares two closures on one input, every way.
pub fn sweep<T: Seen>(name: &str, x: &In, plain: impl Fn() -> T, annotated: impl Fn() -> T) {
    let expected = run(&plain);
    for way in ways(x.n)
        .into_iter()
        .filter(|w| w.chunk.is_none() && !w.inside)
    {
        choose(way.workers, 1);
        let got = with_mode(way.mode, || run(&annotated));
        assert_eq!(
            got, expected,
            "{name}: n = {}, seed = {}, {way:?}",
            x.n, x.seed
        );
    }
}

/// Cases that count clones, drops or calls: a check has them twice.
const COUNTING: &[&str] = &[
    "drops::heads",
    "drops::outputs",
    "closures::captures::atomics_are_shared",
    "shapes::places::shared_state",
    "steps::steps::seen",
];

/// Compares the three copies of a case over everything.
pub fn drive<T: Seen>(name: &str, plain: fn(&In) -> T, auto: fn(&In) -> T, cut: fn(&In) -> T) {
    prepare();
    let mut wrong = Vec::new();
    let mut compare = |input: &In, ways: &[Way]| {
        let expected = run(|| plain(input));
        let counting = COUNTING.iter().any(|case| name.contains(case));
        for way in ways {
            if counting && way.mode == Mode::Check {
                continue;
            }
            let got = one_way(*way, input, auto, cut);
            if got != expected && wrong.len() < 4 {
                wrong.push(format!("n = {}, seed = {}, stop = {}, {way:?}\n  plain     {expected:?}\n  annotated {got:?}", input.n, input.seed, input.stop));
            }
        }
    };
    for n in LENGTHS {
        let seeds = if long() {
            8
        } else if n > 1000 {
            1
        } else if n > 64 {
            2
        } else {
            4
        };
        for seed in 0..seeds {
            // Where one input must do, it is one that leaves in the middle, if it leaves at all.
            let seed = if seeds == 1 { 1 } else { seed };
            compare(&In::get(n, seed), &ways(n));
        }
    }
    // Every item at which a short one can be left; `every_index` does so form by form, in every way and with the memory watched.
    let some: Vec<Way> = ways(SHORT)
        .into_iter()
        .filter(|w| {
            !w.inside && [(2, Some(1)), (3, None), (8, Some(2))].contains(&(w.workers, w.chunk))
        })
        .collect();
    for stop in 0..SHORT {
        compare(&In::leaving(SHORT, stop, SHORT + 1), &some);
        compare(&In::leaving(SHORT, SHORT, stop), &some);
    }
    if long() {
        let mut random = Random(name.len() as u64);
        for round in 0..200 {
            let n = match round % 4 {
                0 => random.below(20),
                1 => random.below(300),
                2 => random.below(3000),
                _ => 1 << random.below(12),
            };
            let mode = [Mode::Auto, Mode::Parallel, Mode::Parallel][random.below(3)];
            let chunk = (random.below(4) > 0).then(|| 1 + random.below(n + 2));
            let way = Way {
                mode,
                workers: 1 + random.below(WIDTH),
                chunk,
                inside: random.below(4) == 0,
            };
            compare(&In::get(n, random.next() % 1_000_000), &[way]);
        }
    }
    assert!(wrong.is_empty(), "{name} differs:\n{}", wrong.join("\n"));
}
