fn add(total: &mut u64, x: u64) -> u64 {
    *total += x;
    *total
}

#[amorsize::parallel]
fn counts(xs: &[u64]) -> Vec<u64> {
    let mut total = 0;
    let mut all = vec![];
    for x in xs {
        all.push(add(&mut total, *x));
    }
    all
}

fn main() {}
