#[amorsize::parallel]
fn everything(xs: &[f64], v: &mut [f64]) -> Vec<f64> {
    let mut hash = 1.0;
    let mut level = 0.0;
    let mut seen = std::collections::BTreeSet::new();
    let mut out = Vec::new();
    for i in 1..xs.len() {
        hash *= xs[i];
        hash += 1.0;
        level = level * 0.5 + xs[i];
        v[i] += v[i - 1];
        if seen.insert(i / 2) {
            out.push(level);
        }
    }
    for x in xs.iter().map(|x| *x > hash).peekable() {
        out.push(f64::from(u8::from(x)));
    }
    out
}

fn main() {}
