//! Runs every fault in a child of its own, so that one that hangs or aborts is one line of the table and not the end of it.

use crate::{Fault, Held, Test, kit, table};
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// The first argument of a child.
pub const CHILD: &str = "--child";

/// How long a child may take before it counts as hung, where nothing else is said.
pub const SECONDS: u64 = 60;

/// Runs one fault, or one part of one, in this process.
pub fn child(faults: &[&Fault], arguments: &[String]) -> ExitCode {
    let id = arguments.first().map(String::as_str).unwrap_or_default();
    if let Some(part) = id.strip_prefix("part:") {
        kit::part(part);
        return ExitCode::SUCCESS;
    }
    let fault = faults.iter().find(|fault| fault.id == id);
    let Some(Fault {
        held: Held::Here { run, .. },
        ..
    }) = fault
    else {
        eprintln!("no fault {id} here");
        return ExitCode::FAILURE;
    };
    run();
    ExitCode::SUCCESS
}

/// How it went with a fault.
#[derive(PartialEq)]
pub enum Verdict {
    Ok,
    /// The test that holds it is there, and its own suite runs it.
    Elsewhere,
    /// It cannot be tried here.
    NotChecked(String),
    Failed(String),
}

impl Verdict {
    pub fn word(&self) -> String {
        match self {
            Self::Ok => "ok".to_owned(),
            Self::Elsewhere => "its suite says".to_owned(),
            Self::NotChecked(reason) => format!("not checked: {reason}"),
            Self::Failed(_) => "FAILED".to_owned(),
        }
    }
}

impl From<Result<(), String>> for Verdict {
    fn from(result: Result<(), String>) -> Self {
        result.map_or_else(Self::Failed, |()| Self::Ok)
    }
}

/// Runs the faults asked for, and closes with a line as cargo's own tests have.
pub fn parent(faults: &[&Fault], arguments: &[String]) -> ExitCode {
    let table = arguments.iter().any(|argument| argument == "--table");
    let wanted: Vec<&String> = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if arguments.iter().any(|argument| argument == "--list") {
        for fault in faults {
            println!("{}: test", fault.id);
        }
        return ExitCode::SUCCESS;
    }
    let began = Instant::now();
    let mut results = Vec::new();
    for fault in faults {
        let is_wanted = |name: &&String| fault.id.starts_with(name.as_str());
        if wanted.is_empty() || wanted.iter().any(is_wanted) {
            let verdict = run(fault, table);
            println!("test {} {} ... {}", fault.id, fault.what, verdict.word());
            if let Verdict::Failed(reason) = &verdict {
                println!("{reason}");
            }
            results.push((*fault, verdict));
        }
    }
    let mut kept = Ok(());
    if wanted.is_empty() || table {
        kept = if table {
            table::write(faults, &results, &figures(began))
        } else {
            table::check(faults)
        };
        println!(
            "test the table that is kept ... {}",
            if kept.is_ok() { "ok" } else { "FAILED" }
        );
    }
    if let Err(reason) = &kept {
        println!("{reason}");
    }
    let failed = results
        .iter()
        .filter(|(_, verdict)| matches!(verdict, Verdict::Failed(_)));
    let failed = failed.count() + usize::from(kept.is_err());
    let passed = results
        .iter()
        .filter(|(_, verdict)| *verdict == Verdict::Ok)
        .count();
    let verdict = if failed == 0 { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {verdict}. {passed} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out"
    );
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// What the run was, for the table.
fn figures(began: Instant) -> String {
    let kind = if kit::long() {
        "with every repetition"
    } else {
        "short"
    };
    let build = if cfg!(debug_assertions) {
        "debug"
    } else {
        "release"
    };
    let cpus = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "The last run that was kept: {kind}, {build} build, {cpus} CPUs, {} s.",
        began.elapsed().as_secs()
    )
}

fn run(fault: &Fault, table: bool) -> Verdict {
    match &fault.held {
        Held::Here {
            variables, seconds, ..
        } => in_a_child(fault.id, variables, *seconds).into(),
        Held::Elsewhere(tests) => match elsewhere(tests, table && kit::long()) {
            Ok(()) if table && kit::long() => Verdict::Ok,
            Ok(()) => Verdict::Elsewhere,
            Err(reason) => Verdict::Failed(reason),
        },
        Held::Target(targets) => for_targets(targets),
    }
}

