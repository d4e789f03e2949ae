#![deny(deprecated)]

#[amorsize::parallel]
fn write(values: &[u64], hash: &mut u64) {
    for value in values {
        amorsize::ordered! {
            *hash = hash.rotate_left(5) ^ *value;
        }
    }
}

fn main() {
    write(&[], &mut 0);
}
