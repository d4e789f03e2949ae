//! Forms that were refused or misread once.
use crate::input::In;
use crate::replays::Journal;
use amorsize_tests_twin::twin;

twin! { forms;
    // Assigned as a whole, read as a field.
    #[amorsize::parallel]
    fn structs(x: &In) -> ((i32, f64), Vec<(i32, f64)>) {
        let mut t = (0, 0.0);
        let mut v = vec![];
        for (i, f) in x.small.iter().zip(&x.f) { t = (*i, *f); v.push((t.0 + 1, t.1)); }
        (t, v)
    }

    #[amorsize::parallel]
    fn zip_of_two_collections(x: &In) -> Vec<(usize, i32)> {
        let mut v = vec![];
        for (a, b) in std::iter::zip(&x.at, &x.small) { v.push((*a, *b + 1)); }
        for (a, b) in std::iter::zip(x.at.clone(), x.small.iter().skip(1)).rev() { v.push((a, *b + 1)); }
        v
    }

    #[amorsize::parallel]
    fn text_plus_text(x: &In) -> String {
        let mut s = String::from(">");
        for t in &x.words { s = s + t; s = s + "-"; }
        s
    }

    #[amorsize::parallel]
    fn written(x: &In) -> String {
        use std::fmt::Write;
        let mut s = String::new();
        for (k, w) in x.words.iter().enumerate() { write!(s, "{k}:{w};").unwrap(); writeln!(s, "{:>5}", x.small[k]).expect("fine"); }
        s
    }

    #[amorsize::parallel]
    fn mutable_item_in_a_tuple(x: &In) -> Vec<String> {
        let mut v = vec![];
        for (mut a, w) in x.small.iter().copied().zip(x.words.clone()) { a += 1; v.push(format!("{a}{w}")); }
        v
    }

    #[amorsize::parallel]
    fn marker_on_a_while(x: &In) -> (i32, i32) {
        let (mut a, mut b) = (0, 1);
        for i in &x.small { a ^= i; }
        #[serial]
        while b < 100 { b *= 2; }
        (a, b)
    }
}

twin! { left_at_the_replay;
    #[amorsize::parallel]
    fn reference_to_a_temporary(x: &In) -> (u64, Vec<String>) {
        let mut j = Journal::default();
        for (k, w) in x.words.iter().enumerate() { j.note(k, &w.to_uppercase()); }
        (j.hash, j.lines)
    }

    // A replay that leaves: what later items would have replayed does not happen.
    #[amorsize::parallel]
    fn fallible_into(j: &mut Journal, v: &mut Vec<usize>, x: &In) -> Result<usize, String> {
        let mut n = 0;
        for k in 0..x.n { n += 1; j.check(k, x.stop)?; v.push(k); }
        Ok(n)
    }

    fn fallible(x: &In) -> (Result<usize, String>, u64, Vec<usize>) {
        let (mut j, mut v) = (Journal::default(), vec![]);
        let end = fallible_into(&mut j, &mut v, x);
        (end, j.hash, v)
    }

    #[amorsize::parallel]
    fn unwrapped_into(j: &mut Journal, n: &mut usize, x: &In) { for k in 0..x.n { j.check(k, x.stop).unwrap(); *n += 1; } }

    fn unwrapped(x: &In) -> (String, u64, usize) {
        let (mut j, mut n) = (Journal::default(), 0);
        let end = crate::harness::caught(|| unwrapped_into(&mut j, &mut n, x));
        (end, j.hash, n)
    }
}
