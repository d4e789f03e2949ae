#[amorsize::parallel]
fn prefix(v: &mut [f64]) {
    for i in 1..v.len() {
        v[i] = v[i] + v[i - 1];
    }
}

fn main() {}
