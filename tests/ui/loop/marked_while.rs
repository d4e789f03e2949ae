#[amorsize::parallel]
fn halve(mut n: u64, xs: &[u64]) -> u64 {
    let mut steps = 0;
    #[parallel]
    while n > 1 {
        n /= 2;
    }
    for x in xs {
        steps += x;
    }
    steps
}

fn main() {}
