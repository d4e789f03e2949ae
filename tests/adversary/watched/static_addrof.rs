// refused: AMZ018
// edition: 2021

static mut BUF: i64 = 0;
unsafe fn inc(x: *mut i64) {
    *x += 1;
}

twin! {
    fn f(xs: &[i64]) -> i64 {
        for x in xs {
            unsafe {
                inc(std::ptr::addr_of_mut!(BUF));
            }
        }
        0
    }
}
