#![deny(deprecated)]

fn work(k: u64) -> u64 {
    k
}

#[amorsize::parallel]
fn once(out: &mut Vec<u64>) {
    for k in 0..1 {
        out.push(work(k));
    }
}

fn main() {
    once(&mut Vec::new());
}
