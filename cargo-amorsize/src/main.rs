//! `cargo amorsize`: what was decided at every loop, why, and what one edit would help.
#![forbid(unsafe_code)]

mod args;
mod check;
mod command;
mod failure;
mod plan;
mod program;
mod project;
mod recording;
mod sample;
mod show;
mod ui;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

fn main() -> ExitCode {
    // As a subcommand of cargo its own name comes first.
    let mut words: Vec<_> = std::env::args_os().collect();
    if words.get(1).is_some_and(|word| word == "amorsize") {
        words.remove(1);
    }
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = u8::from(error.use_stderr()) * failure::USAGE;
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    ui::set_color(arguments.color);
    match run(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            // A reader that has seen enough is no failure; and nobody is left to tell that stderr is closed.
            if failure.code != 0 {
                let _ = failure.print();
            }
            ExitCode::from(failure.code)
        }
    }
}

fn run(arguments: Arguments) -> Result<u8, Failure> {
    match arguments.command.unwrap_or_default() {
        Command::Report(args) => command::report::run(&args),
        Command::Run(args) => command::run::run(&args),
        Command::Explain(args) => command::explain::run(&args),
        Command::Check(args) => command::check::run(&args),
        Command::Calibrate(args) => command::calibrate::run(&args),
        Command::Validate(args) => command::validate::run(&args),
        Command::Tune(args) => command::tune::run(&args),
        Command::Compare(args) => command::compare::run(&args),
        Command::Trace(args) => command::trace::run(&args),
        Command::Doctor(args) => command::doctor::run(&args),
        Command::Init(args) => command::init::run(&args),
    }
}
