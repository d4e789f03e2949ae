#[amorsize::parallel]
fn scatter(keys: &[usize], next: &mut [usize], sorted: &mut [usize]) {
    for &k in keys {
        sorted[next[k]] = k;
        next[k] += 1;
    }
}

fn main() {
    scatter(&[1, 0], &mut [0, 1], &mut [0, 0]);
}
