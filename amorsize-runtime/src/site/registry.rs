//! The sites that ran.

use parking_lot::Mutex;

use super::book::Book;

static SITES: Mutex<Vec<&'static Book>> = Mutex::new(Vec::new());

/// Adds a site; once for each.
pub(crate) fn add(book: &'static Book) {
    #[cfg(all(feature = "report", any(unix, windows)))]
    crate::report::at_end();
    SITES.lock().push(book);
}

/// All, in the order in which they first ran.
pub(crate) fn all() -> Vec<&'static Book> {
    SITES.lock().clone()
}
