#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    #[parallel]
    {
        total += xs.len() as u64;
    }
    total
}

fn main() {}
