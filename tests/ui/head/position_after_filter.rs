#[amorsize::parallel]
fn sum(xs: &[usize]) -> usize {
    let mut total = 0;
    for (k, x) in xs.iter().filter(|x| **x > 2).enumerate() {
        total += k * x;
    }
    total
}

fn main() {}
