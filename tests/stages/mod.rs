//! One file a stage of reading a paper.

/// The real papers of `../shared`, against the labels made by hand.
mod normalise;
