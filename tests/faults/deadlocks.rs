//! F21 to F30: locks, nesting, pools.

use crate::kit::{self, collect, collect_auto, mix, mix_plain, shared, times, until};
use crate::{Fault, here};
use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, OnceLock, RwLock, mpsc};
use std::thread;
use std::time::Duration;

pub const FAULTS: &[Fault] = &[
    here(
        "F21",
        "the caller holds a lock that the whole pool waits for",
        "P3: the call ends",
        convoy,
    ),
    here(
        "F22",
        "items take a lock whose holder waits for the caller's",
        "P4: ends where the plain loop ends",
        three_threads,
    ),
    here(
        "F23",
        "a lazy initialiser with a loop in it, first used inside a loop",
        "P4: no deadlock",
        lazy_initialiser,
    ),
    here(
        "F24",
        "a read lock held around the call, a writer waiting",
        "P4: ends where the plain loop ends",
        readers_and_a_writer,
    ),
    here(
        "F25",
        "a thread-local `RefCell` borrowed around the call",
        "P4: the caller runs no foreign work",
        borrowed_cell,
    ),
    here(
        "F26",
        "loops nested 64 deep",
        "P4: no more threads than the pool is wide",
        nested,
    ),
    here(
        "F27",
        "recursion through an annotated function",
        "P4: nearly as deep as without the attribute",
        recursion,
    ),
    here(
        "F28",
        "inside a pool of the user's, two pools, a scope",
        "P4: that pool's threads and no other",
        pools,
    ),
    here(
        "F29",
        "inside an async runtime",
        "P3: no panic of the runtime's, and it goes on",
        async_runtime,
    ),
    here(
        "F30",
        "every thread of the pool is asleep",
        "P3: the caller does it alone",
        pool_asleep,
    ),
];

fn convoy() {
    for _ in 0..times(20, 200) {
        let lock = Arc::new(Mutex::new(()));
        let held = lock.lock().expect("not poisoned");
        let ready = Arc::new(Barrier::new(5));
        for _ in 0..4 {
            let (lock, ready) = (Arc::clone(&lock), Arc::clone(&ready));
            rayon::spawn(move || {
                ready.wait();
                drop(lock.lock());
            });
        }
        ready.wait();
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
        drop(held);
    }
}

fn three_threads() {
    // One thread holds `outer` and waits until the loop is done; items take `inner` only.
    let (outer, inner) = (Arc::new(Mutex::new(())), Arc::new(Mutex::new(0_usize)));
    for _ in 0..times(20, 200) {
        let (taken, wait) = mpsc::channel();
        let (finish, finished) = mpsc::channel::<()>();
        let other = {
            let outer = Arc::clone(&outer);
            thread::spawn(move || {
                let _held = outer.lock().expect("not poisoned");
                taken.send(()).expect("someone waits");
                let _ = finished.recv();
            })
        };
        wait.recv().expect("the lock is held");
        let third = {
            let outer = Arc::clone(&outer);
            thread::spawn(move || drop(outer.lock()))
        };
        let held = inner.lock().expect("not poisoned");
        drop(held);
        shared(|| collect(64, 1, &|_| *inner.lock().expect("not poisoned") += 1));
        finish.send(()).expect("it waits");
        other.join().expect("ends well");
        third.join().expect("ends well");
    }
    assert_eq!(*inner.lock().expect("not poisoned"), 64 * times(20, 200));
}

fn lazy_initialiser() {
    for _ in 0..times(20, 200) {
        let table: OnceLock<Vec<usize>> = OnceLock::new();
        let all = shared(|| {
            collect(64, 1, &|i| {
                table.get_or_init(|| collect(64, 1, &|j| j * j))[i]
            })
        });
        assert!(all.into_iter().eq((0..64).map(|i| i * i)));
    }
}

fn readers_and_a_writer() {
    for _ in 0..times(10, 100) {
        let lock = Arc::new(RwLock::new(5_usize));
        let read = lock.read().expect("not poisoned");
        let waits = Arc::new(AtomicBool::new(false));
        let writer = {
            let (lock, waits) = (Arc::clone(&lock), Arc::clone(&waits));
            thread::spawn(move || {
                waits.store(true, Ordering::SeqCst);
                *lock.write().expect("not poisoned") += 1;
            })
        };
        assert!(until(|| waits.load(Ordering::SeqCst)));
        // Items do not take the lock: a plain loop that did might hang as well.
        assert_eq!(shared(|| collect(64, 1, &|i| i + *read)).len(), 64);
        drop(read);
        writer.join().expect("ends well");
    }
}

thread_local! {
    static CELL: RefCell<usize> = const { RefCell::new(0) };
}

fn borrowed_cell() {
    for _ in 0..times(20, 200) {
        CELL.with(|cell| {
            let borrowed = cell.borrow_mut();
            let caller = thread::current().id();
            let all = shared(|| {
                collect(64, 1, &|i| {
                    if thread::current().id() != caller {
                        // The helper's own cell; a helper that stole the outer call's work would find it borrowed.
                        CELL.with(|cell| {
                            let held = cell.borrow_mut();
                            let inner = collect(8, 1, &|j| j);
                            drop(held);
                            inner.len()
                        });
                    }
                    i
                })
            });
            assert_eq!(all.len(), 64);
            drop(borrowed);
        });
    }
}

#[amorsize::parallel(chunk = 1)]
fn nest(depth: usize, most: &AtomicUsize) -> usize {
    let mut count = 0;
    for _ in 0..2 {
        most.fetch_max(kit::threads(), Ordering::SeqCst);
        if depth > 1 {
            count += nest_once(depth - 1, most);
        } else {
            count += 1;
        }
    }
    count
}

