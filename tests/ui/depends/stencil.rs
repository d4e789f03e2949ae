#[amorsize::parallel]
fn smooth(v: &mut [f64]) {
    for i in 1..v.len() - 1 {
        v[i] = (v[i - 1] + v[i] + v[i + 1]) / 3.0;
    }
}

fn main() {}
