#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        macro_rules! add {
            () => { total += x };
        }
        add!();
    }
    total
}

fn main() {}
