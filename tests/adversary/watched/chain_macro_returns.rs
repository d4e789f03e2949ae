// refused: AMZ020

macro_rules! positive {
    ($x:expr) => {
        if *$x <= 0 {
            return None;
        } else {
            Some(*$x)
        }
    };
}

twin! {
    fn f(xs: &[i64]) -> Vec<Option<i64>> {
        xs.iter().map(|x| { let _ = positive!({ if *x == 3 { return None; } x }); Some(*x) }).collect()
    }
}
