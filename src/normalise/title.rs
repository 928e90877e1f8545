//! Says what a paper is called.
//!
//! Minutes, agendas and pages of meetings have no title of their own; a page of one matter has
//! one below its fixed heading; a report has one where it is labelled or a heading.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::BlockKind;
use crate::normalise::bodies;
use crate::normalise::dates;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::reading::is_heading;
use crate::paper::PaperKind;

/// How many lines from the top a fixed heading may stand.
const TOP: usize = 25;

/// A longer line, in bytes, is a paragraph.
const LONGEST: usize = 300;

/// Labels before the title of a report.
const LABELS: [&str; 6] =
    ["Report title", "Title of report", "Title", "Subject", "Report on", "Subject of report"];

/// Links and sizes of files that pages print beside a title.
static FILE_MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s*(?:pdf icon\s*)?\b(?:pdf|doc|docx|rtf|xls|xlsx|zip)\s+[\d.]+\s*[km]b$")
        .expect("a fixed pattern")
});

/// Returns the title as printed, or `None` where the paper has none.
pub(super) fn find(reading: &Reading<'_>) -> Option<String> {
    match reading.kind {
        PaperKind::DecisionDetails => below(reading, &["decision details"]),
        PaperKind::AgendaItem => below(reading, &["agenda item"]),
        PaperKind::IssueDecisions => below(reading, &["issue - decisions"]),
        PaperKind::IssueMeetings => below(reading, &["issue - meetings"]),
        PaperKind::Minutes
        | PaperKind::AgendaAndMinutes
        | PaperKind::Agenda
        | PaperKind::PrintedDecisions => None,
        PaperKind::Report | PaperKind::Appendix | PaperKind::DelegatedDecision => {
            labelled(reading).or_else(|| heading(reading))
        }
        _ => labelled_title(reading)
            .or_else(|| first_heading(reading))
            .or_else(|| page_title(reading)),
    }
}

/// Returns `printed` without the mark of a linked file and with white space folded.
pub(super) fn without_file_mark(printed: &str) -> String {
    let folded = folded_space(printed);
    // A mark ends with the unit of a size: `99 KB`.
    if !folded.ends_with(['b', 'B']) {
        return folded;
    }
    FILE_MARK.replace(&folded, "").into_owned()
}

/// The first line below a page's fixed heading.
fn below(reading: &Reading<'_>, fixed: &[&str]) -> Option<String> {
    let at = reading
        .top(TOP)
        .iter()
        .position(|line| fixed.iter().any(|heading| line.text.eq_ignore_ascii_case(heading)))?;
    let title = without_file_mark(reading.lines.get(at + 1)?.text);
    let is_label = title.ends_with(':') || title.contains(": ") && title.starts_with("Decision");
    (!title.is_empty() && title.len() <= LONGEST && !is_label).then_some(title)
}

fn labelled(reading: &Reading<'_>) -> Option<String> {
    LABELS.iter().find_map(|label| {
        let (_, value) = reading.labelled(label, TOP)?;
        (value.len() <= LONGEST && value.len() > 2).then_some(value)
    })
}

/// Front matter and forms print `Title:` in papers of any kind.
fn labelled_title(reading: &Reading<'_>) -> Option<String> {
    let (_, value) = reading.labelled("Title", 6)?;
    let value = value.trim_matches('"');
    (value.len() <= LONGEST && value.len() > 2).then(|| value.to_owned())
}

/// The first heading of a report that is no section, no body and no date.
fn heading(reading: &Reading<'_>) -> Option<String> {
    let line = reading.top(TOP).iter().find(|line| is_heading(line))?;
    let title = without_file_mark(line.text);
    let is_title = title.len() > 3
        && title.len() <= LONGEST
        && !bodies::is_section(&title)
        && bodies::committee(&title).is_none()
        && bodies::council(&title).is_none()
        && dates::in_line(&title).is_empty();
    is_title.then_some(title)
}

fn first_heading(reading: &Reading<'_>) -> Option<String> {
    let line = reading.lines.iter().find(|line| line.kind == BlockKind::Heading(1))?;
    let title = without_file_mark(line.text);
    (title.len() <= LONGEST).then_some(title)
}

/// The page's own title without the name of its site after the last dash or bar.
fn page_title(reading: &Reading<'_>) -> Option<String> {
    let title = folded_space(reading.page_title?);
    let end = [" - ", " | ", " – ", " — "].iter().filter_map(|mark| title.rfind(mark)).max();
    let title = title[..end.unwrap_or(title.len())].trim().to_owned();
    (!title.is_empty() && title.len() <= LONGEST).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, plain: &str, expected: Option<&str>) {
        let mut text = text(plain);
        text.title = Some("The swans - Foxhole - Norfolk".to_owned());
        let reading = Reading::new(&text, kind, &[]);
        assert_eq!(find(&reading).as_deref(), expected, "{plain}");
    }

    #[test]
    fn pages_of_one_matter_have_it_below_their_heading() {
        check(
            PaperKind::AgendaItem,
            "Home > A\nAgenda item\nTHE  HARBOUR PDF 12 KB\nMinutes:",
            Some("THE HARBOUR"),
        );
        check(
            PaperKind::DecisionDetails,
            "Decision details\n\nThe harbour\nDecision Maker: Cabinet",
            Some("The harbour"),
        );
        check(PaperKind::DecisionDetails, "Decision details\nDecision Maker: Cabinet", None);
    }

    #[test]
    fn reports_have_it_labelled_or_as_a_heading() {
        check(PaperKind::Report, "Report title: The harbour\nSummary", Some("The harbour"));
        check(PaperKind::Report, "# The harbour wall\n## Summary", Some("The harbour wall"));
        check(PaperKind::Report, "# Executive Summary\nwords", None);
        check(PaperKind::Report, "Executive Summary\nwords", None);
    }

    #[test]
    fn other_pages_have_their_first_heading_or_page_title() {
        check(PaperKind::Other, "# Swans seen\nwords", Some("Swans seen"));
        check(PaperKind::Other, "words", Some("The swans - Foxhole"));
        check(PaperKind::Minutes, "# Minutes\nwords", None);
    }
}
