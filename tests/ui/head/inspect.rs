#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs.iter().inspect(|x| drop(x)) {
        total += x;
    }
    total
}

fn main() {}
