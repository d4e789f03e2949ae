#[amorsize::parallel]
fn primes(candidates: &[u64]) -> Vec<u64> {
    let mut left = candidates.to_vec();
    for p in candidates {
        left.retain(|n| n == p || n % p != 0);
    }
    left
}

fn main() {}
