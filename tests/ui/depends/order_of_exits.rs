fn index(i: usize) -> Option<usize> {
    Some(i)
}

fn value(x: u64) -> Option<u64> {
    Some(x)
}

#[amorsize::parallel]
fn add(xs: &[(usize, u64)], v: &mut [u64]) -> Option<()> {
    for (i, x) in xs {
        v[index(*i)?] += value(*x)?;
    }
    Some(())
}

fn main() {}
