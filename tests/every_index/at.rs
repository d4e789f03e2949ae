//! What a case gets: how many items, and which of them leaves, how and where.

use crate::counted::{Counted, Ledger};
use std::sync::Arc;
use std::time::Duration;

/// How an item leaves the loop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    Break,
    Return,
    Ask,
    Panic,
}

/// Where it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place {
    /// Before what the form does.
    Early,
    /// In an operand, or in a statement that is replayed.
    Inside,
    /// Behind it.
    Late,
}

pub struct At {
    pub n: usize,
    pub stop: usize,
    /// Those behind it would leave too: the first one counts.
    pub all_leave: bool,
    pub way: Way,
    pub place: Place,
    /// The first that leaves is overtaken by those behind it.
    pub late: bool,
    pub ledger: Arc<Ledger>,
}

/// What `?` has to convert.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused(pub usize);

impl From<Refused> for String {
    fn from(refused: Refused) -> String {
        format!("refused: {}", refused.0)
    }
}

impl At {
    /// How item `k` leaves here, if it does.
    pub fn way(&self, k: usize, place: Place) -> Option<Way> {
        let leaves = k == self.stop || self.all_leave && k > self.stop && k < self.n;
        if !leaves || place != self.place {
            return None;
        }
        if self.late && k == self.stop {
            // So long that helpers have come.
            std::thread::sleep(Duration::from_micros(50));
        }
        Some(self.way)
    }

    /// Panics, if that is how item `k` leaves here.
    pub fn reach(&self, k: usize, place: Place) {
        if self.way(k, place) == Some(Way::Panic) {
            panic!("{place:?} of item {k}");
        }
    }

    /// `k`, as an operand.
    pub fn op(&self, k: usize) -> usize {
        self.reach(k, Place::Inside);
        k
    }

    /// `k`, as an operand that `?` stands behind.
    pub fn tried(&self, k: usize) -> Result<usize, Refused> {
        match self.way(k, Place::Inside) {
            Some(Way::Ask) => Err(Refused(k)),
            _ => Ok(self.op(k)),
        }
    }

    pub fn made(&self, k: usize) -> Counted {
        Counted::new(&self.ledger, k)
    }

    pub fn all(&self) -> Vec<Counted> {
        Counted::vec(&self.ledger, self.n)
    }

    /// Another order of the items.
    pub fn other(&self, k: usize) -> usize {
        (k * 5 + 3) % self.n
    }
}
