//! A call that may be helped, from `enter` to its end.

use crate::check::{Check, Subject};
use crate::schedule::Pace;
use crate::site::Outcome;
use crate::site::book::Kind;
use crate::site::doors::Permit;
use crate::site::key::Key;

/// A call that is not left to the plain loop: how it goes is for `run`. One word, so that a call that
/// is left to it has nothing to write down.
pub struct Call<'p>(pub(crate) Box<Way<'p>>);

/// How a call goes.
#[derive(Clone)]
pub(crate) struct Way<'p> {
    pub(crate) len: usize,
    pub(crate) pace: Pace,
    /// Participants at most, the caller included.
    pub(crate) max_participants: usize,
    pub(crate) pool: Option<&'p rayon::ThreadPool>,
    /// The site's name.
    pub(crate) label: &'static str,
    /// Whose time this call is, where it teaches nothing.
    pub(crate) counted: Option<&'static Kind>,
    /// The site, where this call is a check of it.
    pub(crate) subject: Option<Subject>,
    /// Where the outcome is learned; `None` where it teaches nothing, as when a mode forces it.
    pub(crate) record: Option<Record>,
}

impl Call<'_> {
    /// The check that this call is, if the mode asks for one.
    #[inline(never)]
    #[must_use]
    pub fn check(&self) -> Check {
        Check::new(self.0.subject)
    }
}

/// Where the outcome of a call is learned.
#[derive(Clone, Copy)]
pub(crate) struct Record {
    pub(crate) kind: &'static Kind,
    pub(crate) key: Key,
    /// Where the length alone decides: calls of it may take quicker ways.
    pub(crate) permit: Option<Permit>,
    /// It goes as the one before it: only its time counts.
    pub(crate) repeats: bool,
}

impl Call<'_> {
    /// How many items the head has, as `enter` was told.
    pub(crate) fn items(&self) -> usize {
        self.0.len
    }
}

impl<'p> From<Way<'p>> for Call<'p> {
    fn from(way: Way<'p>) -> Self {
        Self(Box::new(way))
    }
}

impl std::fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::fmt::Debug for Way<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("len", &self.len)
            .field("pace", &self.pace)
            .field("max_participants", &self.max_participants)
            .finish_non_exhaustive()
    }
}

impl Record {
    /// Learns from the call. Not called for one that panicked: its times mean nothing.
    pub(crate) fn finish(&self, outcome: &Outcome) {
        if self.repeats {
            self.kind.went(self.key, outcome);
        } else {
            self.kind.finish(self, outcome);
        }
    }
}
