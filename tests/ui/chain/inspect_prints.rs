#[amorsize::parallel]
fn loud(xs: &[u64]) -> u64 {
    xs.iter().inspect(|x| println!("{x}")).sum()
}

fn main() {}
