#[amorsize::parallel]
fn running(xs: &[u64]) -> Vec<String> {
    let mut total = 0;
    let mut out = Vec::new();
    for x in xs {
        total += x;
        out.push(format!("{total}"));
    }
    out
}

fn main() {}
