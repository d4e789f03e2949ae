struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0
    }
}

fn roll(rng: &mut Rng) -> u64 {
    rng.next() % 6
}

#[amorsize::parallel]
fn rolls(n: usize, rng: &mut Rng) -> Vec<u64> {
    let mut all = vec![];
    for _ in 0..n {
        all.push(roll(rng));
    }
    all
}

#[amorsize::parallel]
fn noise(out: &mut [u64], mut rng: Rng) {
    for i in 0..out.len() {
        out[i] = rng.next();
    }
}

fn main() {
    rolls(3, &mut Rng(1));
    noise(&mut [0; 3], Rng(2));
}
