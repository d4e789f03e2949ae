//! F41 to F47: fork, exit, signals, thread-local destructors.

use crate::kit::{self, collect, collect_auto, mix, mix_plain, shared, times};
use crate::{Fault, here, runner};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

pub const FAULTS: &[Fault] = &[
    here(
        "F41",
        "`fork` when helpers exist, a loop in the child",
        "P6: the child runs serially, the parent as before",
        fork_then_loop,
    ),
    here(
        "F42",
        "`fork` while another thread is in a loop",
        "P6: a loop in the child ends",
        fork_within,
    ),
    here(
        "F43",
        "`fork` and `exec`, spawned processes, a daemon",
        "P6: as without us",
        fork_and_exec,
    ),
    here(
        "F44",
        "a loop in a thread-local's destructor and at exit",
        "P6: no hang",
        in_destructors,
    ),
    here(
        "F45",
        "`main` returns or exits while a loop runs elsewhere",
        "P6: the process ends at once",
        exit_within,
    ),
    here(
        "F46",
        "a signal a thousand times a second",
        "P6: right results",
        signals,
    ),
    here(
        "F47",
        "the process is stopped and continued in the first call",
        "P7: right results; one call that was preempted changes no decision (unit test)",
        stopped,
    ),
];

pub const PARTS: &[(&str, fn())] = &[
    ("exit", || leave(true)),
    ("return", || leave(false)),
    ("destructors", destructors),
];

/// Runs `f` in a child of this process; its exit status, or `None` if it hangs.
fn in_a_fork(f: impl FnOnce() -> i32) -> Option<i32> {
    // SAFETY: the child runs `f`, which uses what a forked child of this process may (that is the test), and ends with `_exit`.
    let child = unsafe { libc::fork() };
    assert!(child >= 0);
    if child == 0 {
        let status = f();
        // SAFETY: ends the child without running anything of the parent's.
        unsafe { libc::_exit(status) };
    }
    let (began, mut status) = (Instant::now(), 0);
    // SAFETY: `child` is ours, and `status` lives through the call.
    while unsafe { libc::waitpid(child, &raw mut status, libc::WNOHANG) } == 0 {
        if began.elapsed() > Duration::from_secs(20) {
            // SAFETY: as above; the child is still there, because nobody has waited for it.
            unsafe {
                libc::kill(child, libc::SIGKILL);
                libc::waitpid(child, &raw mut status, 0);
            }
            return None;
        }
        thread::sleep(Duration::from_micros(200));
    }
    libc::WIFEXITED(status).then(|| libc::WEXITSTATUS(status))
}

fn right() -> bool {
    shared(|| collect(100, 1, &|i| i)).into_iter().eq(0..100)
        && mix(2000, 50) == mix_plain(2000, 50)
}

fn fork_then_loop() {
    assert!(right());
    for _ in 0..times(5, 100) {
        let status = in_a_fork(|| {
            let right = right() && kit::threads() == 1;
            // A child of the child, too.
            let grandchild = in_a_fork(|| i32::from(!(self::right() && kit::threads() == 1)));
            i32::from(!(right && grandchild == Some(0)))
        });
        assert_eq!(status, Some(0));
        assert!(right());
    }
    assert!(
        kit::threads() <= kit::MOST_THREADS,
        "{} threads",
        kit::threads()
    );
}

fn fork_within() {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::SeqCst) {
                assert!(right());
            }
        });
        for _ in 0..times(30, 200) {
            let child = || {
                let report = amorsize::report().to_json();
                let configured = amorsize::configure(amorsize::Config::default()).is_ok();
                i32::from(!(right() && configured && !report.is_empty()))
            };
            assert_eq!(in_a_fork(child), Some(0));
        }
        stop.store(true, Ordering::SeqCst);
    });
}

