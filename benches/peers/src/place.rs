//! Makes every peer's threads before anything is timed and, for the *pinned* runs, puts them one per CPU.
//! *Stock* runs leave them where the kernel puts them.

use std::cell::RefCell;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex, MutexGuard, OnceLock};

use crate::peers::{Peer, width};

static PINNED: AtomicBool = AtomicBool::new(false);
static COMMONWARE: OnceLock<commonware_parallel::ThreadPool> = OnceLock::new();

thread_local! {
    /// What commonware has learned: one per cell, on the caller's thread.
    static STRATEGY: RefCell<Option<commonware_parallel::Rayon>> = const { RefCell::new(None) };
}

/// Starts everything. The caller ends on CPU 0 if `pinned`.
pub fn start(pinned: bool) {
    PINNED.store(pinned, Ordering::Relaxed);
    let all: Vec<usize> = (0..width()).collect();
    let others = if width() > 1 { &all[1..] } else { &all[..] };
    let spread = |cpus: &[usize], make: &dyn Fn()| {
        let before = threads();
        make();
        // A pool may come back before its threads are in the list.
        std::thread::sleep(std::time::Duration::from_millis(5));
        if pinned {
            let new = threads().into_iter().filter(|id| !before.contains(id));
            new.enumerate()
                .for_each(|(i, id)| pin(id, cpus[i % cpus.len()]));
        }
    };
    spread(&all, &|| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(width());
        pool.build_global().expect("no other global pool");
    });
    // A worker and the heartbeat's thread, which mostly sleeps.
    spread(others, &|| {
        let config = chili::Config {
            thread_count: NonZero::new(width()),
            ..chili::Config::default()
        };
        chili::ThreadPool::with_config(config)
            .set_global()
            .expect("no other global pool");
    });
    for peer in [Peer::Paralight, Peer::ParalightFixed] {
        spread(&all, &|| drop(paralight(peer)));
    }
    spread(&all, &|| {
        let pool = commonware_parallel::rayon::ThreadPoolBuilder::new()
            .num_threads(width())
            .build();
        assert!(COMMONWARE.set(pool.expect("a pool").into()).is_ok());
    });
    spread(others, &|| {
        use orx_parallel::*;
        std::hint::black_box((0..1000_usize).par().map(|x| x ^ 1).sum());
    });
    if cfg!(openmp) {
        spread(others, &|| {
            crate::peers::over(Peer::OmpStatic, width(), 1, &|_| {})
        });
    }
    // amorsize puts its helpers on CPUs by itself. It must see the machine before the caller is kept on one CPU.
    let _ = amorsize::machine().costs();
    crate::work::compute::make_helpers();
    if pinned {
        pin(0, 0);
    }
}

/// Keeps a new thread on `cpu` in pinned runs.
pub fn here_if_pinned(cpu: usize) {
    if PINNED.load(Ordering::Relaxed) {
        pin(0, cpu);
    }
}

pub fn paralight(peer: Peer) -> MutexGuard<'static, paralight::threads::ThreadPool> {
    use paralight::threads::{
        CpuPinningPolicy, RangeStrategy, ThreadCount, ThreadPool, ThreadPoolBuilder,
    };
    fn make(range_strategy: RangeStrategy) -> Mutex<ThreadPool> {
        let num_threads = ThreadCount::try_from(width()).expect("not zero");
        Mutex::new(
            ThreadPoolBuilder {
                num_threads,
                range_strategy,
                cpu_pinning: CpuPinningPolicy::No,
            }
            .build(),
        )
    }
    static STEALING: LazyLock<Mutex<ThreadPool>> =
        LazyLock::new(|| make(RangeStrategy::WorkStealing));
    static FIXED: LazyLock<Mutex<ThreadPool>> = LazyLock::new(|| make(RangeStrategy::Fixed));
    let pool = if peer == Peer::Paralight {
        &STEALING
    } else {
        &FIXED
    };
    pool.lock().expect("no panic in a benchmark")
}

/// Commonware's pool with what it has learned in this cell.
pub fn commonware(call: impl FnOnce(&commonware_parallel::Rayon)) {
    STRATEGY.with_borrow_mut(|strategy| {
        call(strategy.get_or_insert_with(|| {
            let pool = COMMONWARE.get().expect("started");
            commonware_parallel::Rayon::with_pool(pool.clone())
        }));
    });
}

/// A new cell is a new program to it: its call sites are those of this benchmark, not of the workloads.
pub fn forget_commonware() {
    STRATEGY.set(None);
}

fn threads() -> Vec<i32> {
    let tasks = std::fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .filter_map(|task| task.file_name().to_str()?.parse().ok())
        .collect()
}

fn pin(thread: i32, cpu: usize) {
    // SAFETY: the set is ours, zero is the empty set, and `cpu` is below its size.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(cpu, &mut set);
        libc::sched_setaffinity(thread, size_of::<libc::cpu_set_t>(), &raw const set);
    }
}
