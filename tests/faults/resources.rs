//! F31 to F40: threads, cores, memory and files that are not to be had.

use crate::kit::{self, collect, mix, mix_plain, shared, until};
use crate::{Fault, here, runner, with};
use std::time::{Duration, Instant};

pub const FAULTS: &[Fault] = &[
    here(
        "F31",
        "no thread can be made",
        "P5: serial, the same result, one warning at most",
        no_threads,
    ),
    here(
        "F32",
        "only some threads can be made",
        "P5: runs with those",
        some_threads,
    ),
    here(
        "F34",
        "the process is bound to one CPU while it runs",
        "P5: serial within two seconds",
        bound_to_one,
    ),
    here(
        "F37",
        "no memory for the result",
        "P5: ends as the plain loop does",
        no_memory,
    ),
    here(
        "F39",
        "the report cannot be written",
        "P8: the run is unaffected, one message",
        no_space,
    ),
    with(
        "F40",
        "no file can be opened",
        "P8: the run is unaffected",
        &[("AMORSIZE_REPORT", "1"), ("RAYON_NUM_THREADS", "4")],
        no_files,
    ),
];

pub const PARTS: &[(&str, fn())] = &[
    ("no-threads", || few_threads(0)),
    ("some-threads", || few_threads(1)),
    ("memory-plain", || grow(false)),
    ("memory", || grow(true)),
    ("report", || {
        assert_eq!(mix(1000, 100), mix_plain(1000, 100))
    }),
];

/// Lets the address space grow by so many bytes and no more.
fn limit_memory(more: usize) {
    let now = kit::address_space() * 1024;
    let limit = libc::rlimit {
        rlim_cur: (now + more) as libc::rlim_t,
        rlim_max: libc::RLIM_INFINITY,
    };
    // SAFETY: `limit` is initialised and lives through the call.
    assert_eq!(
        unsafe { libc::setrlimit(libc::RLIMIT_AS, &raw const limit) },
        0
    );
}

/// Stacks of 64 MiB, and room for so many of them.
fn few_threads(threads: usize) {
    limit_memory((threads * 64 + 32) << 20);
    for _ in 0..20 {
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
        assert_eq!(mix(3000, 200), mix_plain(3000, 200));
    }
    println!("{} threads", kit::threads());
}

fn with_big_stacks(part: &str) -> runner::Ended {
    let variables = [
        ("RAYON_NUM_THREADS", "4"),
        ("RUST_MIN_STACK", "67108864"),
        ("MALLOC_ARENA_MAX", "1"),
    ];
    let ended = runner::again(&format!("part:{part}"), &variables).expect("does not hang");
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    ended
}

fn no_threads() {
    let ended = with_big_stacks("no-threads");
    assert!(ended.stdout.contains("1 threads"), "{}", ended.stdout);
    assert!(
        ended.stderr.matches("amorsize").count() <= 1,
        "{}",
        ended.stderr
    );
}

fn some_threads() {
    let ended = with_big_stacks("some-threads");
    assert!(
        ended.stderr.matches("amorsize").count() <= 1,
        "{}",
        ended.stderr
    );
}

/// Binds every thread of this process to one CPU.
fn bind_all() {
    // SAFETY: a set of CPUs is plain numbers, for which zero is a value; the calls get its size and its address.
    unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::sched_getaffinity(0, size_of_val(&set), &raw mut set);
        let first = (0..libc::CPU_SETSIZE as usize)
            .find(|&cpu| libc::CPU_ISSET(cpu, &set))
            .expect("a CPU");
        libc::CPU_ZERO(&mut set);
        libc::CPU_SET(first, &mut set);
        for entry in std::fs::read_dir("/proc/self/task").expect("Linux says") {
            let task = entry
                .expect("a thread")
                .file_name()
                .to_string_lossy()
                .parse()
                .expect("a number");
            libc::sched_setaffinity(task, size_of_val(&set), &raw const set);
        }
    }
}

fn bound_to_one() {
    for _ in 0..30 {
        assert_eq!(mix(2000, 300), mix_plain(2000, 300));
    }
    bind_all();
    let serial = || {
        assert_eq!(mix(2000, 300), mix_plain(2000, 300));
        let report = amorsize::report();
        let site = report
            .sites()
            .iter()
            .find(|site| site.function.contains("mix"))
            .expect("it ran");
        matches!(site.decision, amorsize::Decision::Serial)
    };
    let began = Instant::now();
    assert!(until(serial), "still shared on one CPU");
    // Two seconds to notice, and some for a machine that is busy.
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "after {:?}",
        began.elapsed()
    );
}

/// Collects more than there is memory for.
fn grow(annotated: bool) {
    limit_memory(256 << 20);
    let body = |i: usize| [i as u64; 128];
    let all = if annotated {
        shared(|| collect(1 << 20, 1024, &body))
    } else {
        let mut all = Vec::new();
        for i in 0..1 << 20 {
            all.push(body(i));
        }
        all
    };
    println!("{}", all.len());
}

fn no_memory() {
    let ended = |part: &str| {
        let ended = runner::again(&format!("part:{part}"), &[("RAYON_NUM_THREADS", "4")])
            .expect("does not hang");
        (ended.code, ended.signal)
    };
    let plain = ended("memory-plain");
    assert_eq!(plain.0, None, "the plain loop aborts");
    assert_eq!(ended("memory"), plain);
}

fn no_space() {
    let folder = std::env::temp_dir().join(format!("amorsize-faults-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let full = folder.join("full.json");
    let _ = std::fs::remove_file(&full);
    std::os::unix::fs::symlink("/dev/full", &full).expect("a link");
    let absent = folder.join("absent").join("report.json");
    for path in [&full, &absent, &folder.join("..json/").join("..json")] {
        let path = path.to_string_lossy();
        let ended =
            runner::again("part:report", &[("AMORSIZE_REPORT", &*path)]).expect("does not hang");
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
        assert_eq!(ended.stdout, "");
    }
    std::fs::remove_dir_all(&folder).expect("it was there");
}

fn no_files() {
    let limit = libc::rlimit {
        rlim_cur: 3,
        rlim_max: 3,
    };
    // SAFETY: `limit` is initialised and lives through the call.
    assert_eq!(
        unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const limit) },
        0
    );
    for _ in 0..20 {
        assert_eq!(mix(2000, 200), mix_plain(2000, 200));
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
    }
}
