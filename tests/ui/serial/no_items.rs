#![deny(deprecated)]

#[amorsize::parallel]
fn nothing(out: &mut Vec<u64>) {
    for i in 0..0 {
        out.push(i);
    }
}

fn main() {
    nothing(&mut Vec::new());
}
