#![deny(deprecated)]

#[amorsize::parallel]
fn table(w: usize, out: &mut Vec<u64>) {
    #[parallel]
    for y in 0..10 {
        #[parallel]
        for x in 0..w {
            out.push((x * y) as u64);
        }
    }
}

fn main() {
    table(0, &mut Vec::new());
}
