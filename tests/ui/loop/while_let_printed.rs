#[amorsize::parallel]
fn show(xs: &[u64]) {
    let mut it = xs.iter();
    while let Some(x) = it.next() {
        println!("{x} of {it:?}");
    }
}

fn main() {}
