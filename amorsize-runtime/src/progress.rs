//! How far the loops of a scope are: for progress bars.

use std::cell::{Cell, RefCell};

/// How far one call of a loop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The site's name.
    pub site: &'static str,
    /// Items whose results are merged: those in front of the first chunk that is not.
    pub done: usize,
    /// Items of the call.
    pub total: usize,
}

type Tell = Box<dyn FnMut(&Progress)>;

thread_local! {
    static TELL: RefCell<Option<Tell>> = const { RefCell::new(None) };
    // A `Cell` without a destructor: every loop asks, also one that runs while the thread's other values are being dropped.
    static IS_TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work`, and calls `tell` on this thread after each chunk of the loops that it runs here.
///
/// Loops that would be the plain one run in chunks of some ten microseconds in such a scope, so that something is told
/// of them too; loops inside of another loop tell nothing. What the loops compute is the same. With `indicatif`:
///
/// ```ignore
/// let bar = indicatif::ProgressBar::new(0);
/// amorsize::with_progress(
///     move |progress| {
///         bar.set_length(progress.total as u64);
///         bar.set_position(progress.done as u64);
///     },
///     || render(&scene),
/// );
/// ```
pub fn with_progress<R>(tell: impl FnMut(&Progress) + 'static, work: impl FnOnce() -> R) -> R {
    struct Restore(Option<Tell>, bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            IS_TOLD.set(self.1);
            let mine = TELL.with(|tell| tell.replace(self.0.take()));
            drop(mine);
        }
    }
    let _open = crate::epoch::Overrides::open();
    let before = TELL.with(|place| place.replace(Some(Box::new(tell))));
    let _restore = Restore(before, IS_TOLD.replace(true));
    work()
}

/// Whether somebody listens on this thread.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn is_told() -> bool {
    IS_TOLD.get()
}

/// Tells.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn tell(progress: &Progress) {
    TELL.with(|tell| {
        // A loop that the listener itself runs tells nothing.
        if let Ok(mut tell) = tell.try_borrow_mut()
            && let Some(tell) = tell.as_mut()
        {
            tell(progress);
        }
    });
}
