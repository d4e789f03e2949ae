static mut COUNT: u64 = 0;

unsafe fn add(to: *mut u64, x: u64) {
    unsafe { *to += x };
}

#[amorsize::parallel]
fn count(xs: &[u64]) {
    for x in xs {
        unsafe { add(&raw mut COUNT, *x) };
    }
}

fn main() {}
