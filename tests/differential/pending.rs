//! Forms that the macro refuses so far and should understand: `--cfg amorsize_pending`.

use crate::input::In;
use crate::replays::Journal;
use amorsize_tests_twin::twin;

twin! { forms;
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
