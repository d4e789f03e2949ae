//! `trace`: a timeline of the chunks, as Chrome and Perfetto read it.

use std::collections::BTreeSet;
use std::fs;

use amorsize_runtime::__tools as tools;
use serde_json::Value;

use crate::args::TraceArgs;
use crate::failure::{Failure, UNREADABLE};
use crate::program::{Print, Program};
use crate::show;

pub(crate) fn run(args: &TraceArgs) -> Result<u8, Failure> {
    let program = Program::build(&args.program)?;
    let (status, parts) = program.run("AMORSIZE_TRACE", &[], Print::All)?;
    let mut events = Vec::new();
    for file in parts.files()? {
        let damaged = |error: String| {
            Failure::new(UNREADABLE, format!("the trace is damaged: {error}"))
                .with("next", "record it again")
        };
        let text = fs::read_to_string(&file)?;
        let mut trace: Value =
            serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        match trace.get_mut("traceEvents").map(Value::take) {
            Some(Value::Array(part)) => events.extend(part),
            _ => return Err(damaged("it has no events".to_owned())),
        }
    }
    let chunks = events.iter().filter(|event| event["ph"] == "X");
    let count = chunks.clone().count();
    if count == 0 {
        return Err(program.nothing(status));
    }
    let threads: BTreeSet<_> = chunks
        .map(|event| (event["pid"].as_u64(), event["tid"].as_u64()))
        .collect();
    let trace = serde_json::json!({ "displayTimeUnit": "ns", "traceEvents": events });
    tools::write(&args.output, &trace.to_string())
        .map_err(|error| Failure::not_written(&args.output, &error))?;
    show::write(&format!(
        "{}: {} on {}; open it at https://ui.perfetto.dev or chrome://tracing\n",
        args.output.display(),
        show::count(count, "chunk"),
        show::count(threads.len(), "thread"),
    ))?;
    Ok(0)
}
