//! Divides a paper into items.
//!
//! The law: items and rubbish together cover the text exactly once, in order. So items are given
//! by where they begin ([`Start`]), and [`cover`] alone makes spans of that. White space between
//! two items belongs to the item before it.

use std::ops::Range;

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::normalise::headings;
use crate::normalise::inline;
use crate::normalise::issue;
use crate::normalise::lost;
use crate::normalise::number;
use crate::normalise::pointed;
use crate::normalise::procedure;
use crate::normalise::reading::Reading;
use crate::normalise::reading::folded_space;
use crate::normalise::rubbish;
use crate::normalise::running;
use crate::normalise::sequence;
use crate::normalise::tagged;
use crate::paper::Item;
use crate::paper::PaperKind;
use crate::paper::Part;
use crate::paper::Rubbish;

/// Where a part of the paper begins, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    /// Where it begins in the text, in bytes.
    pub(super) at: usize,
    /// Which part it is.
    pub(super) part: Part,
    /// Its number as printed, without a full stop.
    pub(super) number: Option<String>,
    /// Its title as printed.
    pub(super) title: Option<String>,
}

impl Start {
    /// A part without number and title.
    pub(super) fn bare(at: usize, part: Part) -> Self {
        Self { at, part, number: None, title: None }
    }
}

/// Returns the items of a paper. `title` is the paper's own; `meetings` are the places where the
/// minutes of a further meeting begin in the same paper.
pub(super) fn divide(
    reading: &Reading<'_>,
    rubbish: &[Rubbish],
    title: Option<&str>,
    meetings: &[usize],
) -> Vec<Item> {
    let whole = |part: Part, title: Option<&str>| {
        vec![Start { title: title.map(str::to_owned), ..Start::bare(0, part) }]
    };
    let starts = match reading.kind {
        PaperKind::DecisionDetails | PaperKind::AgendaItem => whole(Part::Item, title),
        PaperKind::IssueMeetings | PaperKind::IssueDecisions => {
            let sections = issue::sections(reading, title);
            if sections.is_empty() { whole(Part::Item, title) } else { sections }
        }
        PaperKind::Minutes
        | PaperKind::AgendaAndMinutes
        | PaperKind::Agenda
        | PaperKind::PrintedDecisions => {
            let found = in_meeting(reading, rubbish, meetings);
            if found.is_empty() { whole(Part::Body, None) } else { found }
        }
        _ => whole(Part::Body, None),
    };
    cover(reading, rubbish, starts)
}

/// How many titles that end with a colon divide a paper whose items bear numbers.
const FEWEST_COLONS: usize = 6;

/// Where the items of a meeting begin: by tags, else by numbers, else by headings.
fn in_meeting(reading: &Reading<'_>, rubbish: &[Rubbish], meetings: &[usize]) -> Vec<Start> {
    let tagged = tagged::starts(reading, rubbish);
    if !tagged.is_empty() {
        return tagged;
    }
    let numbered = sequence::starts(reading, meetings);
    let headed = headings::starts(reading);
    if numbered.is_empty() && headed.is_empty() && reading.kind == PaperKind::Minutes {
        let lost = lost::starts(reading);
        let found = if lost.is_empty() { inline::starts(reading) } else { lost };
        return pointed::with_parts(reading, found);
    }
    let (Some(first), Some(last)) = (numbered.first(), numbered.last()) else { return headed };
    // A long numbered list inside one item, such as the letters received, leaves most headings
    // before and after it; the numbers of the items themselves leave none.
    let within = |start: &&Start| (first.at..=last.at).contains(&start.at);
    let inside = headed.iter().filter(within).count();
    if headed.len() - inside >= 5 && inside * 2 < headed.len() {
        return headed;
    }
    let mut all = inline::with_missed(reading, numbered);
    all.extend(apart(reading, &all));
    // A clerk who forgot most numbers still ends each title with a colon.
    let colons =
        if reading.kind == PaperKind::Minutes { running::with_colons(reading) } else { Vec::new() };
    if colons.len() >= all.len().max(FEWEST_COLONS) {
        all.extend(colons);
    }
    if reading.kind == PaperKind::Minutes { pointed::with_parts(reading, all) } else { all }
}

