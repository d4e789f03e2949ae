#[amorsize::parallel]
fn pairs(text: &str) -> u64 {
    let mut pairs = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if chars.peek() == Some(&c) {
            pairs += 1;
        }
    }
    pairs
}

fn main() {}
