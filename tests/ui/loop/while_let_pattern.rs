#[amorsize::parallel]
fn sum(items: Vec<Result<u64, String>>) -> u64 {
    let mut total = 0;
    let mut it = items.into_iter();
    while let Some(Ok(x)) = it.next() {
        total += x;
    }
    total
}

fn main() {}
