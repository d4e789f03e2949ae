#[amorsize::parallel]
fn add(xs: &[u64], counts: &mut [u64], seen: &mut Vec<u64>) {
    for x in xs {
        counts[{
            seen.push(1);
            (x & 3) as usize
        }] += {
            seen.push(2);
            x
        };
    }
}

fn main() {}
