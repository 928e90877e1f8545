//! Reads PDFs.

use crate::extract::Reading;
use crate::problem::ProblemKind;

/// Reads a PDF.
pub(super) fn read(_bytes: &[u8]) -> Reading {
    Reading::none(ProblemKind::FormatNotReadYet, "PDF")
}
