#[amorsize::parallel]
fn least(xs: &[u64]) -> (u64, u64) {
    let (mut best, mut worse) = (u64::MAX, 0);
    for x in xs {
        if *x < best {
            best = *x;
        } else {
            worse += 1;
        }
    }
    (best, worse)
}

fn main() {}
