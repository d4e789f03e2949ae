//! A program of the user's: built once, run with recording on.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use crate::args::{ProgramArgs, Target};
use crate::failure::{Failure, NOTHING};
use crate::project::{Package, Project, Step, no_cargo};
use crate::recording::Recording;

/// See the module.
pub(crate) struct Program<'a> {
    target: &'a Target,
    args: &'a [OsString],
    project: Project,
}

/// What a run may print.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Print {
    /// Everything, where it wants to.
    All,
    /// Everything, to stderr: stdout is for data.
    Aside,
    /// Nothing: it is run many times.
    Nothing,
}

impl<'a> Program<'a> {
    /// Builds it.
    pub(crate) fn build(ProgramArgs { args, target }: &'a ProgramArgs) -> Result<Self, Failure> {
        let project = Project::find(&target.place)?;
        target.build()?;
        Ok(Self {
            target,
            args,
            project,
        })
    }

    /// Where recordings of its crate are kept.
    pub(crate) fn folder(&self) -> PathBuf {
        self.project.recordings(self.target.target_dir.as_deref())
    }

    /// Runs it; each of its processes writes what `variable` names.
    pub(crate) fn run(
        &self,
        variable: &str,
        environment: &[(&str, String)],
        print: Print,
    ) -> Result<(ExitStatus, Parts), Failure> {
        let parts = Parts::new(&self.folder())?;
        let mut cargo = self.target.cargo(Step::Run);
        cargo.env(variable, parts.0.join("%p.json"));
        let machine = self.project.machine_file(self.target.target_dir.as_deref());
        if machine.is_file() && std::env::var_os("AMORSIZE_MACHINE").is_none() {
            cargo.env("AMORSIZE_MACHINE", machine);
        }
        cargo.envs(environment.iter().map(|(name, value)| (name, value)));
        cargo.arg("--").args(self.args);
        match print {
            Print::All => {}
            Print::Aside => {
                cargo.stdout(Stdio::from(io::stderr()));
            }
            Print::Nothing => {
                cargo.stdout(Stdio::null()).stderr(Stdio::null());
            }
        }
        let status = cargo.status().map_err(no_cargo)?;
        Ok((status, parts))
    }

    /// Runs it quietly under a plan, and gives its recording.
    pub(crate) fn measure(&self, environment: &[(&str, String)]) -> Result<Recording, Failure> {
        let (status, parts) = self.run("AMORSIZE_REPORT", environment, Print::Nothing)?;
        if !status.success() {
            return Err(
                Failure::new(NOTHING, format!("the program ended with {status}"))
                    .with("next", "see what it says: cargo amorsize run"),
            );
        }
        parts.recording()?.ok_or_else(|| self.nothing(status))
    }

    /// Why no process left a recording.
    pub(crate) fn nothing(&self, status: ExitStatus) -> Failure {
        let failure = Failure::new(NOTHING, "nothing was recorded");
        if status.code().is_none() {
            return failure
                .with("why", format!("the program ended with {status}: recordings are written by programs that end by themselves"))
                .with("next", "let it return from `main` or call `std::process::exit`");
        }
        if !self.project.packages.iter().any(Package::uses_amorsize) {
            return failure
                .with("why", "no package here depends on amorsize")
                .with("next", "cargo amorsize init");
        }
        failure
            .with("why", format!("no annotated loop ran in this program (it ended with {status}), or amorsize was built without its features `parallel` and `report`"))
            .with("next", "put `#[amorsize::parallel]` on a function that this run calls; `cargo amorsize check` lists those it takes")
    }
}

/// The folder in which the processes of one run leave what they recorded; gone when it is dropped.
pub(crate) struct Parts(PathBuf);

impl Parts {
    fn new(folder: &Path) -> Result<Self, Failure> {
        // Its own: others may run at the same time.
        let parts = folder.join(format!("parts-{}", std::process::id()));
        let _ = fs::remove_dir_all(&parts);
        fs::create_dir_all(&parts)?;
        Ok(Self(parts))
    }

    /// The files, in the order of their names.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, Failure> {
        let mut files: Vec<_> = fs::read_dir(&self.0)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        files.sort();
        Ok(files)
    }

    /// What all processes recorded, as one.
    pub(crate) fn recording(&self) -> Result<Option<Recording>, Failure> {
        let mut whole: Option<Recording> = None;
        for file in self.files()? {
            let part = Recording::read(&file)?;
            match &mut whole {
                None => whole = Some(part),
                Some(whole) => whole.merge(part),
            }
        }
        Ok(whole)
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
