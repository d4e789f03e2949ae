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
    /// `AMORSIZE_TRACE`.
    pub(crate) trace: Option<PathBuf>,
    /// `AMORSIZE_PLAN`.
    pub(crate) pins: Vec<Pin>,
    /// `AMORSIZE_MACHINE`.
    pub(crate) machine: Option<PathBuf>,
}

/// What `AMORSIZE_PLAN` fixes: `2x1000` for all sites, `shade=2x1000` for those of a name, `2` without a chunk.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pin {
    site: Option<String>,
    pub(crate) workers: usize,
    pub(crate) chunk: Option<usize>,
}

impl Pin {
    fn parse(text: &str) -> Option<Self> {
        let (site, plan) = match text.rsplit_once('=') {
            Some((site, plan)) => (Some(site.to_owned()), plan),
            None => (None, text),
        };
        let count = |text: &str| text.parse().ok().filter(|&count: &usize| count > 0);
        let (workers, chunk) = match plan.split_once('x') {
            Some((workers, chunk)) => (workers, Some(count(chunk)?)),
            None => (plan, None),
        };
        Some(Self {
            site,
            workers: count(workers)?,
            chunk,
        })
    }
}

impl Settings {
    /// What is fixed for the site of this name.
    pub(crate) fn pin(&self, site: &str) -> Option<&Pin> {
        self.pins
            .iter()
            .find(|pin| pin.site.as_deref().is_none_or(|name| name == site))
    }
}

/// Where the report goes when the process ends.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ReportTo {
    /// To stderr, in this depth (1 to 4).
    Level(u8),
    /// As JSON to this file.
    Json(PathBuf),
    /// As a page to this file.
    Html(PathBuf),
}

/// The settings in force.
pub(crate) fn settings() -> &'static Settings {
    static SETTINGS: OnceLock<Settings> = OnceLock::new();
    SETTINGS.get_or_init(|| read(|name| std::env::var_os(name), crate::say::say))
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
            Some("check") => settings.mode = Some(Mode::Check),
            _ => garbage("AMORSIZE", &value, "auto, serial, parallel, check, off"),
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
        let is = |what: &str| {
            path.extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case(what))
        };
        match value.to_str() {
            Some("1") => settings.report = Some(ReportTo::Level(1)),
            Some("2") => settings.report = Some(ReportTo::Level(2)),
            Some("3") => settings.report = Some(ReportTo::Level(3)),
            Some("4") => settings.report = Some(ReportTo::Level(4)),
            _ if is("json") => settings.report = Some(ReportTo::Json(path)),
            _ if is("html") => settings.report = Some(ReportTo::Html(path)),
            _ => garbage(
                "AMORSIZE_REPORT",
                &value,
                "1, 2, 3, 4, FILE.json, FILE.html",
            ),
        }
    }
    if let Some(value) = look("AMORSIZE_TRACE") {
        settings.trace = Some(PathBuf::from(value)).filter(|path| !path.as_os_str().is_empty());
    }
    if let Some(value) = look("AMORSIZE_MACHINE") {
        settings.machine = Some(PathBuf::from(value)).filter(|path| !path.as_os_str().is_empty());
    }
    if let Some(value) = look("AMORSIZE_PLAN") {
        let pins = value
            .to_str()
            .and_then(|text| text.split(',').map(Pin::parse).collect());
        match pins {
            Some(pins) => settings.pins = pins,
            None => garbage("AMORSIZE_PLAN", &value, "WORKERSxCHUNK, SITE=WORKERSxCHUNK"),
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
                "check",
                Settings {
                    mode: Some(Mode::Check),
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
                ("AMORSIZE", "auto, serial, parallel, check, off"),
                ("AMORSIZE_WORKERS", "a number from 1"),
                ("AMORSIZE_REPORT", "1, 2, 3, 4, FILE.json, FILE.html"),
                ("AMORSIZE_PLAN", "WORKERSxCHUNK, SITE=WORKERSxCHUNK"),
            ] {
                let (settings, warnings) = one(name, value);
                assert_eq!(settings, Settings::default(), "{name}={value:?}");
                assert_eq!(warnings.len(), 1, "{name}={value:?}");
                assert!(warnings[0].contains(name) && warnings[0].contains(accepted));
                assert!(!warnings[0].contains('\u{1b}'));
            }
        }
    }

    #[test]
    fn plans() {
        let pins = |text: &str| one("AMORSIZE_PLAN", text).0;
        let settings = pins("shade=2x1000,a=b=3,4");
        let pin = |site: &str| settings.pin(site).map(|pin| (pin.workers, pin.chunk));
        assert_eq!(pin("shade"), Some((2, Some(1000))));
        assert_eq!(pin("a=b"), Some((3, None)));
        assert_eq!(pin("other"), Some((4, None)));
        assert!(pins("2x").pins.is_empty() && pins("shade=0x3").pins.is_empty());
        assert_eq!(pins("shade=2").pin("other"), None);
    }
}
