#[amorsize::parallel]
fn numbered(words: &[&str], out: &mut [usize]) {
    let mut next = 0;
    for (i, w) in words.iter().enumerate() {
        out[i] = next;
        amorsize::ordered! {
            next += w.len();
        }
    }
}

fn main() {
    numbered(&["a"], &mut [0]);
}
