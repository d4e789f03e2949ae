#[amorsize::parallel]
fn shuffle(v: &mut [u32], at: &[usize], sum: &mut u32) {
    for i in 0..at.len() {
        v.swap(i, at[i]);
        *sum += v[i];
    }
}

fn main() {
    shuffle(&mut [1, 2, 3], &[2, 1, 0], &mut 0);
}
