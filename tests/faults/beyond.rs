//! Faults that the table of the design does not have: what trying to break the promises found, or might have.

use crate::kit::{self, Counts, collect, mix, mix_plain, panic_of, quiet_panics, shared, times};
use crate::{Fault, here, runner};
use std::panic::panic_any;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

pub const FAULTS: &[Fault] = &[
    here(
        "X01",
        "a body that needs most of the caller's stack",
        "P2: no overflow where the plain loop has none",
        deep_stack,
    ),
    here(
        "X02",
        "stderr is full, or closed, while something is said",
        "P8: the run is unaffected",
        mute,
    ),
    here(
        "X03",
        "the process ends inside the loop, in an `ordered!` block",
        "P2: what earlier items printed is out, the code is the plain loop's",
        ends_in_order,
    ),
    here(
        "X04",
        "bodies that ask for the report, reset, configure, start threads",
        "P4: no deadlock, right results",
        reentrant,
    ),
    here(
        "X05",
        "a body that forks",
        "P6: the child ends, the loop is right",
        fork_in_the_body,
    ),
    here(
        "X06",
        "items, and a variable beside `local` ones, whose `Drop` panics",
        "P1, P2: dropped as often as made, the panic arrives",
        drops_that_panic,
    ),
    here(
        "X07",
        "`main` ends while helpers spin, with a report to write",
        "P6: the process ends at once, the report is whole",
        ends_while_helpers_spin,
    ),
    here(
        "X08",
        "ten thousand threads that call once each and end",
        "P5: no more memory, no more threads",
        callers_that_come_and_go,
    ),
    here(
        "X09",
        "a pool of the user's that is dropped right after the call",
        "P4: nothing of the call is touched afterwards",
        short_lived_pools,
    ),
    here(
        "X10",
        "bodies that enter another pool and loop there",
        "P4: right results, no deadlock",
        pools_within_bodies,
    ),
];

pub const PARTS: &[(&str, fn())] = &[
    ("say", || {
        assert_eq!(mix(3000, 100), mix_plain(3000, 100));
        assert!(shared(|| collect(64, 1, &|i| i)).into_iter().eq(0..64));
    }),
    ("ends-plain", || {
        for i in 0..100 {
            println!("{i}");
            if i == 40 {
                std::process::exit(3);
            }
        }
    }),
    ("ends", || shared(ends)),
    ("spinning", || {
        shared(|| collect(64, 1, &|i| i));
    }),
];

/// A frame of a kibibyte for each level.
#[inline(never)]
fn levels(depth: usize) -> usize {
    let frame = std::hint::black_box([1_u8; 1024]);
    let below = if depth == 0 { 0 } else { levels(depth - 1) };
    below + usize::from(frame[depth % 1024])
}

fn deep_stack() {
    // Without optimisation a level is twice its frame, and some: more than half of the stack.
    let fits = |stack: usize| {
        move || {
            let depth = stack / 4096;
            let all = shared(|| collect(32, 1, &|i| levels(depth) + i));
            assert!(all.into_iter().eq((0..32).map(|i| depth + 1 + i)));
        }
    };
    let run = |stack: usize| {
        let thread = thread::Builder::new().stack_size(stack).spawn(fits(stack));
        thread.expect("a thread").join().expect("no overflow");
    };
    // As much as main threads have, then one that has more than the helpers that are there now.
    run(8 << 20);
    run(64 << 20);
    assert!(kit::threads() > 1);
}

fn mute() {
    use std::fs::OpenOptions;
    use std::process::{Command, Stdio};
    let ways: [&dyn Fn() -> Stdio; 2] = [
        &|| {
            let full = OpenOptions::new().write(true).open("/dev/full");
            full.expect("Linux has it").into()
        },
        &|| {
            // A pipe that nobody reads.
            let (reader, writer) = std::io::pipe().expect("a pipe");
            drop(reader);
            writer.into()
        },
    ];
    for stderr in ways {
        for variable in ["AMORSIZE", "AMORSIZE_WORKERS", "AMORSIZE_REPORT"] {
            let mut command = Command::new(std::env::current_exe().expect("a program"));
            command
                .args([runner::CHILD, "part:say"])
                .env(variable, "no such thing")
                .stdout(Stdio::null())
                .stderr(stderr());
            let status = command.status().expect("it starts");
            assert_eq!(status.code(), Some(0), "{variable}");
        }
    }
}

#[amorsize::parallel(chunk = 1)]
fn ends() {
    for i in 0..100 {
        println!("{i}");
        amorsize::ordered! {
            if i == 40 {
                std::process::exit(3);
            }
        }
    }
}

fn ends_in_order() {
    let ended = |part: &str| {
        let ended = runner::again(&format!("part:{part}"), &[("RAYON_NUM_THREADS", "4")])
            .expect("does not hang");
        (ended.code, ended.stdout)
    };
    let plain = ended("ends-plain");
    assert_eq!(plain.0, Some(3));
    for _ in 0..times(5, 100) {
        assert_eq!(ended("ends"), plain);
    }
}

#[amorsize::parallel]
fn inner(n: u64) -> u64 {
    let mut sum = 0;
    for i in 0..n {
        sum ^= kit::spin(i, 3);
    }
    sum
}

