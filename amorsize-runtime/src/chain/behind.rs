//! What stands behind the last item that a chain has given: a panic, a failure, or nothing. A collection or a total of the
//! user's may stop before it gets there, and then the plain chain knows nothing of it.

use super::terminal::Payload;
use std::cell::{Cell, RefCell};
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::rc::Rc;

/// The end of the items of a chain. Its clones are the same end.
#[derive(Clone)]
pub(super) struct Behind(Rc<End>);

struct End {
    panic: RefCell<Option<Payload>>,
    asked: Cell<bool>,
}

impl Behind {
    pub(super) fn new(panic: Option<Payload>) -> Self {
        Self(Rc::new(End {
            panic: RefCell::new(panic),
            asked: Cell::new(false),
        }))
    }

    /// Somebody wants the item after the last one.
    pub(super) fn ask(&self) {
        self.0.asked.set(true);
        let panic = self.0.panic.take();
        if let Some(panic) = panic {
            resume_unwind(panic);
        }
    }

    pub(super) fn was_asked(&self) -> bool {
        self.0.asked.get()
    }
}

impl Drop for End {
    // Of a panic that the plain chain would not have had. Its payload may panic in its drop, and then in the next one.
    fn drop(&mut self) {
        let panic = self.panic.take();
        if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(panic))) {
            mem::forget(again);
        }
    }
}
