#[amorsize::parallel]
fn scatter(keys: &[usize], next: &mut [usize], sorted: &mut [usize]) {
    for i in 0..keys.len() {
        let key = keys[i];
        sorted[next[key]] = i;
        next[key] += 1;
    }
}

fn main() {
    scatter(&[1, 0], &mut [0, 1], &mut [0, 0]);
}
