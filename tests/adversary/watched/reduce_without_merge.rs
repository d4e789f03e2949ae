// refused: AMZ017

#[derive(Debug, Clone, PartialEq)]
struct Angle(i64);

#[cfg(not(feature = "plain"))]
#[amorsize::parallel(reduce(total: +))]
fn sum(xs: &[i64]) -> Angle {
    let mut total = Angle(0);
    for x in xs {
        total = Angle((total.0 + x).rem_euclid(360));
    }
    total
}

fn run() {
    #[cfg(not(feature = "plain"))]
    assert_eq!(sum(&[350, 20]), Angle(10));
}
