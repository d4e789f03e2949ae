#[amorsize::parallel]
fn fill(out: &[u64], xs: &[u64]) {
    for (i, x) in xs.iter().enumerate() {
        let to: &mut [u64] = unsafe { std::slice::from_raw_parts_mut(out.as_ptr() as *mut u64, out.len()) };
        to[i] = *x;
    }
}

fn main() {}
