macro_rules! stop {
    ($($body:tt)*) => { $($body)* };
}

#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        stop!(if *x > 3 { break });
        total += x;
    }
    total
}

fn main() {}
