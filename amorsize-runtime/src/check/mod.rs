//! `Mode::Check`: the loop in shuffled chunks on copies of what it changes, then the plain loop for real, then the comparison.
//!
//! Generated code takes a copy of every changed variable ([`Before`]) and of the head ([`Again`]), runs the chunks on the
//! variables, exchanges their results for the copies, and runs the plain loop. So the chunks work on copies in all but name,
//! and the effects that are seen are those of the plain loop.

mod exact;
mod given;
mod kept;
#[cfg(all(feature = "parallel", not(amorsize_off)))]
mod order;

#[cfg(all(feature = "parallel", not(amorsize_off)))]
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::panic::Location;
use std::sync::{Mutex, PoisonError};

pub use exact::Exact;
pub use given::Given;
pub use kept::{Again, Before};
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) use order::Order;

/// The traits that choose how a variable or a head is copied, without names.
pub mod methods {
    pub use super::given::{GivenAny as _, GivenEqual as _, GivenExact as _};
    pub use super::kept::{
        AgainAny as _, AgainClone as _, CallClone as _, CallEqual as _, CallExact as _,
        CallStandard as _, KeepAny as _, KeepClone as _, KeepEqual as _, KeepExact as _,
        Keeping as _,
    };
}

/// A site that is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) location: &'static Location<'static>,
}

/// What one call knows of its check; outside `Mode::Check` nothing.
#[derive(Debug)]
pub struct Check {
    subject: Option<Subject>,
    /// Something cannot be copied: only the plain loop runs.
    left_out: Cell<bool>,
}

impl Check {
    pub(crate) fn new(subject: Option<Subject>) -> Self {
        Self {
            subject,
            left_out: Cell::new(false),
        }
    }

    /// Whether copies are wanted.
    #[inline]
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.subject.is_some()
    }

    /// What the loop does next depends on what an effect answers, and effects happen once, in the plain loop.
    #[inline]
    pub fn answered(&self) {
        if self.is_on() {
            self.leave_out("what an effect answers", "known before it happens");
        }
    }

    /// The head for the chunks, and the head for the plain loop after them. Not both outside a check, nor where
    /// something cannot be copied.
    #[inline(never)]
    pub fn heads<H>(&self, again: Option<H>, head: H) -> (Option<H>, Option<H>) {
        if self.subject.is_none() {
            return (Some(head), None);
        }
        if again.is_none() {
            self.leave_out("what the loop runs over", "certainly copied without effect");
        }
        (again.filter(|_| !self.left_out.get()), Some(head))
    }

    /// As [`heads`](Self::heads), with the views of the elements for the chunks. If there are none, because elements cannot be handed
    /// out, only the plain loop runs, which panics where it does.
    #[inline(never)]
    pub fn heads_and_views<H, V>(
        &self,
        again: Option<H>,
        views: Option<V>,
        head: H,
    ) -> (Option<(H, V)>, Option<H>) {
        let Some(views) = views else {
            self.left_out.set(true);
            return (None, Some(head));
        };
        let (chunks, plain) = self.heads(again, head);
        (chunks.map(|head| (head, views)), plain)
    }

    /// The value of a chain over the copy of its head, or outside a check over the head itself; `None` if there is no copy, or
    /// if it panics: the plain chain comes next and panics too.
    ///
    /// Sites inside it are plain meanwhile: they are checked when the plain chain comes to them.
    #[inline]
    pub fn chunked<H, V>(&self, head: Option<H>, run: impl FnOnce(H) -> V) -> Option<V> {
        let head = head?;
        #[cfg(all(feature = "parallel", not(amorsize_off)))]
        if self.is_on() {
            return quietly(|| run(head));
        }
        Some(run(head))
    }

    /// Whether the chunks of a chain gave what the plain chain gives, if that can be said.
    fn same(&self, end: &'static str, same: Option<bool>) {
        match same {
            Some(true) => {}
            Some(false) => self.fail(&format!(
                "`{end}` does not give what it gives in the plain chain when the items run in another order"
            )),
            None => self.say(
                &format!("the value of `{end}`"),
                "equal to itself by `==`, or has none",
                "it is not compared",
            ),
        }
    }

    /// The type of a chain's value may be settled only after it.
    pub fn unsettled(&self, end: &'static str) {
        self.say(
            &format!("the value of `{end}`"),
            "of a type that is written at it",
            "it is not compared",
        );
    }

    /// Before the plain loop; `left` says that the chunks left the loop for good.
    #[inline(never)]
    #[must_use]
    pub fn plain(&self, left: bool) -> Leaving<'_> {
        Leaving { check: self, left }
    }

    #[cold]
    fn leave_out(&self, name: &str, lacks: &str) {
        self.left_out.set(true);
        self.say(name, lacks, "the loop is not checked");
    }

    /// Once for each variable of a site.
    #[cold]
    fn say(&self, name: &str, lacks: &str, consequence: &str) {
        static SAID: Mutex<Option<HashSet<String>>> = Mutex::new(None);
        let Some(Subject {
            name: site,
            location,
        }) = self.subject
        else {
            return;
        };
        let text = format!(
            "amorsize: check of `{site}` ({}:{}): {name} is not {lacks}: {consequence}",
            location.file(),
            location.line()
        );
        let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
        if said.get_or_insert_default().insert(text.clone()) {
            crate::say::say(text);
        }
    }

    /// The end of a check that found something.
    #[cold]
    fn fail(&self, what: &str) -> ! {
        match self.subject {
            Some(Subject { name, location }) => panic!(
                "amorsize: check of `{name}` ({}:{}): {what}",
                location.file(),
                location.line()
            ),
            None => panic!("amorsize: {what}"),
        }
    }
}

