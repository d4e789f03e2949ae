#[amorsize::parallel]
fn hash(xs: &[u64]) -> u64 {
    let mut hash = 7;
    for x in xs {
        hash *= 31;
        hash ^= x;
    }
    hash
}

fn main() {}
