//! Programs that are built first: with settings of the compiler that this one does not have, without the executor, with two
//! versions, as a library that is loaded and closed again.

use crate::{Fault, built, kit, runner};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

pub const FAULTS: &[Fault] = &[
    built(
        "F08",
        "a program built with `panic = \"abort\"`",
        "P2: aborts as the plain loop does",
        aborts,
    ),
    built(
        "F82",
        "a thousand annotated functions in one crate",
        "P10: checked, in some ten milliseconds each",
        a_thousand,
    ),
    built(
        "F87",
        "no default features",
        "P12: the machine code of the plain function",
        without_executor,
    ),
    built(
        "F88",
        "two versions of amorsize in one program",
        "P4: right results, no more threads than two have",
        two_versions,
    ),
    built(
        "X11",
        "`panic = \"abort\"`, and an item behind the exit that panics",
        "P2: the exit, as in the plain loop",
        aborts_behind_an_exit,
    ),
    built(
        "X12",
        "a library that is loaded, called and closed again",
        "P6: no crash, no hang",
        loaded_library,
    ),
];

pub const PARTS: &[(&str, fn())] = &[("loaded", load_and_close)];

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
}

/// Where programs are built.
fn work() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("programs")
}

/// Writes a package of one source file, with more lines of its manifest; an unchanged file keeps its time.
fn package(name: &str, more: &str, source: &str) -> PathBuf {
    let folder = work().join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
         [profile.dev]\ndebug = 0\n{more}\n"
    );
    for (file, text) in [("Cargo.toml", manifest.as_str()), ("main.rs", source)] {
        let path = folder.join(file);
        if fs::read_to_string(&path).ok().as_deref() != Some(text) {
            fs::write(&path, text).expect("a file");
        }
    }
    let _ = fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"));
    folder
}

const PROGRAM: &str = "[[bin]]\nname = \"program\"\npath = \"main.rs\"";
const LIBRARY: &str = "[lib]\ncrate-type = [\"cdylib\"]\npath = \"main.rs\"";

fn dependency(features: &str) -> String {
    format!(
        "[dependencies]\namorsize = {{ path = {:?}, default-features = false, features = [{features}] }}",
        root()
    )
}

/// Runs cargo in a package. All share what they build of their dependencies, where settings allow it.
fn cargo(folder: &Path, arguments: &[&str]) -> PathBuf {
    let target = work().join("target");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .arg("--quiet")
        .args(arguments)
        .current_dir(folder)
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", &target)
        .stdin(Stdio::null())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    target
}

/// A program built so that a panic ends it, by cargo's profile, dependencies and all.
fn aborting() -> PathBuf {
    let source = r#"
#[amorsize::parallel(chunk = 3)]
fn squares(n: u64) -> Vec<u64> {
    let mut all = Vec::new();
    for i in 0..n {
        assert!(i < 700);
        all.push(i * i);
    }
    all
}

#[amorsize::parallel(chunk = 1)]
fn first(values: &[u64]) -> Option<usize> {
    for (i, value) in values.iter().enumerate() {
        if slow(i) {
            return Some(i);
        }
        assert!(*value > 0, "behind the exit");
    }
    None
}

fn slow(i: usize) -> bool {
    if i == 7 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    i == 7
}

fn main() {
    amorsize::with_mode(amorsize::Mode::Parallel, || {
        assert_eq!(squares(600).len(), 600);
        let mut values = vec![1; 8];
        values.extend([0; 100]);
        let found = values.iter().position(|value| *value == 0);
        assert_eq!((first(&values), found), (Some(7), Some(8)));
        if std::env::args().count() > 1 {
            squares(1000);
        }
    });
}
"#;
    let more = format!(
        "panic = \"abort\"\n{PROGRAM}\n{}",
        dependency("\"parallel\"")
    );
    let folder = package("aborts", &more, source);
    cargo(&folder, &["build"]).join("debug/program")
}

fn run(program: &Path, arguments: &[&str]) -> runner::Ended {
    let mut command = Command::new(program);
    command.args(arguments).env("RAYON_NUM_THREADS", "4");
    runner::watch(command, runner::SECONDS).expect("does not hang")
}

fn aborts() {
    let ended = run(&aborting(), &["panic"]);
    assert_eq!((ended.code, ended.signal), (None, Some(libc::SIGABRT)));
    assert!(
        ended.stderr.contains("i < 700") && ended.stderr.contains("main.rs:6"),
        "{}",
        ended.stderr
    );
}

fn aborts_behind_an_exit() {
    let program = aborting();
    for _ in 0..kit::times(5, 100) {
        let ended = run(&program, &[]);
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    }
}

