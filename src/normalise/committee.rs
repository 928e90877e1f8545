//! Says which committee met, decided or is addressed.
//!
//! Only where a paper prints it in a place that says so: a committee spoken of in discussion is
//! a mention. What the name says of the body is for [`crate::vocabulary::committees`].

use std::collections::BTreeSet;

use crate::normalise::addressee;
use crate::normalise::bodies;
use crate::normalise::bodies::CommitteeName;
use crate::normalise::casing;
use crate::normalise::dates;
use crate::normalise::executive;
use crate::normalise::heads::Head;
use crate::normalise::heads::Wording;
use crate::normalise::issue;
use crate::normalise::number;
use crate::normalise::passage;
use crate::normalise::reading::Reading;
use crate::normalise::reading::evidence;
use crate::normalise::reading::folded_space;
use crate::normalise::told;
use crate::paper::Committee;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::paper::Origin;
use crate::paper::PaperKind;
use crate::vocabulary::committees;
use crate::vocabulary::folded;

/// How many lines from the top a name may stand alone.
const TOP: usize = 12;

/// How many lines from the top a label may stand.
const LABEL_TOP: usize = 30;

/// Labels before a committee's name, beside "Decision Maker".
const LABELS: [&str; 9] = [
    "Report to",
    "Meeting of",
    "Committee",
    "Name of committee",
    "Meeting",
    "Decision body",
    "Report for",
    "Board",
    "To",
];

/// A printed name with the line it stands on.
pub(super) type Printed = (CommitteeName, String);

/// Returns the name of the committee, or `None` if nothing names it.
pub(super) fn find(
    reading: &Reading<'_>,
    heads: &[Head],
    origin: &Origin,
    address: Option<&str>,
) -> Option<Fact<CommitteeName>> {
    let printed = decision_maker(reading)
        .or_else(|| from_heads(reading, heads))
        .or_else(|| labelled(reading))
        .or_else(|| alone(reading, heads))
        .or_else(|| addressee::find(reading));
    if let Some((name, line)) = printed {
        return Some(Fact { value: name, layer: Layer::Explicit, evidence: evidence(&line) });
    }
    supplied(reading.kind, origin, address)
}

/// Classes the committee of a paper. `council` is the name of its council.
pub(super) fn known(named: Fact<CommitteeName>, council: Option<&str>) -> Fact<Committee> {
    let Fact { value, layer, evidence } = named;
    Fact { value: classed(&value, council), layer, evidence }
}

/// Returns the committee of that name: in its usual print, with what the name says of it.
/// `council` is the name of its council.
pub(super) fn classed(name: &CommitteeName, council: Option<&str>) -> Committee {
    let printed = casing::recased(&name.name);
    let class = committees::class(&printed, council);
    let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let mut flags = owned(class.flags);
    if name.expired && !flags.iter().any(|flag| flag == committees::EXPIRED) {
        flags.push(committees::EXPIRED.to_owned());
    }
    Committee {
        name: printed,
        function: Some(class.function.to_owned()),
        also: owned(class.also),
        themes: owned(class.themes),
        flags,
    }
}

fn decision_maker(reading: &Reading<'_>) -> Option<Printed> {
    // A plan of decisions to come names many makers.
    if !matches!(reading.kind, PaperKind::DecisionDetails | PaperKind::DelegatedDecision) {
        return None;
    }
    let (line, value) = reading.labelled("Decision maker", usize::MAX)?;
    Some((executive::decision_maker(&value)?, reading.lines[line].text.to_owned()))
}

fn from_heads(reading: &Reading<'_>, heads: &[Head]) -> Option<Printed> {
    if issue::is_issue(reading.kind) {
        let head = issue::newest(heads)?;
        return Some((of_head(head)?, head.passage.clone()));
    }
    // The heads that bear the day go first; others count only where those name nothing.
    for dated in [true, false] {
        let named: Vec<(CommitteeName, &Head)> = heads
            .iter()
            .filter(|head| head.day.is_some() == dated)
            .filter_map(|head| Some((of_head(head)?, head)))
            .filter(|(name, head)| {
                // A page's heading names even a plain `Council`; prose around a head does not.
                matches!(head.wording, Wording::Page | Wording::Decided)
                    || !is_bare_word(&name.name)
            })
            .collect();
        if let Some((name, head)) = named.first() {
            // Several meetings of several bodies have no one committee.
            let names: BTreeSet<String> =
                named.iter().map(|(name, _)| folded(&name.name)).collect();
            return (names.len() == 1).then(|| (name.clone(), head.passage.clone()));
        }
    }
    let head = heads.first().filter(|head| head.wording == Wording::Minutes)?;
    if let Some(name) = on_its_line(reading, head) {
        return Some((name, head.passage.clone()));
    }
    let before = reading.lines.get(head.line.checked_sub(1)?)?;
    alone_on_line(before.text).map(|name| (name, before.text.to_owned()))
}

/// The body at the end of a head's first line, where an address runs on from it.
fn on_its_line(reading: &Reading<'_>, head: &Head) -> Option<CommitteeName> {
    let line = folded_space(reading.lines[head.line].text);
    let next = reading.lines.get(head.line + 1)?.text;
    let body = passage::body(&line).filter(|body| line.ends_with(body.as_str()))?;
    let goes_on = ["of ", "for ", "and ", "& ", "on "]
        .iter()
        .any(|word| next.to_lowercase().starts_with(word));
    bodies::committee(&body).filter(|name| !goes_on && !is_bare_word(&name.name))
}

