//! Writes rows that a spreadsheet opens without acting on them.
//!
//! It knows cells only, and not what they say.

use std::borrow::Cow;
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

    pub(super) fn row(
        &mut self,
        cells: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(&*safe(cell.as_ref())).map_err(from_system)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(from_system)
    }

    pub(super) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Gives a cell that neither a spreadsheet nor a terminal acts on.
fn safe(cell: &str) -> Cow<'_, str> {
    let kept = |c: &char| matches!(c, '\t' | '\n' | '\r') || !clean::acts(*c);
    // Most cells are plain letters.
    let plain = cell.bytes().all(|byte| (b' '..0x7F).contains(&byte));
    let cell: Cow<'_, str> = match plain || cell.chars().all(|c| kept(&c)) {
        true => cell.into(),
        false => cell.chars().filter(kept).collect(),
    };
    let acts = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if acts { format!("'{cell}").into() } else { cell }
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
