//! Holds how a question was put: what an answer needs to be repeated.
//!
//! It knows the words of the question and nothing of its answer.

use crate::paper::Layer;

/// How a question was put.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The filters given beside the query: (field, values).
    pub filters: Vec<(String, Vec<String>)>,
    /// The layers to which councils, committees and dates were held; empty for all.
    pub only: Vec<Layer>,
    /// The command line that gives the same answer again.
    pub command: String,
    /// Whether the answer is to carry a receipt.
    pub receipt: bool,
}
