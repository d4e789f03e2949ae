// refused: AMZ015

#[cfg_attr(not(feature = "plain"), amorsize::parallel(local(buf = Vec::new())))]
fn f(xs: &[i64]) -> (Vec<i64>, i64) {
    let mut buf: Vec<i64> = vec![];
    let mut t = 0i64;
    for x in xs {
        buf.clear();
        buf.push(*x);
        amorsize::ordered! { t += buf[0] * t; }
    }
    (buf, t)
}
fn run() {}
