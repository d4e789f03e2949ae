// refused: AMZ018
// edition: 2021

// In an `unsafe fn` of this edition no block marks the write through a pointer.
#[cfg_attr(not(feature = "plain"), amorsize::parallel)]
pub unsafe fn spread(xs: &[i64], address: usize) {
    for x in xs {
        let q = address as *mut i64;
        *q = *q * 3 + x;
    }
}

pub fn run() {}
