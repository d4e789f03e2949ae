//! Settings from the environment, read once, when the first site runs. Without an executor there is
//! nothing to set, and nothing is read.
#![cfg(all(feature = "parallel", not(amorsize_off)))]

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::Mode;

/// What the environment asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings {
    /// `AMORSIZE=off`: stronger than everything else.
    pub(crate) off: bool,
    /// `AMORSIZE=auto|serial|parallel`.
    pub(crate) mode: Option<Mode>,
    /// `AMORSIZE_WORKERS`.
    pub(crate) workers: Option<usize>,
    /// `AMORSIZE_REPORT`.
    pub(crate) report: Option<ReportTo>,
}

/// Where the report goes when the process ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ReportTo {
    /// To stderr, in this depth (1 to 4).
    Level(u8),
    /// As JSON to this file.
    Json(PathBuf),
}

/// The settings in force.
pub(crate) fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| {
        read(
            |name| std::env::var_os(name),
            |warning| eprintln!("{warning}"),
        )
    })
}

fn read(look: impl Fn(&str) -> Option<OsString>, mut warn: impl FnMut(String)) -> Settings {
    let mut settings = Settings::default();
    // Debug formatting of the value, so that one with escapes or line ends cannot draw on the
    // user's terminal.
    let mut garbage = |name: &str, value: &OsString, accepted: &str| {
        warn(format!(
            "amorsize: {name}={value:?} is ignored; accepted: {accepted}"
        ));
    };

    if let Some(value) = look("AMORSIZE") {
        match value.to_str().map(str::to_ascii_lowercase).as_deref() {
            Some("off") => settings.off = true,
            Some("auto") => settings.mode = Some(Mode::Auto),
            Some("serial") => settings.mode = Some(Mode::Serial),
            Some("parallel") => settings.mode = Some(Mode::Parallel),
            _ => garbage("AMORSIZE", &value, "auto, serial, parallel, off"),
        }
    }
    if let Some(value) = look("AMORSIZE_WORKERS") {
        match value.to_str().and_then(|text| text.parse().ok()) {
            Some(workers) if workers > 0 => settings.workers = Some(workers),
            _ => garbage("AMORSIZE_WORKERS", &value, "a number from 1"),
        }
    }
    if let Some(value) = look("AMORSIZE_REPORT") {
        let path = PathBuf::from(&value);
        let json = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        match value.to_str() {
            Some("1") => settings.report = Some(ReportTo::Level(1)),
            Some("2") => settings.report = Some(ReportTo::Level(2)),
            Some("3") => settings.report = Some(ReportTo::Level(3)),
            Some("4") => settings.report = Some(ReportTo::Level(4)),
            _ if json => settings.report = Some(ReportTo::Json(path)),
            _ => garbage("AMORSIZE_REPORT", &value, "1, 2, 3, 4, FILE.json"),
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &'static str, value: &str) -> (Settings, Vec<String>) {
        let mut warnings = Vec::new();
        let settings = read(
            |asked| (asked == name).then(|| OsString::from(value)),
            |warning| warnings.push(warning),
        );
        (settings, warnings)
    }

    #[test]
    fn accepted() {
        let none = Settings::default();
        for (name, value, expected) in [
            (
                "AMORSIZE",
                "off",
                Settings {
                    off: true,
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE",
                "OFF",
                Settings {
                    off: true,
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE",
                "serial",
                Settings {
                    mode: Some(Mode::Serial),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE",
                "parallel",
                Settings {
                    mode: Some(Mode::Parallel),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE",
                "auto",
                Settings {
                    mode: Some(Mode::Auto),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE_WORKERS",
                "3",
                Settings {
                    workers: Some(3),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE_WORKERS",
                "1000000",
                Settings {
                    workers: Some(1_000_000),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE_REPORT",
                "2",
                Settings {
                    report: Some(ReportTo::Level(2)),
                    ..none.clone()
                },
            ),
            (
                "AMORSIZE_REPORT",
                "a/b.json",
                Settings {
                    report: Some(ReportTo::Json("a/b.json".into())),
                    ..none.clone()
                },
            ),
        ] {
            assert_eq!(one(name, value), (expected, vec![]), "{name}={value}");
        }
    }

    #[test]
    fn garbage_gives_one_warning_and_nothing_else() {
        for value in [
            "",
            " ",
            "-1",
            "1e3",
            "0",
            "100000000000000000000",
            "of",
            "2x",
            "\u{1b}[31m",
        ] {
            for (name, accepted) in [
                ("AMORSIZE", "auto, serial, parallel, off"),
                ("AMORSIZE_WORKERS", "a number from 1"),
                ("AMORSIZE_REPORT", "1, 2, 3, 4, FILE.json"),
            ] {
                let (settings, warnings) = one(name, value);
                assert_eq!(settings, Settings::default(), "{name}={value:?}");
                assert_eq!(warnings.len(), 1, "{name}={value:?}");
                assert!(warnings[0].contains(name) && warnings[0].contains(accepted));
                assert!(!warnings[0].contains('\u{1b}'));
            }
        }
    }
}
