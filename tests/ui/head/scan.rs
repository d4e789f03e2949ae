#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs.iter().scan(0, |s, x| { *s += x; Some(*s) }) {
        total += x;
    }
    total
}

fn main() {}
