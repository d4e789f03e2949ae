#[amorsize::parallel]
fn range(xs: &[u64]) -> (u64, u64) {
    let (mut low, mut high) = (u64::MAX, 0);
    for x in xs {
        if *x < low {
            low = *x;
        } else if *x > high {
            high = *x;
        }
    }
    (low, high)
}

fn main() {}
