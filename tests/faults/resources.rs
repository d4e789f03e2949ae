//! F31 to F40: threads, cores, memory and files that are not to be had.

use crate::kit::{self, collect, mix, mix_plain, shared, until};
use crate::{Fault, here, lies, runner, with};
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
    with(
        "F33",
        "the CPU quota shrinks while the process runs",
        "P5: serial within two seconds",
        &[],
        quota_shrinks,
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
    here(
        "F48",
        "the process is killed while it writes the report",
        "P8: the report before is intact, what was begun is swept up",
        killed_while_writing,
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
    ("report-killed", || {
        // Files may have so many bytes; with more, the process is killed.
        limit(libc::RLIMIT_FSIZE, 1000);
        assert_eq!(mix(1000, 100), mix_plain(1000, 100));
    }),
];

/// Sets a limit of this process.
fn limit(resource: libc::__rlimit_resource_t, most: usize) {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: `limit` is initialised and lives through the calls.
    unsafe {
        assert_eq!(libc::getrlimit(resource, &raw mut limit), 0);
        limit.rlim_cur = (most as libc::rlim_t).min(limit.rlim_max);
        assert_eq!(libc::setrlimit(resource, &raw const limit), 0);
    }
}

/// Lets the address space grow by so many bytes and no more.
fn limit_memory(more: usize) {
    limit(libc::RLIMIT_AS, kit::address_space() * 1024 + more);
}

/// Helpers have stacks as large as this thread may have: 64 MiB, and there is room for so many of them beside the pool.
fn few_threads(threads: usize) {
    limit(libc::RLIMIT_STACK, 64 << 20);
    limit_memory((threads * 64 + 32) << 20);
    for _ in 0..20 {
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
        assert_eq!(mix(3000, 200), mix_plain(3000, 200));
    }
    println!("{}", kit::threads_named("amorsize"));
}

fn with_big_stacks(part: &str) -> runner::Ended {
    let variables = [
        ("RAYON_NUM_THREADS", "4"),
        ("RUST_MIN_STACK", "1048576"),
        ("MALLOC_ARENA_MAX", "1"),
    ];
    let ended = runner::again(&format!("part:{part}"), &variables).expect("does not hang");
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    ended
}

/// Helpers of ours that a part had.
fn helpers(ended: &runner::Ended) -> usize {
    ended.stdout.trim().parse().expect("a number")
}

fn no_threads() {
    let ended = with_big_stacks("no-threads");
    assert_eq!(helpers(&ended), 0);
    assert!(
        ended.stderr.matches("amorsize").count() <= 1,
        "{}",
        ended.stderr
    );
}

fn some_threads() {
    let ended = with_big_stacks("some-threads");
    assert_eq!(helpers(&ended), 1);
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
    let began = Instant::now();
    assert!(until(is_serial), "still shared on one CPU");
    // Two seconds to notice, and some for a machine that is busy.
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "after {:?}",
        began.elapsed()
    );
}

/// Whether the next calls are serial.
fn is_serial() -> bool {
    assert_eq!(mix(2000, 300), mix_plain(2000, 300));
    let report = amorsize::report();
    let site = report
        .sites()
        .iter()
        .find(|site| site.function.contains("mix"))
        .expect("it ran");
    matches!(site.decision, amorsize::Decision::Serial)
}

fn quota_shrinks() {
    let folder = std::env::temp_dir().join(format!("amorsize-quota-{}", std::process::id()));
    let group = folder.join("sys/fs/cgroup/here");
    std::fs::create_dir_all(&group).expect("a folder");
    std::fs::create_dir_all(folder.join("proc/self")).expect("a folder");
    std::fs::write(folder.join("proc/self/cgroup"), "0::/here\n").expect("a file");
    let quota = |text: &str| std::fs::write(group.join("cpu.max"), text).expect("a file");
    quota("max 100000\n");
    lies::about_the_group(&folder.to_string_lossy());
    assert_eq!(amorsize::machine().quota, None);
    let is_limited = || {
        // Helpers look when they have nothing to do.
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
        amorsize::reset();
        for _ in 0..3 {
            assert_eq!(mix(2000, 300), mix_plain(2000, 300));
        }
        let report = amorsize::report();
        let site = report.sites().iter().find(|site| site.function == "mix");
        let reason = site.expect("it ran").reason;
        matches!(reason, amorsize::Reason::Quota | amorsize::Reason::OneCore)
    };
    if std::thread::available_parallelism().is_ok_and(|cpus| cpus.get() > 1) {
        assert!(!is_limited());
    }
    quota("50000 100000\n");
    let began = Instant::now();
    assert!(until(is_limited), "still shared with half a core");
    // Two seconds to notice, and some for a machine that is busy.
    assert!(
        began.elapsed() < Duration::from_secs(8),
        "after {:?}",
        began.elapsed()
    );
    std::fs::remove_dir_all(&folder).expect("it was there");
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

fn killed_while_writing() {
    let folder = std::env::temp_dir().join(format!("amorsize-killed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("report.json");
    std::fs::write(&file, "the one before").expect("a file");
    let path = file.to_string_lossy();
    let run =
        |part: &str| runner::again(part, &[("AMORSIZE_REPORT", &*path)]).expect("does not hang");
    let files = || std::fs::read_dir(&folder).expect("a folder").count();
    for _ in 0..3 {
        assert_eq!(run("part:report-killed").signal, Some(libc::SIGXFSZ));
        let text = std::fs::read_to_string(&file).expect("it is there");
        assert_eq!((text.as_str(), files()), ("the one before", 2));
    }
    assert_eq!(run("part:report").code, Some(0));
    let text = std::fs::read_to_string(&file).expect("it is there");
    assert!(text.len() > 1000 && text.starts_with('{') && files() == 1);
    std::fs::remove_dir_all(&folder).expect("it was there");
}

fn no_files() {
    limit(libc::RLIMIT_NOFILE, 3);
    for _ in 0..20 {
        assert_eq!(mix(2000, 200), mix_plain(2000, 200));
        assert_eq!(shared(|| collect(100, 1, &|i| i)).len(), 100);
    }
}
