#[amorsize::parallel]
fn prefix(xs: &[u64]) -> Vec<u64> {
    let mut total = 0;
    xs.iter()
        .map(|x| {
            total += x;
            total
        })
        .collect()
}

fn main() {}
