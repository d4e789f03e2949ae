#[amorsize::parallel]
fn numbered(xs: &[u64]) -> Vec<usize> {
    let mut out = Vec::new();
    for _x in xs {
        out.push(out.len());
    }
    out
}

fn main() {}
