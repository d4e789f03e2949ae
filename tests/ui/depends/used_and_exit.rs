#[amorsize::parallel]
fn scale(v: &mut [f64], limit: f64) -> bool {
    for i in 0..v.len() {
        v[i] *= 2.0;
        if v[i] > limit {
            return false;
        }
    }
    true
}

fn main() {}
