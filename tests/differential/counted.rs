//! Values that are counted: how many there are, and that none is dropped twice.

use crate::seen::Seen;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering::SeqCst};

/// Counts what is alive.
#[derive(Default)]
pub struct Ledger {
    alive: AtomicI64,
    dropped: AtomicUsize,
    twice: AtomicUsize,
}

impl Ledger {
    /// Alive, dropped, dropped twice.
    pub fn balance(&self) -> (i64, usize, usize) {
        let (alive, twice) = self.settled();
        (alive, self.dropped.load(SeqCst), twice)
    }

    /// Where an exit may come late for some workers, how much was made is not fixed; that all of it is gone is.
    pub fn settled(&self) -> (i64, usize) {
        (self.alive.load(SeqCst), self.twice.load(SeqCst))
    }
}

/// One of them; the same as another if their numbers are.
pub struct Counted {
    ledger: Arc<Ledger>,
    pub id: usize,
    gone: bool,
}

impl Counted {
    pub fn new(ledger: &Arc<Ledger>, id: usize) -> Counted {
        ledger.alive.fetch_add(1, SeqCst);
        Counted {
            ledger: ledger.clone(),
            id,
            gone: false,
        }
    }

    pub fn vec(ledger: &Arc<Ledger>, n: usize) -> Vec<Counted> {
        (0..n).map(|id| Counted::new(ledger, id)).collect()
    }
}

impl Clone for Counted {
    fn clone(&self) -> Counted {
        Counted::new(&self.ledger, self.id)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        if std::mem::replace(&mut self.gone, true) {
            self.ledger.twice.fetch_add(1, SeqCst);
        }
        self.ledger.alive.fetch_sub(1, SeqCst);
        self.ledger.dropped.fetch_add(1, SeqCst);
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Counted) -> bool {
        self.id == other.id
    }
}

impl Eq for Counted {}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Counted) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Counted {
    fn cmp(&self, other: &Counted) -> Ordering {
        self.id.cmp(&other.id)
    }
}

impl Hash for Counted {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.id.hash(hasher);
    }
}

impl Seen for Counted {
    fn seen(&self, out: &mut Vec<u8>) {
        self.id.seen(out);
    }
}
