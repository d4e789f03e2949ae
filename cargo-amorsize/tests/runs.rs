//! The demo crate, built and run.

use std::fs;
use std::sync::{Mutex, MutexGuard};

use crate::kit::{Said, demo, program, run};

/// Runs of one crate share its recording: one at a time.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn recorded(args: &[&str]) -> Said {
    let mut all = vec!["run", "--debug", "--offline"];
    all.extend(args);
    run(demo(), &all)
}

#[test]
fn three_commands_to_the_first_answer() {
    let _alone = alone();
    recorded(&[]).code(0).has(&[
        "total ",
        "2 loops ran",
        "heavy",
        "src/lib.rs:6",
        "tiny",
        "cargo amorsize explain 1",
    ]);
    run(demo(), &["explain", "heavy"]).code(0).has(&[
        "src/lib.rs:6  heavy  for i in 0..n",
        "predicted",
        "speed-up   predicted",
    ]);
    run(demo(), &["explain", "src/lib.rs:6"])
        .code(0)
        .has(&["heavy"]);
    run(demo(), &["explain", "tiny"]).code(0).has(&["serial"]);
    run(demo(), &["explain"]).code(0).has(&["   1  ", "   2  "]);
    run(demo(), &["explain", "7"])
        .code(3)
        .says(&["no loop `7`", "heavy", "tiny"]);
    run(demo(), &[] as &[&str]).code(0).has(&["2 loops ran"]);
    // As a subcommand of cargo.
    run(demo(), &["amorsize", "report", "--summary"])
        .code(0)
        .has(&["2 loops ran"]);
}

#[test]
fn however_the_program_ends() {
    let _alone = alone();
    for (how, code) in [("well", 0), ("exit", 7), ("panic", 101)] {
        let said = recorded(&["--bin", "ends", "--", how]).code(code);
        assert!(
            said.out.contains("heavy"),
            "{how}: {}{}",
            said.out,
            said.err
        );
    }
    recorded(&["--bin", "ends", "--", "abort"])
        .code(3)
        .says(&["nothing was recorded", "signal"]);
    recorded(&["--bin", "silent"])
        .code(3)
        .has(&["nothing"])
        .says(&["no annotated loop ran", "cargo amorsize check"]);
}

#[test]
fn processes_of_one_run_are_one_report() {
    let _alone = alone();
    let calls = |how: &str| {
        recorded(&["--bin", "ends", "--", how]).code(0);
        let said = run(demo(), &["report", "--format", "json"]).code(0);
        let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        let sites = json["sites"].as_array().expect("sites").clone();
        let heavy = sites
            .iter()
            .find(|site| site["name"] == "heavy")
            .expect("heavy");
        heavy["calls"].as_u64().expect("a number")
    };
    assert_eq!(calls("twice"), 2 * calls("once"));
}

#[test]
fn arguments_and_output_are_the_programs() {
    let _alone = alone();
    recorded(&["--bin", "ends", "--", "args", "--format", "json"])
        .code(0)
        .has(&["[\"args\", \"--format\", \"json\"]"]);
    // Data alone on stdout.
    let said = recorded(&["--format", "json"]).code(0).says(&["total "]);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON and nothing else");
    assert_eq!(
        (&json["schema"], &json["program"]),
        (&1.into(), &"demo".into())
    );
    assert!(recorded(&["--quiet"]).code(0).out.starts_with("total "));
    let file = demo().join("kept.json");
    let _ = fs::remove_file(&file);
    recorded(&["--save", "kept.json", "--summary"]).code(0);
    run(demo(), &["report", "kept.json"])
        .code(0)
        .has(&["heavy"]);
}

#[test]
fn the_program_itself_writes_what_the_variable_says() {
    let _alone = alone();
    recorded(&["--bin", "ends"]).code(0);
    let program = demo().join("target/debug/ends");
    for (level, expected) in [
        ("1", "serial"),
        ("2", "merged, or repeated"),
        ("3", "dispatch"),
        ("4", "machine   "),
    ] {
        let output = std::process::Command::new(&program)
            .arg("args")
            .env("AMORSIZE_REPORT", level)
            .output()
            .expect("it runs");
        let said = Said::of(output).code(0).says(&["heavy", expected]);
        assert_eq!(said.out, "[\"args\"]\n", "stdout is the program's");
        assert!(!said.err.contains('\u{1b}'));
    }
}

#[test]
fn hooks_of_the_library() {
    let _alone = alone();
    recorded(&["--bin", "hooks"]).code(0).has(&[
        "progress was told",
        "   serial ",
        "95 % ",
        "   predicted ",
        "speed-up ",
    ]);
}

#[test]
fn pages_and_traces() {
    let _alone = alone();
    recorded(&["--bin", "ends"]).code(0);
    let said = run(demo(), &["report", "--html"])
        .code(0)
        .has(&["report.html\n"]);
    let page = fs::read_to_string(said.out.trim_end()).expect("the page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("heavy") && page.contains("&lt;script&gt;") && !page.contains("<script"));
    run(demo(), &["report", "--html", "--output", "pages/a.html"])
        .code(0)
        .has(&["pages/a.html"]);

    // The program by itself.
    for (variable, name) in [
        ("AMORSIZE_REPORT", "own.html"),
        ("AMORSIZE_TRACE", "own-trace.json"),
    ] {
        let file = demo().join(name);
        let _ = fs::remove_file(&file);
        let mut own = std::process::Command::new(demo().join("target/debug/ends"));
        own.env("AMORSIZE_PLAN", "heavy=2x500").env(variable, &file);
        Said::of(own.output().expect("it runs")).code(0);
        let text = fs::read_to_string(&file).expect("it was written");
        if variable == "AMORSIZE_TRACE" {
            let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let events = json["traceEvents"].as_array().expect("events");
            let chunks: Vec<_> = events.iter().filter(|event| event["ph"] == "X").collect();
            let items: u64 = chunks
                .iter()
                .filter(|event| event["name"] == "heavy")
                .filter_map(|event| event["args"]["items"].as_u64())
                .sum();
            assert_eq!(items, 20_000);
            assert!(
                chunks
                    .iter()
                    .all(|event| event["dur"].as_f64() >= Some(0.0))
            );
        } else {
            assert!(text.contains("heavy") && text.contains("parallel, 2 workers, chunk 500"));
        }
    }
}

#[test]
fn names_from_the_users_code_are_harmless() {
    let _alone = alone();
    recorded(&["--bin", "ends"]).code(0);
    for format in ["human", "csv", "markdown", "json", "jsonl"] {
        let said = run(
            demo(),
            &["report", "--explain", "--tree", "--format", format],
        )
        .code(0);
        assert!(!said.out.contains('\u{1b}'), "{format}: {}", said.out);
        if format == "markdown" {
            assert!(!said.out.contains("<script>"), "{}", said.out);
        }
    }
    let said = run(demo(), &["explain"]).code(0);
    assert!(!said.out.contains('\u{1b}'), "{}", said.out);
}

#[test]
fn the_environment_of_the_doctor() {
    let output = program(demo())
        .arg("doctor")
        .env("AMORSIZE", "off")
        .env("AMORSIZE_WORKERS", "many")
        .output();
    Said::of(output.expect("it runs")).code(0).has(&[
        "WRONG  AMORSIZE ",
        "WRONG  AMORSIZE_WORKERS",
        "2 things are wrong",
    ]);
    let said = run(demo(), &["doctor", "--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["schema"], 1);
    assert!(json["findings"].as_array().expect("findings").len() > 4);
}
