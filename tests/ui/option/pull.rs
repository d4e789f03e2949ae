#[amorsize::parallel(pull = true)]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        total += x;
    }
    total
}

fn main() {}
