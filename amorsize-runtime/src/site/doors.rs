//! Who may open fast paths, and who closes them: one place for all sites.
//!
//! A scope, a change of the settings or a reset closes them at once. What was measured of a loop is
//! believed for a while only: a watch closes its fast path again, first after [`FIRST`], later more
//! seldom, so that one call is timed again. A loop that turned dear is found that way, whatever it
//! was before.

use std::time::Duration;

use super::book::Kind;
use super::registry;
use crate::{epoch, exec};

/// Fast paths stay open for this long, and then for twice as long …
const FIRST: Duration = Duration::from_millis(10);
/// … until they stay open for this long.
const LAST: Duration = Duration::from_millis(160);

/// What a call must show that wants to open a fast path: that nothing has changed since it began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Permit(usize);

impl Permit {
    pub(crate) fn take() -> Self {
        Self(epoch::now())
    }

    fn holds(self) -> bool {
        !epoch::is_overridden() && epoch::now() == self.0
    }
}

/// Opens something of `kind`, unless something that came meanwhile forbids it. Whoever forbids it
/// first says so and then closes everything; here it is opened first and then the saying looked for.
/// In the one order of sequential consistency one of the two sees the other.
pub(crate) fn open(kind: &Kind, permit: Permit, open: impl FnOnce(&Kind)) {
    if permit.holds() {
        open(kind);
        if !permit.holds() {
            kind.disarm();
        }
    }
}

static WATCH: exec::Watch = exec::Watch::new(FIRST, LAST, || {
    let mut any = false;
    for book in registry::all() {
        if book.gate.is_open_by_measure() {
            any = true;
            book.disarm();
        }
    }
    any
});

/// Whether what is open by measurement is closed after a while.
pub(crate) fn are_watched() -> bool {
    WATCH.is_there()
}

/// To be called when something was opened by measurement.
pub(crate) fn watch() {
    WATCH.wake();
}

/// A site ran for the first time: whoever changes how sites decide closes it too.
pub(super) fn hang() {
    epoch::tell(close_all);
}

/// Closes the fast path of every site.
fn close_all() {
    for book in registry::all() {
        book.disarm();
    }
}

pub(crate) fn reset() {
    epoch::changed();
    for book in registry::all() {
        book.forget();
    }
}
