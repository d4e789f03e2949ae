//! The pictures about all loops.

use std::fmt::Write;

use super::{Html, signed};
use crate::report::text::{Count, Time, beginning};
use crate::report::{SiteReport, Slice};

/// Bars: the loops that gained or lost most.
pub(super) fn saved(sites: &[&SiteReport], html: &mut String) {
    const MOST: usize = 12;
    let shown: Vec<_> = sites
        .iter()
        .filter(|site| site.saved_ns != 0.0)
        .take(MOST)
        .collect();
    if shown.is_empty() {
        html.push_str("<p>No helper took part in any loop.</p>");
        return;
    }
    let largest = shown
        .iter()
        .map(|site| site.saved_ns.abs())
        .fold(0.0, f64::max);
    let height = 24 * shown.len();
    let _ = write!(
        html,
        "<svg viewBox=\"0 0 480 {height}\" role=\"img\" aria-label=\"time saved by loop\">"
    );
    for (row, site) in shown.iter().enumerate() {
        let y = 24 * row;
        let width = (site.saved_ns.abs() / largest * 220.0).max(1.0);
        let class = if site.saved_ns < 0.0 { "lost" } else { "saved" };
        let _ = write!(
            html,
            "<g><title>{}:{}</title><text class=\"ink\" x=\"170\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"178\" y=\"{}\" width=\"{width:.1}\" height=\"14\" rx=\"2\"/>\
             <text x=\"{:.1}\" y=\"{}\">{}</text></g>",
            Html(site.file),
            site.line,
            y + 16,
            Html(&beginning(site.name, 22)),
            y + 5,
            184.0 + width,
            y + 16,
            signed(site.saved_ns),
        );
    }
    html.push_str("</svg>");
    let all = sites.iter().filter(|site| site.saved_ns != 0.0).count();
    if all > MOST {
        let _ = write!(
            html,
            "<p>and {} more in the table</p>",
            Count((all - MOST) as u64)
        );
    }
}

/// A place on a logarithmic axis.
struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    /// Whole decades around the values, two at least.
    fn around(values: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.map(|value| value.max(1e-3).log10()) {
            (low, high) = (low.min(value), high.max(value));
        }
        let (low, high) = (low.floor(), high.ceil());
        let high = high.max(low + 2.0);
        Self {
            low,
            high,
            from,
            to,
        }
    }

    fn at(&self, value: f64) -> f64 {
        let share = (value.max(1e-3).log10() - self.low) / (self.high - self.low);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }

    /// The decades, thinned to about six.
    fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let step = (((self.high - self.low) / 6.0).ceil() as usize).max(1);
        let (low, high) = (self.low as i32, self.high as i32);
        (low..=high).step_by(step).map(|power| 10_f64.powi(power))
    }
}

/// Every length of every loop: items across, cost of an item up.
pub(super) fn map(sites: &[&SiteReport], html: &mut String) {
    struct Dot<'a> {
        site: &'a SiteReport,
        length: usize,
        item: f64,
        parallel: bool,
    }
    let mut dots = Vec::new();
    for site in sites {
        for length in &site.lengths {
            if let Some(item) = length.item_ns.filter(|item| *item > 0.0) {
                let parallel = length.decision.is_parallel();
                dots.push(Dot {
                    site,
                    length: length.length,
                    item,
                    parallel,
                });
            }
        }
    }
    if dots.is_empty() {
        html.push_str("<p>No loop was measured.</p>");
        return;
    }
    let across = Axis::around(dots.iter().map(|dot| dot.length as f64), 56.0, 470.0);
    let up = Axis::around(dots.iter().map(|dot| dot.item), 250.0, 10.0);
    html.push_str("<svg viewBox=\"0 0 480 290\" role=\"img\" aria-label=\"decisions by length and cost of an item\">");
    for tick in across.ticks() {
        let x = across.at(tick);
        let _ = write!(
            html,
            "<path class=\"axis\" d=\"M{x:.1} 10V250\"/><text x=\"{x:.1}\" y=\"266\" text-anchor=\"middle\">{}</text>",
            power(tick)
        );
    }
    for tick in up.ticks() {
        let y = up.at(tick);
        let _ = write!(
            html,
            "<path class=\"axis\" d=\"M56 {y:.1}H470\"/><text x=\"50\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            y + 4.0,
            Time(tick)
        );
    }
    html.push_str("<text x=\"263\" y=\"284\" text-anchor=\"middle\">items</text>");
    for dot in dots.iter().take(4_000) {
        let class = if dot.parallel { "saved" } else { "serial" };
        let _ = write!(
            html,
            "<circle class=\"{class}\" fill-opacity=\".75\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"><title>{}: {} items of {}</title></circle>",
            across.at(dot.length as f64),
            up.at(dot.item),
            Html(dot.site.name),
            Count(dot.length as u64),
            Time(dot.item),
        );
    }
    html.push_str("</svg><ul class=\"key\"><li><i class=\"p\"></i>parallel</li><li><i class=\"s\"></i>serial</li></ul>");
}

