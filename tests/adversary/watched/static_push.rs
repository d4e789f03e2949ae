// refused: AMZ018
// edition: 2021

static mut BUF: Vec<i64> = Vec::new();

twin! {
    fn f(xs: &[i64]) -> i64 {
        for x in xs {
            unsafe {
                BUF.push(*x);
            }
        }
        0
    }
}
