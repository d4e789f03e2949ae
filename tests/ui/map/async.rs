#[amorsize::parallel(map)]
async fn score(x: &f64) -> f64 {
    *x
}

fn main() {}
