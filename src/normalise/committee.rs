//! Says which committee met, decided or is addressed.
//!
//! Only where a paper prints it in a place that says so: a committee spoken of in discussion is
//! a mention. What the name says of the body is for [`crate::vocabulary::committees`].

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::normalise::bodies;
use crate::normalise::bodies::CommitteeName;
use crate::normalise::casing;
use crate::normalise::dates;
use crate::normalise::heads::Head;
use crate::normalise::heads::Wording;
use crate::normalise::issue;
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

static ADDRESSEE: LazyLock<Regex> = LazyLock::new(|| {
    // Words of a name: with a capital, or small ones between them.
    Regex::new(r"(?:^|[.:]\s+)(?:[Tt]hat\s+)?(?:[Tt]he\s+)?(?P<body>\p{Lu}[\p{L}’']+,?(?:\s+(?:\p{Lu}[\p{L}’'-]+,?|and|of|for|the|&|on)){0,12})\s+(?:is|are)\s+(?i:asked|invited|requested|recommended)\s+to\b")
        .expect("a fixed pattern")
});

/// A printed name with the line it stands on.
type Printed = (CommitteeName, String);

/// Returns the committee, or `None` if nothing names it. `council` is the name of its council.
pub(super) fn find(
    reading: &Reading<'_>,
    heads: &[Head],
    origin: &Origin,
    address: Option<&str>,
    council: Option<&str>,
) -> Option<Fact<Committee>> {
    let printed = decision_maker(reading)
        .or_else(|| from_heads(reading, heads))
        .or_else(|| labelled(reading))
        .or_else(|| alone(reading, heads))
        .or_else(|| addressee(reading));
    if let Some((name, line)) = printed {
        return Some(fact(name, council, Layer::Explicit, evidence(&line)));
    }
    supplied(reading.kind, origin, address, council)
}

/// Makes the fact of a committee: its name in its usual print, and what that says of it.
pub(super) fn fact(
    name: CommitteeName,
    council: Option<&str>,
    layer: Layer,
    evidence: String,
) -> Fact<Committee> {
    let expired = name.expired;
    let name = casing::recased(&name.name);
    let class = committees::class(&name, council);
    let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<Vec<String>>();
    let mut flags = owned(class.flags);
    if expired && !flags.iter().any(|flag| flag == committees::EXPIRED) {
        flags.push(committees::EXPIRED.to_owned());
    }
    let value = Committee {
        name,
        function: Some(class.function.to_owned()),
        also: owned(class.also),
        themes: owned(class.themes),
        flags,
    };
    Fact { value, layer, evidence }
}

fn decision_maker(reading: &Reading<'_>) -> Option<Printed> {
    // A plan of decisions to come names many makers.
    if !matches!(reading.kind, PaperKind::DecisionDetails | PaperKind::DelegatedDecision) {
        return None;
    }
    let (line, value) = reading.labelled("Decision maker", usize::MAX)?;
    Some((bodies::decision_maker(&value)?, reading.lines[line].text.to_owned()))
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
    let before = reading.lines.get(head.line.checked_sub(1)?)?;
    alone_on_line(before.text).map(|name| (name, before.text.to_owned()))
}

