#[amorsize::parallel]
fn shout(text: &str, out: &mut Vec<String>) {
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        out.push(word.to_uppercase());
    }
}

#[amorsize::parallel(pull)]
fn total(numbers: impl Iterator<Item = u64>) -> u64 {
    let mut total = 0;
    for n in numbers.skip(1) {
        total += n;
    }
    total
}
