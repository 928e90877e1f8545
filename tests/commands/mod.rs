//! Runs the real command and compares what it writes. One file a subcommand.

/// What holds for every command: version, help, misspellings, a closed pipe.
mod any;
mod completions;
/// The papers that are asked, and their index.
mod council;
mod coverage;
mod demo;
mod facets;
mod index;
mod inspect;
mod search;
mod show;
