#[amorsize::parallel]
fn distinct(words: &[&str], lengths: &mut [usize]) {
    let mut last = "";
    for (i, w) in words.iter().enumerate() {
        amorsize::ordered! {
            if last == *w {
                continue;
            }
            last = *w;
        }
        lengths[i] = w.len();
    }
}

fn main() {
    distinct(&["a"], &mut [0]);
}
