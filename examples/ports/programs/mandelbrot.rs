//! The Mandelbrot set as a bitmap, eight points a byte, row after row.

use crate::judge::{Judge, Size};

amorsize_tests_twin::pair! {
    #[amorsize::parallel]
    pub(crate) fn mandelbrot(size: usize, limit: u32) -> Vec<u8> {
        let row_bytes = size / 8;
        let mut bitmap = vec![0u8; size * row_bytes];
        for y in 0..size {
            let ci = 2.0 * y as f64 / size as f64 - 1.0;
            for xb in 0..row_bytes {
                let mut byte = 0u8;
                for bit in 0..8 {
                    let cr = 2.0 * (8 * xb + bit) as f64 / size as f64 - 1.5;
                    let (mut zr, mut zi) = (0.0, 0.0);
                    let mut inside = true;
                    for _ in 0..limit {
                        let (zr2, zi2) = (zr * zr, zi * zi);
                        if zr2 + zi2 > 4.0 {
                            inside = false;
                            break;
                        }
                        zi = 2.0 * zr * zi + ci;
                        zr = zr2 - zi2 + cr;
                    }
                    byte = byte << 1 | inside as u8;
                }
                bitmap[y * row_bytes + xb] = byte;
            }
        }
        bitmap
    }
}

pub(crate) fn run(size: Size, judge: &mut impl Judge) {
    let side = size.pick(40, 800);
    judge.compare(
        "mandelbrot",
        format!("{side} x {side}"),
        &|| plain::mandelbrot(side, 50),
        &|| annotated::mandelbrot(side, 50),
    );
}
