//! `check`: what it lists, and what `--fix` writes.

use std::fs;
use std::path::Path;

use crate::kit::{Said, demo, manifest, program, run, workspace, write};

const SOURCE: &str = r#"//! Loops to look at.

pub fn squares(n: u64) -> Vec<u64> {
    let mut out = Vec::new();
    for i in 0..n {
        out.push(i * i);
    }
    out
}

pub fn scan(v: &mut [u64]) {
    for i in 1..v.len() {
        v[i] += v[i - 1];
    }
}

pub struct Image {
    rows: Vec<Vec<u8>>,
}

impl Image {
    /// Brightest of each row, and a countdown.
    #[must_use]
    pub fn brightest(&self) -> (Vec<u8>, u32) {
        let mut out = Vec::new();
        for row in &self.rows {
            let mut most = 0;
            for &pixel in row {
                most = most.max(pixel);
            }
            out.push(most);
        }
        let mut left = 10;
        while left > 0 {
            left -= 1;
        }
        (out, left)
    }
}

pub fn shared(words: &[std::rc::Rc<str>]) -> Vec<usize> {
    let mut out = Vec::new();
    for word in words {
        out.push(word.len());
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn not_listed() {
        for i in 0..3 {
            assert!(i < 3);
        }
    }
}
"#;

fn crate_with(source: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "Cargo.toml", &manifest("checked", true));
    write(folder.path(), "src/main.rs", "fn main() {}\n");
    write(folder.path(), "src/lib.rs", source);
    fs::copy(
        workspace().join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .expect("a lock file");
    folder
}

/// With the builds of the demo crate.
fn check(folder: &Path, args: &[&str]) -> Said {
    let mut check = program(folder);
    check
        .args(["check", "--offline"])
        .args(args)
        .env("CARGO_TARGET_DIR", demo().join("target"));
    Said::of(check.output().expect("it runs"))
}

#[test]
fn loops_are_listed_with_reasons() {
    let folder = crate_with(SOURCE);
    let said = check(folder.path(), &[]).code(0).has(&[
        "src/lib.rs\n",
        "  fn squares\n    yes        5  for i in 0..n\n",
        "  fn scan\n    no        12  for i in 1..v.len()\n",
        "AMZ010 ",
        "help: write to a second buffer",
        "    yes       26  for row in &self.rows   (1 loop inside)\n",
        "    no        34  while left > 0\n",
        "3 would be taken, 2 not, 0 in annotated functions",
    ]);
    assert!(!said.out.contains("not_listed"), "{}", said.out);

    let said = check(folder.path(), &["--format", "json"]).code(0);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(json["schema"], 1);
    let scan = &json["loops"][1];
    assert_eq!(
        (&scan["function"], &scan["line"], &scan["taken"]),
        (&"scan".into(), &12.into(), &false.into())
    );
    assert_eq!(
        (&scan["refusals"][0]["code"], &scan["refusals"][0]["line"]),
        (&"AMZ010".into(), &13.into())
    );
    assert_eq!(
        check(folder.path(), &["--format", "jsonl"])
            .code(0)
            .out
            .lines()
            .count(),
        5
    );
    assert_eq!(
        check(folder.path(), &["--format", "csv"])
            .code(0)
            .out
            .lines()
            .count(),
        6
    );
    check(folder.path(), &["--format", "markdown"])
        .code(0)
        .has(&["| no | AMZ010 "]);
    check(folder.path(), &["src/lib.rs"])
        .code(0)
        .has(&["3 would be taken"]);
    check(folder.path(), &["--package", "nobody"])
        .code(2)
        .says(&["no such package", "checked"]);
    check(folder.path(), &["nowhere"])
        .code(3)
        .says(&["no such file"]);
    let source = fs::read_to_string(folder.path().join("src/lib.rs")).expect("a file");
    assert_eq!(source, SOURCE, "nothing is edited without --fix");
}

#[test]
fn fix_keeps_what_the_compiler_takes() {
    let folder = crate_with(SOURCE);
    check(folder.path(), &["--fix"]).code(0).has(&[
        "annotated  src/lib.rs  fn squares",
        "annotated  src/lib.rs  fn brightest",
        "left       src/lib.rs  fn shared: ",
        "2 functions annotated; next: cargo amorsize run",
    ]);
    let expected = SOURCE
        .replace("pub fn squares", "#[amorsize::parallel]\npub fn squares")
        .replace(
            "    pub fn brightest",
            "    #[amorsize::parallel]\n    pub fn brightest",
        )
        .replace(
            "        for row in",
            "        #[parallel]\n        for row in",
        );
    let source = fs::read_to_string(folder.path().join("src/lib.rs")).expect("a file");
    assert_eq!(source, expected);
    // Again: nothing is left to do but what was refused.
    check(folder.path(), &["--fix"])
        .code(0)
        .has(&["no function was annotated"]);
    let source = fs::read_to_string(folder.path().join("src/lib.rs")).expect("a file");
    assert_eq!(source, expected);
    check(folder.path(), &[]).code(0).has(&[
        "has it ",
        "1 would be taken, 1 not, 3 in annotated functions",
    ]);
}

#[test]
fn fix_leaves_a_crate_alone_that_does_not_build() {
    let broken = SOURCE.replace("left -= 1;", "left -= \"1\";");
    let folder = crate_with(&broken);
    check(folder.path(), &["--fix"])
        .code(101)
        .says(&["does not build; nothing was changed"]);
    let source = fs::read_to_string(folder.path().join("src/lib.rs")).expect("a file");
    assert_eq!(source, broken);
}

#[test]
fn chains_are_listed_where_they_begin() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = r#"
fn all(words: &[String]) -> Vec<usize> {
    let least = 3;
    words
        .iter()
        .map(String::len)
        .filter(|len| *len > least)
        .collect()
}

fn nothing_to_take(words: &[String]) -> Option<&String> {
    words.iter().next()
}
"#;
    write(folder.path(), "a.rs", source);
    run(folder.path(), &["check", "a.rs"]).code(0).has(&[
        "  fn all\n    yes        4  words.iter().map.filter\n",
        "1 would be taken, 0 not",
    ]);
}

