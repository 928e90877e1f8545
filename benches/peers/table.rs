//! Prints what was measured as one table, the rows in which ours is not first at the top.

use std::fmt;
use std::fs;
use std::process::Command;

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
}

/// How a row comes out, as it is printed above such rows.
fn standing(figures: &[Option<f64>]) -> &'static str {
    let ours = figures[0].unwrap_or(f64::MAX);
    match figures[1..].iter().flatten().copied().reduce(f64::min) {
        None => ALONE,
        Some(best) if best < ours => BEHIND,
        Some(_) => FIRST,
    }
}

const BEHIND: &str = "ours is not first";
const FIRST: &str = "ours is first";
const ALONE: &str = "ours alone";

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for title in [BEHIND, FIRST, ALONE] {
            let rows: Vec<_> = self.rows.iter().filter(|row| standing(&row.1) == title).collect();
            write!(f, "{:<44}", format!("{title}: {}", rows.len()))?;
            for peer in &self.peers {
                write!(f, "{peer:>20}")?;
            }
            writeln!(f)?;
            for (name, figures) in rows {
                write!(f, "  {name:<42}")?;
                for (at, figure) in figures.iter().enumerate() {
                    let ratio = figure.zip(figures[0]).filter(|_| at > 0);
                    let ratio = ratio.map(|(theirs, ours)| format!(" ({:.2})", theirs / ours));
                    let figure = figure.map_or("-".to_owned(), |it| format!("{it:.3}"));
                    write!(f, "{:>20}", figure + &ratio.unwrap_or_default())?;
                }
                writeln!(f)?;
            }
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
