//! A loop in a loop; with amorsize, an annotated function that calls another.

use super::compute::{rounds, spin};
use super::shapes::Slots;
use super::{Cell, Work, twins};
use crate::peers::{Peer, over};
use crate::place;

const ROWS: usize = 8;

twins! {
    #[amorsize::parallel]
    fn table(width: usize, rounds: u32, out: &mut [u64]) {
        for (y, line) in out.chunks_mut(width).enumerate() {
            row(y, rounds, line);
        }
    }

    #[amorsize::parallel]
    fn row(y: usize, rounds: u32, line: &mut [u64]) {
        for (x, o) in line.iter_mut().enumerate() {
            *o = spin(rounds).wrapping_add((x * y) as u64);
        }
    }
}

struct Nested {
    width: usize,
    rounds: u32,
    out: Vec<u64>,
}

impl Work for Nested {
    fn run(&mut self, peer: Peer) {
        let (width, rounds) = (self.width, self.rounds);
        let item = move |y: usize, x: usize| spin(rounds).wrapping_add((x * y) as u64);
        match peer {
            Peer::Plain | Peer::PlainAgain => plain::table(width, rounds, &mut self.out),
            Peer::Amorsize => annotated::table(width, rounds, &mut self.out),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                self.out
                    .par_chunks_mut(width)
                    .enumerate()
                    .for_each(|(y, row)| {
                        let row = row
                            .par_iter_mut()
                            .with_min_len(peer.min_len(width))
                            .enumerate();
                        row.for_each(|(x, o)| *o = item(y, x));
                    });
            }
            // One pool of paralight cannot be used inside itself, and orx-parallel 4.1.1 deadlocks: their inner loops are
            // plain.
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                let slots = Slots::new(&mut self.out);
                let pool = &mut *place::paralight(peer);
                (0..ROWS)
                    .into_par_iter()
                    .with_thread_pool(pool)
                    .for_each(|y| fill(&slots, y, width, 0..width, item));
            }
            Peer::Orx => {
                use orx_parallel::*;
                let slots = Slots::new(&mut self.out);
                (0..ROWS)
                    .par()
                    .for_each(|y| fill(&slots, y, width, 0..width, item));
            }
            // Commonware's strategy and OpenMP's callback are not entered twice either.
            Peer::Chili => {
                let slots = Slots::new(&mut self.out);
                over(peer, ROWS, 1, &|rows| {
                    for y in rows {
                        over(peer, width, 50, &|range| {
                            fill(&slots, y, width, range, item)
                        });
                    }
                });
            }
            _ => {
                let slots = Slots::new(&mut self.out);
                over(peer, ROWS, 1, &|rows| {
                    for y in rows {
                        fill(&slots, y, width, 0..width, item);
                    }
                });
            }
        }
    }

    fn digest(&self) -> u64 {
        super::digest(self.out.iter().copied())
    }
}

fn fill(
    slots: &Slots<u64>,
    y: usize,
    width: usize,
    range: std::ops::Range<usize>,
    item: impl Fn(usize, usize) -> u64,
) {
    // SAFETY: each row and range is visited once.
    let part = unsafe { slots.part(y * width + range.start..y * width + range.end) };
    for (o, x) in part.iter_mut().zip(range) {
        *o = item(y, x);
    }
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    for width in [10, 100, 1_000, 10_000] {
        cells.push(Cell::new("nested 8 x", width, |width| Nested {
            width,
            rounds: rounds(20.0),
            out: vec![0; ROWS * width],
        }));
    }
}
