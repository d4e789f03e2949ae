struct Rng(u64);

impl Rng {
    fn advance(&mut self, by: u64) {
        self.0 += by;
    }
}

#[amorsize::parallel]
fn noise(xs: &[u64], mut rng: Rng) -> u64 {
    let mut total = 0;
    for x in xs {
        rng.advance(*x);
        total ^= rng.0;
    }
    total
}

fn main() {}
