#[amorsize::parallel]
fn doubled(xs: &[u64]) -> Vec<u64> {
    xs.iter()
        .map(|x| {
            #[cfg_attr(windows, cold)]
            let _y = x + 1;
            let pair = (
                #[cfg(debug_assertions)]
                1,
            );
            x * 2 + pair.0
        })
        .collect()
}

fn main() {}
