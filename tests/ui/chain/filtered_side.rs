#[amorsize::parallel]
fn pairs(xs: &[u64], ys: &[u64]) -> Vec<u64> {
    xs.iter()
        .zip(ys.iter().filter(|y| **y > 0))
        .map(|(x, y)| x * y)
        .collect()
}

fn main() {}
