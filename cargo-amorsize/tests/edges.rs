//! What one meets rarely: closed pipes, files that cannot be written, keys in a terminal; and the shape of all failures.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::kit::{Said, manifest, program, run, write};

/// A loop of each kind, as it is recorded.
const KINDS: &str = r##"{"schema":1,"program":"kinds","machine":{"allowed":2},"sites":[
    {"name":"memory","file":"src/a.rs","line":1,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":8000000,
     "decision":{"kind":"parallel","workers":2,"chunk":900,"schedule":"auto"},"reason":"memory-bound","sinks":[],
     "tips":[{"edit":"touch half of the bytes","gain":1.8}],"prediction":null,
     "measured":{"item_ns":1.2,"spread":0.1,"cpu":0.99,"cv":0.1,"serial_ns":1e7,"parallel_ns":9e6,"speedup":1.1,"inflation":1.8,"merge_ns":null}},
    {"name":"uneven","file":"src/a.rs","line":2,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":64,
     "decision":{"kind":"serial"},"reason":"imbalance","sinks":[],"tips":[{"edit":"#[parallel(chunk = 2)]","gain":1.6}],"prediction":null,
     "measured":{"item_ns":20000,"spread":0.1,"cpu":0.99,"cv":2.5,"serial_ns":1e6,"parallel_ns":null,"speedup":null,"inflation":null,"merge_ns":null}},
    {"name":"tiny","file":"src/a.rs","line":3,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":16,
     "decision":{"kind":"serial"},"reason":"too-little-work","sinks":[],"prediction":null,
     "measured":{"item_ns":2,"spread":0.1,"serial_ns":32,"parallel_ns":null,"speedup":null,"inflation":null,"merge_ns":null}},
    {"name":"nested","file":"src/a.rs","line":4,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":2000,
     "decision":{"kind":"serial"},"reason":"nested","sinks":[],"prediction":null,"measured":null},
    {"name":"strict","file":"src/a.rs","line":5,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":4000000,
     "decision":{"kind":"serial"},"reason":"ordered-merge","sinks":[{"name":"t","form":"+=","tier":"T2 or T3 by its type"}],"prediction":null,
     "measured":{"item_ns":0.8,"spread":0.1,"cpu":0.9,"cv":0.6,"serial_ns":3.3e6,"parallel_ns":null,"speedup":null,"inflation":null,"merge_ns":null}},
    {"name":"waiting","file":"src/a.rs","line":6,"column":1,"function":"f","head":"i in 0..n","calls":9,"items":9,"length":40,
     "decision":{"kind":"parallel","workers":2,"chunk":1,"schedule":"auto"},"reason":"pool-width","sinks":[],"prediction":null,
     "measured":{"item_ns":380000,"spread":0.1,"cpu":0.03,"cv":0.1,"serial_ns":1.5e7,"parallel_ns":8e6,"speedup":1.9,"inflation":1,"merge_ns":null}}]}"##;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("kinds.json"), KINDS).expect("a file");
    folder
}

#[test]
fn each_kind_of_loop_is_explained() {
    let folder = folder();
    for (site, why) in [
        ("memory", "memory bound: items get dearer"),
        ("memory", "touch half of the bytes (about 1.8x as fast)"),
        (
            "uneven",
            "64 items x 20 us = 1.3 ms; a few items take most of the time.",
        ),
        ("uneven", "uneven (CV 2.50)"),
        ("uneven", "chunk = 2"),
        ("tiny", "16 items x 2.0 ns = 32 ns"),
        ("nested", "inside of another parallel loop"),
        ("strict", "merging in source order takes what helpers save"),
        ("waiting", "waiting (3 % on a core)"),
    ] {
        run(
            folder.path(),
            &["explain", site, "--recording", "kinds.json"],
        )
        .code(0)
        .has(&[why]);
    }
}

/// Runs a line on a terminal of `script`, with keys to read.
#[cfg(target_os = "linux")]
fn on_terminal(folder: &Path, args: &str, keys: &str) -> Said {
    on_terminal_of(100, folder, args, keys)
}

