#[amorsize::parallel]
fn sums(xs: &[u64]) -> (u64, u64) {
    let mut sums = (0, 0);
    for x in xs {
        sums.0 += x;
        if *x == 7 {
            sums = (0, 1);
        }
    }
    sums
}

fn main() {}
