fn make() -> impl Fn(&usize) -> usize {
    |x| x + 1
}

#[amorsize::parallel]
fn sum(xs: &[usize]) -> usize {
    let mut total = 0;
    for x in xs.iter().map(make()) {
        total += x;
    }
    total
}

fn main() {}
