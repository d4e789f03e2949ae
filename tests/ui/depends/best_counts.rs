#[amorsize::parallel]
fn records(xs: &[u64]) -> (u64, u64) {
    let (mut best, mut records) = (0, 0);
    for x in xs {
        if *x > best {
            best = *x;
            records += 1;
        }
    }
    (best, records)
}

fn main() {}
