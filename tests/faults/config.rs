//! F70 to F73: the environment and the settings.

use crate::kit::{self, mix, mix_plain};
use crate::{Fault, here, runner, with};
use amorsize::{Config, Mode, configure, with_mode};
use std::time::Duration;

pub const FAULTS: &[Fault] = &[
    here(
        "F70",
        "garbage in every variable",
        "P9: one warning that names it; the default is used",
        garbage,
    ),
    here(
        "F71",
        "a million workers asked for",
        "P9: no more threads than the pool is wide",
        million,
    ),
    here(
        "F72a",
        "settings in code that make no sense",
        "P9: an error that says so, nothing changes",
        senseless,
    ),
    with(
        "F72",
        "scope, code and environment contradict each other",
        "P9: the nearest wins",
        &[("AMORSIZE", "parallel"), ("AMORSIZE_WORKERS", "3")],
        precedence,
    ),
    here(
        "F73",
        "a variable changes while the process runs",
        "P9: read once",
        changed,
    ),
];

pub const PARTS: &[(&str, fn())] = &[
    ("loop", || assert_eq!(mix(3000, 100), mix_plain(3000, 100))),
    ("threads", || {
        for _ in 0..20 {
            assert_eq!(kit::shared(|| kit::collect(200, 1, &|i| i)).len(), 200);
        }
        println!("{}", kit::threads());
    }),
    ("off", || {
        with_mode(Mode::Parallel, || {
            assert_eq!(mix(3000, 100), mix_plain(3000, 100))
        });
        println!("{}", kit::threads());
    }),
];

fn garbage() {
    let values = [
        "",
        " ",
        "-1",
        "1e3",
        "100000000000000000000",
        "0x4",
        "\u{1b}[31mred",
        "wörkers",
    ];
    for name in [
        "AMORSIZE",
        "AMORSIZE_WORKERS",
        "AMORSIZE_REPORT",
        "AMORSIZE_PLAN",
    ] {
        for value in values {
            let ended = runner::again("part:loop", &[(name, value), ("RAYON_NUM_THREADS", "4")])
                .expect("does not hang");
            assert_eq!(ended.code, Some(0), "{name}={value:?}: {}", ended.stderr);
            assert_eq!(
                ended.stderr.lines().count(),
                1,
                "{name}={value:?}: {}",
                ended.stderr
            );
            assert!(
                ended.stderr.contains(name) && !ended.stderr.contains('\u{1b}'),
                "{}",
                ended.stderr
            );
            assert_eq!(ended.stdout, "");
        }
    }
    // Not text at all.
    use std::os::unix::ffi::OsStrExt;
    let mut command = std::process::Command::new(std::env::current_exe().expect("a program"));
    command.args([runner::CHILD, "part:loop"]);
    command.env("AMORSIZE", std::ffi::OsStr::from_bytes(b"\xff\xfe"));
    let ended = runner::watch(command, runner::SECONDS).expect("does not hang");
    assert_eq!(
        (ended.code, ended.stderr.lines().count()),
        (Some(0), 1),
        "{}",
        ended.stderr
    );
}

fn million() {
    let ended = runner::again(
        "part:threads",
        &[("AMORSIZE_WORKERS", "1000000"), ("RAYON_NUM_THREADS", "4")],
    );
    let ended = ended.expect("does not hang");
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let threads: usize = ended.stdout.trim().parse().expect("a number");
    assert!(threads <= kit::MOST_THREADS, "{threads} threads");
    // Rayon itself would make that many.
    let ended = runner::again("part:threads", &[("RAYON_NUM_THREADS", "1000000")]);
    let ended = ended.expect("does not hang");
    assert_eq!(
        (
            ended.code,
            ended.stderr.matches("RAYON_NUM_THREADS").count()
        ),
        (Some(0), 1),
        "{}",
        ended.stderr
    );
    let threads: usize = ended.stdout.trim().parse().expect("a number");
    assert!(threads <= 1 + 1024 + 1024, "{threads} threads");
}

/// How many threads took part.
fn participants() -> usize {
    let seen = std::sync::Mutex::new(std::collections::HashSet::new());
    for _ in 0..10 {
        kit::collect(60, 1, &|_| {
            std::thread::sleep(Duration::from_micros(300));
            seen.lock()
                .expect("not poisoned")
                .insert(std::thread::current().id());
        });
    }
    seen.into_inner().expect("not poisoned").len()
}

fn precedence() {
    // The environment asks for helpers, and for three participants.
    let by_environment = participants();
    assert!(by_environment > 1, "{by_environment} participants");
    configure(Config::default().mode(Mode::Serial)).expect("sensible");
    assert_eq!(participants(), 1, "code is stronger than the environment");
    assert!(
        with_mode(Mode::Parallel, participants) > 1,
        "a scope is stronger than code"
    );
    configure(Config::default()).expect("sensible");
    assert!(participants() > 1, "the environment again");
    let ended = runner::again(
        "part:off",
        &[("AMORSIZE", "off"), ("RAYON_NUM_THREADS", "4")],
    )
    .expect("does not hang");
    assert_eq!(
        (ended.code, ended.stdout.trim()),
        (Some(0), "1"),
        "off beats a scope: {}",
        ended.stderr
    );
}

fn changed() {
    assert_eq!(
        with_mode(Mode::Auto, || mix(3000, 100)),
        mix_plain(3000, 100)
    );
    // SAFETY: no other thread of this process reads or writes the environment: the library has read it.
    unsafe { std::env::set_var("AMORSIZE", "serial") };
    assert!(kit::shared(participants) > 1);
    assert_eq!(mix(3000, 100), mix_plain(3000, 100));
}

fn senseless() {
    assert!(configure(Config::default().workers(0)).is_err());
    assert!(configure(Config::default().chunk(0)).is_err());
    assert!(configure(Config::default().target_chunk(Duration::ZERO)).is_err());
    assert_eq!(mix(3000, 100), mix_plain(3000, 100));
}
