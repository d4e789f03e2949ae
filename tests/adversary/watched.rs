//! Cases that may be refused. Every file of `watched/` is a program of its own, compiled twice: plain, which must work, and annotated.
//!
//! The first line says what is expected of the annotated one:
//!
//! * `// refused: TEXT`: it does not compile, and `TEXT` is in a message; `// refused`: whatever the message;
//! * `// right`: it compiles and gives what the plain function gives;
//! * `// right or refused`: either; what it may not do is give something else;
//! * `// loud: TEXT`: it compiles, and where it cannot give what the plain function gives it panics with `TEXT`.
//!
//! Further lines: `// edition: 2021`, `// unchecked` (without debug assertions).

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Case {
    name: String,
    source: PathBuf,
    expected: String,
    package: &'static str,
}

/// The packages that cases are sorted into: name, edition, whether debug assertions are on.
const PACKAGES: [(&str, &str, bool); 3] = [
    ("checked", "2024", true),
    ("unchecked", "2024", false),
    ("older", "2021", true),
];

fn cases(root: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(root.join("adversary/watched")).expect("the folder of cases") {
        let source = entry.expect("an entry").path();
        let text = fs::read_to_string(&source).expect("a case");
        let mut lines = text.lines().map_while(|line| line.strip_prefix("// "));
        let expected = lines
            .next()
            .expect("a first line that says what is expected")
            .to_owned();
        let package = lines.fold("checked", |package, line| match line {
            "edition: 2021" => "older",
            "unchecked" => "unchecked",
            _ => package,
        });
        let name = source
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        cases.push(Case {
            name,
            source,
            expected,
            package,
        });
    }
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

/// Writes the packages, one program per case.
fn write(cases: &[Case], root: &Path, work: &Path) {
    let kit = root.join("adversary/kit.rs");
    let mut workspace = "[workspace]\nresolver = \"3\"\nmembers = [".to_owned();
    let mut profiles = String::new();
    for (package, edition, assertions) in PACKAGES {
        let folder = work.join(package);
        fs::create_dir_all(&folder).expect("a folder to work in");
        let mut manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n[lib]\npath = \"none.rs\"\n[features]\nplain = []\n[dependencies]\n\
             amorsize = {{ path = {:?}, default-features = false, features = [\"parallel\"] }}\nrayon = \"1\"\n",
            root.parent().expect("the workspace")
        );
        // A package without a case, when only some are asked for, is one all the same.
        let _ = fs::File::create_new(folder.join("none.rs"));
        for case in cases.iter().filter(|case| case.package == package) {
            let program = folder.join(format!("{}.rs", case.name));
            let text = format!(
                "#![allow(warnings)]\n#[macro_use]\n#[path = {kit:?}]\nmod kit;\nuse std::collections::*;\nuse std::sync::atomic::*;\n\
                 use std::time::Duration;\ninclude!({:?});\nfn main() {{ run() }}\n",
                case.source
            );
            // An unchanged file keeps its time, so that cargo need not compile it again.
            if fs::read_to_string(&program).ok().as_ref() != Some(&text) {
                fs::write(&program, text).expect("a program");
            }
            let _ = write!(
                manifest,
                "[[bin]]\nname = {:?}\npath = {program:?}\n",
                case.name
            );
        }
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        let _ = write!(workspace, "{package:?}, ");
        let _ = write!(
            profiles,
            "[profile.dev.package.{package}]\ndebug-assertions = {assertions}\noverflow-checks = {assertions}\n"
        );
    }
    let _ = write!(workspace, "]\n[profile.dev]\ndebug = 0\n{profiles}");
    fs::write(work.join("Cargo.toml"), workspace).expect("a manifest");
    let _ = fs::copy(
        root.parent().expect("the workspace").join("Cargo.lock"),
        work.join("Cargo.lock"),
    );
}

/// What cargo says of each program: its messages, and where it is if there is one.
#[derive(Default)]
struct Built {
    errors: String,
    program: Option<PathBuf>,
}

fn cargo(work: &Path, arguments: &[&str]) -> HashMap<String, Built> {
    let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(arguments)
        .args([
            "--workspace",
            "--bins",
            "--keep-going",
            "--message-format=json",
            "--quiet",
        ])
        .current_dir(work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let mut built: HashMap<String, Built> = HashMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Some(name) = line
            .split_once("\"target\":{")
            .and_then(|(_, rest)| text_of(rest, "name"))
        else {
            continue;
        };
        let program = built.entry(name).or_default();
        if line.contains("\"level\":\"error\"") {
            program.errors += &text_of(line, "rendered").unwrap_or_else(|| line.to_owned());
        }
        program.program = program
            .program
            .take()
            .or_else(|| text_of(line, "executable").map(PathBuf::from));
    }
    assert!(
        !built.is_empty(),
        "cargo gave nothing:\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    built
}

/// The value of the first `"key":"…"` of a line of JSON.
fn text_of(line: &str, key: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{key}\":\""))?;
    let mut text = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => match letters.next()? {
                'n' => text.push('\n'),
                other => text.push(other),
            },
            letter => text.push(letter),
        }
    }
}

#[test]
fn right_or_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("adversary");
    let only = std::env::var("ADVERSARY").unwrap_or_default();
    let cases: Vec<Case> = cases(root)
        .into_iter()
        .filter(|case| case.name.contains(&only))
        .collect();
    write(&cases, root, &work);
    let plain = cargo(
        &work,
        &[
            "check",
            "--features",
            "checked/plain,unchecked/plain,older/plain",
        ],
    );
    let annotated = cargo(&work, &["build"]);
    let mut wrong = String::new();
    for case in &cases {
        let verdict = match plain.get(&case.name) {
            Some(built) if built.errors.is_empty() => judge(case, annotated.get(&case.name)),
            Some(built) => Err(format!(
                "the plain function does not compile:\n{}",
                built.errors
            )),
            None => Err("cargo did not compile it".to_owned()),
        };
        if let Err(reason) = verdict {
            let _ = writeln!(
                wrong,
                "{} (expected: {}): {reason}",
                case.name, case.expected
            );
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn judge(case: &Case, built: Option<&Built>) -> Result<(), String> {
    let built = built.ok_or("cargo did not compile it")?;
    match case
        .expected
        .strip_prefix("refused")
        .map(|text| text.trim_start_matches(": "))
    {
        Some(_) if built.errors.is_empty() => return Err("it compiles".to_owned()),
        Some(text) if built.errors.contains(text) => return Ok(()),
        Some(_) => return Err(format!("refused with another text:\n{}", built.errors)),
        None => {}
    }
    if !built.errors.is_empty() {
        let may = case.expected == "right or refused";
        return if may {
            Ok(())
        } else {
            Err(format!("refused:\n{}", built.errors))
        };
    }
    let program = built.program.as_ref().ok_or("there is no program")?;
    let output = Command::new(program)
        .output()
        .map_err(|error| error.to_string())?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let loud = case.expected.strip_prefix("loud: ");
    if output.status.success() || loud.is_some_and(|text| errors.contains(text)) {
        Ok(())
    } else {
        Err(errors.into_owned())
    }
}
