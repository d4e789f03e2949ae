#[amorsize::parallel]
fn counts(xs: &[u64]) -> u64 {
    let mut total = 0;
    let mut add = |x: u64| total += x;
    for x in xs {
        let y = *x;
        add(y);
        add(y + 1);
    }
    total
}

fn main() {}
