#[amorsize::parallel]
fn doubled(xs: &[u64]) -> Vec<u64> {
    xs.iter()
        .map(|x| {
            #[cfg(debug_assertions)]
            let x = &(x + 1);
            x * 2
        })
        .collect()
}

fn main() {}
