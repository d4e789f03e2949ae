//! The report as one self-contained page: HTML with inline SVG, no scripts, nothing fetched.

mod chart;
mod site;

use std::fmt::Write;

use super::table::{Decided, Length};
use super::text::{Count, Name, Time, Times, ending};
use super::{Report, SiteReport};

const STYLE: &str = include_str!("style.css");

/// The page. `program` and `machine` are lines of text.
#[must_use]
pub fn page(report: &Report, program: &str, machine: &str) -> String {
    let mut sites: Vec<_> = report.sites().iter().collect();
    sites.sort_by(|one, other| {
        let key = |site: &SiteReport| (site.saved_ns.abs(), site.time.as_nanos() as f64);
        let (one, other) = (key(one), key(other));
        other.0.total_cmp(&one.0).then(other.1.total_cmp(&one.1))
    });
    let mut html = String::with_capacity(16_384 + 4_096 * sites.len());
    let title = Html(if program.is_empty() {
        "report"
    } else {
        program
    });
    let _ = write!(
        html,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <title>amorsize: {title}</title><style>{STYLE}</style></head>\n<body><main>\n\
         <h1>{title}</h1><p>{}</p>\n",
        Html(machine)
    );
    facts(&sites, &mut html);
    if sites.is_empty() {
        html.push_str("<p>No annotated loop ran.</p>");
    } else {
        html.push_str("<div class=\"cards\">");
        card(&mut html, "Time that helpers saved or cost", |html| {
            chart::saved(&sites, html)
        });
        card(
            &mut html,
            "Decisions by length and cost of an item",
            |html| chart::map(&sites, html),
        );
        html.push_str("</div><br>");
        if !report.timeline().is_empty() {
            card(&mut html, "First chunks, by participant", |html| {
                chart::timeline(report.timeline(), html);
            });
        }
        card(&mut html, "Loops", |html| table(&sites, html));
        card(&mut html, "Each loop", |html| {
            for (number, site) in (1..).zip(&sites) {
                site::details(number, site, html);
            }
        });
    }
    html.push_str("</main></body></html>\n");
    html
}

fn card(html: &mut String, title: &str, content: impl FnOnce(&mut String)) {
    let _ = write!(html, "<section class=\"card\"><h2>{title}</h2>");
    content(html);
    html.push_str("</section>\n");
}

fn facts(sites: &[&SiteReport], html: &mut String) {
    let sum = |of: fn(&SiteReport) -> f64| sites.iter().map(|site| of(site)).sum::<f64>();
    let saved = sum(|site| site.saved_ns);
    let parallel = sites
        .iter()
        .filter(|site| site.decision.is_parallel())
        .count();
    let what = if saved < 0.0 {
        "that helpers cost"
    } else {
        "that helpers saved"
    };
    let calls = sites
        .iter()
        .map(|site| site.calls)
        .fold(0, u64::saturating_add);
    html.push_str("<div class=\"facts\">");
    for (value, name) in [
        (Count(sites.len() as u64).to_string(), "loops"),
        (Count(parallel as u64).to_string(), "of them parallel"),
        (Count(calls).to_string(), "calls"),
        (
            Time(sum(|site| site.time.as_nanos() as f64)).to_string(),
            "in loops",
        ),
        (Time(saved.abs()).to_string(), what),
    ] {
        let _ = write!(html, "<div><b>{value}</b><span>{name}</span></div>");
    }
    html.push_str("</div>\n");
}

fn table(sites: &[&SiteReport], html: &mut String) {
    html.push_str("<div class=\"scroll\"><table><tr><th>#</th>");
    for (class, head) in [
        ("l", "loop"),
        ("l", "where"),
        ("", "calls"),
        ("", "n"),
        ("l", "decision"),
        ("", "item"),
        ("", "predicted"),
        ("", "measured"),
        ("", "saved"),
    ] {
        let _ = write!(html, "<th class=\"{class}\">{head}</th>");
    }
    html.push_str("</tr>\n");
    for (number, site) in (1..).zip(sites) {
        let measured = site.measured.as_ref();
        let times = |speedup: Option<f64>| {
            speedup.map_or_else(|| "-".to_owned(), |speedup| Times(speedup).to_string())
        };
        let _ = writeln!(
            html,
            "<tr><td>{number}</td><td class=\"l name\"><a href=\"#s{number}\">{}</a></td><td class=\"l\">{}:{}</td>\
             <td>{}</td><td>{}</td><td class=\"l\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            Html(site.name),
            Html(&ending(site.file, 44)),
            site.line,
            Count(site.calls),
            Length(site),
            Decided(site),
            measured.map_or_else(
                || "-".to_owned(),
                |measured| Time(measured.item_ns).to_string()
            ),
            times(
                site.prediction
                    .as_ref()
                    .map(|prediction| prediction.speedup)
            ),
            times(measured.and_then(|measured| measured.speedup)),
            signed(site.saved_ns),
        );
    }
    html.push_str("</table></div>");
}

fn signed(nanos: f64) -> String {
    match nanos {
        saved if saved > 0.0 => format!("+{}", Time(saved)),
        lost if lost < 0.0 => format!("−{}", Time(-lost)),
        _ => "-".to_owned(),
    }
}

/// Text of the user's in HTML: nothing in it is markup, and nothing steers.
struct Html<'a>(&'a str);

impl std::fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for part in Name(self.0).to_string().chars() {
            match part {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                _ => f.write_char(part)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_markup() {
        assert_eq!(
            Html("<script>alert(\"1\")</script>&'\u{1b}").to_string(),
            "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;\\u{1b}"
        );
    }
}
