// refused: AMZ033

// A worker would end the process before what earlier items printed is out.
#[cfg_attr(not(feature = "plain"), amorsize::parallel)]
fn f(xs: &[i32]) -> u64 {
    let mut count = 0;
    for x in xs {
        println!("{x}");
        if *x == 40 {
            std::process::exit(0);
        }
        count += 1;
    }
    count
}
fn run() {
    f(&[1, 2, 3]);
}
