//! Prints what was measured.

use std::fmt;
use std::fmt::Write;

use crate::ask::Held;
use crate::built::Cost;
use crate::start::Started;

/// A class as measured, in seconds.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) typed: String,
    pub(crate) held: Held,
    pub(crate) cpu: f64,
    pub(crate) wall: f64,
    pub(crate) is_rare: bool,
}

/// An index as measured.
pub(crate) struct Measured {
    pub(crate) items: u64,
    pub(crate) papers: u64,
    /// What building it cost; `None` where it was there already.
    pub(crate) cost: Option<Cost>,
    /// The table of its files.
    pub(crate) parts: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) starts: Vec<Started>,
}

impl Row {
    /// Seconds a match, where there is one.
    fn per_match(&self) -> Option<f64> {
        (self.held.matches > 0).then(|| self.cpu / self.held.matches as f64)
    }
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} items in {} papers", self.items, self.papers)?;
        if let Some(Cost { cpu, wall }) = self.cost {
            let each = cpu / self.items as f64 * 1e6;
            writeln!(f, "built in {cpu:.2} CPU s, {wall:.2} wall s: {each:.0} CPU µs an item")?;
        }
        writeln!(
            f,
            "\n{:<36}{:<30}{:>9}{:>13}{:>11}{:>11}{:>18}",
            "class", "query", "matches", "occurrences", "CPU ms", "wall ms", "ms/1,000 matches"
        )?;
        for row in &self.rows {
            let occurrences = row.held.occurrences.map_or("-".to_owned(), |it| it.to_string());
            let each = row.per_match().map_or("-".to_owned(), |it| format!("{:.3}", it * 1e6));
            writeln!(
                f,
                "{:<36}{:<30}{:>9}{occurrences:>13}{:>11.3}{:>11.3}{each:>18}",
                row.name,
                row.typed,
                row.held.matches,
                row.cpu * 1e3,
                row.wall * 1e3
            )?;
        }
        writeln!(f, "\n{:<66}{:>11}{:>11}", "whole process", "CPU ms", "wall ms")?;
        for Started { start, wall, cpu } in &self.starts {
            writeln!(f, "{start:<66}{:>11.1}{:>11.1}", cpu * 1e3, wall * 1e3)?;
        }
        write!(f, "\n{}", self.parts)
    }
}

/// How costs grow from one size to another: a match's, of rare words the query's.
pub(crate) fn growth(before: &Measured, after: &Measured) -> String {
    let mut out = format!("from {} items to {}\n", before.items, after.items);
    let mut line = |name: &str, unit: &str, one: f64, two: f64| {
        let grown = (two / one - 1.0) * 100.0;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:<36}{unit:<22}{one:>12.3}{two:>12.3}{grown:>+9.0}%");
    };
    if let (Some(one), Some(two)) = (before.cost, after.cost) {
        let each = |cost: Cost, of: &Measured| cost.cpu / of.items as f64 * 1e6;
        line("indexing", "CPU µs an item", each(one, before), each(two, after));
    }
    for (one, two) in before.rows.iter().zip(&after.rows) {
        if one.is_rare {
            line(one.name, "CPU ms", one.cpu * 1e3, two.cpu * 1e3);
        } else if let (Some(each), Some(then)) = (one.per_match(), two.per_match()) {
            line(one.name, "CPU ms/1,000 matches", each * 1e6, then * 1e6);
        }
    }
    for (one, two) in before.starts.iter().zip(&after.starts) {
        line(&one.start, "wall ms", one.wall * 1e3, two.wall * 1e3);
    }
    out
}
