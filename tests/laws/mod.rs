//! Laws that hold for any papers and any query, tried on generated ones.

/// Comparisons add up to the mentions, cell by cell, and a blank is where nothing was searched.
mod compare;

/// The concordance holds what the papers say, whatever was replaced, removed and merged.
mod concordance;

/// The papers and queries that the laws are tried on.
mod generated;

/// Every mention that a scan finds is counted and shown, and no other.
mod mentions;

/// Items that are the same are linked, and count once where that is asked for.
mod same;

/// What a plain scan finds of a query.
mod scan;

/// What a search finds and counts is what a plain scan of the papers finds and counts.
mod search;

/// Every spelling of a word is counted once, and an acronym is told from the word it looks like.
mod spellings;

/// Statements that answer a query, and rows of what is said in the same words.
mod statements;

/// A scan of the files agrees with the index, or names what differs.
mod verify;
