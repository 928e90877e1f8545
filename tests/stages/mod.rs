//! One file a stage of reading a paper.

/// The real papers of `../shared`, against the labels made by hand.
mod normalise;

/// Formats, encodings and markup, from bytes to blocks.
mod extract;

/// What holds for any bytes at all.
mod extract_laws;

/// Files, links, manifests and mirror folders.
mod source;