/// Matters that no number goes before among numbered ones: while the public speaks, the meeting
/// stands adjourned, and a clerk forgets one.
fn apart(reading: &Reading<'_>, numbered: &[Start]) -> Vec<Start> {
    if reading.kind != PaperKind::Minutes {
        return Vec::new();
    }
    let first = numbered.first().map_or(usize::MAX, |start| start.at);
    let last = numbered.last().map_or(0, |start| start.at);
    let is_bare = |line: &Line<'_>| {
        number::leading(line.text).is_some_and(|(_, rest)| rest.is_empty())
            && numbered.iter().any(|start| start.at == line.span.start)
    };
    let is_numbered = |title: &str| {
        let known = numbered.iter().filter_map(|start| start.title.as_deref());
        known.into_iter().any(|known| known.eq_ignore_ascii_case(title))
    };
    // The public may speak before the first item, but below the roll of members.
    let (roll, has_roll) = headings::roll_starts(reading);
    let mut found = Vec::new();
    for (at, line) in reading.lines.iter().enumerate().skip(1) {
        let title = if procedure::stands_apart(line.text) {
            let is_below = line.span.start > first || (has_roll && at > roll);
            // Below a number that stands alone it is the title of that item.
            (is_below && !is_bare(&reading.lines[at - 1])).then_some(line.text)
        } else if (first..last).contains(&line.span.start) && line.kind == BlockKind::Paragraph {
            running::beside_numbers(line.text).filter(|title| !is_numbered(title))
        } else {
            None
        };
        let Some(title) = title else { continue };
        let title = folded_space(title).trim_matches(['*', ':', '.', ' ']).to_owned();
        found.push(Start { title: Some(title), ..Start::bare(line.span.start, Part::Item) });
    }
    found
}

/// Makes items of the places where they begin, so that with the rubbish they cover the text. What
/// stands before the first is the header. A part that holds white space alone is merged into its
/// neighbour.
fn cover(reading: &Reading<'_>, rubbish: &[Rubbish], mut starts: Vec<Start>) -> Vec<Item> {
    let text = reading.content;
    starts.sort_by_key(|start| start.at);
    starts.dedup_by_key(|start| start.at);
    if starts.first().is_none_or(|first| first.at > 0) {
        starts.insert(0, Start::bare(0, Part::Header));
    }
    let mut items: Vec<Item> = Vec::new();
    // White space before the first item that has words.
    let mut waiting: Vec<Range<usize>> = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(text.len(), |next| next.at);
        let spans = rubbish::outside(rubbish, start.at..end);
        if spans.iter().all(|span| text[span.clone()].trim().is_empty()) {
            match items.last_mut() {
                Some(before) => extend(&mut before.spans, spans),
                None => extend(&mut waiting, spans),
            }
            continue;
        }
        let first_line = reading.lines.partition_point(|line| line.span.start < start.at);
        let mut all = std::mem::take(&mut waiting);
        extend(&mut all, spans);
        items.push(Item {
            part: start.part,
            number: start.number.clone(),
            title: start.title.clone(),
            spans: all,
            page: reading.lines.get(first_line).and_then(|line| line.page),
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        });
    }
    if items.is_empty() {
        // Not one word in the whole paper: a scan. It is listed all the same.
        let item = Item {
            part: Part::Body,
            number: None,
            title: None,
            spans: waiting,
            page: None,
            meeting: None,
            statements: Vec::new(),
            topics: Vec::new(),
        };
        items.push(item);
    }
    // A header alone divides nothing: it is the body.
    if let [only] = items.as_mut_slice()
        && only.part == Part::Header
    {
        only.part = Part::Body;
    }
    items
}

