#[amorsize::parallel]
fn decay(xs: &[f64]) -> Vec<f64> {
    let mut level = 0.0;
    let mut out = Vec::new();
    for x in xs {
        level = level * 0.9 + x;
        out.push(level);
    }
    out
}

fn main() {}