/// Of so many columns.
#[cfg(target_os = "linux")]
fn on_terminal_of(columns: usize, folder: &Path, args: &str, keys: &str) -> Said {
    let line = format!(
        "stty cols {columns} rows 40; {} {args}",
        env!("CARGO_BIN_EXE_cargo-amorsize")
    );
    let mut script = Command::new("script");
    script
        .args(["-qec", &line, "/dev/null"])
        .current_dir(folder)
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .env_remove("CARGO_TERM_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut script = script.spawn().expect("it runs");
    let mut stdin = script.stdin.take().expect("a pipe");
    for key in keys.chars() {
        // Keys that come before the terminal is raw would be lines.
        std::thread::sleep(std::time::Duration::from_millis(300));
        stdin.write_all(key.to_string().as_bytes()).expect("a key");
    }
    let said = script.wait_with_output().expect("it ends");
    drop(stdin);
    Said::of(said)
}

#[cfg(target_os = "linux")]
#[test]
fn loops_are_walked_through_with_keys() {
    let folder = folder();
    let said = on_terminal(folder.path(), "explain -i --recording kinds.json", "nnpq").code(0);
    for part in ["1 of 6", "2 of 6", "3 of 6", "n next, p previous, q quit"] {
        assert!(said.out.contains(part), "{part}: {}", said.out);
    }
    assert!(!said.out.contains("4 of 6"), "{}", said.out);
    run(
        folder.path(),
        &["explain", "-i", "--recording", "kinds.json"],
    )
    .code(2)
    .says(&["needs a terminal", "explain NUMBER"]);
}

/// Numbers and heads are whole, or not there.
#[cfg(target_os = "linux")]
#[test]
fn tables_fit_the_terminal() {
    let folder = folder();
    for (columns, left_out) in [
        (200, ""),
        (100, "predicted"),
        (60, "predicted, calls, where"),
    ] {
        let said = on_terminal_of(columns, folder.path(), "report kinds.json", "").code(0);
        let table = said.out.lines().skip_while(|line| !line.contains('#'));
        for line in table.take_while(|line| !line.trim().is_empty()) {
            assert!(line.trim_end().chars().count() <= columns, "{}", said.out);
        }
        assert!(said.out.contains("saved") && said.out.contains("decision"));
        assert_eq!(said.out.contains("no room for"), !left_out.is_empty());
        assert!(said.out.contains(left_out), "{}", said.out);
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = folder();
    let mut child = program(folder.path())
        .args(["report", "kinds.json", "--explain", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

/// What, why in numbers or names, and what to do next; on a few lines, and nothing on stdout.
#[test]
fn failures_have_one_shape() {
    let folder = folder();
    fs::write(folder.path().join("broken.json"), "{").expect("a file");
    fs::write(
        folder.path().join("empty.json"),
        r#"{"schema":1,"machine":{},"sites":[]}"#,
    )
    .expect("a file");
    let inside = folder.path().join("crate");
    write(&inside, "Cargo.toml", &manifest("alone", false));
    write(&inside, "src/main.rs", "fn main() {}\n");
    for (place, code, args) in [
        (
            folder.path(),
            1,
            &["report", "kinds.json", "--html", "--output", "."][..],
        ),
        (folder.path(), 2, &["report"]),
        (folder.path(), 2, &["run"]),
        (folder.path(), 2, &["explain", "AMZ999"]),
        (folder.path(), 2, &["compare", "serial", "soon"]),
        (folder.path(), 2, &["compare", "serial", "a.json"]),
        (folder.path(), 3, &["report", "nowhere.json"]),
        (
            folder.path(),
            3,
            &["explain", "9", "--recording", "kinds.json"],
        ),
        (
            folder.path(),
            3,
            &["explain", "memory", "--recording", "empty.json"],
        ),
        (folder.path(), 3, &["compare", "kinds.json", "empty.json"]),
        (folder.path(), 3, &["check", "nowhere"]),
        (folder.path(), 6, &["report", "broken.json"]),
        (folder.path(), 6, &["report", "."]),
        (&inside, 2, &["check", "--package", "nobody"]),
        (&inside, 2, &["check", "--fix"]),
        (&inside, 3, &["report"]),
    ] {
        let said = run(place, args).code(code);
        let lines: Vec<_> = said.err.lines().collect();
        assert!(said.out.is_empty(), "{args:?}: {}", said.out);
        assert!(lines[0].starts_with("error: "), "{args:?}: {}", said.err);
        assert!(lines.len() <= 12, "{args:?}: {}", said.err);
        let next = lines.iter().any(|line| line.starts_with("   next     "));
        assert!(next, "{args:?}: {}", said.err);
    }
}

#[test]
fn formats_that_a_command_does_not_write() {
    let folder = folder();
    for args in [
        &["doctor", "--format", "csv"][..],
        &["calibrate", "--format", "markdown"],
        &["validate", "--format", "jsonl"],
        &["tune", "it", "--format", "csv"],
        &["check", "--format", "xml"],
    ] {
        run(folder.path(), args)
            .code(2)
            .says(&["invalid value", "possible values: human, json"]);
    }
}
