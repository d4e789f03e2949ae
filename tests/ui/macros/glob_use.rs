mod names {
    pub const LIMIT: u64 = 3;
}

#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        use names::*;
        total += x + LIMIT;
    }
    total
}

fn main() {}
