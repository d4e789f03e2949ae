#[amorsize::parallel]
fn image(out: &mut [u64], w: usize, h: usize) {
    for y in 0..h {
        let base = y * w;
        for x in 0..w {
            out[base + x] = (x ^ y) as u64;
        }
    }
}
