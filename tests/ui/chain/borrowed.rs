fn step(state: &mut u64, x: u64) -> u64 {
    *state ^= x;
    *state
}

#[amorsize::parallel]
fn mixed(xs: &[u64]) -> u64 {
    let mut state = 7;
    xs.iter().map(|x| step(&mut state, *x)).sum()
}

fn main() {}
