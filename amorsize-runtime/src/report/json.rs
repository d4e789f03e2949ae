//! Reports as JSON, by hand: numbers, strings and nesting are all there is.

use std::fmt::{Display, Write};
use std::time::Duration;

use super::{Report, SiteReport};
use crate::{Decision, Machine};

/// Writes one value; commas come by themselves.
#[derive(Default)]
struct Writer {
    text: String,
    first: bool,
}

impl Writer {
    fn comma(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
    }

    fn key(&mut self, name: &str) {
        self.comma();
        self.quote(name);
        self.text.push(':');
    }

    /// A string, with what JSON does not allow in one escaped.
    fn quote(&mut self, text: &str) {
        self.text.push('"');
        for part in text.chars() {
            match part {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                // The rest of C0 must be escaped; the others are, for whoever prints the file.
                _ if part.is_control() || matches!(part, '\u{2028}' | '\u{2029}') => {
                    let _ = write!(self.text, "\\u{:04x}", u32::from(part));
                }
                _ => self.text.push(part),
            }
        }
        self.text.push('"');
    }

    fn string(&mut self, name: &str, value: &str) {
        self.key(name);
        self.quote(value);
    }

    fn plain(&mut self, name: &str, value: impl Display) {
        self.key(name);
        let _ = write!(self.text, "{value}");
    }

    /// A number; what JSON has no number for is null.
    fn number(&mut self, name: &str, value: Option<f64>) {
        match value.filter(|value| value.is_finite()) {
            Some(value) => self.plain(name, value),
            None => self.plain(name, "null"),
        }
    }

    fn time(&mut self, name: &str, value: Option<Duration>) {
        self.number(name, value.map(|time| time.as_nanos() as f64));
    }

    fn object(&mut self, inner: impl FnOnce(&mut Self)) {
        self.nest('{', '}', inner);
    }

    fn list<T>(&mut self, name: &str, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.key(name);
        self.nest('[', ']', |writer| {
            for item in items {
                writer.comma();
                writer.object(|writer| each(writer, item));
            }
        });
    }

    fn nest(&mut self, open: char, close: char, inner: impl FnOnce(&mut Self)) {
        self.text.push(open);
        self.first = true;
        inner(self);
        self.text.push(close);
        self.first = false;
    }
}

/// The file name of the program.
pub(super) fn program() -> String {
    std::env::current_exe()
        .ok()
        .and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .unwrap_or_default()
}

pub(super) fn report(report: &Report, machine: &Machine) -> String {
    let mut writer = Writer {
        first: true,
        ..Writer::default()
    };
    writer.object(|writer| {
        writer.plain("schema", 1);
        writer.string("version", env!("CARGO_PKG_VERSION"));
        writer.string("program", &program());
        #[cfg(all(feature = "parallel", not(amorsize_off)))]
        writer.number(
            "elapsed_ns",
            super::snapshot::elapsed().map(|nanos| nanos as f64),
        );
        writer.key("machine");
        writer.object(|writer| self::machine(writer, machine));
        writer.list("sites", report.sites(), site);
        writer.list("timeline", report.timeline(), |writer, slice| {
            writer.string("site", slice.site);
            writer.plain("participant", slice.participant);
            writer.plain("start_ns", slice.start_ns);
            writer.plain("nanos", slice.nanos);
            writer.plain("items", slice.items);
        });
    });
    writer.text.push('\n');
    writer.text
}

fn machine(writer: &mut Writer, machine: &Machine) {
    writer.plain("physical", machine.physical);
    writer.plain("logical", machine.logical);
    writer.plain("allowed", machine.allowed);
    writer.number("quota", machine.quota);
    writer.number(
        "memory_limit",
        machine.memory_limit.map(|bytes| bytes as f64),
    );
    writer.plain("numa_nodes", machine.numa_nodes);
    writer.list("caches", &machine.caches, |writer, cache| {
        writer.plain("level", cache.level);
        writer.plain("size", cache.size);
        writer.plain("shared_by", cache.shared_by);
    });
}

