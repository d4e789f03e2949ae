//! Recordings that are given: formats, colours, damage, other versions, many sites. Nothing is built.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::kit::{Said, program, run};

fn site(number: usize, parallel: bool) -> String {
    let decision = if parallel {
        r#"{"kind":"parallel","workers":2,"chunk":23,"schedule":"auto"}"#
    } else {
        r#"{"kind":"serial"}"#
    };
    let (reason, saved) = if parallel {
        ("pool-width", 1e6 * number as f64)
    } else {
        ("too-little-work", 0.0)
    };
    format!(
        r#"{{"name":"site{number}","file":"src/m{}.rs","line":{number},"column":5,"function":"f{number}","head":"x in xs",
        "calls":128,"items":138240,"length":1080,"time_ns":5e6,"saved_ns":{saved},"decision":{decision},"reason":"{reason}",
        "sinks":[{{"name":"out","form":"[i]","tier":"T1 view"}}],
        "prediction":{{"serial_ns":3240,"parallel_ns":1800,"workers":2,"speedup":1.8,"work_ns":1620,"dispatch_ns":100,
        "chunking_ns":50,"contention_ns":0,"imbalance_ns":30,"merge_ns":0,"break_even":9800}},
        "measured":{{"item_ns":3,"spread":0.14,"serial_ns":3240,"parallel_ns":1900,"speedup":1.7,"inflation":1.1,"merge_ns":null}}}}"#,
        number / 10
    )
}

fn recording(sites: usize) -> String {
    let mut text = String::from(
        r#"{"schema":1,"version":"0.1.0","program":"demo","machine":{"allowed":2},"sites":["#,
    );
    for number in 1..=sites {
        let comma = if number == 1 { "" } else { "," };
        let _ = write!(text, "{comma}{}", site(number, number % 2 == 1));
    }
    text + "]}\n"
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn report(text: &str, args: &[&str]) -> Said {
    let folder = folder();
    fs::write(folder.path().join("r.json"), text).expect("a file");
    let mut all = vec!["report", "r.json"];
    all.extend(args);
    run(folder.path(), &all)
}

#[test]
fn every_format() {
    let text = recording(3);
    report(&text, &[]).code(0).has(&[
        "demo: 3 loops ran, 2 parallel, 15 ms in all; helpers saved 4.0 ms",
        "2 workers, chunk 23",
        "serial: too little work  ",
        "+3.0 ms",
    ]);
    let said = report(&text, &["--summary"]).code(0);
    assert_eq!(said.out.lines().count(), 1);
    report(&text, &["--tree"]).code(0).has(&[
        "demo\n  src/m0.rs\n    fn f",
        "    fn f1\n",
        "line 1  for x in xs",
    ]);
    report(&text, &["--overhead", "--profile", "--tips", "--explain"])
        .code(0)
        .has(&[
            "90 %",
            "3.0 ns",
            "9 800",
            "tip  ",
            "dispatch",
            "paste to pin",
        ]);
    report(&text, &["--quiet"]).code(0);

    let said = report(&text, &["--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(
        (&json["schema"], &json["sites"][2]["saved_ns"]),
        (&1.into(), &3e6.into())
    );
    let said = report(&text, &["--format", "jsonl"]).code(0);
    assert_eq!(said.out.lines().count(), 3);
    for line in said.out.lines() {
        let json: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(json["schema"], 1);
    }
    let said = report(&text, &["--format", "csv"]).code(0).has(&[
        "1,site1,src/m0.rs,1,f1,128,138240,1080,parallel,2,23,pool-width,3,1.7,1000000,1080\n",
    ]);
    assert_eq!(said.out.lines().count(), 4);
    let said = report(&text, &["--format", "markdown"])
        .code(0)
        .has(&["| 1 | site3 |"]);
    assert!(
        said.out
            .lines()
            .all(|line| line.starts_with('|') && line.ends_with('|'))
    );
    report(&text, &["--format", "xml"])
        .code(2)
        .says(&["invalid value", "human, json, jsonl, csv, markdown"]);
}

#[test]
fn recordings_that_cannot_be_read() {
    for (text, why) in [
        ("", "no recording of amorsize"),
        ("{\"schema\":1,", "no recording of amorsize"),
        ("[]", "no recording of amorsize"),
        ("{\"schema\":1,\"machine\":{}}", "damaged"),
        (
            "{\"schema\":2,\"machine\":{},\"sites\":[]}",
            "schema 2, and this program reads schema 1",
        ),
    ] {
        let said = report(text, &[])
            .code(6)
            .says(&[why, "r.json", "cargo amorsize run"]);
        assert!(said.out.is_empty());
    }
    let unknown = recording(1).replace("pool-width", "moon");
    report(&unknown, &[])
        .code(6)
        .says(&["words that are not known"]);
    let folder = folder();
    fs::write(folder.path().join("binary"), b"\xff\x00").expect("a file");
    run(folder.path(), &["report", "binary"]).code(6);
    run(folder.path(), &["report", "missing.json"])
        .code(3)
        .says(&["no recording"]);
}

#[test]
fn nothing_ran() {
    report(&recording(0), &[]).code(0).has(&["0 loops ran"]);
}

#[test]
fn colours() {
    let folder = folder();
    fs::write(folder.path().join("r.json"), recording(2)).expect("a file");
    let colored = |args: &[&str], variables: &[(&str, &str)]| {
        let mut program = program(folder.path());
        program
            .args(["report", "r.json"])
            .args(args)
            .envs(variables.iter().copied());
        let said = Said::of(program.output().expect("it runs")).code(0);
        said.out.contains('\u{1b}')
    };
    assert!(!colored(&[], &[]), "a pipe has no colours");
    assert!(colored(&["--color", "always"], &[]));
    assert!(colored(&[], &[("CARGO_TERM_COLOR", "always")]));
    assert!(!colored(
        &[],
        &[("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")]
    ));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colored(
        &["--color", "never"],
        &[("CARGO_TERM_COLOR", "always")]
    ));
}

/// With `script`, which comes with every Linux.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal() {
    let folder = folder();
    fs::write(folder.path().join("r.json"), recording(2)).expect("a file");
    let on_terminal = |args: &str| {
        let line = format!(
            "stty cols 100; {} {args}",
            env!("CARGO_BIN_EXE_cargo-amorsize")
        );
        let mut script = std::process::Command::new("script");
        script
            .args(["-qec", &line, "/dev/null"])
            .current_dir(folder.path())
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .env_remove("CARGO_TERM_COLOR");
        Said::of(script.output().expect("it runs")).out
    };
    let text = on_terminal("report r.json");
    assert!(text.contains("\u{1b}[1mdemo"), "{text:?}");
    let plain = |line: &str| {
        line.replace("\u{1b}[1m", "")
            .replace("\u{1b}[2m", "")
            .replace("\u{1b}[0m", "")
    };
    for line in text.lines() {
        assert!(plain(line).trim_end().chars().count() <= 100, "{line:?}");
    }
    assert!(!on_terminal("report r.json --color never").contains('\u{1b}'));
}

