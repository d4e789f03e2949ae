#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        #[cfg(unix)]
        let x = &(x + 1);
        #[cfg(windows)]
        let x = &(x + 2);
        #[cfg(test)]
        let x = &(x + 3);
        #[cfg_attr(debug_assertions, cfg(miri))]
        let x = &(x + 4);
        total += x;
    }
    total
}

fn main() {}
