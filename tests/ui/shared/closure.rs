#[amorsize::parallel]
fn counts(xs: &[u64]) -> Vec<u64> {
    let mut total = 0;
    let mut add = |x: u64| {
        total += x;
        total
    };
    let mut all = vec![];
    for x in xs {
        all.push(add(*x));
    }
    all
}

fn main() {}
