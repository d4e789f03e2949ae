//! A pixel map and a 3 x 3 filter in the manner of the crate imageproc, on square images. The rayon twin goes by rows, as
//! one would write it by hand.

use super::shapes::Slots;
use super::{Cell, Work, twins};
use crate::peers::{Peer, over};
use crate::place;

twins! {
    #[amorsize::parallel]
    fn grey(side: usize, image: &[u8], out: &mut [u8]) {
        for (y, line) in out.chunks_mut(side).enumerate() {
            grey_row(y, side, image, line);
        }
    }

    #[amorsize::parallel]
    fn blur(side: usize, image: &[u8], out: &mut [u8]) {
        for (y, line) in out.chunks_mut(side).enumerate() {
            blur_row(y, side, image, line);
        }
    }
}

/// Luma of the RGB pixels of one row.
fn grey_row(y: usize, side: usize, image: &[u8], line: &mut [u8]) {
    let row = &image[y * side * 3..(y + 1) * side * 3];
    for (o, pixel) in line.iter_mut().zip(row.chunks_exact(3)) {
        let luma =
            2126 * u32::from(pixel[0]) + 7152 * u32::from(pixel[1]) + 722 * u32::from(pixel[2]);
        *o = (luma / 10_000) as u8;
    }
}

/// Row `y` of a grey image under a 3 x 3 kernel, the border repeated.
fn blur_row(y: usize, side: usize, image: &[u8], line: &mut [u8]) {
    const KERNEL: [[u32; 3]; 3] = [[1, 2, 1], [2, 4, 2], [1, 2, 1]];
    let rows =
        [y.saturating_sub(1), y, (y + 1).min(side - 1)].map(|y| &image[y * side..(y + 1) * side]);
    for (x, o) in line.iter_mut().enumerate() {
        let columns = [x.saturating_sub(1), x, (x + 1).min(side - 1)];
        let mut sum = 0;
        for (row, weights) in rows.iter().zip(KERNEL) {
            for (column, weight) in columns.iter().zip(weights) {
                sum += u32::from(row[*column]) * weight;
            }
        }
        *o = (sum / 16) as u8;
    }
}

type Row = fn(usize, usize, &[u8], &mut [u8]);
type Whole = fn(usize, &[u8], &mut [u8]);

struct Image<R> {
    side: usize,
    image: Vec<u8>,
    out: Vec<u8>,
    /// Nanoseconds of a pixel, about.
    pixel: f64,
    row: R,
    plain: Whole,
    annotated: Whole,
}

impl<R: Fn(usize, usize, &[u8], &mut [u8]) + Sync + Send + Copy> Work for Image<R> {
    fn run(&mut self, peer: Peer) {
        let (side, image, row) = (self.side, &self.image[..], self.row);
        let slots = Slots::new(&mut self.out);
        let line = |y: usize| {
            // SAFETY: each row is visited once.
            row(y, side, image, unsafe {
                slots.part(y * side..(y + 1) * side)
            });
        };
        match peer {
            Peer::Plain | Peer::PlainAgain => (self.plain)(side, image, &mut self.out),
            Peer::Amorsize => (self.annotated)(side, image, &mut self.out),
            _ if peer.is_rayon() => {
                use rayon::prelude::*;
                let rows = self
                    .out
                    .par_chunks_mut(side)
                    .enumerate()
                    .with_min_len(peer.min_len(side));
                rows.for_each(|(y, line)| row(y, side, image, line));
            }
            Peer::Paralight | Peer::ParalightFixed => {
                use paralight::prelude::*;
                (0..side)
                    .into_par_iter()
                    .with_thread_pool(&mut *place::paralight(peer))
                    .for_each(line);
            }
            Peer::Orx => {
                use orx_parallel::*;
                (0..side).par().for_each(line);
            }
            _ => {
                let grain = (1000.0 / (self.pixel * side as f64)).ceil() as usize;
                over(peer, side, grain, &|rows| rows.for_each(line));
            }
        }
    }

    fn digest(&self) -> u64 {
        super::digest(self.out.iter().map(|&byte| u64::from(byte)))
    }
}

pub(super) fn cells(cells: &mut Vec<Cell>) {
    let noise = |n: usize| {
        (0..n as u32)
            .map(|i| (i.wrapping_mul(0x9E37_79B1) >> 20) as u8)
            .collect::<Vec<u8>>()
    };
    for side in [16, 64, 128, 256, 1024, 2048] {
        cells.push(Cell::new("grey image", side, move |side| Image {
            side,
            image: noise(3 * side * side),
            out: vec![0; side * side],
            pixel: 1.0,
            row: grey_row as Row,
            plain: plain::grey,
            annotated: annotated::grey,
        }));
        cells.push(Cell::new("3x3 filter", side, move |side| Image {
            side,
            image: noise(side * side),
            out: vec![0; side * side],
            pixel: 3.0,
            row: blur_row as Row,
            plain: plain::blur,
            annotated: annotated::blur,
        }));
    }
}
