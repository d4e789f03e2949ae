// The block runs later: what it gives is not there yet.
#[amorsize::parallel]
fn firsts(words: &[&str]) -> usize {
    let mut seen = std::collections::HashSet::new();
    for w in words {
        let done = amorsize::ordered! {
            seen.insert(*w);
        };
        assert_eq!(done, ());
    }
    seen.len()
}

fn main() {
    firsts(&["a"]);
}
