//! Shapes a statement, without the item it stands in.

use serde::Serialize;

use crate::paper::Item;
use crate::paper::Statement;
use crate::paper::Tally;
use crate::search::Quoted;

#[derive(Serialize)]
pub(super) struct StatedOut<'a> {
    kind: &'static str,
    also: Option<&'static str>,
    level: &'static str,
    body: Option<&'a str>,
    body_id: Option<&'a str>,
    addressee: Option<&'a str>,
    framework: Option<&'a str>,
    inspected: Option<&'a str>,
    number: Option<&'a str>,
    lead_in: Option<&'a str>,
    text: &'a str,
    start: usize,
    end: usize,
    claimed: Option<u32>,
    status: Option<&'a str>,
    response: Option<&'a str>,
    outcome: Option<&'static str>,
    tally: Option<TallyOut<'a>>,
}

#[derive(Serialize)]
struct TallyOut<'a> {
    r#for: Option<u32>,
    against: Option<u32>,
    abstain: Option<u32>,
    names_for: &'a [String],
    names_against: &'a [String],
    names_abstain: &'a [String],
}

impl<'a> TallyOut<'a> {
    fn of(tally: &'a Tally) -> Self {
        Self {
            r#for: tally.in_favour,
            against: tally.against,
            abstain: tally.abstained,
            names_for: &tally.names_in_favour,
            names_against: &tally.names_against,
            names_abstain: &tally.names_abstained,
        }
    }
}

impl<'a> StatedOut<'a> {
    pub(super) fn of(quoted: &'a Quoted) -> Self {
        Self::with(&quoted.statement, &quoted.text, quoted.lead_in.as_deref())
    }

    /// One whose spans are those of the text of a paper. What is written are those of its item.
    pub(super) fn in_paper(statement: &'a Statement, item: &Item, text: &'a str) -> Self {
        let lead_in = statement.lead_in.clone().and_then(|lead_in| text.get(lead_in));
        let place = item.place_of(&statement.span).unwrap_or_default();
        let words = text.get(statement.span.clone()).unwrap_or_default();
        Self { start: place.start, end: place.end, ..Self::with(statement, words, lead_in) }
    }

    fn with(statement: &'a Statement, text: &'a str, lead_in: Option<&'a str>) -> Self {
        let maker = statement.maker.as_ref();
        Self {
            kind: statement.kind.as_str(),
            also: statement.also.map(|kind| kind.as_str()),
            level: statement.level.as_str(),
            body: maker.map(|maker| maker.name.as_str()),
            body_id: maker.and_then(|maker| maker.outside.as_deref()),
            addressee: statement.addressee.as_deref(),
            framework: statement.framework.as_deref(),
            inspected: statement.inspected.as_deref(),
            number: statement.number.as_deref(),
            lead_in,
            text,
            start: statement.span.start,
            end: statement.span.end,
            claimed: statement.claimed,
            status: statement.status.as_deref(),
            response: statement.response.as_deref(),
            outcome: statement.outcome.map(|outcome| outcome.as_str()),
            tally: statement.tally.as_ref().map(TallyOut::of),
        }
    }

    /// The same with what was said of it last.
    pub(super) fn told(self, status: Option<&'a str>, response: Option<&'a str>) -> Self {
        Self { status, response, ..self }
    }
}
