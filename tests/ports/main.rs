//! The programs of `examples/ports` in every mode, bit for bit; one test for each. Small, unless `AMORSIZE_LONG=1`.

#![allow(clippy::all, deprecated)]

#[path = "../../examples/ports/judge.rs"]
mod judge;
#[path = "../../examples/ports/programs/mod.rs"]
mod programs;

use amorsize::{Mode, with_mode};
use judge::{Judge, Size};
use std::sync::Once;

/// Compares results, in every mode, with enough participants for chunks to meet.
struct Modes {
    wrong: Vec<String>,
    compared: usize,
}

impl Judge for Modes {
    fn compare<T: PartialEq>(
        &mut self,
        what: &str,
        size: String,
        plain: &dyn Fn() -> T,
        annotated: &dyn Fn() -> T,
    ) -> T {
        let expected = plain();
        for mode in [Mode::Serial, Mode::Parallel, Mode::Auto] {
            for _ in 0..3 {
                self.compared += 1;
                if with_mode(mode, annotated) != expected {
                    self.wrong.push(format!("{what}, {size}, {mode:?}"));
                }
            }
        }
        expected
    }

    fn verify(&mut self, what: &str, good: bool, text: String) {
        if !good {
            self.wrong.push(format!("{what}: {text}"));
        }
    }
}

fn run(name: &str) {
    static POOL: Once = Once::new();
    POOL.call_once(|| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(5)
            .build_global()
            .expect("the first pool");
    });
    let program = programs::PROGRAMS
        .iter()
        .find(|p| p.name == name)
        .expect("a program");
    let mut modes = Modes {
        wrong: Vec::new(),
        compared: 0,
    };
    let long = std::env::var_os("AMORSIZE_LONG").is_some_and(|v| v != "0");
    let size = if long { Size::Real } else { Size::Small };
    programs::run(program, size, &mut modes);
    assert!(modes.compared > 0, "{name} compares nothing");
    assert!(modes.wrong.is_empty(), "different: {:#?}", modes.wrong);
}

macro_rules! tests {
    ($($test:ident $name:literal)*) => {
        $( #[test] fn $test() { run($name); } )*

        #[test]
        fn every_program_has_a_test() {
            let names: Vec<&str> = programs::PROGRAMS.iter().map(|p| p.name).collect();
            assert_eq!(names, [$($name),*]);
        }
    };
}

tests! {
    ep "ep"
    cg "cg"
    mg "mg"
    jacobi_2d "jacobi-2d"
    gemm "gemm"
    correlation "correlation"
    stencil "stencil"
    n_body "n-body"
    mandelbrot "mandelbrot"
    k_means "k-means"
    k_nucleotide "k-nucleotide"
    csv "csv"
}
