#[amorsize::parallel]
fn doubled(xs: &[u64]) -> Vec<u64> {
    #[parallel]
    let out = vec![xs.len() as u64];
    out
}

fn main() {}
