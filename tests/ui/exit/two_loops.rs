#[amorsize::parallel]
fn both(xs: &[u64]) -> u64 {
    let mut total = 0;
    let mut last = 0;
    for x in xs {
        total += x;
    }
    for x in xs {
        total ^= last;
        last = *x;
    }
    total
}

fn main() {}
