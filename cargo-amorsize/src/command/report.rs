//! `report`: what was decided in the last recorded run.

use crate::args::ReportArgs;
use crate::failure::Failure;
use crate::recording::Recording;
use crate::show;

pub(crate) fn run(args: &ReportArgs) -> Result<u8, Failure> {
    let recording = Recording::find(args.file.as_deref(), &args.place)?;
    show::report(&recording, &args.output)?;
    Ok(0)
}
