#[amorsize::parallel]
fn doubled(xs: &[u64]) -> Vec<u64> {
    #[parallel]
    let out: Vec<u64> = xs.iter().map(|x| x * 2).collect();
    out
}

fn main() {}
