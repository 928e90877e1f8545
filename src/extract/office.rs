//! Reads documents of word processors.

use crate::extract::Reading;
use crate::problem::ProblemKind;

/// The formats of word processors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Word 97 to 2003.
    Doc,
    /// Word since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich text.
    Rtf,
    /// An Office document that needs a password.
    Locked,
}

/// Reads a document of the given kind.
pub(super) fn read(kind: Kind, _bytes: &[u8]) -> Reading {
    let name = match kind {
        Kind::Doc => "Word document (.doc)",
        Kind::Docx => "Word document (.docx)",
        Kind::Odt => "OpenDocument text (.odt)",
        Kind::Rtf => "rich text (.rtf)",
        Kind::Locked => return Reading::none(ProblemKind::Encrypted, "Office document"),
    };
    Reading::none(ProblemKind::FormatNotReadYet, name)
}
