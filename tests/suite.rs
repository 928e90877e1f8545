//! The one test binary. A `mod` line and a comment for each file.

// A test that cannot go on should say where it stopped: unwrapping does just that.
#![allow(clippy::unwrap_used)]

/// The walls between the rooms, file headers, and no forgotten test file.
mod architecture;

/// The command as people use it: help, answers, errors. Mirrors `src/cli`.
mod commands;

/// Comparisons over the real papers, against mentions and coverage; skipped where absent.
mod compared;

/// Builds that are killed, stopped or left without room, and an index that is damaged.
mod endurance;

/// Files that try to break their readers, and the build over them.
mod hostile;

/// Laws that hold for any papers and any query, tried on generated ones.
mod laws;

/// Answers as text, JSON and CSV, from values made by hand.
mod present;

/// The real papers beside the project, against hand-made labels; skipped where absent.
mod real;

/// How right real papers are read, against labels made by reading; skipped where absent.
mod labelled;

/// The stages of reading a paper: which kind it is, what it says of itself.
mod stages;

/// A folder of papers and a way to run the command in it.
mod support;

/// The README: its answer, its tables, its rooms.
mod readme;

/// The statements of the real seeds, against hand-made labels; skipped where absent.
mod stated;

/// The topics of the real papers, against hand-made labels; skipped where absent.
mod topics;

/// Answers over the real seeds, checked against the files; skipped where absent.
mod verified;
