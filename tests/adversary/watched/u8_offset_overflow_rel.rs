// right
// unchecked

twin! {
    fn f(xs: &[i64]) -> Vec<i64> {
        let mut out = vec![0; 300];
        for i in 0..100u8 {
            out[(i + 200) as usize] = i as i64;
        }
        out
    }
}
