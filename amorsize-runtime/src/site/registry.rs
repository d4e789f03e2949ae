//! The sites that ran.

use parking_lot::Mutex;

use super::book::Book;
use crate::exec::forked;

static SITES: Mutex<Vec<&'static Book>> = Mutex::new(Vec::new());

/// Adds a site; once for each.
pub(crate) fn add(book: &'static Book) {
    #[cfg(all(feature = "report", any(unix, windows)))]
    crate::report::at_end();
    SITES.lock().push(book);
}

/// All, in the order in which they first ran. None in a child of `fork`: what they know is under
/// locks that may be held for ever, and nothing is learned there.
pub(crate) fn all() -> Vec<&'static Book> {
    if forked() {
        return Vec::new();
    }
    SITES.lock().clone()
}
