#[amorsize::parallel]
fn halve(mut n: u64) -> u32 {
    let mut steps = 0;
    while n > 1 {
        n /= 2;
        steps += 1;
    }
    steps
}

fn main() {}
