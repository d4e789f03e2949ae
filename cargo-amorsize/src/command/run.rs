//! `run`: builds, runs with recording on, reports.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use crate::args::{Format, RunArgs};
use crate::failure::{Failure, INTERNAL, NOTHING};
use crate::project::{Project, Step, no_cargo};
use crate::recording::{self, Recording};
use crate::show;

pub(crate) fn run(args: &RunArgs) -> Result<u8, Failure> {
    let project = Project::find(&args.target.place)?;
    args.target.build()?;
    let folder = project.recordings(args.target.target_dir.as_deref());
    // Its own: others may run at the same time.
    let parts = folder.join(format!("parts-{}", std::process::id()));
    clear(&parts)?;

    let mut cargo = args.target.cargo(Step::Run);
    cargo.env("AMORSIZE_REPORT", parts.join("%p.json"));
    cargo.arg("--").args(&args.args);
    if args.output.format != Format::Human {
        // Then stdout is for data, and the program's own output goes where people look.
        cargo.stdout(Stdio::from(io::stderr()));
    }
    let status = cargo.status().map_err(no_cargo)?;

    let Some(recording) = collect(&parts)? else {
        return Err(nothing(status, &project));
    };
    let _ = fs::remove_dir_all(&parts);
    recording.write(&recording::last(&folder))?;
    if let Some(file) = &args.save {
        recording.write(file)?;
    }
    show::report(&recording, &args.output, || Ok(folder.join("report.html")))?;
    if !status.success() {
        eprintln!("amorsize: the program ended with {status}");
    }
    // As `cargo run` does: the program's own code.
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .unwrap_or(INTERNAL))
}

/// An empty folder.
fn clear(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => fs::create_dir_all(folder)?,
    }
    Ok(())
}

/// What the processes of a run recorded, as one.
fn collect(folder: &Path) -> Result<Option<Recording>, Failure> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    let mut whole: Option<Recording> = None;
    for file in files {
        let part = Recording::read(&file)?;
        match &mut whole {
            None => whole = Some(part),
            Some(whole) => whole.merge(part),
        }
    }
    Ok(whole)
}

/// No process left a recording: why.
fn nothing(status: ExitStatus, project: &Project) -> Failure {
    let failure = Failure::new(NOTHING, "nothing was recorded");
    if status.code().is_none() {
        return failure
            .with("why", format!("the program ended with {status}: recordings are written by programs that end by themselves"))
            .with("next", "let it return from `main` or call `std::process::exit`");
    }
    if !project
        .packages
        .iter()
        .any(crate::project::Package::uses_amorsize)
    {
        return failure
            .with("why", "no package here depends on amorsize")
            .with("next", "cargo amorsize init");
    }
    failure
        .with("why", format!("no annotated loop ran in this program (it ended with {status}), or amorsize was built without its features `parallel` and `report`"))
        .with("next", "put `#[amorsize::parallel]` on a function that this run calls; `cargo amorsize check` lists those it takes")
}
