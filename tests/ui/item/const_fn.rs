#[amorsize::parallel]
const fn sum(xs: &[u32]) -> u32 {
    let mut total = 0;
    for x in xs {
        total += *x;
    }
    total
}

fn main() {}
