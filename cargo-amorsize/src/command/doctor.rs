//! `doctor`: is anything wrong with this machine or its settings?

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use amorsize_runtime::machine;
use serde::Serialize;

use crate::args::{Brief, DoctorArgs};
use crate::failure::Failure;
use crate::project::Project;
use crate::show;
use crate::ui::{Name, Style, Time, paint};

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    value: String,
    /// The next step, where one helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Fine,
    Note,
    Wrong,
}

#[derive(Serialize)]
struct Findings {
    schema: u32,
    wrong: usize,
    findings: Vec<Finding>,
}

pub(crate) fn run(args: &DoctorArgs) -> Result<u8, Failure> {
    let mut findings = machine_findings();
    findings.extend(environment(&|name| std::env::var(name).ok()));
    let project = Project::find(&args.place);
    findings.extend(calibration(project.as_ref().ok()));
    findings.push(recordings(project.as_ref().ok()));
    let wrong = findings
        .iter()
        .filter(|finding| finding.state == State::Wrong)
        .count();
    let text = match args.format.kind {
        Brief::Human => human(&findings, wrong),
        Brief::Json => {
            let all = Findings {
                schema: 1,
                wrong,
                findings,
            };
            serde_json::to_string(&all).unwrap_or_default() + "\n"
        }
    };
    show::write(&text)?;
    Ok(0)
}

fn fine(what: &'static str, value: impl Into<String>) -> Finding {
    Finding {
        what,
        state: State::Fine,
        value: value.into(),
        next: None,
    }
}

fn finding(
    what: &'static str,
    state: State,
    value: impl Into<String>,
    next: impl Into<String>,
) -> Finding {
    Finding {
        what,
        state,
        value: value.into(),
        next: Some(next.into()),
    }
}

fn machine_findings() -> Vec<Finding> {
    let machine = machine();
    let mut findings = Vec::new();
    let cores = format!(
        "{} cores, {} hardware threads",
        machine.physical, machine.logical
    );
    findings.push(match machine.allowed {
        1 => finding(
            "cores",
            State::Wrong,
            cores,
            "this process may use one of them: every loop stays serial",
        ),
        _ => fine("cores", cores),
    });
    if machine.logical > machine.physical {
        findings.push(finding(
            "SMT",
            State::Note,
            "two hardware threads share a core",
            "expect about 1.3 times, not 2 times, from the second one",
        ));
    }
    findings.push(if machine.allowed < machine.logical {
        finding(
            "affinity",
            State::Note,
            format!(
                "{} of {} hardware threads are allowed",
                machine.allowed, machine.logical
            ),
            "taskset, a container or a scheduler says so; nothing to do if that is meant",
        )
    } else {
        fine("affinity", "all hardware threads are allowed")
    });
    findings.push(match machine.quota {
        Some(quota) if quota < 2.0 => finding(
            "quota",
            State::Wrong,
            format!("{quota:.2} cores"),
            "raise the CPU limit of the container: below 2 cores little can run beside the caller",
        ),
        Some(quota) => finding(
            "quota",
            State::Note,
            format!("{quota:.2} cores"),
            "workers stay within it",
        ),
        None => fine("quota", "none"),
    });
    if machine.numa_nodes > 1 {
        findings.push(finding(
            "NUMA",
            State::Note,
            format!("{} nodes", machine.numa_nodes),
            "memory of another node is slower; fill arrays in the loops that use them",
        ));
    }
    findings.extend(clock());
    findings.extend(governor());
    findings.extend(load(machine.allowed));
    let costs = machine.costs();
    let value = format!(
        "wake {}, latency {}, claim {}, clock {}",
        Time(costs.wake),
        Time(costs.latency),
        Time(costs.claim),
        Time(costs.clock)
    );
    findings.push(if costs.clock > 500.0 {
        finding(
            "costs",
            State::Wrong,
            value,
            "reading the clock is slow; loops are measured more coarsely",
        )
    } else {
        fine("costs", value)
    });
    findings
}

/// The clock of the kernel: a slow one is a system call for each reading.
fn clock() -> Option<Finding> {
    let source = read("/sys/devices/system/clocksource/clocksource0/current_clocksource")?;
    Some(match source.as_str() {
        "tsc" | "kvm-clock" | "arch_sys_counter" | "hyperv_clocksource_tsc_page" => {
            fine("clock", source)
        }
        _ => finding(
            "clock",
            State::Note,
            source,
            "a `tsc` clock would be read faster",
        ),
    })
}

fn governor() -> Option<Finding> {
    let governor = read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")?;
    Some(match governor.as_str() {
        "powersave" => finding(
            "governor",
            State::Note,
            governor,
            "short loops may run at a low clock rate; `cpupower frequency-set -g performance` for measuring",
        ),
        _ => fine("governor", governor),
    })
}

fn load(allowed: usize) -> Option<Finding> {
    let text = read("/proc/loadavg")?;
    let load: f64 = text.split_whitespace().next()?.parse().ok()?;
    let value = format!("{load:.1} on {allowed} hardware threads");
    Some(if load > 0.5 * allowed as f64 {
        finding(
            "load",
            State::Note,
            value,
            "other programs run: measured speed-ups will be lower than on a quiet machine",
        )
    } else {
        fine("load", value)
    })
}

fn read(path: &str) -> Option<String> {
    Some(fs::read_to_string(path).ok()?.trim().to_owned())
}

