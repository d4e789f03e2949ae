#[amorsize::parallel]
fn doubled(xs: &[u64]) -> u64 {
    #[parallel]
    let first = xs[0] * 2;
    first
}

fn main() {}
