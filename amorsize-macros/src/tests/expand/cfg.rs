#[amorsize::parallel]
fn positive(xs: &[i64]) -> i64 {
    let mut total = 0;
    for x in xs {
        #[cfg(feature = "loud")]
        if *x < 0 {
            println!("negative: {x}");
        }
        #[cfg(not(feature = "loud"))]
        let x = &x.abs();
        total ^= x;
    }
    total
}
