macro_rules! tried {
    ($e:expr) => { $e };
}

#[amorsize::parallel]
fn sum(xs: &[Option<u64>]) -> Option<u64> {
    let mut total = 0;
    for x in xs {
        total += tried!((*x)?);
    }
    Some(total)
}

fn main() {}
