//! Says which items are the same: copies of a paper, one matter in an agenda and in the minutes,
//! the two faces of a page.
//!
//! Items carry keys; items with a key in common are linked, directly or through others. What is
//! the same does not depend on a query: links are those of the whole index, so that one item is
//! not linked today and alone tomorrow because other words were asked for.

mod groups;
mod kin;
mod resolve;

pub(crate) use groups::Groups;
pub(crate) use kin::Kin;

use tantivy::DocAddress;

/// An item with a key that another has too.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Linked {
    address: DocAddress,
    /// The id of its paper.
    paper: String,
    /// The kind of its paper.
    kind: String,
    /// Whose paper it is, where that is known.
    council: Option<String>,
    /// The day it counts on, in seconds since 1970, where that is known.
    day: Option<i64>,
    keys: Vec<String>,
}
