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
    fn f(xs: &[i64]) -> W {
        let mut w = W::default();
        for x in xs {
            w.put(*x).unwrap();
        }
        w
    }
}
