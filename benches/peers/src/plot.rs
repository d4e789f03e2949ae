//! A plot of regrets: a line per cell, a dot per peer.

use std::fmt::Write;

use crate::results::Group;
use crate::table::COLUMNS;

const LINE: f64 = 15.0;
const LEFT: f64 = 190.0;
const WIDTH: f64 = 640.0;
const TOP: f64 = 78.0;
/// The right edge; what is dearer sits on it.
const MOST: f64 = 30.0;
const LEAST: f64 = 0.8;

const COLOURS: &[&str] = &[
    "#7f7f7f", "#1f77b4", "#6baed6", "#17becf", "#ff7f0e", "#2ca02c", "#9467bd", "#8c564b",
    "#e377c2", "#bcbd22", "#d62728",
];

/// An SVG of one group.
pub fn regret(group: &Group) -> String {
    let height = TOP + group.rows.len() as f64 * LINE + 20.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"10\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n\
         <text x=\"10\" y=\"18\" font-size=\"14\">Time over the best of the plain loop and all peers: {}</text>\n",
        LEFT + WIDTH + 30.0,
        group.tag
    );
    for (i, column) in COLUMNS.iter().enumerate() {
        let (x, y) = (20.0 + (i % 6) as f64 * 140.0, 34.0 + (i / 6) as f64 * 14.0);
        dot(&mut svg, x, y - 3.0, column, "");
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{y}\">{column}</text>", x + 9.0);
    }
    for mark in [1.0, 1.05, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0] {
        let x = place(mark);
        let colour = if mark == 1.0 { "#000" } else { "#ddd" };
        let _ = writeln!(
            svg,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{TOP}\" y2=\"{}\" stroke=\"{colour}\"/>",
            height - 20.0
        );
        if mark != 1.05 {
            let _ = writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{mark}</text>",
                TOP - 4.0
            );
        }
    }
    for (i, row) in group.rows.iter().enumerate() {
        let y = TOP + (i as f64 + 0.5) * LINE;
        let _ = writeln!(
            svg,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}{}</text>",
            LEFT - 8.0,
            y + 3.0,
            row.cell,
            if row.held_out { " *" } else { "" }
        );
        for column in COLUMNS {
            if let Some(regret) = row.regret(column) {
                dot(
                    &mut svg,
                    place(regret),
                    y,
                    column,
                    &format!("{column} {regret:.2}"),
                );
            }
        }
    }
    let _ = writeln!(
        svg,
        "<text x=\"10\" y=\"{}\">* held out while tuning</text>\n</svg>",
        height - 6.0
    );
    svg
}

fn place(regret: f64) -> f64 {
    let share = (regret.clamp(LEAST, MOST) / LEAST).ln() / (MOST / LEAST).ln();
    LEFT + share * WIDTH
}

fn dot(svg: &mut String, x: f64, y: f64, column: &str, title: &str) {
    let at = COLUMNS.iter().position(|name| *name == column).unwrap_or(0);
    let (radius, opacity) = if column == "amorsize" {
        (4.5, 1.0)
    } else {
        (3.0, 0.7)
    };
    let _ = writeln!(
        svg,
        "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"{}\" opacity=\"{opacity}\"><title>{title}</title></circle>",
        COLOURS[at]
    );
}