/// Appends spans, joining those that touch.
fn extend(spans: &mut Vec<Range<usize>>, more: Vec<Range<usize>>) {
    for span in more {
        match spans.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => spans.push(span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::reading::tests::text;

    #[track_caller]
    fn check(kind: PaperKind, plain: &str, expected: &[&str]) {
        let text = text(plain);
        let found = rubbish::find(&text.content);
        let reading = Reading::new(&text, kind, &found);
        let items = divide(&reading, &found, Some("Title"), &[]);
        let shown: Vec<String> = items
            .iter()
            .map(|item| {
                let words: String =
                    item.spans.iter().map(|span| &text.content[span.clone()]).collect();
                let (number, title) =
                    (item.number.as_deref().unwrap_or("-"), item.title.as_deref().unwrap_or("-"));
                format!(
                    "{} {number} {title}: {}",
                    item.part.as_str(),
                    words.split_whitespace().collect::<Vec<_>>().join(" ")
                )
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_page_of_one_matter_is_one_item() {
        check(
            PaperKind::AgendaItem,
            "\nAgenda item\nThe harbour\n",
            &["item - Title: Agenda item The harbour"],
        );
        check(
            PaperKind::Report,
            "Summary\n1. One\n2. Two\n3. Three",
            &["body - -: Summary 1. One 2. Two 3. Three"],
        );
    }

    #[test]
    fn an_issue_has_an_item_for_each_meeting() {
        check(
            PaperKind::IssueMeetings,
            "Issue - meetings\nThe harbour\nMeeting: 21/01/2019 - Cabinet (Item 7.)\nAgreed.\nMeeting: 02/02/2019 - Council (Item 12)\nNoted.",
            &[
                "header - -: Issue - meetings The harbour",
                "item 7 Title: Meeting: 21/01/2019 - Cabinet (Item 7.) Agreed.",
                "item 12 Title: Meeting: 02/02/2019 - Council (Item 12) Noted.",
            ],
        );
    }

    #[test]
    fn letters_received_are_a_list_inside_their_item() {
        let mut plain = "Minutes\nPresent: A. Reed\nAPOLOGIES\nNone.\nHARBOUR\nWords.\nFINANCE\nWords.\nCORRESPONDENCE\n".to_owned();
        for number in 1..=6 {
            plain.push_str(&format!("{number}. County Council Letter {number}\n"));
        }
        plain.push_str("ROADS\nWords.\nCLOSE\nAt nine.");
        let text = text(&plain);
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        let items = divide(&reading, &[], None, &[]);
        let titles: Vec<&str> = items.iter().filter_map(|item| item.title.as_deref()).collect();
        assert_eq!(titles, ["APOLOGIES", "HARBOUR", "FINANCE", "CORRESPONDENCE", "ROADS", "CLOSE"]);
    }

    #[test]
    fn further_minutes_in_one_paper_have_items_of_their_own() {
        let month = "Minutes of the meeting\nPresent: A. Reed\n1. Apologies\nNone.\n2. Harbour\nWords.\n3. Close\nAt nine.\n";
        let text = text(&format!("{month}{month}"));
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        let items = divide(&reading, &[], None, &[month.len()]);
        let numbers: Vec<&str> =
            items.iter().map(|item| item.number.as_deref().unwrap_or(item.part.as_str())).collect();
        assert_eq!(numbers, ["header", "1", "2", "3", "header", "1", "2", "3"]);
    }

    #[test]
    fn numbers_inside_a_line_and_unnumbered_forums_are_items() {
        check(
            PaperKind::Minutes,
            "Minutes\n70/17 Apologies for absence There were none. 71/17 Harbour wall It leans.\n73/17 Roads\nLong.\n74/17 Finance\nPaid.\nOPEN FORUM\nA lamp is out.\n75/17 Close\nAt nine.",
            &[
                "header - -: Minutes",
                "item 70/17 Apologies for absence: 70/17 Apologies for absence There were none.",
                "item 71/17 Harbour wall It leans: 71/17 Harbour wall It leans.",
                "item 73/17 Roads: 73/17 Roads Long.",
                "item 74/17 Finance: 74/17 Finance Paid.",
                "item - OPEN FORUM: OPEN FORUM A lamp is out.",
                "item 75/17 Close: 75/17 Close At nine.",
            ],
        );
    }

    #[test]
    fn empty_parts_are_merged_into_their_neighbours() {
        check(
            PaperKind::Minutes,
            "\n <AI1>1. Apologies\nNone.</AI1>\n<AI2></AI2>\n<TRAILER_SECTION>\n </TRAILER_SECTION>\n",
            &["item 1 Apologies: 1. Apologies None."],
        );
        check(PaperKind::Minutes, " \n ", &["body - -: "]);
        check(PaperKind::Minutes, "", &["body - -: "]);
    }
}