fn decision(writer: &mut Writer, decision: Decision) {
    writer.key("decision");
    writer.object(|writer| match decision {
        Decision::Serial => writer.string("kind", "serial"),
        Decision::Parallel {
            workers,
            chunk,
            schedule,
        } => {
            writer.string("kind", "parallel");
            writer.plain("workers", workers);
            writer.plain("chunk", chunk);
            writer.string("schedule", &schedule.to_string());
        }
    });
}

/// A string with its quotes.
#[cfg_attr(
    not(all(feature = "parallel", not(amorsize_off))),
    allow(dead_code, reason = "for timelines")
)]
pub(super) fn quoted(text: &str) -> String {
    let mut writer = Writer::default();
    writer.quote(text);
    writer.text
}

fn site(writer: &mut Writer, site: &SiteReport) {
    writer.string("name", site.name);
    writer.string("file", site.file);
    writer.plain("line", site.line);
    writer.plain("column", site.column);
    writer.string("function", site.function);
    writer.string("head", site.head);
    writer.plain("calls", site.calls);
    writer.plain("items", site.items);
    writer.plain("length", site.length);
    writer.plain("ran", site.ran);
    writer.time("time_ns", Some(site.time));
    writer.number("saved_ns", Some(site.saved_ns));
    decision(writer, site.decision);
    writer.list("lengths", &site.lengths, |writer, length| {
        writer.plain("length", length.length);
        writer.plain("calls", length.calls);
        writer.time("time_ns", Some(length.time));
        writer.number("item_ns", length.item_ns);
        decision(writer, length.decision);
    });
    writer.list("tips", &site.tips, |writer, tip| {
        writer.string("edit", &tip.edit);
        writer.number("gain", Some(tip.gain));
    });
    writer.string("reason", site.reason.code());
    writer.list("sinks", &site.sinks, |writer, sink| {
        writer.string("name", sink.name);
        writer.string("form", sink.form);
        writer.string("tier", sink.tier);
    });
    writer.key("prediction");
    match &site.prediction {
        None => writer.text.push_str("null"),
        Some(prediction) => writer.object(|writer| {
            writer.time("serial_ns", Some(prediction.serial));
            writer.time("parallel_ns", Some(prediction.parallel));
            writer.plain("workers", prediction.workers);
            writer.number("speedup", Some(prediction.speedup));
            writer.time("work_ns", Some(prediction.work));
            writer.time("dispatch_ns", Some(prediction.dispatch));
            writer.time("chunking_ns", Some(prediction.chunking));
            writer.time("contention_ns", Some(prediction.contention));
            writer.time("imbalance_ns", Some(prediction.imbalance));
            writer.time("merge_ns", Some(prediction.merge));
            writer.number(
                "break_even",
                prediction.break_even.map(|items| items as f64),
            );
            writer.list("curve", &prediction.curve, |writer, (workers, time)| {
                writer.plain("workers", workers);
                writer.time("ns", Some(*time));
            });
        }),
    }
    writer.key("measured");
    match &site.measured {
        None => writer.text.push_str("null"),
        Some(measured) => writer.object(|writer| {
            writer.number("item_ns", Some(measured.item_ns));
            writer.number("spread", Some(measured.spread));
            writer.number("cpu", measured.cpu);
            writer.number("cv", measured.cv);
            writer.time("serial_ns", measured.serial);
            writer.time("parallel_ns", measured.parallel);
            writer.number("speedup", measured.speedup);
            writer.number("inflation", measured.inflation);
            writer.time("merge_ns", measured.merge);
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_escaped() {
        let mut writer = Writer::default();
        writer.quote("a\"b\\c\nd\te\u{1}f\u{1b}g\u{7f}h\u{2028}é");
        assert_eq!(
            writer.text,
            "\"a\\\"b\\\\c\\nd\\te\\u0001f\\u001bg\\u007fh\\u2028é\""
        );
    }

    #[test]
    fn what_is_no_number_is_null() {
        let mut writer = Writer {
            first: true,
            ..Writer::default()
        };
        writer.object(|writer| {
            writer.number("a", Some(f64::NAN));
            writer.number("b", Some(1.5));
            writer.number("c", None);
            writer.time("d", Some(Duration::from_micros(2)));
        });
        assert_eq!(writer.text, r#"{"a":null,"b":1.5,"c":null,"d":2000}"#);
    }
}
