struct Rng(u64);
impl Rng {
    fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

#[amorsize::parallel]
fn noise(xs: &[u64]) -> Vec<u64> {
    let mut rng = Rng(1);
    xs.iter().map(|x| x + rng.next()).collect()
}

fn main() {}
