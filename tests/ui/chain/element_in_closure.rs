#[amorsize::parallel]
fn doubled(xs: &[u64], out: &mut [u64]) -> u64 {
    xs.iter()
        .enumerate()
        .map(|(i, x)| {
            out[i] = x * 2;
            x
        })
        .sum()
}

fn main() {}