thread_local! {
    /// What the chunks of the check that runs at the moment panicked with.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Puts down a panic of the chunks.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub(crate) fn note_panic(payload: &(dyn Any + Send)) {
    let text = payload
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| payload.downcast_ref::<String>().cloned());
    PANIC.set(Some(text.unwrap_or_else(|| "something".to_owned())));
}

/// Takes the note of a panic away, as its text. Who takes it panics with it, or knows that nobody comes to it.
pub(crate) fn noted_panic() -> Option<String> {
    PANIC.take()
}

/// Runs a chain whose panic is that of the plain chain, if that has one.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
fn quietly<V>(run: impl FnOnce() -> V) -> Option<V> {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    let run = AssertUnwindSafe(run);
    crate::with_mode(crate::Mode::Serial, || catch_unwind(run))
        .inspect_err(|payload| note_panic(&**payload))
        // A payload may panic in its drop.
        .map_err(std::mem::forget)
        .ok()
}

/// Lives as long as the plain loop runs; notices how that ends.
#[derive(Debug)]
pub struct Leaving<'c> {
    check: &'c Check,
    left: bool,
}

impl Leaving<'_> {
    /// The plain loop came to its end, or to a `break` of its own. `true` if there are results to compare.
    ///
    /// # Panics
    ///
    /// If the chunks did not.
    #[must_use]
    pub fn done(self) -> bool {
        let (check, left) = (self.check, self.left);
        std::mem::forget(self);
        if check.left_out.get() {
            return false;
        }
        if let Some(text) = PANIC.take() {
            check.fail(&format!(
                "in chunks it panics with `{text}`, as a plain loop it does not"
            ));
        }
        if left {
            check.fail(
                "in chunks it leaves the function or an outer loop, as a plain loop it does not",
            );
        }
        true
    }
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        let panicked = PANIC.take();
        if self.check.left_out.get() {
            return;
        }
        if std::thread::panicking() {
            if panicked.is_none() {
                self.check.say(
                    "the end",
                    "the same",
                    "as a plain loop it panics, in chunks it does not",
                );
            }
        } else if let Some(text) = panicked {
            self.check.fail(&format!(
                "in chunks it panics with `{text}`, as a plain loop it leaves by `return`, `?` or an outer label"
            ));
        } else if !self.left {
            self.check.fail(
                "as a plain loop it leaves the function or an outer loop, in chunks it does not",
            );
        }
    }
}

/// The value of a chain outside a check, where it always has one.
#[inline(always)]
pub fn whole<V>(chunked: Option<V>) -> V {
    chunked.expect("only a check leaves the chunks out")
}
