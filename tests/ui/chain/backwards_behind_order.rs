#[amorsize::parallel]
fn every_third(xs: &[u64]) -> Vec<u64> {
    xs.iter().map(|x| x * 2).step_by(3).rev().collect()
}

fn main() {}
