#![allow(non_upper_case_globals)]

static mut counter: u64 = 0;

#[amorsize::parallel]
fn count(xs: &[u64]) {
    for x in xs {
        unsafe { counter += x };
    }
}

fn main() {}
