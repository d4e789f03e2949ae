//! `calibrate`: what it costs here to be helped.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use amorsize_runtime::{__tools as tools, Costs, machine};

use crate::args::{Brief, CalibrateArgs, Place};
use crate::failure::{Failure, INTERNAL, USAGE};
use crate::project::Project;
use crate::show;
use crate::ui::{Name, Time};

/// It ends after this long, measured or not.
const LONGEST: Duration = Duration::from_secs(5);

pub(crate) fn run(args: &CalibrateArgs) -> Result<u8, Failure> {
    if std::env::var_os("AMORSIZE_MACHINE").is_some() {
        return Err(Failure::new(
            USAGE,
            "AMORSIZE_MACHINE is set: what it says would not be measured",
        )
        .with(
            "next",
            "unset it, and say `cargo amorsize calibrate --output FILE`",
        ));
    }
    let began = Instant::now();
    let costs = loop {
        let costs = machine().costs();
        if costs.measured || machine().allowed < 2 {
            break costs;
        }
        if began.elapsed() > LONGEST {
            return Err(Failure::new(INTERNAL, "no helper started within 5 s")
                .with("why", "every core is busy with other programs")
                .with("next", "cargo amorsize doctor, or again on a quiet machine"));
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let json = json(&costs);
    let kept = if costs.measured {
        keep(args, &json)?
    } else {
        None
    };
    let text = match args.format.kind {
        Brief::Human => human(&costs, kept.as_deref()),
        Brief::Json => json,
    };
    show::write(&text)?;
    Ok(0)
}

/// Writes the costs to the file given, or to where the programs of the crate here find them.
fn keep(args: &CalibrateArgs, json: &str) -> Result<Option<PathBuf>, Failure> {
    let file = match (&args.output, Project::find(&Place::default())) {
        (Some(file), _) => file.clone(),
        (None, Ok(project)) => project.machine_file(None),
        (None, Err(_)) => return Ok(None),
    };
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| tools::write(&file, json))
        .map_err(|error| Failure::not_written(&file, &error))?;
    Ok(Some(file))
}

fn rows(costs: &Costs) -> [(&'static str, f64, &'static str); 6] {
    [
        (
            "publish",
            costs.publish,
            "once for a call that may be helped",
        ),
        ("wake", costs.wake, "to wake one sleeping helper"),
        ("latency", costs.latency, "from then to its first item"),
        (
            "spinning",
            costs.spinning,
            "the same for one that is still awake",
        ),
        (
            "claim",
            costs.claim,
            "one chunk: its claim, its state, its return",
        ),
        ("clock", costs.clock, "one reading of the clock"),
    ]
}

fn human(costs: &Costs, kept: Option<&Path>) -> String {
    let mut text: String = rows(costs)
        .iter()
        .map(|(name, nanos, what)| format!("{name:<10}{:>9}   {what}\n", Time(*nanos).to_string()))
        .collect();
    let parked = 2.0 * (costs.publish + costs.wake) + costs.latency;
    let awake = 2.0 * costs.publish + costs.spinning;
    text += &format!(
        "\na loop pays off from about {} of work, {} while helpers are awake\n",
        Time(parked),
        Time(awake)
    );
    if !costs.measured {
        text += "one core: nothing to measure, these are the usual costs\n";
    }
    if let Some(file) = kept {
        let file = file.display().to_string();
        text += &format!(
            "kept in {}: `cargo amorsize run` and the like use it, other programs with AMORSIZE_MACHINE=FILE\n",
            Name(&file)
        );
    }
    text
}

fn json(costs: &Costs) -> String {
    let mut object = serde_json::Map::new();
    object.insert("schema".to_owned(), 1.into());
    object.insert("measured".to_owned(), costs.measured.into());
    object.insert("allowed".to_owned(), machine().allowed.into());
    for (name, nanos, _) in rows(costs) {
        object.insert(format!("{name}_ns"), nanos.into());
    }
    serde_json::Value::Object(object).to_string() + "\n"
}
