//! A progress bar that the loops of a scope move.

use std::cell::RefCell;
use std::rc::Rc;

use indicatif::ProgressBar;

#[amorsize::parallel]
fn digits(n: u64) -> Vec<u32> {
    let mut out = Vec::new();
    for i in 0..n {
        let mut value = i;
        for _ in 0..20 {
            value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(11);
        }
        out.push(value.count_ones());
    }
    out
}

#[test]
fn a_bar_moves_with_the_loop() {
    for mode in [amorsize::Mode::Auto, amorsize::Mode::Parallel] {
        let bar = ProgressBar::hidden();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let (moved, positions) = (bar.clone(), Rc::clone(&seen));
        let out = amorsize::with_progress(
            move |progress| {
                moved.set_length(progress.total as u64);
                moved.set_position(progress.done as u64);
                positions.borrow_mut().push(moved.position());
            },
            || amorsize::with_mode(mode, || digits(100_000)),
        );
        assert_eq!(out, digits(100_000));
        assert_eq!(
            (bar.position(), bar.length()),
            (100_000, Some(100_000)),
            "{mode:?}"
        );
        let seen = seen.borrow();
        assert!(seen.len() > 4 && seen.is_sorted(), "{mode:?}: {seen:?}");
    }
}
