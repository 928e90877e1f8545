//! Writes how often terms are mentioned by the values of fields, one term and value a row.

use std::io;
use std::io::Write;

use super::mentions::counts;
use super::table::Table;
use crate::search::Terms;

/// Writes the tables of a list of terms. Terms that are found nowhere have their rows too.
pub fn terms(terms: &Terms, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["line", "query"], &super::mentions::COUNTS, &[])?;
    for term in &terms.terms {
        for by in &term.by {
            for group in &by.groups {
                let mut row = vec![term.line.to_string(), term.query.clone()];
                row.extend(counts(&by.field, group));
                table.row(row)?;
            }
        }
    }
    table.end()
}