fn reentrant() {
    let expected = inner(1000);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    assert_eq!(inner(1000), expected);
                    assert!(amorsize::report().to_json().len() > 10);
                    assert_eq!(shared(|| inner(1000)), expected);
                }
            });
        }
        for _ in 0..times(5, 100) {
            let all = shared(|| {
                collect(48, 1, &|i| match i % 5 {
                    0 => u64::from(!amorsize::report().sites().is_empty()),
                    1 => {
                        amorsize::reset();
                        inner(1000)
                    }
                    2 => {
                        amorsize::configure(amorsize::Config::default()).expect("sensible");
                        inner(1000)
                    }
                    3 => shared(|| inner(1000)),
                    _ => thread::spawn(|| shared(|| inner(1000)))
                        .join()
                        .expect("ends well"),
                })
            });
            for (i, value) in all.into_iter().enumerate() {
                assert!(i % 5 == 0 || value == expected, "item {i}");
            }
        }
        stop.store(true, Ordering::SeqCst);
    });
}

fn fork_in_the_body() {
    for _ in 0..times(3, 50) {
        let all = shared(|| {
            collect(24, 1, &|i| {
                // SAFETY: the child ends at once.
                let child = unsafe { libc::fork() };
                assert!(child >= 0);
                if child == 0 {
                    // SAFETY: ends the child without running anything of the parent's.
                    unsafe { libc::_exit(i as i32) };
                }
                let mut status = 0;
                // SAFETY: `child` is ours, and `status` lives through the call.
                assert_eq!(unsafe { libc::waitpid(child, &raw mut status, 0) }, child);
                libc::WEXITSTATUS(status) as usize
            })
        });
        assert!(all.into_iter().eq(0..24));
    }
}

/// Panics when it is dropped if its number is the bad one.
struct Bad<'a> {
    counted: kit::Counted<'a>,
    bad: usize,
}

impl Bad<'_> {
    fn touch(&mut self) -> usize {
        std::hint::black_box(self.bad)
    }
}

impl Drop for Bad<'_> {
    fn drop(&mut self) {
        if self.counted.index == self.bad {
            panic_any(self.bad);
        }
    }
}

#[amorsize::parallel(chunk = 3)]
fn consume(items: Vec<Bad<'_>>) -> usize {
    let mut count = 0;
    for item in items {
        count += item.counted.index;
    }
    count
}

#[amorsize::parallel(chunk = 3, local(state = Bad { counted: counts.make(9), bad }))]
fn with_a_state(counts: &Counts, bad: usize, n: usize) -> usize {
    let mut state = Bad {
        counted: counts.make(1),
        bad,
    };
    let mut count = 0;
    for i in 0..n {
        count += i + state.touch();
    }
    count
}

fn drops_that_panic() {
    quiet_panics();
    for bad in 0..40 {
        let counts = Counts::default();
        let items = (0..40)
            .map(|i| Bad {
                counted: counts.make(i),
                bad,
            })
            .collect();
        let thrown = shared(|| panic_of(|| consume(items))).expect("it panics");
        assert_eq!(kit::number(&*thrown), Some(bad));
        counts.check();
    }
    // The value outside of the loop; those of the participants may not panic, as the elements of a vector may not.
    for bad in [1, 10] {
        let counts = Counts::default();
        let thrown = shared(|| panic_of(|| with_a_state(&counts, bad, 40)));
        assert_eq!(thrown.is_some(), bad == 1);
        counts.check();
    }
    assert!(shared(|| collect(64, 1, &|i| i)).into_iter().eq(0..64));
}

fn ends_while_helpers_spin() {
    let folder = std::env::temp_dir().join(format!("amorsize-spinning-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("report.json");
    let path = file.to_string_lossy();
    let variables = [("AMORSIZE_REPORT", &*path), ("RAYON_NUM_THREADS", "4")];
    for _ in 0..times(20, 500) {
        let ended = runner::again("part:spinning", &variables).expect("does not hang");
        assert_eq!(
            (ended.code, &*ended.stderr, &*ended.stdout),
            (Some(0), "", "")
        );
        let text = std::fs::read_to_string(&file).expect("a report");
        assert!(text.starts_with('{') && text.trim_end().ends_with('}'));
        std::fs::remove_file(&file).expect("it was there");
    }
    std::fs::remove_dir_all(&folder).expect("nothing else is in it");
}

fn callers_that_come_and_go() {
    let some = |count: usize| {
        for _ in 0..count / 8 {
            thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| assert_eq!(shared(|| collect(16, 1, &|i| i)).len(), 16));
                }
            });
        }
    };
    some(800);
    let before = kit::resident();
    some(times(2_000, 10_000));
    let after = kit::resident();
    assert!(after <= before + 1024, "{before} KiB, then {after} KiB");
    // The last ones may still be on their way out.
    let few = || kit::threads() <= kit::MOST_THREADS;
    assert!(kit::until(few), "{}", kit::threads());
}

#[amorsize::parallel(chunk = 10, pool = pool)]
fn in_pool(values: &[u64], pool: &rayon::ThreadPool) -> u64 {
    let mut sum = 0;
    for value in values {
        sum ^= value.rotate_left(3);
    }
    sum
}

fn short_lived_pools() {
    let values: Vec<u64> = (0..200).collect();
    let expected = values
        .iter()
        .fold(0, |sum, value| sum ^ value.rotate_left(3));
    for _ in 0..times(50, 1000) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
        let pool = pool.expect("two threads");
        let mine = values.clone();
        assert_eq!(shared(|| in_pool(&mine, &pool)), expected);
        drop(mine);
        drop(pool);
    }
}

fn pools_within_bodies() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let pool = pool.expect("two threads");
    let entered = AtomicUsize::new(0);
    for _ in 0..times(5, 100) {
        let all = shared(|| {
            collect(24, 1, &|i| {
                pool.install(|| {
                    entered.fetch_add(1, Ordering::SeqCst);
                    shared(|| collect(16, 1, &|j| j + i)).len()
                })
            })
        });
        assert!(all.into_iter().all(|len| len == 16));
    }
    assert_eq!(entered.load(Ordering::SeqCst), 24 * times(5, 100));
}
