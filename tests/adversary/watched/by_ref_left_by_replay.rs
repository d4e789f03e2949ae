// refused: AMZ024

#[derive(Default)]
struct Sink(i64);

impl Sink {
    fn put(&mut self, x: i64) -> Result<(), i64> {
        self.0 ^= x;
        if self.0 % 7 == 3 { Err(self.0) } else { Ok(()) }
    }
}

twin! {
    fn f(xs: &[i64]) -> (Result<(), i64>, usize) {
        let mut sink = Sink::default();
        let mut it = xs.iter();
        let mut go = || -> Result<(), i64> {
            for x in &mut it {
                sink.put(*x ^ 1)?;
            }
            Ok(())
        };
        let end = go();
        (end, it.len())
    }
}
