//! Writes statements, one row a hit.

use std::io::Write;

use super::fact;
use super::facts;
use super::table::Table;
use super::yes;
use crate::error::Result;
use crate::search::Said;
use crate::search::StatementRow;

/// The columns of a statement.
const STATED: [&str; 22] = [
    "id",
    "item",
    "kind",
    "also",
    "level",
    "body",
    "body_id",
    "addressee",
    "framework",
    "inspected",
    "number",
    "lead_in",
    "text",
    "start",
    "end",
    "claimed",
    "status",
    "response",
    "outcome",
    "for",
    "against",
    "abstain",
];
/// The columns of where it stands.
const PLACE: [&str; 15] = [
    "council",
    "council_layer",
    "committee",
    "committee_layer",
    "date",
    "date_layer",
    "decision_date",
    "title",
    "item_number",
    "paper_kind",
    "url",
    "path",
    "page",
    "ocr",
    "same_as",
];

/// Writes statements, one row a hit, as they come. With `history`, a row is an occurrence: `row`
/// counts the hits from 1, and the status is the one said there.
pub fn statements(
    rows: impl Iterator<Item = Result<StatementRow>>,
    history: bool,
    out: &mut dyn Write,
) -> Result<()> {
    let mut table = Table::new(
        out,
        &["row"],
        &[STATED.as_slice(), &PLACE].concat(),
        &["held", "occurrences", "dates"],
    )?;
    for (at, row) in rows.enumerate() {
        let row = row?;
        let held = row.held.map(|held| held.to_string()).unwrap_or_default();
        let count = row.occurrences().count().to_string();
        let dates: Vec<String> =
            row.occurrences().map(|said| fact(said.about.date.as_ref()).0).collect();
        let ends = [held, count, dates.join("; ")];
        let number = (at + 1).to_string();
        if history {
            for said in row.occurrences() {
                let statement = &said.quoted.statement;
                let told = (statement.status.as_deref(), statement.response.as_deref());
                table.row(
                    [number.clone()].into_iter().chain(cells(said, told)).chain(ends.clone()),
                )?;
            }
        } else {
            let told = (row.status(), row.response());
            table.row([number].into_iter().chain(cells(&row.first, told)).chain(ends))?;
        }
    }
    Ok(table.end()?)
}

fn cells(said: &Said, (status, response): (Option<&str>, Option<&str>)) -> Vec<String> {
    let Said { id, item, about, quoted } = said;
    let statement = &quoted.statement;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let count = |count: Option<u32>| count.map(|it| it.to_string()).unwrap_or_default();
    let maker = statement.maker.as_ref();
    let tally = statement.tally.clone().unwrap_or_default();
    let [council, council_layer, committee, committee_layer, date, date_layer, decided] =
        facts(about);
    vec![
        id.clone(),
        item.clone(),
        statement.kind.to_string(),
        text(statement.also.map(|kind| kind.as_str())),
        statement.level.to_string(),
        text(maker.map(|maker| maker.name.as_str())),
        text(maker.and_then(|maker| maker.outside.as_deref())),
        text(statement.addressee.as_deref()),
        text(statement.framework.as_deref()),
        text(statement.inspected.as_deref()),
        text(statement.number.as_deref()),
        text(quoted.lead_in.as_deref()),
        quoted.text.clone(),
        statement.span.start.to_string(),
        statement.span.end.to_string(),
        count(statement.claimed),
        text(status),
        text(response),
        text(statement.outcome.map(|outcome| outcome.as_str())),
        count(tally.in_favour),
        count(tally.against),
        count(tally.abstained),
        council,
        council_layer,
        committee,
        committee_layer,
        date,
        date_layer,
        decided,
        text(about.title.as_deref()),
        text(about.item_number.as_deref()),
        about.kind.as_str().to_owned(),
        text(about.url.as_deref()),
        about.path.clone(),
        said.page().map(|start| start.page.to_string()).unwrap_or_default(),
        yes(said.page().is_some_and(|start| start.is_picture)),
        about.same_as.join("; "),
    ]
}