/// Loops without a panic in them, whose machine code names nothing that differs from crate to crate.
const LOOPS: &str = r#"
#[unsafe(no_mangle)]
ATTRIBUTE
pub fn mixed(values: &[u64]) -> u64 {
    let mut sum = 0_u64;
    for value in values {
        sum = sum.wrapping_add(value.rotate_left(7));
    }
    sum
}

#[unsafe(no_mangle)]
ATTRIBUTE
pub fn found(values: &[u32], wanted: u32) -> Option<usize> {
    for (i, value) in values.iter().enumerate() {
        if *value == wanted {
            return Some(i);
        }
    }
    None
}

#[unsafe(no_mangle)]
ATTRIBUTE
pub fn doubled(values: &mut [f32]) {
    for value in values.iter_mut() {
        *value *= 2.0;
    }
}
"#;

/// The machine code of the functions of [`LOOPS`], as text, without labels that are numbered.
fn machine_code(name: &str, attribute: &str) -> Vec<String> {
    let more = format!(
        "[profile.release]\npanic = \"unwind\"\n{LIBRARY}\n{}",
        dependency("")
    );
    let folder = package(name, &more, &LOOPS.replace("ATTRIBUTE", attribute));
    let arguments = [
        "rustc",
        "--release",
        "--",
        "--emit=asm",
        "-Ccodegen-units=1",
    ];
    let target = cargo(&folder, &arguments).join("release/deps");
    let file = fs::read_dir(target)
        .expect("what was built")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "s"))
        .filter(|path| {
            path.file_name()
                .is_some_and(|f| f.to_string_lossy().starts_with(name))
        })
        .max_by_key(|path| fs::metadata(path).and_then(|file| file.modified()).ok());
    let text = fs::read_to_string(file.expect("it was asked for")).expect("text");
    ["mixed", "found", "doubled"]
        .map(|function| {
            let begin = text
                .find(&format!("\n{function}:\n"))
                .expect("the function");
            let body = &text[begin..];
            let body = &body[..body.find(".Lfunc_end").expect("its end")];
            let lines = body
                .lines()
                .filter(|line| !line.starts_with(".Lfunc_begin"));
            lines.collect::<Vec<_>>().join("\n")
        })
        .to_vec()
}

fn without_executor() {
    let plain = machine_code("plain", "");
    let annotated = machine_code("annotated", "#[amorsize::parallel]");
    assert!(plain.iter().all(|code| code.lines().count() > 5));
    assert_eq!(annotated, plain);
}

/// A copy of the sources under another version number.
fn another_version() -> PathBuf {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            let (path, to) = (entry.path(), to.join(entry.file_name()));
            if path.is_dir() {
                copy(&path, &to);
            } else if let Ok(text) = fs::read_to_string(&path)
                && fs::read_to_string(&to).ok().as_deref() != Some(&text)
            {
                fs::write(to, text).expect("a file");
            }
        }
    }
    let other = Path::new(env!("CARGO_TARGET_TMPDIR")).join("another-version");
    for part in ["src", "amorsize-macros/src", "amorsize-runtime/src", "docs"] {
        copy(&root().join(part), &other.join(part));
    }
    fs::copy(root().join("README.md"), other.join("README.md")).expect("the manual");
    for part in ["", "amorsize-macros", "amorsize-runtime"] {
        let manifest =
            fs::read_to_string(root().join(part).join("Cargo.toml")).expect("a manifest");
        let mut text = String::new();
        let mut skipped = false;
        for line in manifest.lines() {
            if line.starts_with('[') {
                skipped = line.contains("dev-dependencies") || line == "[[example]]";
            }
            if !skipped {
                let members = line.starts_with("members = ");
                let line = if members {
                    "members = [\"amorsize-macros\", \"amorsize-runtime\"]"
                } else {
                    line
                };
                let _ = writeln!(text, "{}", line.replace("0.1.0", "0.9.0"));
            }
        }
        let to = other.join(part).join("Cargo.toml");
        if fs::read_to_string(&to).ok().as_deref() != Some(&text) {
            fs::write(to, text).expect("a manifest");
        }
    }
    other
}

fn two_versions() {
    let source = r#"
#[one::parallel(crate = one, chunk = 1)]
fn outer(n: usize) -> Vec<usize> {
    let mut all = Vec::new();
    for i in 0..n {
        all.push(inner(64).len() + i);
    }
    all
}

#[two::parallel(crate = two, chunk = 1)]
fn inner(n: usize) -> Vec<usize> {
    let mut all = Vec::new();
    for i in 0..n {
        all.push(i);
    }
    all
}

fn main() {
    let all = one::with_mode(one::Mode::Parallel, || {
        two::with_mode(two::Mode::Parallel, || inner(64));
        outer(200)
    });
    assert!(all.into_iter().eq(64..264));
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux says");
    let threads = status.lines().find_map(|line| line.strip_prefix("Threads:"));
    println!("{}", threads.expect("it says").trim());
}
"#;
    let more = format!(
        "{PROGRAM}\n[dependencies]\n\
         one = {{ package = \"amorsize\", path = {:?}, default-features = false, features = [\"parallel\"] }}\n\
         two = {{ package = \"amorsize\", path = {:?}, default-features = false, features = [\"parallel\"] }}",
        root(),
        another_version()
    );
    let folder = package("two", &more, source);
    let program = cargo(&folder, &["build"]).join("debug/program");
    for _ in 0..kit::times(3, 100) {
        let ended = run(&program, &[]);
        assert_eq!(ended.code, Some(0), "{}", ended.stderr);
        let threads: usize = ended.stdout.trim().parse().expect("a number");
        // The pool is shared; each has its helpers and watches.
        assert!(threads <= kit::MOST_THREADS + 4 + 2, "{threads} threads");
    }
}

