use std::sync::atomic::{AtomicU64, Ordering};

#[amorsize::parallel]
fn numbered(xs: &[u64]) -> Vec<u64> {
    let mut out = Vec::new();
    for x in xs {
        static CALLS: AtomicU64 = AtomicU64::new(0);
        CALLS.fetch_add(1, Ordering::Relaxed);
        out.push(*x);
    }
    out
}

fn main() {}
