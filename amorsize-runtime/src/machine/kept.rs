//! Costs that `cargo amorsize calibrate` wrote to a file, which `AMORSIZE_MACHINE` names: then a program need not measure
//! them. A hint: what does not fit is one warning, and they are measured as ever.

use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use crate::costs::Costs;

/// The file is shorter.
const LONGEST: u64 = 4096;
/// No cost is more, in nanoseconds.
const DEAREST: f64 = 1e7;

/// The costs of the file, read once.
pub(super) fn kept() -> Option<&'static Costs> {
    static KEPT: OnceLock<Option<Costs>> = OnceLock::new();
    let path = crate::env::settings().machine.as_deref()?;
    KEPT.get_or_init(|| {
        let costs = read(path).and_then(|text| parse(&text, super::cores().allowed));
        if let Err(why) = &costs {
            eprintln!("amorsize: AMORSIZE_MACHINE={path:?} is ignored: {why}; write it with: cargo amorsize calibrate --output FILE");
        }
        costs.ok()
    })
    .as_ref()
}

fn read(path: &Path) -> Result<String, String> {
    // Not a pipe or a device, which may never end.
    let what = std::fs::metadata(path).map_err(|error| error.to_string())?;
    if !what.is_file() || what.len() > LONGEST {
        return Err("it is not such a file".to_owned());
    }
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    file.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(|error| error.to_string())?;
    Ok(text)
}

/// The costs in a text, if they are those of a machine with so many hardware threads.
fn parse(text: &str, allowed: usize) -> Result<Costs, String> {
    let number = |name: &str| {
        let (_, rest) = text.split_once(&format!("\"{name}\":"))?;
        let end = rest.find([',', '}', '\n'])?;
        rest[..end].trim().parse::<f64>().ok()
    };
    if number("schema") != Some(1.0) {
        return Err("it has not schema 1".to_owned());
    }
    if number("allowed") != Some(allowed as f64) {
        return Err(format!(
            "it is of a machine with other than {allowed} hardware threads"
        ));
    }
    let cost = |name: &str| {
        number(name)
            .filter(|nanos| (0.0..=DEAREST).contains(nanos))
            .ok_or_else(|| format!("its `{name}` is no time"))
    };
    Ok(Costs {
        publish: cost("publish_ns")?,
        wake: cost("wake_ns")?,
        latency: cost("latency_ns")?,
        spinning: cost("spinning_ns")?,
        claim: cost("claim_ns")?.max(1.0),
        clock: cost("clock_ns")?.max(1.0),
        measured: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"schema":1,"measured":true,"allowed":4,"publish_ns":500.0,"wake_ns":6000.5,"latency_ns":4e4,"spinning_ns":900,"claim_ns":200,"clock_ns":0}"#;

    #[test]
    fn costs_of_a_file() {
        let costs = parse(FILE, 4).expect("costs");
        assert_eq!(
            (costs.wake, costs.latency, costs.spinning),
            (6000.5, 4e4, 900.0)
        );
        assert!(costs.measured && costs.clock == 1.0);
        for (broken, why) in [
            (FILE.replace("\"schema\":1", "\"schema\":2"), "schema"),
            (
                FILE.replace("\"allowed\":4", "\"allowed\":8"),
                "4 hardware threads",
            ),
            (FILE.replace("6000.5", "-1"), "wake_ns"),
            (FILE.replace("6000.5", "NaN"), "wake_ns"),
            (FILE.replace("6000.5", "1e300"), "wake_ns"),
            (FILE.replace("\"claim_ns\":200,", ""), "claim_ns"),
            (String::new(), "schema"),
        ] {
            let error = parse(&broken, 4).expect_err("broken");
            assert!(error.contains(why), "{error}");
        }
        // Cut anywhere, any byte changed: an error or costs within bounds.
        for at in 0..FILE.len() {
            let _ = parse(&FILE[..at], 4);
            for byte in [b'"', b'9', b'-', b',', b'}'] {
                let mut bytes = FILE.as_bytes().to_vec();
                bytes[at] = byte;
                let text = String::from_utf8(bytes).expect("ASCII");
                if let Ok(costs) = parse(&text, 4) {
                    let all = [
                        costs.publish,
                        costs.wake,
                        costs.latency,
                        costs.spinning,
                        costs.claim,
                        costs.clock,
                    ];
                    assert!(all.iter().all(|cost| (0.0..=DEAREST).contains(cost)));
                }
            }
        }
    }

    #[test]
    fn what_is_no_file() {
        assert!(read(Path::new("/nowhere/at/all")).is_err());
        assert!(read(Path::new("/")).is_err());
    }
}
