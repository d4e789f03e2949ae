//! `report`: what was decided in the last recorded run.

use crate::args::ReportArgs;
use crate::failure::Failure;
use crate::project::Project;
use crate::recording::Recording;
use crate::show;

pub(crate) fn run(args: &ReportArgs) -> Result<u8, Failure> {
    let recording = Recording::find(args.file.as_deref(), &args.place)?;
    let page = || {
        let project = Project::find(&args.place)?;
        Ok(project.recordings(None).join("report.html"))
    };
    show::report(&recording, &args.output, page)?;
    Ok(0)
}
