//! Reads the pages of an issue, which go through several meetings, the newest first.
//!
//! Each section has a committee and a day of its own; the paper has those of the newest. Knows
//! nothing of papers of one meeting.

use crate::extract::Line;
use crate::normalise::bodies::CommitteeName;
use crate::normalise::committee;
use crate::normalise::dates;
use crate::normalise::heads::Head;
use crate::normalise::items::Start;
use crate::normalise::reading::Reading;
use crate::normalise::reading::evidence;
use crate::normalise::reading::folded_space;
use crate::paper::Committee;
use crate::paper::Fact;
use crate::paper::Item;
use crate::paper::Layer;
use crate::paper::Meeting;
use crate::paper::PaperKind;
use crate::paper::Part;

/// Says whether papers of this kind go through several meetings.
pub(super) fn is_issue(kind: PaperKind) -> bool {
    matches!(kind, PaperKind::IssueMeetings | PaperKind::IssueDecisions)
}

/// Where the sections of an issue's page begin. `title` is the issue's own.
pub(super) fn sections(reading: &Reading<'_>, title: Option<&str>) -> Vec<Start> {
    reading.lines.iter().filter_map(|line| section(reading.kind, line, title)).collect()
}

/// The section that a line opens: `Meeting: 14/09/2022 - Audit Panel (Item 38)` among meetings,
/// `17/05/2023 - Purchase of a mill` among decisions.
fn section(kind: PaperKind, line: &Line<'_>, title: Option<&str>) -> Option<Start> {
    let start = Start::bare(line.span.start, Part::Item);
    if kind == PaperKind::IssueMeetings {
        line.text.strip_prefix("Meeting: ")?;
        let number =
            line.text.rsplit_once("(Item ").map(|(_, rest)| rest.trim_end_matches([')', '.', ' ']));
        let number = number.filter(|number| !number.is_empty()).map(str::to_owned);
        return Some(Start { number, title: title.map(str::to_owned), ..start });
    }
    let (day, rest) = line.text.split_once(" - ")?;
    let is_day = day.len() == 10 && dates::in_line(day).len() == 1;
    is_day.then(|| Start { title: Some(folded_space(rest)), ..start })
}

/// The head of the newest meeting.
pub(super) fn newest(heads: &[Head]) -> Option<&Head> {
    let dated = heads.iter().filter_map(|head| Some((head.day.as_ref()?.date, head)));
    // Of two on one day the first printed is the newer: hence the reversal.
    dated.rev().max_by_key(|(day, _)| *day).map(|(_, head)| head)
}

/// Gives each item the meeting that its section prints. `council` is the name of the council.
pub(super) fn give_meetings(
    reading: &Reading<'_>,
    heads: &[Head],
    council: Option<&str>,
    items: &mut [Item],
) {
    // A page goes through many meetings of few committees: each is classed once.
    let mut known: Vec<(CommitteeName, Committee)> = Vec::new();
    let mut of_name = |name: CommitteeName| {
        if let Some((_, committee)) = known.iter().find(|(same, _)| *same == name) {
            return committee.clone();
        }
        let committee = committee::classed(&name, council);
        known.push((name, committee.clone()));
        committee
    };
    for item in items {
        let inside = |head: &&Head| {
            let at = reading.lines[head.line].span.start;
            item.spans.iter().any(|span| span.contains(&at))
        };
        item.meeting = heads.iter().find(inside).map(|head| Meeting {
            committee: committee::of_head(head).map(|name| Fact {
                value: of_name(name),
                layer: Layer::Explicit,
                evidence: evidence(&head.passage),
            }),
            date: head.day.as_ref().map(|day| Fact {
                value: day.date,
                layer: Layer::Explicit,
                evidence: evidence(&head.passage),
            }),
        });
    }
}
