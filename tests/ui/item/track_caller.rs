#[amorsize::parallel]
#[track_caller]
fn total(xs: &[Option<u32>]) -> u32 {
    let mut total = 0;
    for x in xs {
        total ^= x.unwrap();
    }
    total
}

fn main() {}
