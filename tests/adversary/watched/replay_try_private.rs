// right or refused

#[derive(Debug, Default)]
pub struct W(Vec<i64>);
impl W {
    pub fn put(&mut self, x: i64) -> Result<(), String> {
        if self.0.len() > 5 {
            return Err(format!("full {x}"));
        }
        self.0.push(x);
        Ok(())
    }
}

twin! {
    fn f(xs: &[i64]) -> (W, Vec<i64>, i64, i64, Result<(), String>) {
        let mut w = W::default();
        let mut v = vec![];
        let mut o = 0;
        let mut last = 0;
        let r = (|| {
            for x in xs {
                v.push(*x);
                o ^= x;
                last = *x;
                w.put(*x)?;
            }
            Ok(())
        })();
        (w, v, o, last, r)
    }
}
