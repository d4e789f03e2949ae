//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// What amorsize decided at every loop, why, and what one edit would help.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-amorsize",
    bin_name = "cargo amorsize",
    version,
    max_term_width = 80,
    after_help = "Without a command: `report`.\n\
                  Exit codes: 0 done, 1 internal, 2 usage, 3 nothing recorded,\n\
                  4 validation missed, 5 regression, 6 recording unreadable, 101 build failed."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// Colour the output: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub(crate) color: Option<Color>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show what was decided in the last recorded run
    Report(ReportArgs),
    /// Build and run a program with recording on, then report
    Run(Box<RunArgs>),
    /// Explain one loop, or an error code such as AMZ011
    Explain(ExplainArgs),
    /// List the loops that the attribute takes, and why not others
    Check(CheckArgs),
    /// Measure what it costs on this machine to be helped
    Calibrate(CalibrateArgs),
    /// Compare predictions with measurements, and the plan with others
    Validate(Box<ValidateArgs>),
    /// Find the best workers and chunk of one loop
    Tune(Box<TuneArgs>),
    /// Compare plans or recordings; a regression exits 5
    Compare(Box<CompareArgs>),
    /// Record a timeline for Perfetto
    Trace(Box<TraceArgs>),
    /// Look for what keeps loops from being fast on this machine
    Doctor(DoctorArgs),
    /// Add amorsize to a crate, with an example
    Init(InitArgs),
}

impl Default for Command {
    fn default() -> Self {
        Self::Report(ReportArgs::default())
    }
}

/// How the report is written.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Output {
    #[command(flatten)]
    pub(crate) format: AnyFormat,
    /// One line in all
    #[arg(long)]
    pub(crate) summary: bool,
    /// Explain every loop
    #[arg(long)]
    pub(crate) explain: bool,
    /// The edits that would help
    #[arg(long)]
    pub(crate) tips: bool,
    /// Where the time of parallel loops goes
    #[arg(long)]
    pub(crate) overhead: bool,
    /// Cost per item, spread and class of the work
    #[arg(long)]
    pub(crate) profile: bool,
    /// Group by crate, file and function
    #[arg(long)]
    pub(crate) tree: bool,
    /// Write a page with pictures, and print its place
    #[arg(long)]
    pub(crate) html: bool,
    /// The file of --html
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Nothing but the exit code
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// `--format` of what is a table.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct AnyFormat {
    /// human, json, jsonl, csv or markdown
    #[arg(
        long = "format",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) kind: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Human,
    Json,
    Jsonl,
    Csv,
    Markdown,
}

/// `--format` of what is none.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(crate) struct BriefFormat {
    /// human or json
    #[arg(
        long = "format",
        value_enum,
        default_value_t,
        hide_possible_values = true,
        hide_default_value = true
    )]
    pub(crate) kind: Brief,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Brief {
    #[default]
    Human,
    Json,
}

#[derive(Args, Debug, Default)]
pub(crate) struct ReportArgs {
    /// A recording, instead of that of the last run
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) place: Place,
}

/// Where the crate is.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Place {
    /// The crate's Cargo.toml
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct RunArgs {
    #[command(flatten)]
    pub(crate) output: Output,
    /// Keep the recording in this file too
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

/// What to build and run.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct ProgramArgs {
    /// For the program
    #[arg(last = true, value_name = "ARGS")]
    pub(crate) args: Vec<std::ffi::OsString>,
    #[command(flatten)]
    pub(crate) target: Target,
}

/// What to build: cargo's own flags.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Target (as for cargo)")]
pub(crate) struct Target {
    #[arg(long, short, value_name = "NAME")]
    pub(crate) package: Option<String>,
    #[arg(long, value_name = "NAME", group = "kind_of_target")]
    pub(crate) bin: Option<String>,
    #[arg(long, value_name = "NAME", group = "kind_of_target")]
    pub(crate) example: Option<String>,
    #[arg(long, value_name = "NAME", group = "kind_of_target")]
    pub(crate) test: Option<String>,
    #[arg(long, value_name = "NAME", group = "kind_of_target")]
    pub(crate) bench: Option<String>,
    /// Without optimisations: `--profile dev`
    #[arg(long, conflicts_with = "profile_name")]
    pub(crate) debug: bool,
    #[arg(long = "cargo-profile", id = "profile_name", value_name = "NAME")]
    pub(crate) profile: Option<String>,
    #[arg(long, short = 'F', value_name = "LIST")]
    pub(crate) features: Vec<String>,
    #[arg(long)]
    pub(crate) all_features: bool,
    #[arg(long)]
    pub(crate) no_default_features: bool,
    #[arg(long, value_name = "TRIPLE")]
    pub(crate) target: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) target_dir: Option<PathBuf>,
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<String>,
    #[arg(long)]
    pub(crate) locked: bool,
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// Number, name or FILE:LINE of a loop, or a code: AMZ011
    #[arg(value_name = "SITE or CODE")]
    pub(crate) what: Option<String>,
    /// Walk through the loops in the terminal
    #[arg(long, short)]
    pub(crate) interactive: bool,
    /// The recording, instead of that of the last run
    #[arg(long, value_name = "FILE")]
    pub(crate) recording: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// A file or folder instead of the whole workspace
    pub(crate) path: Option<PathBuf>,
    /// This package only
    #[arg(long, short, value_name = "NAME")]
    pub(crate) package: Option<String>,
    /// Annotate the functions whose loops it takes
    #[arg(long)]
    pub(crate) fix: bool,
    #[command(flatten)]
    pub(crate) format: AnyFormat,
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Args, Debug)]
pub(crate) struct CalibrateArgs {
    #[command(flatten)]
    pub(crate) format: BriefFormat,
    /// The file for the costs, not that of the crate here
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct ValidateArgs {
    /// Only this loop
    pub(crate) site: Option<String>,
    /// Runs of each plan
    #[arg(long, default_value_t = 7, value_name = "N")]
    pub(crate) runs: usize,
    #[command(flatten)]
    pub(crate) format: BriefFormat,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

#[derive(Args, Debug)]
pub(crate) struct TuneArgs {
    /// The loop: its name, its function or FILE:LINE
    pub(crate) site: String,
    #[command(flatten)]
    pub(crate) format: BriefFormat,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

#[derive(Args, Debug)]
pub(crate) struct CompareArgs {
    /// Plans (serial, auto, 2x1000 …), or recordings
    #[arg(required = true, num_args = 2.., value_name = "WHAT")]
    pub(crate) what: Vec<String>,
    /// Runs of each plan
    #[arg(long, default_value_t = 7, value_name = "N")]
    pub(crate) runs: usize,
    /// What counts as a regression
    #[arg(long, default_value_t = 5.0, value_name = "PERCENT")]
    pub(crate) threshold: f64,
    #[command(flatten)]
    pub(crate) format: AnyFormat,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

#[derive(Args, Debug)]
pub(crate) struct TraceArgs {
    /// The file of the trace
    #[arg(long, short, default_value = "trace.json", value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) program: ProgramArgs,
}

#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) format: BriefFormat,
    #[command(flatten)]
    pub(crate) place: Place,
}

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Where amorsize is, instead of its repository
    #[arg(long, value_name = "DIR")]
    pub(crate) path: Option<PathBuf>,
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) place: Place,
}
