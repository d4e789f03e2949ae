#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    #[parallel(scheduel = "static")]
    for x in xs {
        total += x;
    }
    total
}

fn main() {}