#[amorsize::parallel(chunk = 1)]
fn nest_once(depth: usize, most: &AtomicUsize) -> usize {
    let mut count = 0;
    for i in 0..2 {
        if i == 0 && depth > 1 {
            count += nest_once(depth - 1, most);
        } else {
            most.fetch_max(kit::threads(), Ordering::SeqCst);
            count += 1;
        }
    }
    count
}

fn nested() {
    for depth in [1, 2, 3, 8, 64] {
        let most = AtomicUsize::new(0);
        let count = shared(|| nest(depth, &most));
        assert_eq!(count, 2 * depth);
        assert!(
            most.load(Ordering::SeqCst) <= kit::MOST_THREADS,
            "{most:?} threads at depth {depth}"
        );
    }
}

#[amorsize::parallel]
fn dive(depth: usize, items: &[u8], addresses: &Mutex<(usize, usize)>) -> usize {
    let mut sum = 0;
    for item in items {
        let here = std::ptr::from_ref(item).addr();
        sum += usize::from(*item) + usize::from(here == 0);
    }
    note(&sum, addresses);
    if depth == 0 {
        sum
    } else {
        sum + dive(depth - 1, items, addresses)
    }
}

fn dive_plain(depth: usize, items: &[u8], addresses: &Mutex<(usize, usize)>) -> usize {
    let mut sum = 0;
    for item in items {
        let here = std::ptr::from_ref(item).addr();
        sum += usize::from(*item) + usize::from(here == 0);
    }
    note(&sum, addresses);
    if depth == 0 {
        sum
    } else {
        sum + dive_plain(depth - 1, items, addresses)
    }
}

/// Remembers the highest and the lowest place on the stack.
fn note(local: &usize, addresses: &Mutex<(usize, usize)>) {
    let address = std::ptr::from_ref(local).addr();
    let mut addresses = addresses.lock().expect("not poisoned");
    addresses.0 = addresses.0.max(address);
    addresses.1 = addresses.1.min(address);
}

type Dive = fn(usize, &[u8], &Mutex<(usize, usize)>) -> usize;

fn recursion() {
    let stack = |dive: Dive| {
        let thread = thread::Builder::new().stack_size(256 << 20).spawn(move || {
            let addresses = Mutex::new((0, usize::MAX));
            assert_eq!(dive(10_000, &[1, 2, 3], &addresses), 6 * 10_001);
            let (high, low) = addresses.into_inner().expect("not poisoned");
            high - low
        });
        thread.expect("a thread").join().expect("no overflow")
    };
    let (plain, annotated) = (stack(dive_plain), stack(dive));
    println!("stack for 10 000 levels: {plain} plain, {annotated} annotated");
    // Without optimisation a frame holds every temporary of both arms.
    let most = if cfg!(debug_assertions) { 16 } else { 3 };
    assert!(annotated <= plain * most, "{annotated} against {plain}");
}

#[amorsize::parallel(chunk = 1)]
fn names(n: usize) -> Vec<String> {
    let mut names = Vec::new();
    for _ in 0..n {
        thread::sleep(Duration::from_millis(1));
        names.push(thread::current().name().unwrap_or_default().to_owned());
    }
    names
}

fn pools() {
    let pool = |name: &'static str, threads| {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(threads);
        builder
            .thread_name(move |n| format!("{name}-{n}"))
            .build()
            .expect("a pool")
    };
    let (one, two) = (pool("one", 2), pool("two", 3));
    for _ in 0..5 {
        let seen = one.install(|| shared(|| names(40)));
        assert!(seen.iter().all(|name| name.starts_with("one-")), "{seen:?}");
        let seen = two.install(|| one.install(|| shared(|| names(40))));
        assert!(seen.iter().all(|name| name.starts_with("one-")), "{seen:?}");
        two.scope(|scope| {
            scope.spawn(|_| {
                let seen = shared(|| names(40));
                assert!(seen.iter().all(|name| name.starts_with("two-")), "{seen:?}");
            });
        });
    }
}

fn async_runtime() {
    let single = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let many = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime");
    for runtime in [single, many] {
        runtime.block_on(async {
            for _ in 0..10 {
                assert_eq!(shared(|| collect(64, 1, &|i| i)).len(), 64);
                tokio::task::yield_now().await;
            }
            let blocking = tokio::task::spawn_blocking(|| shared(|| collect(64, 1, &|i| i)).len());
            assert_eq!(blocking.await.expect("ends well"), 64);
            let tasks: Vec<_> = (0..8)
                .map(|_| tokio::spawn(async { shared(|| collect(64, 1, &|i| i)).len() }))
                .collect();
            for task in tasks {
                assert_eq!(task.await.expect("ends well"), 64);
            }
        });
    }
}

fn pool_asleep() {
    // The pool's threads sleep until told, in jobs of the user's; first with the global pool, then with a given one.
    let (wake, asleep) = mpsc::channel::<()>();
    let asleep = Arc::new(Mutex::new(asleep));
    let sleep = |asleep: &Arc<Mutex<mpsc::Receiver<()>>>| {
        let asleep = Arc::clone(asleep);
        move || drop(asleep.lock().map(|asleep| asleep.recv()))
    };
    for _ in 0..4 {
        rayon::spawn(sleep(&asleep));
    }
    for _ in 0..10 {
        assert_eq!(shared(|| collect(200, 1, &|i| i)).len(), 200);
        assert_eq!(
            collect_auto(2000, &|i| kit::spin(i as u64, 100)).len(),
            2000
        );
        assert_eq!(mix(500, 100), mix_plain(500, 100));
    }
    drop(wake);
}
