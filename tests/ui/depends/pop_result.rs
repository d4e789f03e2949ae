#[amorsize::parallel]
fn pair(xs: &[u64], mut rest: Vec<u64>) -> u64 {
    let mut total = 0;
    for x in xs {
        if let Some(y) = rest.pop() {
            total ^= x * y;
        }
    }
    total
}

fn main() {}
