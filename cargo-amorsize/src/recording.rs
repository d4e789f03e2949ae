//! Recordings: the JSON that the library writes, schema 1.

use std::path::{Path, PathBuf};

use amorsize_runtime::__tools as tools;
use amorsize_runtime::{Decision, Report};
use serde::{Deserialize, Serialize};

use crate::args::Place;
use crate::failure::{Failure, INTERNAL, NOTHING, UNREADABLE};
use crate::project::Project;

/// The schema that is read and written here.
const SCHEMA: u64 = 1;

/// What one run left behind. Times are nanoseconds.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Recording {
    pub(crate) schema: u64,
    #[serde(default)]
    pub(crate) program: String,
    /// From the first loop to the end of the process.
    #[serde(default)]
    pub(crate) elapsed_ns: Option<f64>,
    pub(crate) machine: serde_json::Value,
    pub(crate) sites: Vec<Site>,
    #[serde(default)]
    pub(crate) timeline: Vec<Slice>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Slice {
    site: String,
    participant: u32,
    start_ns: u64,
    nanos: u64,
    items: usize,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Length {
    length: usize,
    calls: u64,
    time_ns: f64,
    item_ns: Option<f64>,
    decision: Decided,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Tip {
    edit: String,
    gain: Option<f64>,
}

/// Of a curve.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Point {
    workers: usize,
    ns: f64,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Site {
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) function: String,
    pub(crate) head: String,
    pub(crate) calls: u64,
    pub(crate) items: u64,
    pub(crate) length: usize,
    /// Without it, as in older recordings, all of them.
    #[serde(default)]
    pub(crate) ran: Option<usize>,
    #[serde(default)]
    pub(crate) time_ns: f64,
    #[serde(default)]
    pub(crate) saved_ns: f64,
    pub(crate) decision: Decided,
    pub(crate) reason: String,
    pub(crate) sinks: Vec<Sink>,
    #[serde(default)]
    pub(crate) lengths: Vec<Length>,
    #[serde(default)]
    pub(crate) tips: Vec<Tip>,
    pub(crate) prediction: Option<Prediction>,
    pub(crate) measured: Option<Measured>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(crate) enum Decided {
    Serial,
    Parallel {
        workers: usize,
        chunk: usize,
        schedule: String,
    },
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Sink {
    pub(crate) name: String,
    pub(crate) form: String,
    pub(crate) tier: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Prediction {
    pub(crate) serial_ns: f64,
    pub(crate) parallel_ns: f64,
    pub(crate) workers: usize,
    pub(crate) speedup: Option<f64>,
    pub(crate) work_ns: f64,
    pub(crate) dispatch_ns: f64,
    pub(crate) chunking_ns: f64,
    pub(crate) contention_ns: f64,
    pub(crate) imbalance_ns: f64,
    pub(crate) merge_ns: f64,
    pub(crate) break_even: Option<usize>,
    #[serde(default)]
    pub(crate) curve: Vec<Point>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Measured {
    pub(crate) item_ns: Option<f64>,
    pub(crate) spread: Option<f64>,
    #[serde(default)]
    pub(crate) cpu: Option<f64>,
    #[serde(default)]
    pub(crate) cv: Option<f64>,
    pub(crate) serial_ns: Option<f64>,
    pub(crate) parallel_ns: Option<f64>,
    pub(crate) speedup: Option<f64>,
    pub(crate) inflation: Option<f64>,
    pub(crate) merge_ns: Option<f64>,
}

/// Just enough to see which schema it is.
#[derive(Deserialize)]
struct Header {
    schema: u64,
}

impl Recording {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read(path).map_err(|error| {
            let failure = match error.kind() {
                std::io::ErrorKind::NotFound => Failure::new(NOTHING, "there is no recording yet"),
                _ => Failure::new(UNREADABLE, format!("no recording: {error}")),
            };
            failure
                .with("file", path.display())
                .with("next", "cargo amorsize run")
        })?;
        let broken = |what: String| {
            Failure::new(UNREADABLE, what)
                .with("file", path.display())
                .with("next", "record again: cargo amorsize run")
        };
        let header: Header = serde_json::from_slice(&text)
            .map_err(|error| broken(format!("this is no recording of amorsize: {error}")))?;
        if header.schema != SCHEMA {
            return Err(broken(format!(
                "the recording has schema {}, and this program reads schema {SCHEMA}",
                header.schema
            ))
            .with(
                "why",
                "amorsize in the crate and cargo-amorsize are of different versions",
            ));
        }
        let recording: Self = serde_json::from_slice(&text)
            .map_err(|error| broken(format!("the recording is damaged: {error}")))?;
        // What the words mean is checked once, here.
        recording
            .report()
            .ok_or_else(|| broken("the recording has words that are not known".to_owned()))?;
        Ok(recording)
    }

    /// The file given, or what the last run of the crate here left.
    pub(crate) fn find(file: Option<&Path>, place: &Place) -> Result<Self, Failure> {
        match file {
            Some(path) => Self::read(path),
            None => Self::read(&last(&Project::find(place)?.recordings(None))),
        }
    }

    /// Adds what another process of the same run recorded.
    pub(crate) fn merge(&mut self, other: Self) {
        self.elapsed_ns = match (self.elapsed_ns, other.elapsed_ns) {
            (Some(one), Some(other)) => Some(one.max(other)),
            (one, other) => one.or(other),
        };
        for site in other.sites {
            let same = |known: &&mut Site| {
                (&known.file, known.line, known.column, &known.name)
                    == (&site.file, site.line, site.column, &site.name)
            };
            match self.sites.iter_mut().find(same) {
                None => self.sites.push(site),
                Some(known) => known.add(site),
            }
        }
    }

    /// The machine it was recorded on, in a few words.
    pub(crate) fn machine_line(&self) -> String {
        let number = |name: &str| self.machine.get(name).and_then(serde_json::Value::as_f64);
        let words = [
            ("physical", "cores"),
            ("logical", "hardware threads"),
            ("allowed", "allowed"),
            ("quota", "cores of quota"),
            ("numa_nodes", "NUMA nodes"),
        ];
        let known = words
            .iter()
            .filter_map(|(name, what)| Some(format!("{} {what}", number(name)?)));
        known.collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string(self).map_err(|error| Failure::new(INTERNAL, error))?;
        tools::write(path, &(text + "\n")).map_err(|error| Failure::not_written(path, &error))
    }

    /// As the library has it; its strings live as long as the process, as those of statics do.
    pub(crate) fn report(&self) -> Option<Report> {
        let sites = self.sites.iter().map(Site::report).collect::<Option<_>>()?;
        let slice = |slice: &Slice| {
            tools::slice(
                leak(&slice.site),
                slice.participant,
                slice.start_ns,
                slice.nanos,
                slice.items,
            )
        };
        Some(tools::report(
            sites,
            self.timeline.iter().map(slice).collect(),
        ))
    }
}

impl Site {
    /// Another process ran the same site: the times of the one that ran it longer, the counts of both.
    fn add(&mut self, mut other: Self) {
        if other.time_ns > self.time_ns {
            std::mem::swap(self, &mut other);
        }
        self.calls = self.calls.saturating_add(other.calls);
        self.items = self.items.saturating_add(other.items);
        self.time_ns += other.time_ns;
        self.saved_ns += other.saved_ns;
    }

    fn report(&self) -> Option<amorsize_runtime::SiteReport> {
        let mut site = tools::site();
        site.name = leak(&self.name);
        site.file = leak(&self.file);
        site.line = self.line;
        site.column = self.column;
        site.function = leak(&self.function);
        site.head = leak(&self.head);
        site.calls = self.calls;
        site.items = self.items;
        site.length = self.length;
        site.ran = self.ran.unwrap_or(self.length);
        site.time = tools::time(self.time_ns);
        site.saved_ns = self.saved_ns;
        site.decision = self.decision.report()?;
        site.reason = tools::reason(&self.reason)?;
        for known in &self.sinks {
            let mut sink = tools::sink();
            sink.name = leak(&known.name);
            sink.form = leak(&known.form);
            sink.tier = leak(&known.tier);
            site.sinks.push(sink);
        }
        for known in &self.lengths {
            let decision = known.decision.report()?;
            let time = tools::time(known.time_ns);
            site.lengths.push(tools::length(
                known.length,
                known.calls,
                time,
                known.item_ns,
                decision,
            ));
        }
        let tip = |tip: &Tip| tools::tip(&tip.edit, tip.gain.unwrap_or(1.0));
        site.tips = self.tips.iter().map(tip).collect();
        site.prediction = self.prediction.as_ref().map(Prediction::report);
        site.measured = self.measured.as_ref().map(Measured::report);
        Some(site)
    }
}

impl Decided {
    fn report(&self) -> Option<Decision> {
        Some(match self {
            Self::Serial => Decision::Serial,
            Self::Parallel {
                workers,
                chunk,
                schedule,
            } => Decision::Parallel {
                workers: *workers,
                chunk: *chunk,
                schedule: tools::schedule(schedule)?,
            },
        })
    }
}

impl Prediction {
    fn report(&self) -> amorsize_runtime::Prediction {
        let mut prediction = tools::prediction();
        prediction.serial = tools::time(self.serial_ns);
        prediction.parallel = tools::time(self.parallel_ns);
        prediction.workers = self.workers;
        prediction.speedup = self.speedup.unwrap_or(f64::NAN);
        prediction.work = tools::time(self.work_ns);
        prediction.dispatch = tools::time(self.dispatch_ns);
        prediction.chunking = tools::time(self.chunking_ns);
        prediction.contention = tools::time(self.contention_ns);
        prediction.imbalance = tools::time(self.imbalance_ns);
        prediction.merge = tools::time(self.merge_ns);
        prediction.break_even = self.break_even;
        let point = |point: &Point| (point.workers, tools::time(point.ns));
        prediction.curve = self.curve.iter().map(point).collect();
        prediction
    }
}

impl Measured {
    fn report(&self) -> amorsize_runtime::Measured {
        let mut measured = tools::measured();
        measured.item_ns = self.item_ns.unwrap_or(f64::NAN);
        measured.spread = self.spread.unwrap_or(0.0);
        measured.cpu = self.cpu;
        measured.workload = self.cpu.map(tools::workload);
        measured.cv = self.cv;
        measured.serial = self.serial_ns.map(tools::time);
        measured.parallel = self.parallel_ns.map(tools::time);
        measured.speedup = self.speedup;
        measured.inflation = self.inflation;
        measured.merge = self.merge_ns.map(tools::time);
        measured
    }
}

/// The recording of the last run, in the folder of recordings.
pub(crate) fn last(folder: &Path) -> PathBuf {
    folder.join("last.json")
}

fn leak(text: &str) -> &'static str {
    String::from(text).leak()
}
