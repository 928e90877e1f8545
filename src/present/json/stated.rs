//! Shapes a statement, without the item it stands in.

use serde::Serialize;

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

    /// One whose spans are those of `text`.
    pub(super) fn in_text(statement: &'a Statement, text: &'a str) -> Self {
        let lead_in = statement.lead_in.clone().and_then(|lead_in| text.get(lead_in));
        Self::with(statement, text.get(statement.span.clone()).unwrap_or_default(), lead_in)
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
