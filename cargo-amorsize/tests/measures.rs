//! The commands that run a program several times, or measure the machine.

use std::fs;

use crate::kit::{demo, run};
use crate::runs::alone;

const BUILD: [&str; 2] = ["--debug", "--offline"];

fn with(args: &[&str]) -> crate::kit::Said {
    let mut all = args.to_vec();
    all.splice(1..1, BUILD);
    run(demo(), &all)
}

#[test]
fn traces() {
    let _alone = alone();
    with(&[
        "trace", "--output", "t.json", "--bin", "ends", "--", "twice",
    ])
    .code(0)
    .has(&["t.json: ", "chunk", "ui.perfetto.dev"]);
    let text = fs::read_to_string(demo().join("t.json")).expect("it was written");
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let events = json["traceEvents"].as_array().expect("events");
    let processes: std::collections::BTreeSet<_> =
        events.iter().map(|event| event["pid"].as_u64()).collect();
    assert_eq!(
        processes.len(),
        2,
        "a track for each thread of each process"
    );
    with(&["trace", "--bin", "silent"])
        .code(3)
        .says(&["nothing was recorded"]);
}

#[test]
fn plans_are_compared() {
    let _alone = alone();
    let said = with(&[
        "compare", "--runs", "2", "--format", "json", "serial", "auto", "2x50",
    ]);
    assert!([0, 5].contains(&said.code), "{}{}", said.out, said.err);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["schema"], 1);
    assert_eq!(json["regression"], said.code == 5);
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 3);
    assert!(
        rows.iter()
            .all(|row| row["time"]["median"].as_f64() > Some(0.0) && row["time"]["runs"] == 2)
    );
    with(&["compare", "serial", "rayon"])
        .code(2)
        .says(&["`rayon` is no plan", "`parallel` always calls all helpers"]);
    with(&["compare", "serial", "quick"])
        .code(2)
        .says(&["`quick` is neither a plan", "2x1000"]);
    with(&["compare", "serial", "a.json"])
        .code(2)
        .says(&["cannot be compared"]);
    with(&["compare", "serial"]).code(2);
}

#[test]
fn a_regression_exits_5() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, elapsed) in [("a.json", 1e9), ("b.json", 2e9), ("c.json", 1.01e9)] {
        let text = format!(r#"{{"schema":1,"elapsed_ns":{elapsed},"machine":{{}},"sites":[]}}"#);
        fs::write(folder.path().join(name), text).expect("a file");
    }
    run(folder.path(), &["compare", "a.json", "b.json"])
        .code(5)
        .has(&[
            "2.0x as long",
            "b.json is slower than a.json by more than 5 %",
        ]);
    run(folder.path(), &["compare", "a.json", "c.json"])
        .code(0)
        .has(&["1.0x as long"]);
    run(folder.path(), &["compare", "b.json", "a.json"])
        .code(0)
        .has(&["2.0x as fast"]);
    run(
        folder.path(),
        &["compare", "a.json", "b.json", "--threshold", "150"],
    )
    .code(0);
    run(
        folder.path(),
        &["compare", "a.json", "b.json", "--format", "csv"],
    )
    .code(5)
    .has(&["b.json,2000000000,2000000000,2000000000,1,2,true"]);
    run(
        folder.path(),
        &["compare", "a.json", "b.json", "--format", "markdown"],
    )
    .code(5)
    .has(&["| b.json | 2.0 s |"]);
    run(folder.path(), &["compare", "a.json", "missing.json"]).code(3);
}

#[test]
fn predictions_are_validated() {
    let _alone = alone();
    let said = with(&["validate", "--runs", "2"]);
    assert!([0, 4].contains(&said.code), "{}{}", said.out, said.err);
    let verdict = if said.code == 0 {
        ": passes"
    } else {
        ": missed"
    };
    let said = said.has(&["serial", "plan", "all workers", "regret", verdict]);
    assert!(!said.out.contains('\u{1b}'));
    let said = with(&["validate", "--runs", "1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(
        (&json["schema"], &json["passes"]),
        (&1.into(), &(said.code == 0).into())
    );
    with(&["validate", "nobody", "--runs", "1"])
        .code(3)
        .says(&["no loop `nobody`"]);
}

#[test]
fn a_loop_is_tuned() {
    let _alone = alone();
    let said = with(&["tune", "heavy"])
        .code(0)
        .has(&["heavy   n 20 0", "workers", "auto"]);
    let verdicts = [
        "nothing to paste",
        "paste: #[parallel(workers = ",
        "#[serial] on the loop",
    ];
    assert!(
        verdicts.iter().any(|verdict| said.out.contains(verdict)),
        "{}",
        said.out
    );
    with(&["tune", "nobody"])
        .code(3)
        .says(&["no loop `nobody` ran", "heavy"]);
}

#[test]
fn the_machine_is_calibrated() {
    let said = run(
        demo(),
        &["calibrate", "--format", "json", "--output", "costs.json"],
    );
    if said.code == 1 {
        // On a machine that is busy with other programs no helper may start in time.
        assert!(
            said.err.contains("no helper started within 5 s"),
            "{}",
            said.err
        );
        return;
    }
    let json: serde_json::Value = serde_json::from_str(&said.code(0).out).expect("JSON");
    assert_eq!(json["schema"], 1);
    assert!(json["claim_ns"].as_f64() > Some(0.0));
    let kept = fs::read_to_string(demo().join("costs.json")).expect("it was written");
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&kept).expect("JSON"),
        json
    );
    let mut again = crate::kit::program(demo());
    again
        .arg("calibrate")
        .env("AMORSIZE_MACHINE", demo().join("costs.json"));
    crate::kit::Said::of(again.output().expect("it runs"))
        .code(2)
        .says(&["AMORSIZE_MACHINE is set", "unset"]);
}

#[test]
fn programs_that_are_run_use_the_calibration() {
    let _alone = alone();
    let kept = demo().join("target/amorsize/machine.json");
    fs::create_dir_all(kept.parent().expect("a folder")).expect("a folder");
    let costs = |allowed: usize| {
        format!(
            r#"{{"schema":1,"allowed":{allowed},"publish_ns":500,"wake_ns":5000,"latency_ns":50000,"spinning_ns":900,"claim_ns":200,"clock_ns":40}}"#
        )
    };
    let allowed = std::thread::available_parallelism().map_or(1, usize::from);
    fs::write(&kept, costs(allowed + 1)).expect("a file");
    let other = with(&["run"]).code(0);
    fs::write(&kept, costs(allowed)).expect("a file");
    let this = with(&["run"]).code(0);
    // On a machine with one core nobody asks.
    if allowed > 1 {
        let other = other.says(&[
            "AMORSIZE_MACHINE=",
            "is ignored: it is of a machine with other than",
        ]);
        assert_eq!(other.err.matches("is ignored").count(), 1, "{}", other.err);
    }
    assert!(!this.err.contains("is ignored"), "{}", this.err);
    run(demo(), &["doctor"])
        .code(0)
        .has(&["calibration", "latency 50 us"]);
    fs::remove_file(kept).expect("it was there");
    run(demo(), &["doctor"])
        .code(0)
        .has(&["not kept", "cargo amorsize calibrate"]);
}
