//! Writes a comparison one cell a row, as tables that are turned in a spreadsheet want it.

use std::io;
use std::io::Write;

use super::table::Table;
use crate::present::words;
use crate::search::Comparison;

/// The columns behind the value and the year or month.
const COUNTS: [&str; 7] = [
    "occurrences",
    "items",
    "papers",
    "words",
    "searched_items",
    "searched_papers",
    "per_10000_words",
];

/// Writes a cell for each row shown and each column. Where nothing was searched the figures are
/// empty. There are no sums among the rows, which would count twice in further sums.
pub fn compared(comparison: &Comparison, out: &mut dyn Write) -> io::Result<()> {
    let over = comparison.over.field();
    let mut table = Table::new(out, &[&comparison.by, over], &COUNTS, &[])?;
    for row in comparison.shown() {
        for (column, cell) in comparison.columns.iter().zip(&row.cells) {
            let mut cells = vec![row.total.value.clone(), column.value.clone()];
            match cell {
                Some(cell) => {
                    let (found, searched) = (cell.found, cell.searched);
                    let counts = [
                        found.occurrences,
                        found.items,
                        found.papers,
                        searched.words,
                        searched.items,
                        searched.papers,
                    ];
                    cells.extend(counts.map(|n| n.to_string()));
                    let rate = words::per_10_000(found.occurrences, searched.words);
                    cells.push(rate.map(|rate| rate.to_string()).unwrap_or_default());
                }
                None => cells.extend(COUNTS.map(|_| String::new())),
            }
            table.row(cells)?;
        }
    }
    table.end()
}
