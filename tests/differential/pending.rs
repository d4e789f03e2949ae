//! Forms that the macro refuses so far and should understand: `--cfg amorsize_pending`.

use crate::input::In;
use amorsize_tests_twin::twin;

twin! { forms;
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
