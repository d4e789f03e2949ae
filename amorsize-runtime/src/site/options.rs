//! The options of a site, as generated code gives them: values of the user's expressions.

use std::hash::{DefaultHasher, Hash, Hasher};
#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
use std::marker::PhantomData;
use std::time::Duration;

use crate::Schedule;

/// Options of a call; what is not given is the cost model's to choose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'p> {
    pub(crate) workers: Option<usize>,
    pub(crate) chunk: Option<usize>,
    pub(crate) target_chunk: Option<Duration>,
    pub(crate) schedule: Option<Schedule>,
    pub(crate) when: Option<bool>,
    pub(crate) key: Option<u64>,
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    pub(crate) pool: Option<&'p rayon::ThreadPool>,
    #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
    pub(crate) pool: PhantomData<&'p ()>,
}

impl<'p> Options<'p> {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// `workers = …`; 0 is taken for 1.
    #[must_use]
    pub fn workers(mut self, workers: usize) -> Self {
        self.workers = Some(workers.max(1));
        self
    }

    /// `chunk = …`; 0 is taken for 1.
    #[must_use]
    pub fn chunk(mut self, items: usize) -> Self {
        self.chunk = Some(items.max(1));
        self
    }

    /// `target_chunk = …`
    #[must_use]
    pub fn target_chunk(mut self, time: Duration) -> Self {
        self.target_chunk = Some(time);
        self
    }

    /// `schedule = …`
    #[must_use]
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = Some(schedule);
        self
    }

    /// `if = …`
    #[must_use]
    pub fn when(mut self, condition: bool) -> Self {
        self.when = Some(condition);
        self
    }

    /// `key = …`
    #[must_use]
    pub fn key(mut self, key: impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        self.key = Some(hasher.finish());
        self
    }

    /// `pool = …`
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    #[must_use]
    pub fn pool(mut self, pool: &'p rayon::ThreadPool) -> Self {
        self.pool = Some(pool);
        self
    }

    /// `pool = …`: without an executor, whatever it is.
    #[cfg(not(all(feature = "parallel", not(amorsize_off))))]
    #[must_use]
    pub fn pool<T: ?Sized>(self, _: &'p T) -> Self {
        self
    }

    /// Whether none is given: then the loop's length alone decides about the fast path.
    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    pub(crate) fn are_none(&self) -> bool {
        self.workers.is_none()
            && self.chunk.is_none()
            && self.target_chunk.is_none()
            && self.schedule.is_none()
            && self.when.is_none()
            && self.key.is_none()
            && self.pool.is_none()
    }
}

/// Gives the pool that `pool = …` means. A method, so that its call dereferences whatever leads to
/// a pool: `&pool`, an `Arc`, a `LazyLock`.
#[cfg(all(feature = "parallel", not(amorsize_off)))]
pub trait PoolRef {
    /// The pool.
    fn amorsize_pool(&self) -> &Self;
}

#[cfg(all(feature = "parallel", not(amorsize_off)))]
impl PoolRef for rayon::ThreadPool {
    fn amorsize_pool(&self) -> &Self {
        self
    }
}

/// Accepts anything: there is no executor that could use a pool.
#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
pub trait PoolRef {
    /// The same.
    fn amorsize_pool(&self) -> &Self {
        self
    }
}

#[cfg(not(all(feature = "parallel", not(amorsize_off))))]
impl<T: ?Sized> PoolRef for T {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clamped_and_hashed() {
        let options = Options::new().workers(0).chunk(0).key("a");
        assert_eq!((options.workers, options.chunk), (Some(1), Some(1)));
        assert_eq!(options.key, Options::new().key("a").key);
        assert_ne!(options.key, Options::new().key("b").key);
    }

    #[cfg(all(feature = "parallel", not(amorsize_off)))]
    #[test]
    fn pools_by_reference_and_by_deref() {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .build()
            .expect("a pool");
        let shared = std::sync::Arc::new(pool);
        let again = &shared;
        let pool: &rayon::ThreadPool = &shared;
        for options in [
            Options::new().pool(pool.amorsize_pool()),
            Options::new().pool(shared.amorsize_pool()),
            Options::new().pool(again.amorsize_pool()),
        ] {
            assert!(options.pool.is_some() && !options.are_none());
        }
        assert!(Options::new().are_none());
    }
}
