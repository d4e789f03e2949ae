//! Crates that build, that do not, and that have nothing to do with amorsize.

use std::fs;

use crate::kit::{demo, manifest, program, run, workspace, write};

#[test]
fn a_crate_that_does_not_build() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Cargo.toml", &manifest("broken", false));
    write(
        folder.path(),
        "src/main.rs",
        "fn main() { let x: u8 = \"\"; }\n",
    );
    run(folder.path(), &["run", "--debug", "--offline"])
        .code(101)
        .says(&[
            "mismatched types",
            "error: the build failed",
            "explain AMZnnn",
        ]);
}

#[test]
fn a_crate_without_amorsize() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Cargo.toml", &manifest("plain", false));
    write(
        folder.path(),
        "src/main.rs",
        "fn main() { println!(\"here\"); }\n",
    );
    let said = run(folder.path(), &["run", "--debug", "--offline"])
        .code(3)
        .has(&["here"])
        .says(&[
            "nothing was recorded",
            "no package here depends on amorsize",
            "cargo amorsize init",
        ]);
    assert!(
        said.err
            .lines()
            .filter(|line| line.starts_with("   "))
            .count()
            <= 12
    );
}

#[test]
fn no_crate_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in ["run", "report", "explain", "init"] {
        run(folder.path(), &[command])
            .code(2)
            .says(&["cargo cannot read the crate here", "--manifest-path"]);
    }
    // The machine is there without a crate.
    run(folder.path(), &["doctor"])
        .code(0)
        .has(&["no crate here", "cores"]);
}

#[test]
fn nothing_recorded_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Cargo.toml", &manifest("fresh", false));
    write(folder.path(), "src/main.rs", "fn main() {}\n");
    for args in [&[][..], &["report"], &["explain"], &["explain", "1"]] {
        run(folder.path(), args)
            .code(3)
            .says(&["no recording", "cargo amorsize run"]);
    }
}

#[test]
fn init_adds_the_dependency_and_an_example() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Cargo.toml", &manifest("fresh", false));
    write(folder.path(), "src/main.rs", "fn main() {}\n");
    fs::copy(
        workspace().join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .expect("a lock file");
    let path = workspace();
    let path = path.to_str().expect("UTF-8");
    let before = fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest");

    run(folder.path(), &["init", "--path", path, "--dry-run"])
        .code(0)
        .has(&["would run    cargo add amorsize", "would write"]);
    let after = fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest");
    assert_eq!(before, after);
    assert!(!folder.path().join("examples").exists());

    run(folder.path(), &["init", "--path", path, "--offline"])
        .code(0)
        .has(&["wrote", "next     cargo amorsize run --example amorsize"]);
    let after = fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest");
    assert!(after.contains("amorsize = {"), "{after}");

    // What it says to do next works.
    let _alone = crate::runs::alone();
    let said = program(folder.path())
        .args(["run", "--debug", "--offline", "--example", "amorsize"])
        .env("CARGO_TARGET_DIR", demo().join("target"))
        .output()
        .expect("it runs");
    crate::kit::Said::of(said).code(0).has(&[
        "longest of the first hundreds: 374 steps",
        "steps",
        "examples/amorsize.rs:7",
    ]);

    // Again: the example is the user's now.
    write(folder.path(), "examples/amorsize.rs", "fn main() {}\n");
    run(folder.path(), &["init", "--path", path, "--offline"])
        .code(0)
        .has(&["kept"]);
    let example =
        fs::read_to_string(folder.path().join("examples/amorsize.rs")).expect("it is there");
    assert_eq!(example, "fn main() {}\n");
}
