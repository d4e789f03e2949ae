#[amorsize::parallel]
fn sum(xs: &[usize]) -> usize {
    let mut total = 0;
    let mut count = 0;
    for x in xs.iter().map(move |x| { count += 1; x * count }) {
        total += x;
    }
    total
}

fn main() {}
