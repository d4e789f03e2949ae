use std::ops::{Deref, DerefMut};

struct Stats {
    total: u64,
}

/// Takes note of changes.
struct Watched {
    stats: Stats,
    changes: u64,
}

impl Deref for Watched {
    type Target = Stats;
    fn deref(&self) -> &Stats {
        &self.stats
    }
}

impl DerefMut for Watched {
    fn deref_mut(&mut self) -> &mut Stats {
        self.changes += 1;
        &mut self.stats
    }
}

#[amorsize::parallel]
fn add(xs: &[u64], watched: &mut Watched) {
    for x in xs {
        watched.total ^= x;
    }
}

fn main() {}
