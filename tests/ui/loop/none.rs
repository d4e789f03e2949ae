#[amorsize::parallel]
fn first(xs: &[u64]) -> Option<u64> {
    xs.first().copied()
}

fn main() {}
