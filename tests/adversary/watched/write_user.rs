// right or refused

#[derive(Debug, Default)]
pub struct W(Vec<String>);
impl W {
    pub fn write_fmt(&mut self, a: std::fmt::Arguments<'_>) -> Result<(), ()> {
        if self.0.len() > 4 {
            return Err(());
        }
        self.0.push(a.to_string());
        Ok(())
    }
}

twin! {
    fn f(xs: &[i64]) -> Result<W, ()> {
        let mut s = W::default();
        for x in xs {
            write!(s, "{x}")?;
        }
        Ok(s)
    }
}