/// `10`, `1 000`, `10⁶`.
fn power(value: f64) -> String {
    if value < 1.0 {
        return String::new();
    }
    match value.log10().round() as u32 {
        exponent @ 0..=3 => Count(10_u64.pow(exponent)).to_string(),
        exponent => {
            let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
            let text: String = exponent
                .to_string()
                .bytes()
                .map(|digit| digits[usize::from(digit - b'0')])
                .collect();
            format!("10{text}")
        }
    }
}

/// A track for each participant, a bar for each chunk.
pub(super) fn timeline(slices: &[Slice], html: &mut String) {
    const MOST: usize = 600;
    let slices = &slices[..slices.len().min(MOST)];
    let begin = slices.iter().map(|slice| slice.start_ns).min().unwrap_or(0);
    let end = slices
        .iter()
        .map(|slice| slice.start_ns + slice.nanos)
        .max()
        .unwrap_or(1);
    let span = (end - begin).max(1) as f64;
    let mut tracks: Vec<u32> = slices.iter().map(|slice| slice.participant).collect();
    tracks.sort_unstable();
    tracks.dedup();
    let mut names: Vec<&str> = Vec::new();
    for slice in slices {
        if !names.contains(&slice.site) {
            names.push(slice.site);
        }
    }
    let height = 28 * tracks.len() + 24;
    let _ = write!(
        html,
        "<div class=\"scroll\"><svg class=\"wide\" viewBox=\"0 0 1000 {height}\" role=\"img\" aria-label=\"chunks by participant\">"
    );
    for (row, track) in tracks.iter().enumerate() {
        let y = 28 * row;
        let _ = write!(
            html,
            "<text class=\"ink\" x=\"0\" y=\"{}\">{}</text><path class=\"axis\" d=\"M70 {}H1000\"/>",
            y + 17,
            Track(*track),
            y + 25,
        );
        for slice in slices.iter().filter(|slice| slice.participant == *track) {
            let x = 70.0 + (slice.start_ns - begin) as f64 / span * 930.0;
            let width = (slice.nanos as f64 / span * 930.0).max(0.6);
            let color = names
                .iter()
                .position(|name| *name == slice.site)
                .unwrap_or(0)
                % 6
                + 1;
            let _ = write!(
                html,
                "<rect class=\"t{color}\" x=\"{x:.1}\" y=\"{}\" width=\"{width:.1}\" height=\"20\"><title>{}: {} items, {}</title></rect>",
                y + 3,
                Html(slice.site),
                Count(slice.items as u64),
                Time(slice.nanos as f64),
            );
        }
    }
    let _ = write!(
        html,
        "<text x=\"70\" y=\"{0}\">0</text><text x=\"1000\" y=\"{0}\" text-anchor=\"end\">{1}</text></svg></div><ul class=\"key\">",
        height - 6,
        Time(span)
    );
    for (number, name) in names.iter().take(12).enumerate() {
        let _ = write!(
            html,
            "<li><i class=\"t{}\"></i>{}</li>",
            number % 6 + 1,
            Html(&beginning(name, 32))
        );
    }
    html.push_str("</ul>");
}

/// The name of a track: the first thread that ran a loop is the caller's.
struct Track(u32);

impl std::fmt::Display for Track {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => f.write_str("caller"),
            number => write!(f, "thread {number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes() {
        let axis = Axis::around([5.0, 20_000.0].into_iter(), 0.0, 100.0);
        assert_eq!((axis.low, axis.high), (0.0, 5.0));
        assert_eq!(
            (axis.at(1.0), axis.at(1e5), axis.at(1e9), axis.at(0.0)),
            (0.0, 100.0, 100.0, 0.0)
        );
        assert_eq!(axis.ticks().count(), 6);
        let one = Axis::around([7.0].into_iter(), 0.0, 100.0);
        assert!(one.high - one.low >= 2.0);
        assert_eq!(
            (power(1.0), power(1e3), power(1e6)),
            ("1".into(), "1 000".into(), "10⁶".into())
        );
    }
}
