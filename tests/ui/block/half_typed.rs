fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    amorsize::parallel_block! {
        for x in {
            total += x;
        }
    }
    total
}

fn main() {}
