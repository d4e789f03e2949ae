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
fn chk(x: i64) -> Result<i64, String> {
    if x > 120 { Err(format!("big {x}")) } else { Ok(x) }
}

twin! {
    fn f(xs: &[i64]) -> Result<W, String> {
        let mut w = W::default();
        for x in xs {
            let y = chk(*x)?;
            w.put(y)?;
        }
        Ok(w)
    }
}
