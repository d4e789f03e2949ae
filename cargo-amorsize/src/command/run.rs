//! `run`: builds, runs with recording on, reports.

use crate::args::{Format, RunArgs};
use crate::failure::{Failure, INTERNAL};
use crate::program::{Print, Program};
use crate::{recording, show};

pub(crate) fn run(args: &RunArgs) -> Result<u8, Failure> {
    let program = Program::build(&args.program)?;
    let print = match args.output.format.kind {
        Format::Human if !args.output.html => Print::All,
        // Then stdout is for data, and the program's own output goes where people look.
        _ => Print::Aside,
    };
    let (status, parts) = program.run("AMORSIZE_REPORT", &[], print)?;
    let recording = parts.recording()?.ok_or_else(|| program.nothing(status))?;
    drop(parts);
    let folder = program.folder();
    recording.write(&recording::last(&folder))?;
    if let Some(file) = &args.save {
        recording.write(file)?;
    }
    show::report(&recording, &args.output, || Ok(folder.join("report.html")))?;
    if !status.success() {
        eprintln!("amorsize: the program ended with {status}");
    }
    // As `cargo run` does: the program's own code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.unwrap_or(INTERNAL))
}
