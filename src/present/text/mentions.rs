//! Writes mentions in their context: by paper and item, or one below the other where they stand
//! in the order of the words beside them.

use std::io;
use std::io::Write;

use super::Look;
use super::Page;
use super::Run;
use super::Screen;
use super::found;
use super::place;
use super::receipt;
use super::tables;
use super::verified;
use crate::error::Result;
use crate::present::Asked;
use crate::present::clean;
use crate::present::words;
use crate::search::Mention;
use crate::search::Mentions;
use crate::search::Related;
use crate::search::Totals;
use crate::search::Why;

/// How many forms are named; a wildcard may have thousands.
const FORMS: usize = 24;
/// How much is named that was not counted; JSON has all of it.
const RELATED: usize = 12;

/// Writes the mentions of a query, the rows as they come; `aligned` below each other, each with
/// its citation, instead of by paper and item. Where there are none, it says what might help.
pub fn mentions(
    mentions: &Mentions,
    rows: impl Iterator<Item = Result<Mention>>,
    aligned: bool,
    asked: &Asked,
    screen: Screen,
    out: &mut dyn Write,
) -> Result<()> {
    let mut page = Page::new(out, screen);
    let none = mentions.totals.occurrences == 0;
    let total = if none { "no mention found".to_owned() } else { totals(mentions.totals) };
    found::opening(&mut page, &total, &mentions.heading)?;
    forms(&mut page, mentions)?;
    if let Some(all) = mentions.as_printed {
        let told = format!("as printed, copies and all: {}", totals(all));
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    if let Some(verification) = &mentions.verified {
        verified::lines(&mut page, verification)?;
    }
    if none {
        found::advice(&mut page, &mentions.heading, &mentions.words, asked)?;
    } else if aligned {
        page.gap()?;
        for row in rows {
            line(&mut page, &row?)?;
        }
    } else {
        by_item(&mut page, rows)?;
    }
    if mentions.shown < mentions.totals.occurrences {
        page.gap()?;
        let shown = words::number(mentions.shown);
        let total = words::number(mentions.totals.occurrences);
        page.flow(0, 2, &[Run::faint(format!("{shown} of {total} shown; `--limit 0` shows all"))])?;
    }
    for table in &mentions.by {
        page.gap()?;
        tables::table(&mut page, table)?;
    }
    if asked.receipt {
        page.gap()?;
        receipt::lines(&mut page, &mentions.heading, &mentions.counts(), asked)?;
    }
    Ok(())
}

/// `6 mentions in 1 item of 1 paper`.
pub(super) fn totals(totals: Totals) -> String {
    let Totals { occurrences, items, papers } = totals;
    format!(
        "{} in {} of {}",
        words::count(occurrences, "mention"),
        words::count(items, "item"),
        words::count(papers, "paper")
    )
}

/// Writes the forms with their counts, and what was not counted.
fn forms(page: &mut Page<'_>, mentions: &Mentions) -> io::Result<()> {
    let mut parts = named(&mentions.forms);
    parts.extend(not_counted(&mentions.related));
    page.flow(0, 2, &[Run::plain(parts.join(" · "))])?;
    meanings(page, &mentions.related)
}

/// Names forms with their counts.
pub(super) fn named(forms: &[(String, u64)]) -> Vec<String> {
    let named = forms.iter().take(FORMS);
    let mut parts: Vec<String> = named.map(|(form, count)| said(form, *count)).collect();
    if let Some(more) = forms.len().checked_sub(FORMS + 1) {
        parts.push(format!("… and {}", words::count(more as u64 + 1, "more form")));
    }
    parts
}

/// Writes what was not counted, by itself: for formats that have no place for it.
pub fn related(related: &[Related], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page::new(out, screen);
    if let Some(told) = not_counted(related) {
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    meanings(&mut page, related)
}

/// `caseloads 4`. No line is broken between them.
fn said(word: &str, count: u64) -> String {
    format!("{word}\u{a0}{}", words::number(count))
}

/// Names what occurs and was not counted; meanings of an acronym with several are told apart.
fn not_counted(related: &[Related]) -> Option<String> {
    let told = |it: &&Related| it.found.occurrences > 0 && !is_meaning(it);
    let near: Vec<&Related> = related.iter().filter(told).collect();
    let named = near.iter().take(RELATED);
    let mut named: Vec<String> = named.map(|it| said(&it.query, it.found.occurrences)).collect();
    if let Some(more) = near.len().checked_sub(RELATED + 1) {
        named.push(format!("… and {} more", words::number(more as u64 + 1)));
    }
    (!named.is_empty()).then(|| format!("not counted: {}", named.join(", ")))
}

/// Says of each acronym with several meanings what they are, whether they occur or not.
fn meanings(page: &mut Page<'_>, related: &[Related]) -> io::Result<()> {
    let meanings: Vec<&Related> = related.iter().filter(|it| is_meaning(it)).collect();
    for of in meanings.chunk_by(|a, b| a.of == b.of) {
        let Some(first) = of.first() else { continue };
        let named: Vec<String> =
            of.iter().map(|it| said(&it.query, it.found.occurrences)).collect();
        let told = format!("{} has several meanings: {}", first.of, named.join(", "));
        page.flow(0, 2, &[Run::plain(told)])?;
    }
    Ok(())
}

/// Whether it is one of several meanings of what was typed.
fn is_meaning(related: &Related) -> bool {
    related.ambiguous && related.why == Why::LongForm
}

/// Writes rows below the headings of their papers and items, as often as these change.
fn by_item(page: &mut Page<'_>, rows: impl Iterator<Item = Result<Mention>>) -> Result<()> {
    let mut paper = None;
    let mut item = String::new();
    for row in rows {
        let row = row?;
        if row.id != item {
            if !item.is_empty() {
                page.flow(3, 3, &[Run::faint(item)])?;
            }
            let of = Some(found::paper_of(&row.id, &row.about));
            if of != paper {
                page.gap()?;
                page.flow(0, 2, &[Run::strong(place::heading(&row.about))])?;
            }
            found::item(page, &row.about, of != paper)?;
            (paper, item) = (of, row.id.clone());
        }
        let lead = match row.page {
            Some(on) if on.is_picture => format!("   p. {}, OCR ¶{:<4} ", on.page, row.paragraph),
            Some(on) => format!("   p. {} ¶{:<4} ", on.page, row.paragraph),
            None => format!("   ¶{:<4} ", row.paragraph),
        };
        page.hang(&Run::faint(lead), 9, &passage(&row))?;
    }
    if item.is_empty() { Ok(()) } else { Ok(page.flow(3, 3, &[Run::faint(item)])?) }
}

/// The match with what stands around it.
fn passage(mention: &Mention) -> Vec<Run<'static>> {
    let dots = |cut: bool| if cut { "…" } else { "" };
    let mut runs = vec![Run::plain(format!("{}{}", dots(mention.cut.0), mention.before))];
    runs.extend(found::marked(&mention.text, &mention.marks));
    runs.push(Run::plain(format!("{}{}", mention.after, dots(mention.cut.1))));
    runs
}

/// Writes a match in the middle of a line, and below it where it stands.
fn line(page: &mut Page<'_>, mention: &Mention) -> io::Result<()> {
    let room = page.width() * 9 / 20;
    let before = end_of(&clean::line(&mention.before), room);
    let pad = " ".repeat(room - clean::width(&before));
    let text = clean::line(&mention.text);
    let rest = page.width().saturating_sub(room + clean::width(&text));
    let mut runs = vec![Run::plain(pad + &before), Run::new(Look::Match, text)];
    if rest > 1 {
        runs.push(Run::plain(clean::cut(&clean::line(&mention.after), rest)));
    }
    page.line(&runs)?;
    let on = mention
        .page
        .map(|on| format!(" p. {}{}", on.page, if on.is_picture { ", OCR" } else { "" }));
    let at = format!("{}{} ¶{}", mention.id, on.unwrap_or_default(), mention.paragraph);
    page.flow(3, 3, &[Run::faint(at)])
}

/// Shortens `text` to its last `limit` columns, with `…` where it was cut.
fn end_of(text: &str, limit: usize) -> String {
    if clean::width(text) <= limit {
        return text.to_owned();
    }
    let mut room = limit.saturating_sub(1);
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        if clean::columns(c) > room {
            break;
        }
        room -= clean::columns(c);
        from = at;
    }
    format!("…{}", &text[from..])
}

#[cfg(test)]
mod tests {
    use super::end_of;

    #[test]
    fn the_end_of_a_text_is_kept() {
        assert_eq!(end_of("a reduction in ", 20), "a reduction in ");
        assert_eq!(end_of("a reduction in ", 6), "…n in ");
        assert_eq!(end_of("議事録", 3), "…録");
        assert_eq!(end_of("x", 0), "…");
    }
}
