//! Prints what was measured: where ours is not first, and all of it as a table.

use std::fmt;
use std::fs;
use std::process::Command;

/// Why ours may not be the fastest, by what the name of a row holds.
const REASONS: [(&str, &str); 7] = [
    ("build", "the others are given items ready cut; ours reads and understands papers"),
    ("index / text", "ours keeps where each word stands, and a record of each item"),
    (", count", "ours counts papers beside items, and so looks at each item"),
    (", 4 facets", "ours counts papers beside items"),
    (
        ", top 10",
        "ours weighs every match and counts papers; each hit is a record that is unpacked",
    ),
    (", newest 10", "ours counts papers beside items; each hit is a record that is unpacked"),
    ("wildcard", "ours holds every word of the dictionary against the pattern"),
];

/// Rows of figures, a column for each peer; ours is the first. Less is better in all of them.
pub(crate) struct Table {
    peers: Vec<&'static str>,
    rows: Vec<(String, Vec<Option<f64>>)>,
}

impl Table {
    /// A table for these peers.
    pub(crate) fn new(peers: Vec<&'static str>) -> Self {
        Self { peers, rows: Vec::new() }
    }

    /// Sets the figure of a peer in a row.
    pub(crate) fn set(&mut self, row: &str, peer: usize, figure: f64) {
        let at = self.rows.iter().position(|(name, _)| name == row).unwrap_or_else(|| {
            self.rows.push((row.to_owned(), vec![None; self.peers.len()]));
            self.rows.len() - 1
        });
        self.rows[at].1[peer] = Some(figure);
    }

    /// The figure of a peer in a row.
    pub(crate) fn get(&self, row: &str, peer: usize) -> Option<f64> {
        self.rows.iter().find(|(name, _)| name == row)?.1[peer]
    }

    /// Where ours is not the fastest, a line a peer that is ahead, the furthest ahead first.
    pub(crate) fn behind(&self) -> String {
        let mut ahead = Vec::new();
        for (row, figures) in &self.rows {
            let Some(ours) = figures[0] else { continue };
            for (peer, theirs) in self.peers.iter().zip(figures).skip(1) {
                if let Some(theirs) = theirs.filter(|theirs| *theirs < ours) {
                    ahead.push((theirs / ours, row, peer, theirs, ours));
                }
            }
        }
        ahead.sort_by(|one, two| one.0.total_cmp(&two.0));
        let lines = ahead.iter().map(|(ratio, row, peer, theirs, ours)| {
            let (theirs, ours) = (figure(*theirs), figure(*ours));
            format!("  {row:<52}{peer:<14}{ratio:>6.2} of ours ({theirs} against {ours})\n")
        });
        let reasons =
            REASONS.iter().filter(|(part, _)| ahead.iter().any(|(_, row, ..)| row.contains(part)));
        let reasons =
            reasons.map(|(part, why)| format!("  {}: {why}\n", part.trim_start_matches(", ")));
        match ahead.len() {
            0 => "Where ours is not the fastest: nowhere\n".to_owned(),
            count => format!(
                "Where ours is not the fastest: {count}\n{}why:\n{}",
                lines.collect::<String>(),
                reasons.collect::<String>()
            ),
        }
    }
}

/// A figure to three digits.
fn figure(figure: f64) -> String {
    let digits = 2 - figure.abs().max(1e-4).log10().floor() as i32;
    format!("{figure:.*}", digits.max(0) as usize)
}

/// How many times ours a figure is.
fn times(ratio: f64) -> String {
    format!("{ratio:.*}", if ratio < 10.0 { 2 } else { 0 })
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<52}", "")?;
        for peer in &self.peers {
            write!(f, "{peer:>16}")?;
        }
        writeln!(f)?;
        for (name, figures) in &self.rows {
            write!(f, "{name:<52}")?;
            for (at, theirs) in figures.iter().enumerate() {
                let ratio = theirs.zip(figures[0]).filter(|_| at > 0);
                let ratio = ratio.map(|(theirs, ours)| format!(" ({})", times(theirs / ours)));
                let theirs = theirs.map_or("-".to_owned(), figure);
                write!(f, "{:>16}", theirs + &ratio.unwrap_or_default())?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// The machine: processor, cores, memory and compiler.
pub(crate) fn machine() -> String {
    let line = |file: &str, start: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(start));
        let value = found.and_then(|line| line.split_once(':'));
        value.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let rustc = Command::new("rustc").arg("-V").output();
    let rustc = rustc.map(|it| String::from_utf8_lossy(&it.stdout).trim().to_owned());
    let memory: u64 =
        line("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or_default();
    format!(
        "{}, {cores} cores, {} GiB, {}",
        line("/proc/cpuinfo", "model name"),
        memory >> 20,
        rustc.unwrap_or_default()
    )
}
