#[amorsize::parallel]
fn first(xs: &[u64]) -> Option<usize> {
    xs.iter()
        .filter(|x| **x > 3)
        .enumerate()
        .find(|(_, x)| **x == 9)
        .map(|(i, _)| i)
}

fn main() {}
