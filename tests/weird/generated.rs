//! Functions that a macro of the user's makes, with names that clash but for their hygiene.

macro_rules! reducer {
    ($name:ident, $total:ident, $op:tt, $start:expr) => {
        #[::amorsize::parallel]
        fn $name(xs: &[i64]) -> (i64, i64) {
            let mut $total = $start;
            let mut total = 100;
            for x in xs {
                $total $op x;
                total ^= 1;
            }
            ($total, total)
        }
    };
}

reducer!(all_or, total, |=, 0);
reducer!(all_and, sum, &=, -1);
reducer!(all_xor, x, ^=, 5);

macro_rules! filled {
    ($name:ident, $i:ident, $value:expr) => {
        #[::amorsize::parallel]
        fn $name(n: usize) -> Vec<usize> {
            let mut out = vec![0; n];
            for (i, $i) in (0..n).rev().enumerate() {
                out[i] = $value + i;
            }
            out
        }
    };
}

filled!(by_i, i, i * 10);
filled!(by_j, j, j * 10);

macro_rules! with_body {
    ($(#[$attr:meta])* fn $name:ident($xs:ident) $body:block) => {
        $(#[$attr])*
        fn $name($xs: &[i64]) -> i64 $body
    };
}

with_body! {
    #[::amorsize::parallel]
    fn handed_in(xs) {
        let mut total = 0;
        for x in xs {
            total ^= x;
        }
        total
    }
}

#[test]
fn works() {
    crate::everywhere(|| {
        let xs = [1, 6, 12, 8];
        assert_eq!(all_or(&xs), (15, 100));
        assert_eq!(all_and(&xs), (0, 100));
        assert_eq!(all_xor(&xs), (5 ^ 1 ^ 6 ^ 12 ^ 8, 100));
        assert_eq!(by_i(4), [30, 21, 12, 3]);
        assert_eq!(by_j(4), [30, 21, 12, 3]);
        assert_eq!(handed_in(&xs), 1 ^ 6 ^ 12 ^ 8);
    });
}
