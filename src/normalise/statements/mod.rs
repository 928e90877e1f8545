//! Finds the statements of a paper: what was resolved, recommended, requested, moved and asked.
//!
//! A statement is announced by a label (`Resolved:`), stands in a list that a line opens, or is a
//! sentence whose words tell what it does. Rules and their sources: `domain/statements.toml` of
//! the project's notes, whose cues these widen.

mod cues;
mod labelled;
mod lists;
mod makers;
mod markers;
mod matter;
mod naming;
mod needs;
mod openers;
pub(super) mod outside;
mod said;
mod sentences;
mod titles;
mod told;
mod votes;

use crate::normalise::reading::Reading;
use crate::paper::Item;
use crate::paper::PaperKind;

use makers::Makers;
use matter::Matter;

/// Gives `items` their statements. `committee` and `council` are the paper's own, by name.
pub(super) fn give(
    reading: &Reading<'_>,
    items: &mut [Item],
    committee: Option<&str>,
    council: Option<&str>,
) {
    if !has_statements(reading.kind) {
        return;
    }
    let is_cut = matter::is_cut(&reading.lines);
    // Asked for only where the paper has no name for who meets.
    let nameless = committee.is_none() && council.is_none();
    let usual = nameless.then(|| makers::usual(reading.content)).flatten();
    let mut next = 0;
    for item in items {
        let meeting = item.meeting.as_ref().and_then(|meeting| meeting.committee.as_ref());
        let committee = meeting.map(|fact| fact.value.name.as_str()).or(committee);
        let makers = Makers::new(reading.kind, committee, council, usual);
        let Some(end) = item.spans.last().map(|span| span.end) else { continue };
        let from = next;
        while reading.lines.get(next).is_some_and(|line| line.span.start < end) {
            next += 1;
        }
        let lines = &reading.lines[from..next];
        let matter = Matter::new(reading.content, reading.kind, item, lines, is_cut, &makers);
        item.statements = matter.read();
    }
}

/// Says whether papers of a kind do anything. Agendas say what may be done, lists and news what
/// others did.
fn has_statements(kind: PaperKind) -> bool {
    !matches!(
        kind,
        PaperKind::Agenda
            | PaperKind::ForwardPlan
            | PaperKind::WorkProgramme
            | PaperKind::Listing
            | PaperKind::Other
    )
}

#[cfg(test)]
mod tests;