/// The body that a head names. Where the software prints the name of a body and nothing else, it
/// may be that of a member of the executive.
pub(super) fn of_head(head: &Head) -> Option<CommitteeName> {
    let body = head.body.as_deref()?;
    match head.wording {
        Wording::Page | Wording::Decided => bodies::decision_maker(body),
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
        let name = bodies::decision_maker(&value[..end])?;
        // `To: Council` may address a body that the report only goes on to.
        let vague = *label == "To" && is_bare_word(&name.name) && days.is_empty();
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

/// The committee that a report asks to do something.
fn addressee(reading: &Reading<'_>) -> Option<Printed> {
    if reading.kind != PaperKind::Report {
        return None;
    }
    let mut found: Option<Printed> = None;
    for line in &reading.lines {
        // A literal first: few lines hold it, and the pattern is slow on long ones.
        if !["asked to", "invited to", "requested to", "ecommended to", "ECOMMENDED to"]
            .iter()
            .any(|cue| line.text.contains(cue))
        {
            continue;
        }
        for captures in ADDRESSEE.captures_iter(line.text) {
            let Some(name) = bodies::committee(&captures["body"]) else { continue };
            if bodies::is_generic(&name.name) {
                continue;
            }
            match &found {
                Some((known, _)) if folded(&known.name) != folded(&name.name) => return None,
                Some(_) => {}
                None => found = Some((name, line.text.to_owned())),
            }
        }
    }
    found
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
    council: Option<&str>,
) -> Option<Fact<Committee>> {
    if let Some(printed) = origin.manifest.as_ref().and_then(|row| row.committee.as_deref()) {
        let plain = || CommitteeName { name: folded_space(printed), expired: false };
        let name = bodies::decision_maker(printed).unwrap_or_else(plain);
        return Some(fact(name, council, Layer::Supplied, "papers.csv".to_owned()));
    }
    let name = origin.path.rsplit('/').next().unwrap_or(&origin.path);
    [address, Some(name)].into_iter().flatten().find_map(|source| {
        let told = told::by_name(source);
        let counts = told.by_software || (source == name && told::is_of_a_meeting(kind));
        told.committee
            .filter(|_| counts)
            .map(|found| fact(found, council, Layer::Supplied, source.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::heads;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, path: &str, plain: &str, expected: Option<&str>) {
        let text = text(plain);
        let reading = Reading::new(&text, kind, &[]);
        let origin = Origin { path: path.to_owned(), ..Origin::default() };
        let found = find(&reading, &heads::find(&reading), &origin, None, None);
        let shown = found.map(|fact| {
            format!("{} {} {}", fact.value.name, fact.layer, fact.value.flags.join(" "))
        });
        assert_eq!(shown.as_deref().map(str::trim_end), expected, "{plain}");
    }

    #[test]
    fn labels_and_heads_name_it() {
        check(
            PaperKind::DecisionDetails,
            "a",
            "Decision details\nDecision Maker: Audit\u{a0}Panel",
            Some("Audit Panel explicit"),
        );
        check(
            PaperKind::DecisionDetails,
            "a",
            "Decision details\nDecision Maker: Strategic Director for Trees",
            None,
        );
        check(
            PaperKind::AgendaAndMinutes,
            "a",
            "# Agenda\n## Ridge Forum - Expired 18/10/22 - Wednesday, 9 March 2022",
            Some("Ridge Forum explicit expired"),
        );
        check(
            PaperKind::Minutes,
            "a",
            "Foxhole Borough Council\nHarbour Committee\nMinutes of the Meeting held on 9 March 2022",
            Some("Harbour Committee explicit"),
        );
        check(
            PaperKind::Report,
            "a",
            "Report to: Harbour Committee\nDate: 9 March 2022",
            Some("Harbour Committee explicit"),
        );
    }

    #[test]
    fn a_report_addresses_it_by_a_name_of_its_own() {
        check(
            PaperKind::Report,
            "a",
            "Recommendation\nThe Children's Harbour Committee is asked to note the report.",
            Some("Children's Harbour Committee explicit"),
        );
        check(PaperKind::Report, "a", "The Scrutiny Committee is asked to note the report.", None);
        check(
            PaperKind::Report,
            "a",
            "The Audit Panel is asked to note it.\nThe Harbour Board is asked to note it.",
            None,
        );
        check(PaperKind::AgendaItem, "a", "To inform Scrutiny Committee of the work", None);
    }

    #[test]
    fn a_parish_council_is_no_committee_of_its_own() {
        check(
            PaperKind::Minutes,
            "a",
            "MINUTES OF THE MEETING OF FOXHOLE PARISH COUNCIL HELD ON 9 MARCH 2022",
            None,
        );
        check(
            PaperKind::Minutes,
            "a",
            "Minutes of the Parish Council meeting held on 9 March 2022",
            None,
        );
    }

    #[test]
    fn file_names_supply_it() {
        check(
            PaperKind::Minutes,
            "Printed minutes 13th-Feb-2025 09.30 County Council.pdf",
            "Minutes",
            Some("County Council supplied"),
        );
        check(PaperKind::Other, "Minutes - Audit Panel - 5th May 2018.md", "words", None);
    }
}
