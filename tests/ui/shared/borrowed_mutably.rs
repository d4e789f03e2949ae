fn add(total: &mut u64, x: u64) {
    *total += x;
}

#[amorsize::parallel]
fn counts(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        add(&mut total, *x);
    }
    total
}

fn main() {}
