//! An image: drawn from noise, sharpened with a 3x3 filter, tone-mapped, written as PNG.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use crate::twin::twin;

pub(crate) const WIDTH: usize = 960;
pub(crate) const HEIGHT: usize = 540;

/// Linear light: red, green, blue.
pub(crate) type Light = [f32; 3];

twin! {
    /// Draws the scene, row by row.
    fn draw() -> Vec<Light> {
        let mut pixels = vec![[0.0; 3]; WIDTH * HEIGHT];
        for (y, row) in pixels.chunks_mut(WIDTH).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = light(x as f32 / HEIGHT as f32, y as f32 / HEIGHT as f32);
            }
        }
        pixels
    }

    /// Sharpens (3x3), maps light to what a screen shows; `tones` is the table from [`tone_table`](plain::tone_table).
    fn develop(pixels: &[Light], tones: &[u8]) -> Vec<[u8; 3]> {
        let mut out = vec![[0; 3]; pixels.len()];
        for (y, row) in out.chunks_mut(WIDTH).enumerate() {
            for (x, shown) in row.iter_mut().enumerate() {
                let sharp = sharpened(pixels, x, y);
                for (shown, light) in shown.iter_mut().zip(sharp) {
                    let light = (light / (1.0 + light)).clamp(0.0, 1.0);
                    *shown = tones[(light * (tones.len() - 1) as f32) as usize];
                }
            }
        }
        out
    }

    /// The curve of a screen as a table. Short, and called once per image: it stays serial.
    #[allow(clippy::needless_range_loop)] // `out[i] = …` over a range is a form to be shown
    fn tone_table(entries: usize) -> Vec<u8> {
        let mut out = vec![0; entries];
        for i in 0..entries {
            let light = i as f32 / (entries - 1) as f32;
            out[i] = (light.powf(1.0 / 2.2) * 255.0 + 0.5) as u8;
        }
        out
    }

    /// How many pixels there are of each brightness.
    fn histogram(shown: &[[u8; 3]]) -> Vec<u64> {
        let mut counts = vec![0u64; 256];
        for [red, green, blue] in shown {
            let brightness = (u32::from(*red) * 54 + u32::from(*green) * 183 + u32::from(*blue) * 19) >> 8;
            counts[brightness as usize] += 1;
        }
        counts
    }
}

/// Writes the image, and makes the directory if need be.
///
/// # Errors
///
/// What the file system says.
pub(crate) fn write(path: &Path, shown: &[[u8; 3]]) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let mut encoder = png::Encoder::new(
        BufWriter::new(File::create(path)?),
        WIDTH as u32,
        HEIGHT as u32,
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(shown.as_flattened())?;
    Ok(writer.finish()?)
}

fn sharpened(pixels: &[Light], x: usize, y: usize) -> Light {
    const KERNEL: [[f32; 3]; 3] = [
        [-0.06, -0.12, -0.06],
        [-0.12, 1.72, -0.12],
        [-0.06, -0.12, -0.06],
    ];
    let mut sum = [0.0f32; 3];
    for (dy, weights) in KERNEL.iter().enumerate() {
        let row = (y + dy).saturating_sub(1).min(HEIGHT - 1) * WIDTH;
        for (dx, weight) in weights.iter().enumerate() {
            let pixel = pixels[row + (x + dx).saturating_sub(1).min(WIDTH - 1)];
            for (sum, light) in sum.iter_mut().zip(pixel) {
                *sum += weight * light;
            }
        }
    }
    sum.map(|light| light.max(0.0))
}

/// Ridges of mountains in haze, under a sun.
fn light(x: f32, y: f32) -> Light {
    let (dx, dy) = (x - 1.25, y - 0.3);
    let away = (dx * dx + dy * dy).sqrt();
    let glow = 0.08 / (away + 0.03) + if away < 0.07 { 3.0 } else { 0.0 };
    let sky = 0.25 + 0.5 * y;
    let mut colour = [
        sky * 1.1 + glow,
        sky * 0.9 + glow * 0.7,
        0.75 - 0.2 * y + glow * 0.3,
    ];
    for ridge in 0..5u32 {
        let near = ridge as f32 / 4.0;
        let top = 0.42 + 0.13 * ridge as f32
            - 0.22 * noise(x * (1.5 + near) + 7.0 * ridge as f32, near, 4);
        if y > top {
            let haze = (1.0 - near) * (0.8 + 0.2 * noise(x * 6.0, y * 6.0 + near, 2));
            let grain = 0.6 + 0.8 * noise(x * 14.0, y * 26.0 + near * 50.0, 3);
            let rock = [0.10 * grain, 0.14 * grain, 0.16 * grain];
            for (colour, rock) in colour.iter_mut().zip(rock) {
                *colour = *colour * 0.75 * haze + rock * (1.0 - haze);
            }
        }
    }
    colour
}

/// Value noise in 0..1: several octaves of smoothly joined random lattice points.
fn noise(x: f32, y: f32, octaves: u32) -> f32 {
    let (mut sum, mut weight, mut scale) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        let (x, y) = (x * scale, y * scale);
        let (left, top) = (x.floor(), y.floor());
        let (u, v) = (smooth(x - left), smooth(y - top));
        let at = |dx: i32, dy: i32| lattice(left as i32 + dx, top as i32 + dy, octave);
        let (upper, lower) = (mix(at(0, 0), at(1, 0), u), mix(at(0, 1), at(1, 1), u));
        sum += weight * mix(upper, lower, v);
        weight *= 0.5;
        scale *= 2.03;
    }
    sum
}

fn lattice(x: i32, y: i32, octave: u32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x9e37_79b1)
        ^ (y as u32).wrapping_mul(0x85eb_ca77)
        ^ octave.wrapping_mul(0xc2b2_ae3d);
    h = (h ^ (h >> 15)).wrapping_mul(0x2c1b_3c6d);
    h = (h ^ (h >> 12)).wrapping_mul(0x297a_2d39);
    (h >> 8) as f32 / (1 << 24) as f32
}

fn smooth(t: f32) -> f32 {
    t * t * (3.0 - 2.0 * t)
}

fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}
