#[amorsize::parallel]
fn prefix(xs: &[u64]) -> Vec<u64> {
    xs.iter()
        .scan(0, |total, x| {
            *total += x;
            Some(*total)
        })
        .collect()
}

fn main() {}
