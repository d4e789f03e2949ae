use std::io::Write;

#[amorsize::parallel]
fn report(xs: &[u64], out: &mut Vec<u8>) {
    for x in xs {
        let _ = writeln!(out, "{x}");
    }
}

fn main() {}
