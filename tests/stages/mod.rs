//! One file a stage of reading a paper.

/// What lies in archives.
mod archives;

/// What holds for any bytes that are taken for an archive.
mod archives_laws;

/// What the names of committees say.
mod committees;
/// What real papers of `../shared` say of themselves, against labels made by hand.
mod normalise;

/// Which kind of paper a text is taken for.
mod recognise;

/// Formats, encodings and markup, from bytes to blocks.
mod extract;

/// What holds for any bytes at all.
mod extract_laws;

/// Files, links, manifests and mirror folders.
mod source;

/// What the sample papers say of themselves, against their labels.
mod samples;

/// What pages of council software say that were flattened to plain text.
mod pages;

/// How right each format is read, against the page as a person reads it.
mod formats;
