#[amorsize::parallel]
fn rising(xs: &[u64]) -> usize {
    let mut previous = 0;
    let mut count = 0;
    for x in xs {
        if *x > previous {
            count += 1;
        }
        previous = *x;
    }
    count
}

fn main() {}