#[test]
fn a_thousand_sites_in_a_tenth_of_a_second() {
    let folder = folder();
    fs::write(folder.path().join("r.json"), recording(1000)).expect("a file");
    let quickest = (0..5).map(|_| {
        let began = Instant::now();
        run(folder.path(), &["report", "r.json"])
            .code(0)
            .has(&["1 000 loops ran", "site999"]);
        began.elapsed()
    });
    let quickest = quickest.min().expect("five");
    // Unoptimised and on a busy machine: ten times what is promised for a release build.
    assert!(quickest < Duration::from_secs(1), "{quickest:?}");
}

#[test]
fn every_code_of_the_macro_is_explained() {
    let source = crate::kit::workspace().join("amorsize-macros/src");
    let mut codes = Vec::new();
    collect(source, &mut codes);
    codes.sort();
    codes.dedup();
    assert!(codes.len() > 15, "{codes:?}");
    let folder = folder();
    for code in codes {
        let said = run(folder.path(), &["explain", &code.to_lowercase()]).code(0);
        assert!(
            said.out.starts_with(&format!("{code}: ")) && said.out.contains("Instead: "),
            "{}",
            said.out
        );
    }
    run(folder.path(), &["explain", "AMZ999"])
        .code(2)
        .says(&["no code AMZ999", "AMZ001 AMZ002"]);
}

/// The codes that quoted strings of the sources begin with.
fn collect(folder: PathBuf, codes: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(path, codes);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let found = text.split("\"AMZ").skip(1).filter_map(|rest| rest.get(..3));
            let number = |digits: &&str| digits.bytes().all(|byte| byte.is_ascii_digit());
            codes.extend(found.filter(number).map(|digits| format!("AMZ{digits}")));
        }
    }
}

#[test]
fn help_fits_a_terminal() {
    let folder = folder();
    for command in [
        "",
        "report",
        "run",
        "explain",
        "check",
        "calibrate",
        "validate",
        "tune",
        "compare",
        "trace",
        "doctor",
        "init",
    ] {
        let args: Vec<&str> = if command.is_empty() {
            vec!["--help"]
        } else {
            vec![command, "-h"]
        };
        let said = run(folder.path(), &args).code(0);
        assert!(said.out.lines().count() <= 40, "{command}: {}", said.out);
        for line in said.out.lines() {
            assert!(line.chars().count() <= 80, "{command}: {line}");
        }
    }
    run(folder.path(), &["frobnicate"])
        .code(2)
        .says(&["unrecognized subcommand"]);
    run(folder.path(), &["--version"])
        .code(0)
        .has(&["cargo-amorsize "]);
}
