//! To be written.

/// A query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query;
