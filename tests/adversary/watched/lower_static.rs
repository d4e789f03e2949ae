// refused: AMZ018
// edition: 2021

static mut counter: i64 = 0;

twin! {
    fn f(xs: &[i64]) -> i64 {
        for x in xs {
            unsafe {
                counter += x;
            }
        }
        0
    }
}
