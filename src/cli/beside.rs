//! Writes on stderr what an answer says beside its table: CSV has no place for it.

use minutebook::error::Result;
use minutebook::present;
use minutebook::present::Asked;
use minutebook::present::text::Screen;
use minutebook::search::Heading;
use minutebook::verify::Verification;

/// Writes the notes of an answer and, where it was asked for, the receipt. `counts` are the
/// figures that the receipt bears.
pub(crate) fn table(
    heading: &Heading,
    counts: &[(&str, u64)],
    asked: &Asked,
    screen: Screen,
) -> Result<()> {
    let err = &mut anstream::stderr().lock();
    present::text::notes(heading, screen, err)?;
    if asked.receipt {
        present::text::receipt(heading, counts, asked, screen, err)?;
    }
    Ok(())
}

/// Writes what a scan of the files says of an answer.
pub(crate) fn verified(verification: &Verification, screen: Screen) -> Result<()> {
    Ok(present::text::verified(verification, screen, &mut anstream::stderr().lock())?)
}
