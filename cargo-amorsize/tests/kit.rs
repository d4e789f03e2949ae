//! Runs the program, and makes crates for it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// What a run of the program said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Said {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code().expect("it ends by itself"),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout:\n{}\nstderr:\n{}",
            self.out, self.err
        );
        self
    }

    /// Asserts that stdout has these.
    #[track_caller]
    pub(crate) fn has(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(
                self.out.contains(part),
                "no {part:?} in\n{}\nstderr:\n{}",
                self.out,
                self.err
            );
        }
        self
    }

    /// Asserts that stderr has these.
    #[track_caller]
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "no {part:?} in\n{}", self.err);
        }
        self
    }
}

/// The program in a folder, with an environment that says nothing.
pub(crate) fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cargo-amorsize"));
    program.current_dir(folder);
    for name in [
        "NO_COLOR",
        "CARGO_TERM_COLOR",
        "AMORSIZE",
        "AMORSIZE_REPORT",
        "AMORSIZE_WORKERS",
        "RAYON_NUM_THREADS",
        "RUSTFLAGS",
        "CARGO_TARGET_DIR",
    ] {
        program.env_remove(name);
    }
    program
}

/// Runs the program in a folder.
pub(crate) fn run<S: AsRef<OsStr>>(folder: &Path, args: &[S]) -> Said {
    Said::of(program(folder).args(args).output().expect("it runs"))
}

/// The root of the workspace that is tested.
pub(crate) fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("a workspace").to_owned()
}

/// The demo crate, copied out of the workspace; what it builds is kept for the next run of the tests.
pub(crate) fn demo() -> &'static Path {
    static DEMO: OnceLock<PathBuf> = OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("demo");
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/demo/src");
        copy(&from, &folder.join("src"));
        write(&folder, "Cargo.toml", &manifest("demo", true));
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        folder
    })
}

/// A manifest, alone in its workspace.
pub(crate) fn manifest(name: &str, uses: bool) -> String {
    let uses = if uses {
        format!("amorsize = {{ path = {:?} }}\n", workspace())
    } else {
        String::new()
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\ndefault-run = \"{name}\"\n\n\
         [dependencies]\n{uses}\n[workspace]\n\n[profile.dev]\nopt-level = 1\ndebug = false\n"
    )
}

/// Writes a file below a folder; an unchanged one keeps its time, so that cargo builds nothing anew.
pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    if fs::read_to_string(&path).ok().as_deref() != Some(text) {
        fs::write(&path, text).expect("a file");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            let text = fs::read_to_string(&path).expect("a file");
            write(to, name.to_str().expect("UTF-8"), &text);
        }
    }
}
