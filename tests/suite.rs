//! The one test binary. A `mod` line and a comment for each file.

// A test that cannot go on should say where it stopped: unwrapping does just that.
#![allow(clippy::unwrap_used)]

/// The walls between the rooms, file headers, and no forgotten test file.
mod architecture;

/// Laws that hold for any papers and any query, tried on generated ones.
mod laws;

/// The stages of reading a paper: which kind it is, what it says of itself.
mod stages;

/// The real papers beside the project, against hand-made labels; skipped where absent.
mod real;
