//! What a case needs: `twin!`, which makes the plain and the annotated function of one text, and the comparison of the two.

use amorsize::{Mode, with_mode};
use std::cell::Cell;
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;

const LENGTHS: [usize; 9] = [0, 1, 2, 3, 7, 10, 64, 100, 1000];
const CHUNKS: [usize; 5] = [1, 2, 3, 10, 5000];

thread_local! {
    static CHOICE: Cell<(usize, usize)> = const { Cell::new((2, 3)) };
    static DRIVING: Cell<bool> = const { Cell::new(false) };
}

/// What `workers = …` of an annotated function reads.
pub fn workers() -> usize {
    CHOICE.get().0
}

/// What `chunk = …` of an annotated function reads.
pub fn chunk() -> usize {
    CHOICE.get().1
}

/// Enough threads for four participants, and silence about panics that belong to a case.
fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let built = rayon::ThreadPoolBuilder::new()
            .num_threads(4)
            .thread_name(|n| format!("pool-{n}"))
            .build_global();
        built.expect("the first pool of this process");
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let on_pool = std::thread::current()
                .name()
                .is_some_and(|name| name.starts_with("pool-"));
            if !on_pool && !DRIVING.get() {
                usual(info);
            }
        }));
    });
}

/// The value as text, or the panic.
fn outcome<T: Debug>(run: impl FnOnce() -> T) -> String {
    let before = DRIVING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    DRIVING.set(before);
    match result {
        Ok(value) => format!("{value:?}"),
        Err(payload) => {
            let text = payload.downcast_ref::<String>().cloned();
            let text = text.or_else(|| {
                payload
                    .downcast_ref::<&str>()
                    .map(|text| (*text).to_owned())
            });
            format!("panic: {}", text.unwrap_or_default())
        }
    }
}

/// Numbers from -50 to 149, the same for every run.
fn input(n: usize) -> Vec<i64> {
    let mut state = 12345 + n as u64;
    let next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((state >> 40) % 200) as i64 - 50
    };
    std::iter::repeat_with(next).take(n).collect()
}

/// Runs both functions over every length, forced and not, in several cuts; they must not differ.
pub fn compare<T: Debug>(plain: fn(&[i64]) -> T, annotated: fn(&[i64]) -> T) {
    prepare();
    for n in LENGTHS {
        let xs = input(n);
        let expected = outcome(|| plain(&xs));
        for mode in [Mode::Serial, Mode::Auto, Mode::Parallel] {
            for (round, chunk) in CHUNKS.into_iter().enumerate() {
                CHOICE.set((1 + round % 4, chunk));
                let got = outcome(|| with_mode(mode, || annotated(&xs)));
                assert!(
                    got == expected,
                    "n = {n}, {mode:?}, workers = {}, chunk = {chunk}\n  plain:     {expected:.400}\n  annotated: {got:.400}",
                    workers(),
                );
            }
        }
    }
}

/// The plain and the annotated function of one text, and the comparison.
macro_rules! twin {
    ($(#[$attribute:meta])* fn $name:ident $($rest:tt)*) => {
        mod plain {
            #[allow(unused_imports)]
            use super::*;
            pub fn $name $($rest)*
        }
        #[cfg(not(feature = "plain"))]
        mod annotated {
            #[allow(unused_imports)]
            use super::*;
            #[amorsize::parallel(workers = crate::kit::workers(), chunk = crate::kit::chunk())]
            $(#[$attribute])*
            pub fn $name $($rest)*
        }
        #[cfg(not(feature = "plain"))]
        #[test]
        fn same() {
            run();
        }
        #[cfg(not(feature = "plain"))]
        pub fn run() {
            crate::kit::compare(plain::$name, annotated::$name);
        }
        #[cfg(feature = "plain")]
        pub fn run() {
            _ = plain::$name;
        }
    };
}
