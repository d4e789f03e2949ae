// refused: multiple `write_fmt` found

mod texts {
    use std::fmt::Arguments;
    pub trait Quote {
        fn write_fmt(&mut self, text: Arguments<'_>) -> Result<(), ()>;
    }
    impl Quote for String {
        fn write_fmt(&mut self, text: Arguments<'_>) -> Result<(), ()> {
            self.push('"');
            std::fmt::Write::write_fmt(self, text).map_err(|_| ())
        }
    }
}
use texts::Quote;

twin! {
    fn f(xs: &[i64]) -> String {
        let mut s = String::new();
        for x in xs {
            write!(s, "{x}").unwrap();
        }
        s
    }
}
