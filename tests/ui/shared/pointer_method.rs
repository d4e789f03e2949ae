#[amorsize::parallel]
fn fill(out: usize, xs: &[u64]) {
    for (i, x) in xs.iter().enumerate() {
        let to = out as *mut u64;
        unsafe { to.add(i).write(*x) };
    }
}

fn main() {}