/// The body that a head names. Where the software prints the name of a body and nothing else, it
/// may be that of a member of the executive.
pub(super) fn of_head(head: &Head) -> Option<CommitteeName> {
    let body = head.body.as_deref()?;
    match head.wording {
        Wording::Page | Wording::Decided => executive::decision_maker(body),
        Wording::Minutes | Wording::Call => bodies::committee(body),
    }
}

fn labelled(reading: &Reading<'_>) -> Option<Printed> {
    if matches!(reading.kind, PaperKind::Other | PaperKind::Listing | PaperKind::AgendaItem) {
        return None;
    }
    LABELS.iter().find_map(|label| {
        let (line, value) = reading.labelled(label, LABEL_TOP)?;
        // `Cabinet – 30 January 2025`: the day is for `day` to read.
        let days = dates::in_line(&value);
        let end = days.first().map_or(value.len(), |day| day.span.start);
        // What stands after a plain `To` may be anyone that the paper goes to.
        let is_to = *label == "To";
        let named = if is_to { bodies::committee } else { executive::decision_maker };
        let name = named(&value[..end])?;
        // `To: Council` may address a body that the report only goes on to.
        let vague = is_to && is_bare_word(&name.name) && days.is_empty();
        (!vague).then(|| (name, reading.lines[line].text.to_owned()))
    })
}

/// A committee's name that stands alone on a line of the top, above the head of the meeting.
fn alone(reading: &Reading<'_>, heads: &[Head]) -> Option<Printed> {
    let may = told::is_of_a_meeting(reading.kind) || reading.kind == PaperKind::Report;
    let end = heads.iter().map(|head| head.line).min().unwrap_or(TOP);
    let lines = if may { reading.head(TOP.min(end)) } else { &[] };
    lines.iter().enumerate().find_map(|(at, line)| {
        let before = at.checked_sub(1).map_or("", |before| lines[before].text);
        let name = alone_on_line(line.text).filter(|_| !leaves_off(before))?;
        Some((name, line.text.to_owned()))
    })
}

/// Says whether a line leaves off in the middle of a name, so that the next is no whole one.
fn leaves_off(line: &str) -> bool {
    let lower = line.to_lowercase();
    let lower = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != ',' && c != '&');
    lower.starts_with("to ")
        || lower.starts_with("to:")
        || lower.ends_with(',')
        || lower.ends_with('&')
        || [" of", " the", " and", " for", " to"].iter().any(|word| lower.ends_with(word))
        || lower.contains("meeting of")
}

/// The committee that a line names and nothing else.
fn alone_on_line(line: &str) -> Option<CommitteeName> {
    let line = folded_space(line);
    // `7. Public Forum` is a matter of the agenda.
    if number::leading(&line).is_some_and(|(number, _)| number.marked) {
        return None;
    }
    let name = bodies::committee(&line)?;
    let rest = line.len().saturating_sub(name.name.len());
    let is_title = name
        .name
        .split(' ')
        .all(|word| word.len() <= 4 || word.starts_with(|c: char| !c.is_lowercase()));
    // `Members of the Committee` and `the Committee` are lines of a roll, not of a head.
    let joined =
        ["and ", "or ", "& ", "of "].iter().any(|word| line.to_lowercase().starts_with(word));
    (is_title
        && !joined
        && rest <= 30
        && !is_vague_alone(&name.name)
        && !line.ends_with('.')
        && !line.contains(':'))
    .then_some(name)
}

/// Says whether a name is one of the plain words for any committee, which needs its heading to
/// mean one: `Council`, `Committee`, `Board`. `Cabinet` and `Executive` are names.
fn is_bare_word(name: &str) -> bool {
    bodies::is_generic(name) && !name.contains(' ')
}

/// Says whether a name that stands alone on a line may be a heading inside the paper: `Council`,
/// `County Council`, `Open Forum`. `Scrutiny Committee` alone is a committee of that name.
fn is_vague_alone(name: &str) -> bool {
    let lower = name.to_lowercase();
    bodies::is_generic(name) && !lower.contains("scrutiny") || lower.ends_with("council")
}

fn supplied(
    kind: PaperKind,
    origin: &Origin,
    address: Option<&str>,
) -> Option<Fact<CommitteeName>> {
    if let Some(printed) = origin.manifest.as_ref().and_then(|row| row.committee.as_deref()) {
        let plain = || CommitteeName { name: folded_space(printed), expired: false };
        let name = executive::decision_maker(printed).unwrap_or_else(plain);
        let evidence = "papers.csv".to_owned();
        return Some(Fact { value: name, layer: Layer::Supplied, evidence });
    }
    let name = origin.path.rsplit('/').next().unwrap_or(&origin.path);
    [address, Some(name)].into_iter().flatten().find_map(|source| {
        let told = told::by_name(source);
        let counts = told.by_software || (source == name && told::is_of_a_meeting(kind));
        told.committee.filter(|_| counts).map(|value| Fact {
            value,
            layer: Layer::Supplied,
            evidence: source.to_owned(),
        })
    })
}

#[cfg(test)]
mod tests;
