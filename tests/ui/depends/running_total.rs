#[amorsize::parallel]
fn running(xs: &[u64]) -> Vec<u64> {
    let mut total = 0;
    let mut out = Vec::new();
    for x in xs {
        total += x;
        out.push(total);
    }
    out
}

fn main() {}
