#[amorsize::parallel]
fn lengths(words: &[&str]) -> Vec<usize> {
    let mut text = String::new();
    let mut out = Vec::new();
    for word in words {
        text.clear();
        text.push_str(word);
        out.push(text.len());
    }
    out
}

fn main() {}
