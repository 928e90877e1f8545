//! Runs the real command and compares what it writes. One file a subcommand.

/// Items that are the same are named, and count once on demand.
mod same;

/// What holds for every command: version, help, misspellings, a closed pipe.
mod any;
/// Papers in archives and crawls.
mod archives;
/// Indexes that cannot be used: another format, another writer, damage.
mod broken;
/// Whether an index is sound, and what is told of one that is not.
mod check;
mod compare;
mod completions;
/// The papers that are asked, and their index.
mod council;
mod coverage;
mod demo;
mod facets;
mod index;
mod inspect;
mod mentions;
/// Pages that are pictures, read by a machine on request.
mod ocr;
/// What a second build does.
mod refresh;
mod search;
mod show;
/// Spellings that count, acronyms in capitals, and what is offered beside a word.
mod spellings;
/// Statements and recommendations, of papers made by hand.
mod statements;
/// The papers they stand in, and their index.
mod stating;
/// Lists of terms, each counted by itself.
mod terms;
/// Indexes that are not sound, and what is told of each.
mod unsound;
/// Answers checked against the files they are drawn from.
mod verify;
