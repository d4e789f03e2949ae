#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    #[parallel]
    if xs.len() > 3 {
        total += 1;
    }
    total
}

fn main() {}
