//! Writes a file that is there whole or as it was before, wherever the process is killed.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// What a file is called until it is whole.
const PART: &str = "part";

/// Writes the file, or leaves it as it is.
///
/// # Errors
///
/// Where there is no room, no folder or no permission.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str());
    // Links, pipes and devices are meant to be written through, not to be replaced.
    let before = fs::symlink_metadata(path).ok();
    let plain = before.as_ref().is_none_or(fs::Metadata::is_file);
    let (Some(name), true) = (name, plain) else {
        return fs::write(path, text);
    };
    sweep(path, name);
    let part = path.with_file_name(format!(".{name}.{}.{PART}", std::process::id()));
    let Ok(mut file) = File::create_new(&part) else {
        // The folder takes no new file; the one that is there may still be written.
        return fs::write(path, text);
    };
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| match before {
            Some(before) => file.set_permissions(before.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

/// Removes what killed processes left; where the system does not say which live, nothing.
fn sweep(path: &Path, name: &str) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !Path::new("/proc/self").exists() {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name();
        let process = file.to_str().and_then(|file| process_of(file, name));
        if process.is_some_and(|id| !Path::new("/proc").join(id.to_string()).exists()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The process that began this file, if it is a part of `name`.
fn process_of(file: &str, name: &str) -> Option<u32> {
    let rest = file.strip_prefix('.')?.strip_prefix(name)?;
    rest.strip_prefix('.')?
        .strip_suffix(PART)?
        .strip_suffix('.')?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        assert_eq!(process_of(".a.json.17.part", "a.json"), Some(17));
        for other in [
            "a.json",
            ".a.json",
            ".a.json.part",
            ".b.json.17.part",
            ".a.json.x.part",
            ".a.json.17.part~",
        ] {
            assert_eq!(process_of(other, "a.json"), None, "{other}");
        }
    }

    #[test]
    fn replaces_and_sweeps() {
        let folder = std::env::temp_dir().join(format!("amorsize-whole-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("a.json");
        // No process has this number.
        fs::write(folder.join(".a.json.4294967295.part"), "half").expect("a file");
        for text in ["one", "two, longer", "3"] {
            write(&path, text).expect("there is room");
            assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;

            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("it is ours");
            write(&path, "private").expect("there is room");
            let mode = fs::metadata(&path).expect("a file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let left = fs::read_dir(&folder).expect("a folder").count();
        assert_eq!(left, if cfg!(target_os = "linux") { 1 } else { 2 });
        fs::remove_dir_all(&folder).expect("it was there");
    }
}
