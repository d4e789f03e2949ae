#[amorsize::parallel]
const fn sum(xs: &[u32]) -> u32 {
    let mut total = 0;
    let mut i = 0;
    while i < xs.len() {
        total += xs[i];
        i += 1;
    }
    total
}

fn main() {}
