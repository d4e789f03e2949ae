#![allow(static_mut_refs)]

static mut SEEN: Vec<u64> = Vec::new();

#[amorsize::parallel]
fn count(xs: &[u64]) {
    for x in xs {
        unsafe { SEEN.push(*x) };
    }
}

fn main() {}
