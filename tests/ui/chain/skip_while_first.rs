#[amorsize::parallel]
fn body(xs: &[u64]) -> Vec<u64> {
    xs.iter().skip_while(|x| **x == 0).map(|x| x * 2).collect()
}

fn main() {}
