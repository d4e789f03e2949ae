//! The programs. Each has its plain and its annotated functions from one text, in a `pair!`.

mod cg;
mod correlation;
mod csv;
mod ep;
mod gemm;
mod jacobi_2d;
mod k_means;
mod k_nucleotide;
mod mandelbrot;
mod mg;
mod n_body;
mod nas;
mod stencil;

use crate::judge::{Judge, Size};

/// One of the programs.
pub(crate) struct Program {
    pub(crate) name: &'static str,
}

/// All of them, in the order in which they are shown.
pub(crate) const PROGRAMS: &[Program] = &[
    Program { name: "ep" },
    Program { name: "cg" },
    Program { name: "mg" },
    Program { name: "jacobi-2d" },
    Program { name: "gemm" },
    Program {
        name: "correlation",
    },
    Program { name: "stencil" },
    Program { name: "n-body" },
    Program { name: "mandelbrot" },
    Program { name: "k-means" },
    Program {
        name: "k-nucleotide",
    },
    Program { name: "csv" },
];

/// Runs one program.
pub(crate) fn run(program: &Program, size: Size, judge: &mut impl Judge) {
    match program.name {
        "ep" => ep::run(size, judge),
        "cg" => cg::run(size, judge),
        "mg" => mg::run(size, judge),
        "jacobi-2d" => jacobi_2d::run(size, judge),
        "gemm" => gemm::run(size, judge),
        "correlation" => correlation::run(size, judge),
        "stencil" => stencil::run(size, judge),
        "n-body" => n_body::run(size, judge),
        "mandelbrot" => mandelbrot::run(size, judge),
        "k-means" => k_means::run(size, judge),
        "k-nucleotide" => k_nucleotide::run(size, judge),
        "csv" => csv::run(size, judge),
        other => unreachable!("no program {other}"),
    }
}
