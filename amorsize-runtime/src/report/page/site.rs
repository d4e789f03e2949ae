//! One loop: what `explain` says, where a call's time goes, what more workers would bring.

use std::fmt::Write;

use super::Html;
use crate::report::table::Decided;
use crate::report::text::{Time, Times, beginning};
use crate::report::{Prediction, SiteReport};

pub(super) fn details(number: usize, site: &SiteReport, html: &mut String) {
    let _ = write!(
        html,
        "<details id=\"s{number}\"{}><summary>{number}. {} <span>{}:{}, {}</span></summary>",
        if number == 1 { " open" } else { "" },
        Html(&beginning(site.name, 80)),
        Html(site.file),
        site.line,
        Decided(site),
    );
    let _ = write!(html, "<pre>{}</pre>", Lines(&site.explain().to_string()));
    if let Some(prediction) = &site.prediction {
        html.push_str("<div class=\"cards\"><div>");
        overhead(prediction, html);
        html.push_str("</div><div>");
        curve(site, prediction, html);
        html.push_str("</div></div>");
    }
    html.push_str("</details>\n");
}

/// Text of several lines.
struct Lines<'a>(&'a str);

impl std::fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in self.0.lines() {
            writeln!(f, "{}", Html(line))?;
        }
        Ok(())
    }
}

/// The terms of the prediction, in proportion.
fn overhead(prediction: &Prediction, html: &mut String) {
    let terms = [
        ("work, divided", prediction.work),
        ("dispatch", prediction.dispatch),
        ("chunking", prediction.chunking),
        ("cache and bandwidth", prediction.contention),
        ("imbalance", prediction.imbalance),
        ("merge", prediction.merge),
    ];
    let total: f64 = terms.iter().map(|(_, time)| time.as_secs_f64()).sum();
    let _ = write!(
        html,
        "<svg viewBox=\"0 0 480 22\" role=\"img\" aria-label=\"terms of a parallel call\">"
    );
    let mut x = 0.0;
    for (color, (name, time)) in (1..).zip(terms) {
        let width = time.as_secs_f64() / total.max(1e-12) * 480.0;
        let _ = write!(
            html,
            "<rect class=\"t{color}\" x=\"{x:.1}\" y=\"2\" width=\"{width:.1}\" height=\"18\"><title>{name}: {}</title></rect>",
            Time(time.as_nanos() as f64)
        );
        x += width;
    }
    html.push_str("</svg><ul class=\"key\">");
    for (color, (name, time)) in (1..).zip(terms) {
        let share = time.as_secs_f64() / total.max(1e-12) * 100.0;
        let _ = write!(
            html,
            "<li><i class=\"t{color}\"></i>{name} {share:.0} %</li>"
        );
    }
    html.push_str("</ul>");
}

/// Predicted speed-up over workers, beside the line that every worker counts whole.
fn curve(site: &SiteReport, prediction: &Prediction, html: &mut String) {
    let serial = prediction.serial.as_secs_f64();
    let points: Vec<(usize, f64)> = prediction
        .curve
        .iter()
        .map(|(workers, time)| (*workers, serial / time.as_secs_f64().max(1e-12)))
        .collect();
    let Some(&(most, _)) = points.last() else {
        return;
    };
    let most = most.max(2);
    let high = points
        .iter()
        .map(|(_, speedup)| *speedup)
        .fold(most as f64, f64::max);
    let x = |workers: f64| 40.0 + (workers - 1.0) / (most as f64 - 1.0) * 420.0;
    let y = |speedup: f64| 130.0 - speedup / high * 120.0;
    let _ = write!(
        html,
        "<svg viewBox=\"0 0 480 156\" role=\"img\" aria-label=\"speed-up over workers\">\
         <path class=\"axis\" d=\"M40 10V130H460\"/><path class=\"even\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/><path class=\"curve\" d=\"",
        x(1.0),
        y(1.0),
        x(most as f64),
        y(most as f64)
    );
    for (place, (workers, speedup)) in points.iter().enumerate() {
        let step = if place == 0 { 'M' } else { 'L' };
        let _ = write!(html, "{step}{:.1} {:.1}", x(*workers as f64), y(*speedup));
    }
    html.push_str("\"/>");
    for (workers, speedup) in &points {
        let _ = write!(
            html,
            "<circle class=\"saved\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"><title>{workers} workers: {}</title></circle>",
            x(*workers as f64),
            y(*speedup),
            Times(*speedup)
        );
    }
    let measured = site.measured.as_ref().and_then(|measured| measured.speedup);
    if let (Some(measured), crate::Decision::Parallel { workers, .. }) = (measured, site.decision) {
        let _ = write!(
            html,
            "<circle class=\"t2\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"5\"><title>measured: {}</title></circle>",
            x(workers.min(most) as f64),
            y(measured.min(high)),
            Times(measured)
        );
    }
    let _ = write!(
        html,
        "<text x=\"36\" y=\"{:.1}\" text-anchor=\"end\">1x</text><text x=\"36\" y=\"16\" text-anchor=\"end\">{}</text>\
         <text x=\"40\" y=\"146\">1</text><text x=\"460\" y=\"146\" text-anchor=\"end\">{most} workers</text></svg>",
        y(1.0) + 4.0,
        Times(high)
    );
    html.push_str("<ul class=\"key\"><li><i class=\"p\"></i>predicted speed-up</li>");
    if measured.is_some() {
        html.push_str("<li><i class=\"t2\"></i>measured</li>");
    }
    html.push_str("</ul>");
}
