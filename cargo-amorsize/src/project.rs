//! The crate at hand, as cargo sees it, and calls of cargo.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::args::{Place, Target};
use crate::failure::{BUILD, Failure, INTERNAL, USAGE};

/// What `cargo metadata` says of the workspace, as far as it matters here.
#[derive(Debug, Deserialize)]
pub(crate) struct Project {
    pub(crate) target_directory: PathBuf,
    pub(crate) workspace_root: PathBuf,
    pub(crate) packages: Vec<Package>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest_path: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
}

impl Package {
    pub(crate) fn uses_amorsize(&self) -> bool {
        self.dependencies
            .iter()
            .any(|dependency| dependency.name == "amorsize")
    }
}

impl Project {
    /// Asks cargo.
    pub(crate) fn find(place: &Place) -> Result<Self, Failure> {
        let mut cargo = cargo();
        cargo.args(["metadata", "--no-deps", "--format-version=1", "--offline"]);
        manifest(&mut cargo, place);
        let output = cargo.output().map_err(no_cargo)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.trim().trim_start_matches("error: ");
            return Err(Failure::new(USAGE, "cargo cannot read the crate here")
                .with("cargo", said.lines().next().unwrap_or_default())
                .with(
                    "next",
                    "run this in a crate, or give `--manifest-path PATH/Cargo.toml`",
                ));
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| Failure::new(INTERNAL, format!("cargo metadata: {error}")))
    }

    /// What `calibrate` measured, for the programs that are run from here.
    pub(crate) fn machine_file(&self, target_dir: Option<&Path>) -> PathBuf {
        self.recordings(target_dir).join("machine.json")
    }

    /// Where recordings of this crate are kept.
    pub(crate) fn recordings(&self, target_dir: Option<&Path>) -> PathBuf {
        target_dir
            .unwrap_or(&self.target_directory)
            .join("amorsize")
    }
}

/// The cargo that called, or the one in the path.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

pub(crate) fn no_cargo(error: std::io::Error) -> Failure {
    Failure::new(INTERNAL, format!("cargo cannot be started: {error}"))
}

pub(crate) fn manifest(cargo: &mut Command, place: &Place) {
    if let Some(path) = &place.manifest_path {
        cargo.arg("--manifest-path").arg(path);
    }
}

/// What cargo is to do with a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Build,
    Run,
}

impl Target {
    /// Builds; what cargo says is seen as always.
    pub(crate) fn build(&self) -> Result<(), Failure> {
        let status = self.cargo(Step::Build).status().map_err(no_cargo)?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::new(BUILD, "the build failed; nothing was run")
                .with("next", "mend what cargo says above; `cargo amorsize explain AMZnnn` tells more of a code"))
        }
    }

    /// A call of cargo for this target.
    pub(crate) fn cargo(&self, step: Step) -> Command {
        let mut cargo = cargo();
        let tests = self.test.is_some();
        let benches = self.bench.is_some();
        cargo.arg(match step {
            _ if tests => "test",
            _ if benches => "bench",
            Step::Build => "build",
            Step::Run => "run",
        });
        match step {
            Step::Build if tests || benches => {
                cargo.arg("--no-run");
            }
            Step::Build => {}
            Step::Run => {
                cargo.arg("--quiet");
            }
        }
        if let Some(profile) = &self.profile {
            cargo.arg("--profile").arg(profile);
        } else if self.debug {
            cargo.arg("--profile=dev");
        } else if !benches {
            cargo.arg("--release");
        }
        for (flag, value) in [
            ("--package", &self.package),
            ("--bin", &self.bin),
            ("--example", &self.example),
            ("--test", &self.test),
            ("--bench", &self.bench),
            ("--target", &self.target),
            ("--jobs", &self.jobs),
        ] {
            if let Some(value) = value {
                cargo.arg(flag).arg(value);
            }
        }
        for features in &self.features {
            cargo.arg("--features").arg(features);
        }
        if let Some(dir) = &self.target_dir {
            cargo.arg("--target-dir").arg(dir);
        }
        for (flag, on) in [
            ("--all-features", self.all_features),
            ("--no-default-features", self.no_default_features),
            ("--locked", self.locked),
            ("--offline", self.offline),
        ] {
            if on {
                cargo.arg(flag);
            }
        }
        manifest(&mut cargo, &self.place);
        cargo
    }
}
