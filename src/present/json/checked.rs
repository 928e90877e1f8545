//! Shapes whether an index is sound.

use std::io::Result;
use std::io::Write;

use serde::Serialize;

use super::heading::CoverageOut;
use super::heading::IndexOut;
use super::heading::QueryOut;
use super::verified::met;
use crate::pipeline::Finding;
use crate::pipeline::Recount;
use crate::present::Checked;
use crate::search::Coverage;
use crate::verify::PaperRecount;

#[derive(Serialize)]
struct CheckedOut<'a> {
    // No query was asked; the key is there as in every answer.
    query: Option<QueryOut<'a>>,
    coverage: Option<CoverageOut>,
    index: Option<IndexOut<'a>>,
    folder: &'a str,
    sound: bool,
    checks: Vec<FindingOut<'a>>,
    recount: Option<RecountOut<'a>>,
    notes: &'a [String],
    mend: Option<MendOut<'a>>,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    check: &'static str,
    sound: bool,
    looked_at: u64,
    not_looked_at: Option<&'a str>,
    faults: Vec<FaultOut<'a>>,
    more_faults: u64,
}

#[derive(Serialize)]
struct FaultOut<'a> {
    place: &'a str,
    detail: &'a str,
}

#[derive(Serialize)]
struct RecountOut<'a> {
    sound: bool,
    not_looked_at: Option<&'a str>,
    papers: u64,
    sampled: u64,
    compared: u64,
    counts: u64,
    words: u64,
    sources: Vec<SourceOut<'a>>,
}

/// A file of which there is something to say.
#[derive(Serialize)]
struct SourceOut<'a> {
    path: &'a str,
    paper: &'a str,
    state: &'static str,
    detail: Option<&'a str>,
    differs: bool,
    items_in_index: Option<u64>,
    items_in_file: Option<u64>,
    differences: Vec<DifferenceOut<'a>>,
    more_differences: u64,
}

#[derive(Serialize)]
struct DifferenceOut<'a> {
    item: u64,
    form: Option<&'a str>,
    in_index: u64,
    in_file: u64,
}

#[derive(Serialize)]
struct MendOut<'a> {
    remove: Option<&'a str>,
    run: &'a str,
    missing: Vec<&'a str>,
}

/// Writes what was found, aspect by aspect, and how to mend it.
pub fn checked(checked: &Checked<'_>, out: &mut dyn Write) -> Result<()> {
    let soundness = checked.soundness;
    let card = soundness.card.as_ref();
    let coverage = card.map(|card| Coverage {
        unread: card.unread,
        papers: card.papers,
        items: card.items,
        unreadable: card.unreadable,
        undated: card.undated,
        council_unknown: card.council_unknown,
    });
    let answer = CheckedOut {
        query: None,
        coverage: coverage.as_ref().map(CoverageOut::of),
        index: card.map(|card| IndexOut { fingerprint: &card.fingerprint, version: &card.program }),
        folder: &checked.folder,
        sound: soundness.is_sound(),
        checks: soundness.findings.iter().map(FindingOut::of).collect(),
        recount: soundness.recount.as_ref().map(RecountOut::of),
        notes: &soundness.notes,
        mend: checked.mending().map(|mending| MendOut {
            remove: mending.remove,
            run: mending.run,
            missing: checked.lost().collect(),
        }),
    };
    super::write(&answer, out)
}

impl<'a> FindingOut<'a> {
    fn of(finding: &'a Finding) -> Self {
        let faults = finding.faults.iter();
        Self {
            check: finding.aspect.as_str(),
            sound: finding.is_sound(),
            looked_at: finding.looked_at,
            not_looked_at: finding.unmade.as_deref(),
            faults: faults
                .map(|fault| FaultOut { place: &fault.place, detail: &fault.detail })
                .collect(),
            more_faults: finding.more,
        }
    }
}

impl<'a> RecountOut<'a> {
    fn of(recount: &'a Recount) -> Self {
        Self {
            sound: recount.agrees(),
            not_looked_at: recount.unmade.as_deref(),
            papers: recount.papers,
            sampled: recount.sampled,
            compared: recount.compared,
            counts: recount.counts,
            words: recount.words,
            sources: recount.notable.iter().map(SourceOut::of).collect(),
        }
    }
}

impl<'a> SourceOut<'a> {
    fn of(paper: &'a PaperRecount) -> Self {
        let (state, detail) = met(&paper.state);
        let differences = paper.differences.iter();
        Self {
            path: &paper.path,
            paper: &paper.id,
            state,
            detail,
            differs: paper.differs(),
            items_in_index: paper.items.map(|(index, _)| index),
            items_in_file: paper.items.map(|(_, file)| file),
            differences: differences
                .map(|it| DifferenceOut {
                    item: it.item,
                    form: it.form.as_deref(),
                    in_index: it.in_index,
                    in_file: it.in_file,
                })
                .collect(),
            more_differences: paper.more,
        }
    }
}
