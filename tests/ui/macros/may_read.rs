#[amorsize::parallel]
fn last_of(xs: &[u64]) -> u64 {
    let mut last;
    last = 5;
    macro_rules! shown {
        ($x:expr) => {
            $x + 1
        };
    }
    for x in xs {
        last = shown!(*x);
    }
    last
}

fn main() {}
