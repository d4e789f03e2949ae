#[amorsize::parallel]
fn lengths(words: &[String], out: &mut Vec<usize>) {
    for n in words.iter().filter(|w| !w.is_empty()).map(String::len) {
        out.push(n);
    }
}

#[amorsize::parallel]
fn until(words: &[String]) -> usize {
    let mut bytes = 0;
    for n in words.iter().map(String::len) {
        if n > 100 {
            break;
        }
        bytes += n;
    }
    bytes
}

#[amorsize::parallel]
fn header(lines: &[String], more: &[String], out: &mut Vec<usize>) {
    for length in lines.iter().chain(more).skip_while(|l| l.is_empty()).take_while(|l| !l.is_empty()).map(String::len) {
        out.push(length);
    }
}
