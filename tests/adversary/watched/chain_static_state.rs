// refused: AMZ018

static mut LAST: i64 = 0;

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        xs.iter().map(|x| unsafe { let before = LAST; LAST = *x; before }).collect()
    }
}
