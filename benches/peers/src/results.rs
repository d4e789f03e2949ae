//! The lines of `measure` and `first`, read back.

use std::collections::BTreeMap;
use std::path::Path;

use crate::peers::Peer;
use crate::work;

/// One cell under one placement and state.
pub struct Row {
    pub cell: String,
    pub work: String,
    pub held_out: bool,
    /// Nanoseconds of a call, by column of the table.
    columns: BTreeMap<&'static str, f64>,
    /// amorsize over the plain loop: the median of the rounds' ratios.
    pub paired: f64,
}

/// All cells of one placement and state, in the order of the grid.
pub struct Group {
    pub tag: String,
    pub rows: Vec<Row>,
}

impl Row {
    pub fn time(&self, column: &str) -> Option<f64> {
        if column == "plain" {
            return Some(self.plain());
        }
        self.columns.get(column).copied()
    }

    /// The plain loop, from both of its turns.
    pub fn plain(&self) -> f64 {
        let once = self.columns["plain"];
        (once * self.columns.get("plain again").copied().unwrap_or(once)).sqrt()
    }

    /// How far apart its two turns were.
    pub fn noise(&self) -> f64 {
        let ratio = self.columns["plain"]
            / self
                .columns
                .get("plain again")
                .unwrap_or(&self.columns["plain"]);
        ratio.max(1.0 / ratio)
    }

    /// The quickest of the plain loop and all peers.
    pub fn best(&self) -> (&'static str, f64) {
        let peers = self
            .columns
            .iter()
            .filter(|(name, _)| !matches!(**name, "amorsize" | "plain" | "plain again"));
        peers
            .map(|(name, time)| (*name, *time))
            .fold(("plain", self.plain()), |best, peer| {
                if peer.1 < best.1 { peer } else { best }
            })
    }

    /// Time over the best of the plain loop and all peers.
    pub fn regret(&self, column: &str) -> Option<f64> {
        Some(self.time(column)? / self.best().1)
    }
}

/// Reads all `.csv` files of a directory.
pub fn read(directory: &Path) -> Vec<Group> {
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    let files = std::fs::read_dir(directory).expect("a directory with results");
    for path in files
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "csv"))
    {
        let text = std::fs::read_to_string(path).expect("a file with results");
        text.lines().for_each(|line| add(&mut rows, line));
    }
    let order: Vec<String> = work::grid().iter().map(work::Cell::name).collect();
    let tags = [
        "pinned hot",
        "stock hot",
        "pinned asleep",
        "stock asleep",
        "first of site",
        "first of process",
    ];
    let group = |tag: &str| Group {
        tag: tag.to_owned(),
        rows: order
            .iter()
            .filter_map(|cell| rows.remove(&(tag.to_owned(), cell.clone())))
            .collect(),
    };
    tags.map(group)
        .into_iter()
        .filter(|group| !group.rows.is_empty())
        .collect()
}

fn add(rows: &mut BTreeMap<(String, String), Row>, line: &str) {
    let fields: Vec<&str> = line.split(',').collect();
    let [tag, work, n, peer, median, .., paired] = fields[..] else {
        return;
    };
    let (Some(peer), Ok(time), Ok(paired)) =
        (Peer::named(peer), median.parse::<f64>(), paired.parse())
    else {
        return;
    };
    let work = work.replace(';', ",");
    let cell = format!("{work} {n}");
    let row = rows
        .entry((tag.to_owned(), cell.clone()))
        .or_insert_with(|| Row {
            held_out: work::is_held_out(&cell),
            cell,
            work,
            columns: BTreeMap::new(),
            paired: f64::NAN,
        });
    for column in peer.columns() {
        let best = row.columns.entry(column).or_insert(f64::MAX);
        *best = best.min(time.max(0.1));
    }
    if peer == Peer::Amorsize {
        row.paired = paired;
    }
}
