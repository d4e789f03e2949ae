#[amorsize::parallel]
fn pairs(xs: &[u64]) -> Vec<u64> {
    xs.iter().map(|x| x * 2).peekable().collect()
}

fn main() {}
