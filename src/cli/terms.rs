//! Reads a list of terms and runs `minutebook mentions --terms`.

use std::fs;
use std::path::Path;

use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::Line;
use minutebook::search::MentionOptions;
use minutebook::search::Refused;

use super::Outcome;
use super::beside;
use super::failure;
use super::terminal::Format;
use super::terminal::Terminal;

/// The field counted by where none is given.
pub(super) const BY: &str = "council";

/// Counts the terms of a file among what `filters` leaves, and writes them. Fails where a line is
/// not understood, once all others are answered.
pub(super) fn run(
    library: &Library,
    file: &Path,
    filters: &Query,
    options: &MentionOptions,
    asked: &Asked,
    (format, terminal): (Format, &mut Terminal<'_>),
) -> Result<Outcome> {
    let terms = library.terms(&lines(file)?, filters, options)?;
    let (screen, out) = (terminal.screen, &mut *terminal.out);
    match format {
        Format::Text => present::text::terms(&terms, asked, screen, out)?,
        Format::Json => present::json::terms(&terms, asked, out)?,
        Format::Csv => {
            present::csv::terms(&terms, out)?;
            present::text::absent(&terms, screen, &mut anstream::stderr().lock())?;
            beside::table(&terms.heading, &terms.counts(), asked, screen)?;
        }
    }
    out.flush()?;
    refuse(&terms.refused, file)?;
    Ok(Outcome::of(terms.absent().count() < terms.terms.len()))
}

/// The lines of a list of terms.
fn lines(file: &Path) -> Result<Vec<Line>> {
    let text =
        fs::read_to_string(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    let text = text.trim_start_matches('\u{feff}');
    let numbered = (1..).zip(text.lines());
    Ok(numbered.map(|(number, line)| Line { number, text: line.trim().to_owned() }).collect())
}

/// Tells of each line that is no term, and fails where there is one.
fn refuse(refused: &[Refused], file: &Path) -> Result<()> {
    // The last is told as the reason of the failure.
    let Some((last, others)) = refused.split_last() else { return Ok(()) };
    let about = |refused: &Refused| Error::Query {
        message: format!("{}, line {}: {}", file.display(), refused.line.number, refused.error),
        hint: refused.error.hint().unwrap_or_default(),
    };
    for refused in others {
        failure::tell(&about(refused), &mut anstream::stderr().lock())?;
    }
    Err(about(last))
}
