#[amorsize::parallel]
fn fill(xs: &[Option<u64>]) -> Vec<u64> {
    let mut last = 0;
    let mut out = Vec::new();
    for x in xs {
        if let Some(x) = x {
            last = *x;
        }
        out.push(last);
    }
    out
}

fn main() {}
