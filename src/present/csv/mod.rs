//! Writes answers as CSV: one row a hit, a value, a cell, an item or a problem, below a header row.
//!
//! UTF-8, lines as RFC 4180 asks. A spreadsheet takes a cell that begins with `=` for a formula;
//! such cells get an apostrophe before them, which spreadsheets do not show.

mod compared;
mod mentions;
mod statements;
mod table;
mod terms;

use std::io;
use std::io::Write;

use crate::paper::Layer;
use crate::present::Inspected;
use crate::search::About;
use crate::search::Facet;
use crate::search::Found;
use crate::search::Holdings;
use crate::search::Shown;

pub use compared::compared;
pub use mentions::mentions;
pub use mentions::mentions_by;
pub use statements::statements;
use table::Table;
pub use terms::terms;

/// The columns that say what an item is and whence it comes.
const ABOUT: [&str; 18] = [
    "title",
    "item_number",
    "part",
    "kind",
    "council",
    "council_layer",
    "committee",
    "committee_layer",
    "date",
    "date_layer",
    "decision_date",
    "people",
    "topics",
    "url",
    "path",
    "page",
    "ocr",
    "same_as",
];

/// Writes the hits of a search, one a row; the snippets of a hit share a cell.
pub fn found(found: &Found, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["id", "score"], &ABOUT, &["snippets"])?;
    for hit in &found.hits {
        let mut row = vec![hit.id.clone(), hit.score.to_string()];
        row.extend(about(&hit.about));
        let snippets: Vec<&str> =
            hit.snippets.iter().map(|snippet| snippet.text.as_str()).collect();
        row.push(snippets.join(" … "));
        table.row(row)?;
    }
    table.end()
}

/// Writes the values of one field, at most `limit` of them (0 for all).
pub fn facet(facet: &Facet, limit: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["field", "value", "count", "chosen"], &[], &[])?;
    let shown = if limit == 0 { facet.values.len() } else { limit };
    for value in facet.values.iter().take(shown) {
        table.row(vec![
            facet.field.clone(),
            value.value.clone(),
            value.count.to_string(),
            value.chosen.to_string(),
        ])?;
    }
    table.end()
}

/// Writes the items shown, one a row, with their text.
pub fn shown(shown: &Shown, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["id", "paper"], &ABOUT, &["text"])?;
    for item in &shown.items {
        let mut row = vec![item.id.clone(), shown.paper.clone()];
        row.extend(about(&item.about));
        row.push(item.text.clone());
        table.row(row)?;
    }
    table.end()
}

/// Writes how many papers carry each value of each field.
pub fn holdings(holdings: &Holdings, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["field", "value", "papers"], &[], &[])?;
    for (field, values) in &holdings.by {
        for (value, papers) in values {
            table.row(vec![field.clone(), value.clone(), papers.to_string()])?;
        }
    }
    table.end()
}

/// Writes every file that fell short, one problem a row.
pub fn problems(holdings: &Holdings, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out, &["path", "problem", "detail"], &[], &[])?;
    for problem in &holdings.problems {
        table.row(vec![
            problem.path.clone(),
            problem.kind.as_str().to_owned(),
            problem.detail.clone(),
        ])?;
    }
    table.end()
}

/// Writes the items of files read without an index, one a row. A file without a paper has a row
/// of its own, with its problems.
pub fn inspected(files: &[Inspected<'_>], out: &mut dyn Write) -> io::Result<()> {
    const FILE: [&str; 10] = [
        "path",
        "kind",
        "council",
        "council_layer",
        "committee",
        "committee_layer",
        "date",
        "date_layer",
        "decision_date",
        "problems",
    ];
    let mut table = Table::new(out, &FILE, &["part", "item_number", "title", "page", "text"], &[])?;
    for file in files {
        let fact = file_cells(file);
        let Some(paper) = file.paper else {
            let empty = std::iter::repeat_n(String::new(), 5);
            table.row(fact.into_iter().chain(empty))?;
            continue;
        };
        for item in &paper.items {
            let item = [
                item.part.as_str().to_owned(),
                item.number.clone().unwrap_or_default(),
                item.title.clone().unwrap_or_default(),
                item.page.map(|page| page.to_string()).unwrap_or_default(),
                paper.text_of(item),
            ];
            table.row(fact.iter().cloned().chain(item))?;
        }
    }
    table.end()
}

/// The cells that say what a file is, the same for all its items.
fn file_cells(file: &Inspected<'_>) -> Vec<String> {
    let paper = file.paper;
    let council = paper.and_then(|paper| paper.council.as_ref());
    let committee = paper.and_then(|paper| paper.committee.as_ref());
    let date = paper.and_then(|paper| paper.date.as_ref());
    let decision = paper.and_then(|paper| paper.decision_date.as_ref());
    let problems: Vec<&str> = file.problems.iter().map(|problem| problem.kind.as_str()).collect();
    let layer = |layer: Option<Layer>| layer.map(|layer| layer.to_string()).unwrap_or_default();
    vec![
        file.path.to_owned(),
        file.kind.map(|kind| kind.to_string()).unwrap_or_default(),
        council.map(|fact| fact.value.name.clone()).unwrap_or_default(),
        layer(council.map(|fact| fact.layer)),
        committee.map(|fact| fact.value.name.clone()).unwrap_or_default(),
        layer(committee.map(|fact| fact.layer)),
        date.map(|fact| fact.value.to_string()).unwrap_or_default(),
        layer(date.map(|fact| fact.layer)),
        decision.map(|fact| fact.value.to_string()).unwrap_or_default(),
        problems.join("; "),
    ]
}

/// Whose an item is and when it was, each with its layer, then the day of the decision.
fn facts(about: &About) -> [String; 7] {
    let (council, council_layer) = fact(about.council.as_ref());
    let (committee, committee_layer) = fact(about.committee.as_ref());
    let (date, date_layer) = fact(about.date.as_ref());
    let decided = about.decision_date.map(|date| date.to_string()).unwrap_or_default();
    [council, council_layer, committee, committee_layer, date, date_layer, decided]
}

/// The cells of [`ABOUT`].
fn about(about: &About) -> Vec<String> {
    let [council, council_layer, committee, committee_layer, date, date_layer, decided] =
        facts(about);
    let people: Vec<String> = about
        .people
        .iter()
        .map(|person| match (&person.name, &person.role) {
            (Some(name), Some(role)) => format!("{name} ({role})"),
            (Some(only), None) | (None, Some(only)) => only.clone(),
            (None, None) => person.kind.clone(),
        })
        .collect();
    vec![
        about.title.clone().unwrap_or_default(),
        about.item_number.clone().unwrap_or_default(),
        about.part.as_str().to_owned(),
        about.kind.as_str().to_owned(),
        council,
        council_layer,
        committee,
        committee_layer,
        date,
        date_layer,
        decided,
        people.join("; "),
        about.topics.join("; "),
        about.url.clone().unwrap_or_default(),
        about.path.clone(),
        about.page().map(|page| page.to_string()).unwrap_or_default(),
        yes(about.pages.has_pictures()),
        about.same_as.join("; "),
    ]
}

/// `yes`, or nothing.
fn yes(it: bool) -> String {
    if it { "yes".to_owned() } else { String::new() }
}

fn fact<T: ToString>(fact: Option<&(T, Layer)>) -> (String, String) {
    fact.map(|(value, layer)| (value.to_string(), layer.to_string())).unwrap_or_default()
}
