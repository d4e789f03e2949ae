// right

twin! {
    fn f(xs: &[i64]) -> (i64, i64, i64, Vec<i64>) {
        let (mut last, mut all, mut most, mut out) = (0, 0, 0, vec![]);
        for x in xs {
            if *x == 17 {
                break;
            }
            amorsize::ordered! {
                if x % 9 == 4 {
                    out.push(1000);
                    break;
                }
                out.push(*x);
            }
            last = *x;
            all ^= x;
            most = most.max(*x);
        }
        (last, all, most, out)
    }
}
