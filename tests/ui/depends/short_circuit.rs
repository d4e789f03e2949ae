#[amorsize::parallel]
fn all(xs: &[u64]) -> bool {
    let mut ok = true;
    for x in xs {
        ok = ok && *x > 3;
    }
    ok
}

fn main() {}
