//! Writes the values of fields with their counts: as columns below hits, or one by one.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::found;
use super::receipt;
use crate::present::Asked;
use crate::present::clean;
use crate::present::words;
use crate::search::Facet;
use crate::search::FacetValue;
use crate::search::Heading;

/// How many values of a field stand below the hits.
const ROWS: usize = 8;
/// Explains the mark of values that a filter chose.
const CHOSEN: &str =
    "* chosen by a filter; the counts of its field leave that filter aside, so that others show";
/// How many columns of the terminal a value may take below the hits.
const VALUE: usize = 34;

/// Writes the values of one field, at most `limit` of them (0 for all).
pub fn facet(
    heading: &Heading,
    facet: &Facet,
    limit: usize,
    asked: &Asked,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    let mut page = Page::new(out, screen);
    let many = facet.values.len();
    let total = match many {
        0 => "nothing found".to_owned(),
        _ => format!("{} of {}", words::count(many as u64, "value"), facet.field),
    };
    found::opening(&mut page, &total, heading)?;
    page.gap()?;
    let shown = if limit == 0 { many } else { limit.min(many) };
    let values = &facet.values[..shown];
    let longest = values.iter().map(|value| clean::width(&clean::line(&value.value))).max();
    let room = longest.unwrap_or(0).min(page.width().saturating_sub(12));
    for value in values {
        page.line(&row(value, room))?;
    }
    if shown < many {
        let more = words::number((many - shown) as u64);
        page.line(&[Run::faint(format!("… and {more} more; `--limit 0` shows all"))])?;
    }
    if values.iter().any(|value| value.chosen) {
        page.line(&[Run::faint(CHOSEN)])?;
    }
    if asked.receipt {
        page.gap()?;
        let counts = vec![("values", many as u64), ("shown", shown as u64)];
        receipt::lines(&mut page, heading, &counts, asked)?;
    }
    Ok(())
}

/// A value padded to `room` columns, and its count.
fn row(value: &FacetValue, room: usize) -> Vec<Run<'static>> {
    let name = clean::cut(&clean::line(&value.value), room);
    let pad = " ".repeat(room - clean::width(&name));
    let count = format!("{:>7}", words::number(value.count));
    let name = if value.chosen { Run::strong(name) } else { Run::plain(name) };
    let mark = if value.chosen { "* " } else { "  " };
    vec![Run::plain(mark), name, Run::plain(format!("{pad}  {count}"))]
}

/// Writes fields beside each other, as many as the width allows.
pub(super) fn columns(page: &mut Page<'_>, facets: &[Facet]) -> Result<()> {
    let blocks: Vec<Vec<String>> =
        facets.iter().filter(|facet| !facet.values.is_empty()).map(block).collect();
    let mut at = 0;
    while at < blocks.len() {
        let mut taken = width(&blocks[at]);
        let mut end = at + 1;
        while end < blocks.len() && taken + 3 + width(&blocks[end]) <= page.width() {
            taken += 3 + width(&blocks[end]);
            end += 1;
        }
        if at > 0 {
            page.gap()?;
        }
        beside(page, &blocks[at..end])?;
        at = end;
    }
    if facets.iter().any(|facet| facet.values.iter().any(|value| value.chosen)) {
        page.line(&[Run::faint(CHOSEN)])?;
    }
    Ok(())
}

/// The lines of one field, all of the same width: its name, its values, and how many are left.
fn block(facet: &Facet) -> Vec<String> {
    // One value more takes no more room than the line that would say it is missing.
    let shown = if facet.values.len() <= ROWS + 1 { facet.values.len() } else { ROWS };
    let values: Vec<(String, String)> = facet.values[..shown]
        .iter()
        .map(|value| {
            let mark = if value.chosen { "* " } else { "" };
            let name = clean::cut(&format!("{mark}{}", clean::line(&value.value)), VALUE);
            (name, words::number(value.count))
        })
        .collect();
    let widest = |widths: &mut dyn Iterator<Item = usize>| widths.max().unwrap_or(0);
    let names = widest(&mut values.iter().map(|(name, _)| clean::width(name)))
        .max(clean::width(&facet.field));
    let counts = widest(&mut values.iter().map(|(_, count)| count.len()));
    let mut lines = vec![padded(&facet.field, names + 2 + counts)];
    for (name, count) in &values {
        lines.push(format!("{}  {count:>counts$}", padded(name, names)));
    }
    if shown < facet.values.len() {
        let more = format!("… {} more", words::number((facet.values.len() - shown) as u64));
        lines.push(padded(&more, names + 2 + counts));
    }
    lines
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(clean::width(text))))
}

fn width(block: &[String]) -> usize {
    block.first().map_or(0, |line| clean::width(line))
}

/// Writes blocks side by side, the field names on the first line.
fn beside(page: &mut Page<'_>, blocks: &[Vec<String>]) -> Result<()> {
    let rows = blocks.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        let cells: Vec<String> = blocks
            .iter()
            .map(|block| block.get(row).cloned().unwrap_or_else(|| padded("", width(block))))
            .collect();
        let line = cells.join("   ");
        page.line(&[if row == 0 { Run::strong(line) } else { Run::plain(line) }])?;
    }
    Ok(())
}
