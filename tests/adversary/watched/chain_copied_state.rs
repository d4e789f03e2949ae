// refused: AMZ011

#[derive(Clone, Copy)]
pub struct Rng(u64);
impl Rng {
    pub fn draw(&mut self) -> i64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1);
        (self.0 >> 40) as i64
    }
}

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut rng = Rng(7);
        xs.iter()
            .map(move |x| {
                rng.draw();
                x + rng.draw()
            })
            .collect()
    }
}