/// Benchmarks are often for a compiler that is not stable.
#[test]
fn what_is_not_built_without_attributes_does_not_stop_the_fix() {
    let folder = crate_with(SOURCE);
    let bench = "#![feature(test)]\nfn walk() {\n    for i in 0..9 {\n        drop(i);\n    }\n}\n";
    write(folder.path(), "benches/walk.rs", bench);
    write(folder.path(), "tests/walk.rs", SOURCE);
    let said = check(folder.path(), &[]).code(0).has(&["3 would be taken"]);
    assert!(!said.out.contains("walk"), "{}", said.out);
    check(folder.path(), &["--fix"])
        .code(0)
        .has(&["2 functions annotated"]);
    let source = fs::read_to_string(folder.path().join("benches/walk.rs")).expect("a file");
    assert_eq!(source, bench);
}

/// Taken, and of no use: the compiler would warn of it.
#[test]
fn loops_that_stay_serial() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = "fn sum(v: &[f64]) -> f64 {\n    let mut t = 0.0;\n    for x in v {\n        t += x;\n    }\n    t\n}\n";
    write(folder.path(), "a.rs", source);
    run(folder.path(), &["check", "a.rs"]).code(0).has(&[
        "    no         3  for x in v\n               3  AMZ040 this stays serial",
        "0 would be taken, 1 not",
    ]);
}

#[test]
fn loops_without_a_head() {
    let folder = tempfile::tempdir().expect("a folder");
    let source = r#"
fn all(mut it: std::vec::IntoIter<u8>) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(x) = it.next() {
        out.push(x);
    }
    loop {
        break;
    }
    out
}
"#;
    write(folder.path(), "a.rs", source);
    run(folder.path(), &["check", "a.rs"]).code(0).has(&[
        "    yes        4  while let Some(x) = it.next()\n",
        "    no         7  loop\n               7  AMZ002 `loop` has no known",
        "1 would be taken, 1 not",
    ]);
}

#[test]
fn a_file_that_is_no_rust() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "a.rs", "fn (\n");
    write(folder.path(), "b.rs", SOURCE);
    run(folder.path(), &["check", "."])
        .code(0)
        .has(&["3 would be taken"])
        .says(&["a.rs: not looked at"]);
}
