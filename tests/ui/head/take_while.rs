#[amorsize::parallel]
fn sum(xs: &[u64], pair: &[u64]) -> u64 {
    let mut total = 0;
    for (x, y) in xs.iter().take_while(|x| **x > 2).zip(pair) {
        total ^= x ^ y;
    }
    let limit = 3;
    for x in xs.iter().map_while(move |x| x.checked_sub(limit)) {
        total ^= x;
    }
    total
}

fn main() {}
