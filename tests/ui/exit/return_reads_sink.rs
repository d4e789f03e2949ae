#[amorsize::parallel]
fn until(xs: &[u64], limit: u64) -> (u64, u64) {
    let mut total = 0;
    for x in xs {
        total += x;
        if *x > limit {
            return (total, *x);
        }
    }
    (total, 0)
}

fn main() {}
