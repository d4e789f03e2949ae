// refused: AMZ024

twin! {
    fn f(xs: &[i64]) -> usize {
        let text = format!("{xs:?}");
        let mut parts = 0;
        let mut longest = 0;
        for part in text.split(|c: char| {
            parts += 1;
            c == ','
        }) {
            longest = longest.max(part.len());
        }
        longest + parts
    }
}
