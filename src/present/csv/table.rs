//! Writes rows that a spreadsheet opens without acting on them.
//!
//! It knows cells only, and not what they say.

use std::io;
use std::io::Write;

use crate::present::clean;

/// Rows on their way to a writer.
pub(super) struct Table<'a> {
    writer: csv::Writer<&'a mut dyn Write>,
}

impl<'a> Table<'a> {
    pub(super) fn new(
        out: &'a mut dyn Write,
        first: &[&str],
        middle: &[&str],
        last: &[&str],
    ) -> io::Result<Self> {
        let terminator = csv::Terminator::CRLF;
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(out);
        writer.write_record([first, middle, last].concat()).map_err(from_system)?;
        Ok(Self { writer })
    }

    pub(super) fn row(&mut self, cells: Vec<String>) -> io::Result<()> {
        let cells = cells.iter().map(|cell| safe(cell));
        self.writer.write_record(cells).map_err(from_system)
    }

    pub(super) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Gives a cell that neither a spreadsheet nor a terminal acts on.
fn safe(cell: &str) -> String {
    let kept = |c: &char| matches!(c, '\t' | '\n' | '\r') || !clean::acts(*c);
    let cell: String = cell.chars().filter(kept).collect();
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// Gives what the system said, its kind kept: a closed pipe must still be seen as one.
fn from_system(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn formulas_and_escapes_are_disarmed() {
        for (cell, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+44 20", "'+44 20"),
            ("-1", "'-1"),
            ("@sum", "'@sum"),
            ("\tx", "'\tx"),
            ("\u{1b}=1", "'=1"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(safe(cell), expected);
        }
    }
}
