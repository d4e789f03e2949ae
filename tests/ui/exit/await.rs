async fn get(x: u64) -> u64 {
    x
}

#[amorsize::parallel]
async fn fetch(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        total += get(*x).await;
    }
    total
}

fn main() {}
