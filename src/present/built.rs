//! Holds what is to be said of a finished build, beside its summary.

use crate::pipeline::Summary;

/// What a build did, as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Built<'a> {
    /// The index folder.
    pub folder: String,
    /// The version of the program that built it.
    pub version: &'a str,
    /// What it did.
    pub summary: &'a Summary,
}
