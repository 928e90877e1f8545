//! Laws that hold for any papers and any query, tried on generated ones.

/// What a search finds and counts is what a plain scan of the papers finds and counts.
mod search;
