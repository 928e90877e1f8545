//! Opens stdout for an answer: locked, buffered, with colours or without.
//!
//! It knows the terminal and no answer.

use std::io;
use std::io::BufWriter;
use std::io::IsTerminal;
use std::io::Write;

use anstream::AutoStream;
use anstream::ColorChoice;
use minutebook::error::Result;
use minutebook::present::text::Screen;

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 120;

/// When an answer is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal only
    Auto,
    /// In files and pipes too
    Always,
    /// Nowhere
    Never,
}

/// In which form an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people to read
    Text,
    /// One object
    Json,
    /// One row a hit, safe to open in a spreadsheet
    Csv,
}

/// In which form a command is answered that has no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people to read
    Text,
    /// One object
    Json,
}

/// Where an answer goes.
pub(crate) struct Terminal<'a> {
    /// The writer of results.
    pub(crate) out: &'a mut dyn Write,
    /// How wide it is, and whether it takes colour.
    pub(crate) screen: Screen,
}

/// Runs `answer` with stdout locked, and sees that every byte of it is out.
pub(crate) fn with_stdout<T>(
    colour: Colour,
    answer: impl FnOnce(&mut Terminal<'_>) -> Result<T>,
) -> Result<T> {
    let stdout = io::stdout().lock();
    let choice = match colour {
        Colour::Auto => AutoStream::choice(&stdout),
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    };
    let screen = Screen { width: width(&stdout), colour: choice != ColorChoice::Never };
    // What goes to a file or a pipe without colours has none to be taken out, and may be long.
    let plain = choice == ColorChoice::Never && !stdout.is_terminal();
    let out: Box<dyn Write> =
        if plain { Box::new(stdout) } else { Box::new(AutoStream::new(stdout, choice)) };
    let mut out = BufWriter::new(out);
    let answered = answer(&mut Terminal { out: &mut out, screen });
    // What was written before a failure is true and may be read.
    let flushed = out.flush();
    let answered = answered?;
    flushed?;
    Ok(answered)
}

/// How many columns there are: those of the terminal, else 100.
fn width(stdout: &io::StdoutLock<'_>) -> usize {
    match terminal_size::terminal_size_of(stdout) {
        Some((terminal_size::Width(columns), _)) => usize::from(columns).min(WIDEST),
        None => Screen::default().width,
    }
}
