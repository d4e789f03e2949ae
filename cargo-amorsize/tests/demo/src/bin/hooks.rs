//! The hooks of the library: progress of loops, and validation.

use std::cell::RefCell;
use std::rc::Rc;

fn main() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let mine = Rc::clone(&seen);
    let out = amorsize::with_progress(
        move |progress| mine.borrow_mut().push((progress.site, progress.done, progress.total)),
        || demo::heavy(200_000),
    );
    assert_eq!(out, demo::heavy(200_000));
    let seen = seen.borrow();
    assert!(seen.len() > 1, "{seen:?}");
    assert!(seen.iter().all(|(site, _, total)| *site == "heavy" && *total == 200_000));
    assert!(seen.is_sorted_by(|one, other| one.1 <= other.1), "{seen:?}");
    assert_eq!(seen.last().map(|last| last.1), Some(200_000));
    println!("progress was told");

    let validation = amorsize::validate(|| demo::heavy(20_000));
    assert!(validation.serial.low <= validation.serial.median && validation.serial.median <= validation.serial.high);
    assert!(validation.error().is_finite() && validation.regret() >= 0.0);
    println!("{validation}");
}
