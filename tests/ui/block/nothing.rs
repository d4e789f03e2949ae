fn sum(xs: &[u64]) -> u64 {
    amorsize::parallel_block! {
        xs.len() as u64
    }
}

fn main() {}