/// Its name, what it may be, and whether a value is that.
type Variable = (&'static str, &'static str, fn(&str) -> bool);

const VARIABLES: [Variable; 3] = [
    ("AMORSIZE", "auto, serial, parallel, check, off", |value| {
        ["auto", "serial", "parallel", "check", "off"]
            .contains(&value.to_ascii_lowercase().as_str())
    }),
    ("AMORSIZE_WORKERS", "a number from 1", is_count),
    ("RAYON_NUM_THREADS", "a number from 1", is_count),
];

fn is_count(value: &str) -> bool {
    value.parse::<usize>().is_ok_and(|number| number > 0)
}

fn environment(look: &dyn Fn(&str) -> Option<String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, accepted, is_valid) in VARIABLES {
        let Some(value) = look(name) else { continue };
        findings.push(if !is_valid(&value) {
            finding(
                name,
                State::Wrong,
                format!("{value:?} is ignored"),
                format!("set it to {accepted}, or unset it"),
            )
        } else if matches!(value.to_ascii_lowercase().as_str(), "off" | "serial" | "1") {
            finding(name, State::Wrong, value, "every loop is serial; unset it")
        } else {
            finding(
                name,
                State::Note,
                value,
                "from the environment; unset it to let each loop decide",
            )
        });
    }
    if findings.is_empty() {
        findings.push(fine(
            "environment",
            "no AMORSIZE or RAYON_NUM_THREADS variable",
        ));
    }
    // Libraries that make threads of their own inside the items: the two multiply.
    for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"] {
        if let Some(value) = look(name).filter(|value| value != "1") {
            findings.push(finding(
                name,
                State::Note,
                value,
                "loops over BLAS calls: set it to 1, or each item runs threads of its own",
            ));
        }
    }
    findings
}

/// Whether the costs of the machine are kept, and still what they were.
fn calibration(project: Option<&Project>) -> Option<Finding> {
    let given = std::env::var_os("AMORSIZE_MACHINE").map(PathBuf::from);
    let file = given.or_else(|| Some(project?.machine_file(None)))?;
    let Ok(text) = fs::read_to_string(&file) else {
        return Some(finding(
            "calibration",
            State::Note,
            "not kept: each program measures for 2 ms",
            "cargo amorsize calibrate",
        ));
    };
    let kept: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let latency = kept["latency_ns"].as_f64().unwrap_or(f64::NAN);
    let now = machine().costs().latency;
    let value = format!(
        "{}: latency {}, now {}",
        file.display(),
        Time(latency),
        Time(now)
    );
    let alike = latency < 4.0 * now && now < 4.0 * latency;
    Some(if alike && kept["allowed"] == machine().allowed {
        fine("calibration", value)
    } else {
        finding(
            "calibration",
            State::Note,
            value,
            "it is of another machine or another time: cargo amorsize calibrate",
        )
    })
}

/// Whether recordings can be kept.
fn recordings(project: Option<&Project>) -> Finding {
    let Some(project) = project else {
        return finding(
            "recordings",
            State::Note,
            "no crate here",
            "run this in a crate",
        );
    };
    let folder = project.recordings(None);
    let probe = folder.join(".probe");
    match fs::create_dir_all(&folder).and_then(|()| fs::write(&probe, "")) {
        Ok(()) => {
            let _ = fs::remove_file(probe);
            fine("recordings", folder.display().to_string())
        }
        Err(error) => finding(
            "recordings",
            State::Wrong,
            format!("{}: {error}", folder.display()),
            "make the target folder writable, or set CARGO_TARGET_DIR",
        ),
    }
}

fn human(findings: &[Finding], wrong: usize) -> String {
    let mut text = String::new();
    for finding in findings {
        let (mark, style) = match finding.state {
            State::Fine => ("ok", Style::Good),
            State::Note => ("note", Style::Dim),
            State::Wrong => ("WRONG", Style::Bad),
        };
        let mark = paint(style, &format!("{mark:<6}"));
        let _ = writeln!(text, "{mark} {:<20} {}", finding.what, Name(&finding.value));
        if let Some(next) = &finding.next {
            let _ = writeln!(text, "{:28}{next}", "");
        }
    }
    let _ = match wrong {
        0 => writeln!(text, "\nnothing is wrong"),
        1 => writeln!(text, "\n1 thing is wrong"),
        n => writeln!(text, "\n{n} things are wrong"),
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables() {
        let one = |name: &'static str, value: &'static str| {
            let findings = environment(&|asked| (asked == name).then(|| value.to_owned()));
            findings
                .iter()
                .find(|finding| finding.what == name)
                .map(|finding| finding.state)
        };
        for (name, value, state) in [
            ("AMORSIZE", "off", Some(State::Wrong)),
            ("AMORSIZE", "serial", Some(State::Wrong)),
            ("AMORSIZE", "auto", Some(State::Note)),
            ("AMORSIZE", "often", Some(State::Wrong)),
            ("AMORSIZE_WORKERS", "0", Some(State::Wrong)),
            ("AMORSIZE_WORKERS", "3", Some(State::Note)),
            ("RAYON_NUM_THREADS", "1", Some(State::Wrong)),
            ("OMP_NUM_THREADS", "8", Some(State::Note)),
            ("OMP_NUM_THREADS", "1", None),
        ] {
            assert_eq!(one(name, value), state, "{name}={value}");
        }
        assert_eq!(environment(&|_| None).len(), 1);
    }
}
