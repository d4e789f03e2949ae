#[amorsize::parallel]
fn numbered(xs: &[u64]) -> Vec<u64> {
    let mut count = 0;
    xs.iter()
        .map(move |x| {
            count += 1;
            x * count
        })
        .collect()
}

fn main() {}
