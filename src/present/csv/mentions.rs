//! Writes mentions one a row, as they come, and how often there are by the values of fields.

use std::io;
use std::io::Write;
use std::sync::Arc;

use super::facts;
use super::table::Table;
use super::yes;
use crate::error::Result;
use crate::present::words;
use crate::search::About;
use crate::search::Group;
use crate::search::Mention;
use crate::search::Mentions;

const COLUMNS: [&str; 23] = [
    "id",
    "kind",
    "council",
    "council_layer",
    "committee",
    "committee_layer",
    "date",
    "date_layer",
    "decision_date",
    "title",
    "item_number",
    "url",
    "path",
    "same_as",
    "page",
    "ocr",
    "paragraph",
    "start",
    "end",
    "form",
    "before",
    "match",
    "after",
];

/// Writes mentions, one a row.
pub fn mentions(rows: impl Iterator<Item = Result<Mention>>, out: &mut dyn Write) -> Result<()> {
    let mut table = Table::new(out, &COLUMNS, &[], &[])?;
    // What is known of the item of the row before: mentions of one item follow each other.
    let mut known: Option<(Arc<About>, [String; 13])> = None;
    for row in rows {
        let row = row?;
        let about = match &mut known {
            Some((of, cells)) if Arc::ptr_eq(of, &row.about) => cells,
            known => {
                let about = Arc::clone(&row.about);
                let cells = cells(&about);
                &mut known.insert((about, cells)).1
            }
        };
        let [paragraph, start, end] = [row.paragraph, row.start, row.end].map(|n| n.to_string());
        let first = [&row.id].into_iter().chain(&*about);
        let page = row.page.map(|start| start.page.to_string()).unwrap_or_default();
        let ocr = yes(row.page.is_some_and(|start| start.is_picture));
        let last =
            [&page, &ocr, &paragraph, &start, &end, &row.form, &row.before, &row.text, &row.after];
        table.row(first.chain(last))?;
    }
    Ok(table.end()?)
}

fn cells(about: &About) -> [String; 13] {
    let [council, council_layer, committee, committee_layer, date, date_layer, decided] =
        facts(about);
    [
        about.kind.as_str().to_owned(),
        council,
        council_layer,
        committee,
        committee_layer,
        date,
        date_layer,
        decided,
        about.title.clone().unwrap_or_default(),
        about.item_number.clone().unwrap_or_default(),
        about.url.clone().unwrap_or_default(),
        about.path.clone(),
        about.same_as.join("; "),
    ]
}

/// The columns of what is counted of one value of a field.
pub(super) const COUNTS: [&str; 9] = [
    "field",
    "value",
    "occurrences",
    "items",
    "papers",
    "searched_papers",
    "searched_items",
    "searched_words",
    "per_10000_words",
];

/// The cells of [`COUNTS`].
pub(super) fn counts(field: &str, group: &Group) -> Vec<String> {
    let (found, searched) = (group.found, group.searched);
    let rate = words::per_10_000(found.occurrences, searched.words);
    let mut row = vec![field.to_owned(), group.value.clone()];
    row.extend([found.occurrences, found.items, found.papers].map(|n| n.to_string()));
    row.extend([searched.papers, searched.items, searched.words].map(|n| n.to_string()));
    row.push(rate.map(|rate| rate.to_string()).unwrap_or_default());
    row
}

/// Writes the tables of mentions by the values of fields, one value a row.
pub fn mentions_by(mentions: &Mentions, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &COUNTS, &[], &[])?;
    for by in &mentions.by {
        for group in &by.groups {
            table.row(counts(&by.field, group))?;
        }
    }
    table.end()
}
