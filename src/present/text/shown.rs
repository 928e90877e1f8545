//! Writes an item or a paper whole, with where it comes from.

use std::io::Result;
use std::io::Write;

use super::Page;
use super::Run;
use super::Screen;
use super::place;
use super::statements;
use crate::present::words;
use crate::search::About;
use crate::search::Shown;
use crate::search::ShownItem;

/// Writes the items asked for. The facts of the paper come first, once; then each item with its
/// number, title, id and text.
pub fn shown(shown: &Shown, screen: Screen, out: &mut dyn Write) -> Result<()> {
    let mut page = Page::new(out, screen);
    let Some(first) = shown.items.first() else {
        return page.line(&[Run::plain("nothing found")]);
    };
    page.flow(0, 2, &[Run::strong(place::heading(&first.about))])?;
    provenance(&mut page, shown, first)?;
    for item in &shown.items {
        page.gap()?;
        let about = &item.about;
        let number = place::number(about);
        let number = if number.is_empty() { String::new() } else { format!("{number}  ") };
        page.hang(&Run::plain(number), 3, &[Run::strong(place::title(about))])?;
        page.flow(3, 3, &[Run::faint(marks(item))])?;
        if let Some(also) = place::also_in(&item.id, about) {
            page.flow(3, 5, &[Run::faint(also)])?;
        }
        page.gap()?;
        page.paragraphs(3, &item.text)?;
        stated(&mut page, item)?;
    }
    Ok(())
}

/// Writes the statements of an item.
fn stated(page: &mut Page<'_>, item: &ShownItem) -> Result<()> {
    if item.statements.is_empty() {
        return Ok(());
    }
    page.gap()?;
    let count = words::count(item.statements.len() as u64, "statement");
    page.flow(3, 3, &[Run::plain(count)])?;
    for quoted in &item.statements {
        statements::with_facts(page, quoted, 3)?;
    }
    Ok(())
}

/// Writes what is the same for all items of the paper.
fn provenance(page: &mut Page<'_>, shown: &Shown, first: &ShownItem) -> Result<()> {
    let about = &first.about;
    let items = match shown.items.len() as u64 {
        n if n == shown.paper_items => words::count(n, "item"),
        n => format!("{} of {}", words::number(n), words::count(shown.paper_items, "item")),
    };
    row(page, "paper", &format!("{} · {items}", shown.paper))?;
    row(page, "kind", about.kind.as_str())?;
    if let Some(date) = about.decision_date {
        row(page, "decided", &words::day(date))?;
    }
    row(page, "file", &about.path)?;
    row(page, "address", about.url.as_deref().unwrap_or("unknown"))?;
    for (fact, evidence) in &first.evidence {
        let layer = layer_of(about, fact);
        row(page, fact, &format!("{layer}from “{evidence}”"))?;
    }
    row(page, "index", &format!("{} · version {}", shown.stamp.fingerprint, shown.stamp.version))
}

/// The layer of a fact, by its name, with a space behind it.
fn layer_of(about: &About, fact: &str) -> String {
    let layer = match fact {
        "council" => about.council.as_ref().map(|(_, layer)| *layer),
        "committee" => about.committee.as_ref().map(|(_, layer)| *layer),
        "date" => about.date.as_ref().map(|(_, layer)| *layer),
        _ => None,
    };
    layer.map(|layer| format!("{layer}, ")).unwrap_or_default()
}

fn row(page: &mut Page<'_>, name: &str, value: &str) -> Result<()> {
    page.hang(&Run::faint(format!("  {name:<11}")), 13, &[Run::plain(value)])
}

/// The item's id, page and topics.
fn marks(item: &ShownItem) -> String {
    let mut marks = vec![item.id.clone()];
    marks.extend(item.about.page().map(|page| format!("p. {page}")));
    marks.extend(item.about.topics.iter().cloned());
    marks.join(" · ")
}
