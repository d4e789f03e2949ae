#[amorsize::parallel]
fn both(xs: &[u64]) -> u64 {
    let mut total = 0;
    let mut last = 0;
    #[parallel]
    for x in xs {
        total ^= last;
        last = *x;
    }
    while total > 3 {
        total /= 2;
    }
    total
}

fn main() {}
