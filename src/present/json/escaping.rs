//! Lets JSON through to a writer with all escaped that could act on a terminal, which JSON does
//! not ask for.

use std::io;
use std::io::Write;

use crate::present::clean;

/// A writer of JSON. What is written at once must be whole characters, as a serialiser does.
pub(super) struct Escaping<'a>(pub(super) &'a mut dyn Write);

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        // The line ends are those of the serialiser: within strings they are escaped already.
        let acts = |c: char| c != '\n' && clean::acts(c);
        if !text.contains(acts) {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut safe = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if acts(c) {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            } else {
                safe.push(c);
            }
        }
        self.0.write_all(safe.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
