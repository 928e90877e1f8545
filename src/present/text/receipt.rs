//! Writes the receipt of an answer: what was asked of which index, what was counted, and the
//! command that gives the same answer again.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use crate::present::Asked;
use crate::present::words;
use crate::search::Heading;

/// Writes a receipt by itself: for formats that have no place for one.
pub fn receipt(
    heading: &Heading,
    counts: &[(&str, u64)],
    asked: &Asked,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    lines(&mut Page::new(out, screen), heading, counts, asked)
}

pub(super) fn lines(
    page: &mut Page<'_>,
    heading: &Heading,
    counts: &[(&str, u64)],
    asked: &Asked,
) -> Result<()> {
    page.line(&[Run::strong("receipt")])?;
    let counted: Vec<String> =
        counts.iter().map(|(what, n)| format!("{what} {}", words::number(*n))).collect();
    let only: Vec<&str> = asked.only.iter().map(|layer| layer.as_str()).collect();
    let filters: Vec<String> = asked
        .filters
        .iter()
        .map(|(field, values)| format!("{field} {}", values.join(" or ")))
        .collect();
    let said = |text: String| if text.is_empty() { "none".to_owned() } else { text };
    for (name, value) in [
        ("query", heading.query.clone()),
        ("means", heading.means.clone()),
        ("filters", said(filters.join(" · "))),
        ("layers", if only.is_empty() { "all".to_owned() } else { only.join(", ") }),
        ("counts", counted.join(" · ")),
        ("coverage", words::coverage(&heading.coverage)),
        ("index", heading.stamp.fingerprint.clone()),
        ("version", heading.stamp.version.clone()),
        ("again", asked.command.clone()),
    ] {
        page.line(&[Run::faint(format!("  {name:<10}")), Run::plain(value)])?;
    }
    Ok(())
}
