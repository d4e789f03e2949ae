#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    let mut it = xs.iter();
    #[parallel(pull)]
    while let Some(x) = it.next() {
        total += x;
    }
    total
}

fn main() {}
