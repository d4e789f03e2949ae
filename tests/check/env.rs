//! `AMORSIZE=check`, in a process of its own.

use std::process::Command;

/// Runs one test of this program again, with the variable set.
fn again(name: &str) -> std::process::Output {
    Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", name, "--include-ignored", "--nocapture"])
        .env("AMORSIZE", "check")
        .output()
        .expect("this program runs")
}

#[test]
fn by_the_environment() {
    let output = again("env::child");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    // Once, however often it ran.
    assert_eq!(
        text.matches("`items` is not `Clone`: the loop is not checked")
            .count(),
        1,
        "{text}"
    );
    assert!(
        text.contains("check of `bump` (") && text.contains("main.rs:"),
        "{text}"
    );
}

#[test]
fn child() {
    if std::env::var_os("AMORSIZE").is_none() {
        return;
    }
    for _ in 0..3 {
        let mut items = [crate::Unique(1), crate::Unique(2)];
        assert_eq!(crate::bump(&mut items, &[5, 6]), 3);
    }
    let payload = std::panic::catch_unwind(|| crate::greatest(&[-5, -3, -9]));
    assert!(payload.is_err());
}
