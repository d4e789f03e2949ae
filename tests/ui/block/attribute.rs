fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    amorsize::parallel_block! {
        #![rayon(workers = 4)]
        for x in xs {
            total += x;
        }
    }
    total
}

fn main() {}
