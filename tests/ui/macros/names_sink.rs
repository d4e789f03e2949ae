macro_rules! add {
    ($to:ident, $e:expr) => { $to += $e };
}

#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        add!(total, *x);
        total += 1;
    }
    total
}

fn main() {}
