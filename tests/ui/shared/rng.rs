struct Rng(u64);

fn sample(rng: &mut Rng) -> f64 {
    rng.0 as f64
}

#[amorsize::parallel]
fn noise(out: &mut [f64], rng: &mut Rng) {
    for i in 0..out.len() {
        out[i] = sample(&mut *rng);
    }
}

fn main() {}
