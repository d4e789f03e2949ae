#[amorsize::parallel]
fn sum(xs: &[u64], ys: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs.iter().map(|x| x / 2).chain(ys.iter().copied()) {
        total ^= x;
    }
    for x in xs.iter().chain(ys.iter().filter(|y| **y > 2)).skip(1) {
        total ^= x;
    }
    total
}

fn main() {}
