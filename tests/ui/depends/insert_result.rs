#[amorsize::parallel]
fn unique(xs: &[u64]) -> Vec<u64> {
    let mut seen = std::collections::HashSet::new();
    let mut out = Vec::new();
    for x in xs {
        if seen.insert(*x) {
            out.push(*x);
        }
    }
    out
}

fn main() {}
