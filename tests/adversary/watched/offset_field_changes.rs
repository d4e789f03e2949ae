// refused: AMZ011

#[derive(Debug)]
pub struct S {
    lo: usize,
    out: Vec<i64>,
}

twin! {
    fn f(xs: &[i64]) -> S {
        let n = xs.len();
        let mut s = S { lo: 0, out: vec![0; 2 * n + 1] };
        for i in 0..n {
            s.out[i + s.lo] = xs[i];
            s.lo += 1;
        }
        s
    }
}
