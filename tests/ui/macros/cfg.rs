#[amorsize::parallel]
fn sum(xs: &[u64]) -> u64 {
    let mut total = 0;
    for x in xs {
        #[cfg_attr(windows, cold)]
        {
            total += x;
        }
        let tuple = (
            #[cfg(unix)]
            1,
        );
        total += tuple.0;
    }
    total
}

fn main() {}
