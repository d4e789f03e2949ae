//! The chunks that were kept, for timelines: in reports, and as a Chrome trace, which Perfetto opens.

use std::fmt::Write;

use super::Slice;
use super::json::quoted;

/// Chunks in the format of Chrome's trace events; times are microseconds.
pub(super) fn chrome(slices: &[Slice]) -> String {
    let process = std::process::id();
    let mut text = String::from("{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
    let mut named: Vec<u32> = Vec::new();
    let mut first = true;
    let mut event = |content: std::fmt::Arguments<'_>| {
        if !first {
            text.push_str(",\n");
        }
        first = false;
        let _ = write!(text, "{{\"pid\":{process},{content}}}");
    };
    for slice in slices {
        let thread = slice.participant;
        if !named.contains(&thread) {
            named.push(thread);
            let name = if thread == 0 {
                "caller".to_owned()
            } else {
                format!("participant {thread}")
            };
            event(format_args!(
                "\"tid\":{thread},\"ph\":\"M\",\"name\":\"thread_name\",\"args\":{{\"name\":\"{name}\"}}"
            ));
        }
        event(format_args!(
            "\"tid\":{thread},\"ph\":\"X\",\"name\":{},\"cat\":\"chunk\",\"ts\":{:.3},\"dur\":{:.3},\"args\":{{\"items\":{}}}",
            quoted(slice.site),
            slice.start_ns as f64 / 1e3,
            slice.nanos as f64 / 1e3,
            slice.items,
        ));
    }
    text.push_str("]}\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events() {
        let slice = |participant, start_ns| Slice {
            site: "a\"b",
            participant,
            start_ns,
            nanos: 1_500,
            items: 3,
        };
        let text = chrome(&[slice(0, 0), slice(1, 250), slice(0, 2_000)]);
        for part in [
            "\"name\":\"thread_name\",\"args\":{\"name\":\"caller\"}",
            "\"name\":\"participant 1\"",
            "\"name\":\"a\\\"b\",\"cat\":\"chunk\",\"ts\":0.250,\"dur\":1.500,\"args\":{\"items\":3}}",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(text.matches("\"ph\":\"X\"").count(), 3);
        assert_eq!(text.matches("\"ph\":\"M\"").count(), 2);
    }
}