/// Checks the library for targets that are installed; all of them, or it does not count.
fn for_targets(targets: &[&str]) -> Verdict {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    for target in targets {
        let rustc = std::env::var_os("RUSTC").unwrap_or("rustc".into());
        let libraries = Command::new(rustc)
            .args(["--print", "target-libdir", "--target", target])
            .output();
        let libraries = libraries.map_or(String::new(), |output| {
            String::from_utf8_lossy(&output.stdout).trim().to_owned()
        });
        if !Path::new(&libraries).is_dir() {
            return Verdict::NotChecked(format!("`rustup target add {target}` comes first"));
        }
        for features in [&["--no-default-features"][..], &[]] {
            let output = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
                .current_dir(root)
                .args(["check", "--quiet", "-p", "amorsize", "--target", target])
                .args(features)
                .output();
            match output {
                Ok(output) if output.status.success() => {}
                Ok(output) => {
                    return Verdict::Failed(String::from_utf8_lossy(&output.stderr).into_owned());
                }
                Err(error) => return Verdict::Failed(error.to_string()),
            }
        }
    }
    Verdict::Ok
}

/// How a child ended, and what it wrote.
pub struct Ended {
    /// `None`: by a signal, whose number is in `signal`.
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs this program again as a child; an error if it hangs.
pub fn again(id: &str, variables: &[(&str, &str)]) -> Result<Ended, String> {
    watch(again_command(id, variables)?, SECONDS)
}

fn again_command(id: &str, variables: &[(&str, &str)]) -> Result<Command, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.args([CHILD, id]).env("RUST_BACKTRACE", "0");
    for (name, value) in variables {
        command.env(name, value);
    }
    Ok(command)
}

/// Runs a command to its end, or kills it when it takes too long.
pub fn watch(mut command: Command, seconds: u64) -> Result<Ended, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let read = |mut from: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = from.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let stdout = read(Box::new(child.stdout.take().expect("piped")));
    let stderr = read(Box::new(child.stderr.take().expect("piped")));
    let began = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if began.elapsed() > Duration::from_secs(seconds) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("hung: killed after {seconds} s"));
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    Ok(Ended {
        code: status.code(),
        signal: signal(status),
        stdout: stdout.join().unwrap_or_default(),
        stderr: stderr.join().unwrap_or_default(),
    })
}

#[cfg(unix)]
fn signal(status: std::process::ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: std::process::ExitStatus) -> Option<i32> {
    None
}

fn in_a_child(id: &str, variables: &[(&str, &str)], seconds: u64) -> Result<(), String> {
    let repeated = if kit::long() { 15 } else { 1 };
    let ended = watch(again_command(id, variables)?, seconds * repeated)?;
    match ended.code {
        Some(0) => Ok(()),
        code => Err(format!(
            "exit {code:?}, signal {:?}\n{}{}",
            ended.signal, ended.stdout, ended.stderr
        )),
    }
}

/// That the tests exist; with `run`, that they pass.
fn elsewhere(tests: &[Test], run: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    for test in tests {
        let text = std::fs::read_to_string(root.join(test.file))
            .map_err(|error| format!("{}: {error}", test.file))?;
        if !text.contains(&format!("fn {}(", test.function)) {
            return Err(format!("{} has no test `{}`", test.file, test.function));
        }
    }
    if !run {
        return Ok(());
    }
    for test in tests {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command
            .current_dir(root)
            .args(["test", "--quiet", "-p", test.package]);
        match test.target {
            "--lib" => command.arg("--lib"),
            target => command.args(["--test", target]),
        };
        let output = command
            .args(["--", test.function])
            .output()
            .map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&output.stdout);
        let ran = text.lines().any(|line| {
            line.starts_with("test result: ok. ") && !line.starts_with("test result: ok. 0 passed")
        });
        if !output.status.success() || !ran {
            return Err(format!(
                "`{}` of {}:\n{text}{}",
                test.function,
                test.package,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
    }
    Ok(())
}
