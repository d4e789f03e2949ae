// In place, on a flattened array: the row above is already new, the row below still old.
#[amorsize::parallel]
fn relax(u: &mut [f64], w: usize, h: usize) {
    for i in 1..h - 1 {
        for j in 1..w - 1 {
            u[i * w + j] = 0.25 * (u[(i - 1) * w + j] + u[(i + 1) * w + j] + u[i * w + j - 1] + u[i * w + j + 1]);
        }
    }
}

fn main() {
    relax(&mut [0.0; 9], 3, 3);
}
