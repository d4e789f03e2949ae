static mut COUNT: u64 = 0;

#[amorsize::parallel]
fn count(xs: &[u64]) {
    for _x in xs {
        unsafe {
            COUNT += 1;
        }
    }
}

fn main() {}
