//! `init`: adds the dependency and an example to run.

use std::fs;
use std::path::PathBuf;

use crate::args::InitArgs;
use crate::failure::{Failure, INTERNAL, USAGE};
use crate::project::{Project, cargo, manifest, no_cargo};
use crate::show;

const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const EXAMPLE: &str = include_str!("../example.rs");

pub(crate) fn run(args: &InitArgs) -> Result<u8, Failure> {
    let project = Project::find(&args.place)?;
    let folder = folder(args, &project)?;
    let example = folder.join("examples").join("amorsize.rs");
    let exists = example.exists();

    let mut add = cargo();
    add.args(["add", "amorsize", "--quiet"]);
    match &args.path {
        Some(path) => add.arg("--path").arg(path),
        None => add.arg("--git").arg(REPOSITORY),
    };
    manifest(&mut add, &args.place);
    if args.offline {
        add.arg("--offline");
    }
    if args.dry_run {
        let words: Vec<_> = add.get_args().map(|word| word.to_string_lossy()).collect();
        let write = if exists { "keep" } else { "write" };
        show::write(&format!(
            "would run    cargo {}\nwould {write:<6} {}\n",
            words.join(" "),
            example.display()
        ))?;
        return Ok(0);
    }
    let status = add.status().map_err(no_cargo)?;
    if !status.success() {
        return Err(
            Failure::new(INTERNAL, "cargo could not add amorsize; it says why above").with(
                "next",
                "give the folder of a clone: cargo amorsize init --path DIR",
            ),
        );
    }
    if !exists {
        fs::create_dir_all(folder.join("examples"))?;
        fs::write(&example, EXAMPLE)?;
    }
    let did = if exists { "kept" } else { "wrote" };
    show::write(&format!(
        "added    amorsize to {}\n{did:<8} {}\nnext     cargo amorsize run --example amorsize\n",
        folder.join("Cargo.toml").display(),
        example.display()
    ))?;
    Ok(0)
}

/// The folder of the crate: that of the manifest given, or the one we are in.
fn folder(args: &InitArgs, project: &Project) -> Result<PathBuf, Failure> {
    let manifests = project
        .packages
        .iter()
        .map(|package| &package.manifest_path);
    let wanted = match &args.place.manifest_path {
        Some(path) => Some(fs::canonicalize(path)?),
        None => {
            let here = std::env::current_dir()?;
            manifests
                .clone()
                .filter(|path| path.parent().is_some_and(|folder| here.starts_with(folder)))
                .max_by_key(|path| path.components().count())
                .cloned()
        }
    };
    wanted
        .and_then(|path| path.parent().map(PathBuf::from))
        .ok_or_else(|| {
            Failure::new(USAGE, "this is a workspace, not a crate").with(
                "next",
                "cargo amorsize init --manifest-path CRATE/Cargo.toml",
            )
        })
}