fn fork_and_exec() {
    assert!(right());
    for _ in 0..5 {
        assert!(
            std::process::Command::new("true")
                .status()
                .expect("it is there")
                .success()
        );
        assert!(right());
    }
    // Twice forked and in a session of its own, as daemons are.
    let status = in_a_fork(|| {
        // SAFETY: takes nothing and has no condition.
        unsafe { libc::setsid() };
        in_a_fork(|| i32::from(!right())).unwrap_or(9)
    });
    assert_eq!(status, Some(0));
}

struct LoopsWhenDropped;

impl Drop for LoopsWhenDropped {
    fn drop(&mut self) {
        assert!(right());
    }
}

thread_local! {
    static LAST: LoopsWhenDropped = const { LoopsWhenDropped };
}

extern "C" fn at_exit() {
    if right() {
        println!("at exit");
    }
}

fn destructors() {
    LAST.with(|_| ());
    thread::spawn(|| {
        LAST.with(|_| ());
        assert!(right());
    })
    .join()
    .expect("ends well");
    // SAFETY: the handler is a function of this program.
    assert_eq!(unsafe { libc::atexit(at_exit) }, 0);
}

fn in_destructors() {
    for _ in 0..times(5, 100) {
        let ended = runner::again("part:destructors", &[("RAYON_NUM_THREADS", "4")])
            .expect("does not hang");
        assert_eq!(
            (ended.code, ended.stdout.trim()),
            (Some(0), "at exit"),
            "{}",
            ended.stderr
        );
    }
}

fn leave(exit: bool) {
    let inside = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&inside);
    thread::spawn(move || {
        shared(|| {
            collect(1_000_000, 1, &|i| {
                seen.fetch_add(1, Ordering::SeqCst);
                thread::sleep(Duration::from_millis(1));
                i
            })
        })
    });
    assert!(kit::until(|| inside.load(Ordering::SeqCst) > 3));
    if exit {
        std::process::exit(7);
    }
}

fn exit_within() {
    for (part, code) in [("exit", 7), ("return", 0)] {
        for _ in 0..times(5, 100) {
            let began = Instant::now();
            let ended = runner::again(&format!("part:{part}"), &[("RAYON_NUM_THREADS", "4")])
                .expect("does not hang");
            assert_eq!(ended.code, Some(code), "{}", ended.stderr);
            assert!(
                began.elapsed() < Duration::from_secs(10),
                "{:?}",
                began.elapsed()
            );
        }
    }
}

extern "C" fn nothing(_: libc::c_int) {}

fn signals() {
    // SAFETY: the handler does nothing; the timer's values are initialised and live through the call.
    unsafe {
        libc::signal(libc::SIGALRM, nothing as *const () as libc::sighandler_t);
        let every = libc::timeval {
            tv_sec: 0,
            tv_usec: 1000,
        };
        let timer = libc::itimerval {
            it_interval: every,
            it_value: every,
        };
        libc::setitimer(libc::ITIMER_REAL, &raw const timer, std::ptr::null_mut());
    }
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(times(1, 10) as u64) {
        assert!(right());
        assert_eq!(collect_auto(3000, &|i| kit::spin(i as u64, 50)).len(), 3000);
    }
}

fn stopped() {
    let me = std::process::id();
    let ready = Arc::new(Barrier::new(2));
    let other = Arc::clone(&ready);
    // Another process stops and continues this one while it is in its first call.
    let stopper = thread::spawn(move || {
        let script = format!("sleep 0.05; kill -STOP {me}; sleep 1; kill -CONT {me}");
        let mut child = std::process::Command::new("sh")
            .args(["-c", &script])
            .spawn()
            .expect("a shell");
        other.wait();
        child.wait().expect("ends")
    });
    ready.wait();
    let began = Instant::now();
    let mut calls = 0;
    while began.elapsed() < Duration::from_millis(1500) {
        assert_eq!(mix(20_000, 200), mix_plain(20_000, 200));
        calls += 1;
    }
    stopper.join().expect("ends well");
    assert!(calls > 0);
    for _ in 0..20 {
        assert_eq!(mix(20_000, 200), mix_plain(20_000, 200));
    }
}