/// CPU time of what this process has started and waited for: a busy machine changes it little.
fn time_of_children() -> Duration {
    // SAFETY: the numbers of a `rusage` may be zero, and it lives through the call.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage);
        usage
    };
    let time = |time: libc::timeval| {
        Duration::from_secs(time.tv_sec as u64) + Duration::from_micros(time.tv_usec as u64)
    };
    time(usage.ru_utime) + time(usage.ru_stime)
}

fn a_thousand() {
    let functions = kit::times(200, 1000);
    let text = |attribute: &str| {
        let mut text = "fn main() {}\n".to_owned();
        for i in 0..functions {
            let _ = writeln!(
                text,
                "{attribute}\npub fn f{i}(values: &[u64], out: &mut Vec<u64>) -> u64 {{\n    let mut sum = {i};\n    \
                 for value in values {{\n        let x = value.rotate_left({});\n        \
                 if x % 3 == 0 {{ out.push(x); }}\n        sum ^= x;\n    }}\n    sum\n}}",
                i % 64
            );
        }
        text
    };
    let check = |name: &str, attribute: &str| {
        let more = format!("{PROGRAM}\n{}", dependency("\"parallel\""));
        let folder = package(name, &more, "fn main() {}");
        cargo(&folder, &["check"]);
        fs::write(folder.join("main.rs"), text(attribute)).expect("a program");
        let before = time_of_children();
        cargo(&folder, &["check"]);
        time_of_children() - before
    };
    let plain = check("thousand-plain", "");
    let annotated = check("thousand", "#[amorsize::parallel]");
    println!("{functions} functions checked in {plain:?} plain, {annotated:?} annotated");
    // A generous bound: the macro itself is not optimised here.
    let most = plain * 2 + Duration::from_millis(150) * functions as u32;
    assert!(annotated < most, "{annotated:?}, plain {plain:?}");
}

fn library() -> PathBuf {
    work().join("target/debug/libloaded.so")
}

fn loaded_library() {
    let source = r#"
#[amorsize::parallel(chunk = 1)]
fn squares(n: usize) -> Vec<usize> {
    let mut all = Vec::new();
    for i in 0..n {
        all.push(i * i);
    }
    all
}

#[unsafe(no_mangle)]
pub extern "C" fn run(n: usize) -> usize {
    amorsize::with_mode(amorsize::Mode::Parallel, || squares(n)).into_iter().sum()
}
"#;
    let more = format!("{LIBRARY}\n{}", dependency("\"parallel\", \"report\""));
    cargo(&package("loaded", &more, source), &["build"]);
    for report in ["", "1"] {
        for _ in 0..kit::times(3, 50) {
            let mut variables = vec![("RAYON_NUM_THREADS", "4")];
            if !report.is_empty() {
                variables.push(("AMORSIZE_REPORT", report));
            }
            let ended = runner::again("part:loaded", &variables).expect("does not hang");
            assert_eq!(ended.code, Some(0), "{:?} {}", ended.signal, ended.stderr);
        }
    }
}

/// Loads the library, calls into it and closes it, while its helpers spin and after they have parked.
fn load_and_close() {
    let path = std::ffi::CString::new(library().to_string_lossy().into_owned());
    let path = path.expect("no zero in it");
    for round in 0..10_u64 {
        // SAFETY: the library is ours, and has no constructor that could break anything.
        let library = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        assert!(!library.is_null());
        // SAFETY: the library is open.
        let run = unsafe { libc::dlsym(library, c"run".as_ptr()) };
        assert!(!run.is_null());
        // SAFETY: it has a function of that name, and this is its type.
        let run: extern "C" fn(usize) -> usize = unsafe { std::mem::transmute(run) };
        assert_eq!(run(100), (0..100).map(|i| i * i).sum());
        std::thread::sleep(Duration::from_millis(round % 3));
        // SAFETY: it is open, and `run` is not called any more.
        assert_eq!(unsafe { libc::dlclose(library) }, 0);
    }
}
