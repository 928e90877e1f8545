//! Keeps the statements of an item in its record: where they stand in its text, and what is known
//! of each. Their words are in the text of the item and nowhere else.

use std::ops::Range;

use serde::Deserialize;
use serde::Serialize;

use crate::paper::Item;
use crate::paper::Level;
use crate::paper::Maker;
use crate::paper::Paper;
use crate::paper::Statement;
use crate::paper::StatementKind;
use crate::paper::Tally;
use crate::paper::VoteOutcome;

/// A statement as it is kept. Part of the format of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// `recommendation`, `resolution`, `request`, …
    pub kind: String,
    /// What it does besides.
    pub also: Option<String>,
    /// `item`, `claim` or `mention`.
    pub level: String,
    /// Where it begins in the text of its item, in bytes.
    pub start: u64,
    /// Where it ends there.
    pub end: u64,
    /// Its number in its list.
    pub number: Option<String>,
    /// What opens its list: where that stands in the text of the item, in bytes.
    pub lead_in: Option<(u64, u64)>,
    /// Who makes it.
    pub body: Option<String>,
    /// The id of a body outside the council that makes it.
    pub outside: Option<String>,
    /// Who must act, or is asked.
    pub addressee: Option<String>,
    /// The id of the framework of an inspection.
    pub framework: Option<String>,
    /// When there was an inspection: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub inspected: Option<String>,
    /// How many recommendations a claim speaks of.
    pub claimed: Option<u32>,
    /// What became of it.
    pub status: Option<String>,
    /// What was answered to it.
    pub response: Option<String>,
    /// `carried`, `lost` or `withdrawn`.
    pub outcome: Option<String>,
    /// Who voted how.
    pub tally: Option<Votes>,
}

/// Who voted how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// How many voted for it.
    pub r#for: Option<u32>,
    /// How many voted against it.
    pub against: Option<u32>,
    /// How many abstained.
    pub abstain: Option<u32>,
    /// Who voted for it.
    pub names_for: Vec<String>,
    /// Who voted against it.
    pub names_against: Vec<String>,
    /// Who abstained.
    pub names_abstain: Vec<String>,
}

impl Stated {
    /// The kinds of this statement: what it does, then what it does besides.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        [Some(&self.kind), self.also.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// The statement that is kept so. Its spans are those of the text of its item.
    ///
    /// `None` where the kind or the level is none that is known: it was not written by us.
    pub fn statement(&self) -> Option<Statement> {
        let at = |(start, end): (u64, u64)| Some(byte(start)?..byte(end)?);
        let outside = self.outside.clone();
        Some(Statement {
            kind: StatementKind::from_word(&self.kind)?,
            also: self.also.as_deref().and_then(StatementKind::from_word),
            level: Level::from_word(&self.level)?,
            span: at((self.start, self.end))?,
            number: self.number.clone(),
            lead_in: self.lead_in.and_then(at),
            maker: self.body.clone().map(|name| Maker { name, outside }),
            addressee: self.addressee.clone(),
            framework: self.framework.clone(),
            inspected: self.inspected.clone(),
            claimed: self.claimed,
            status: self.status.clone(),
            response: self.response.clone(),
            outcome: self.outcome.as_deref().and_then(VoteOutcome::from_word),
            tally: self.tally.as_ref().map(Votes::tally),
        })
    }
}

/// A place in a text that was kept as a number of bytes.
fn byte(kept: u64) -> Option<usize> {
    usize::try_from(kept).ok()
}

impl Votes {
    fn tally(&self) -> Tally {
        Tally {
            in_favour: self.r#for,
            against: self.against,
            abstained: self.abstain,
            names_in_favour: self.names_for.clone(),
            names_against: self.names_against.clone(),
            names_abstained: self.names_abstain.clone(),
        }
    }
}

/// The statements of an item, in their order. Those whose words lie outside the item's text are
/// left out: there are none unless reading went wrong.
pub(super) fn in_item(paper: &Paper, item: &Item) -> Vec<Stated> {
    let at = |span: &Range<usize>| {
        item.place_of(span).map(|place| (place.start as u64, place.end as u64))
    };
    let all = item.statements.iter().filter_map(|statement| {
        let (start, end) = at(&statement.span)?;
        Some(stated(statement, start, end, statement.lead_in.as_ref().and_then(at)))
    });
    debug_assert!(item.statements.iter().all(|it| paper.text.get(it.span.clone()).is_some()));
    all.collect()
}

fn stated(of: &Statement, start: u64, end: u64, lead_in: Option<(u64, u64)>) -> Stated {
    Stated {
        kind: of.kind.as_str().to_owned(),
        also: of.also.map(|kind| kind.as_str().to_owned()),
        level: of.level.as_str().to_owned(),
        start,
        end,
        number: of.number.clone(),
        lead_in,
        body: of.maker.as_ref().map(|maker| maker.name.clone()),
        outside: of.maker.as_ref().and_then(|maker| maker.outside.clone()),
        addressee: of.addressee.clone(),
        framework: of.framework.clone(),
        inspected: of.inspected.clone(),
        claimed: of.claimed,
        status: of.status.clone(),
        response: of.response.clone(),
        outcome: of.outcome.map(|outcome| outcome.as_str().to_owned()),
        tally: of.tally.as_ref().map(votes),
    }
}

fn votes(tally: &Tally) -> Votes {
    Votes {
        r#for: tally.in_favour,
        against: tally.against,
        abstain: tally.abstained,
        names_for: tally.names_in_favour.clone(),
        names_against: tally.names_against.clone(),
        names_abstain: tally.names_abstained.clone(),
    }
}
