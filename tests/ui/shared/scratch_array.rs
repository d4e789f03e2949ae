#[amorsize::parallel]
fn rows(xs: &[f64]) -> Vec<f64> {
    let mut row = vec![0.0; 8];
    let mut out = Vec::new();
    for x in xs {
        for k in 0..8 {
            row[k] = x * k as f64;
        }
        out.push(row[3]);
    }
    out
}

fn main() {}
