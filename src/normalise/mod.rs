//! Turns a text and its kind into a [`Paper`]: whose it is, which committee, which day, which
//! items.
//!
//! Knows how papers are worded; knows no file format and no index. A value that is not sure is
//! left out: a gap is better than a wrong value.

mod addressee;
mod bodies;
mod book;
mod candidate;
mod casing;
mod committee;
mod council;
mod cut;
mod dates;
mod day;
mod executive;
mod headings;
mod heads;
mod inline;
mod issue;
mod items;
mod lexicon;
mod lost;
mod mentioned;
mod number;
mod parts;
mod passage;
mod pattern;
mod people;
mod pointed;
mod procedure;
mod reading;
mod resumed;
mod rubbish;
mod running;
mod sequence;
mod statement;
mod statements;
mod stray;
mod tagged;
mod title;
mod told;
mod topics;

use std::num::NonZeroU32;

use crate::extract::Text;
use crate::normalise::reading::Reading;
use crate::paper::Origin;
use crate::paper::PageStart;
use crate::paper::Pages;
use crate::paper::Paper;
use crate::paper::PaperKind;
use crate::problem::Problem;
use crate::problem::ProblemKind;
use crate::recognise::Verdict;

/// Reads the paper in `text`.
///
/// What is printed goes before what was told from outside; what neither gives stays `None`.
/// Items and rubbish together cover the text exactly once, in order.
pub fn paper(text: Text, verdict: &Verdict, origin: Origin) -> (Paper, Vec<Problem>) {
    let mut problems = Vec::new();
    let rubbish = rubbish::find(&text.content);
    if !rubbish.is_empty() {
        let detail = rubbish::counts(&rubbish);
        problems.push(Problem::new(&origin.path, ProblemKind::TemplateRubbish, detail));
    }
    let manifest = origin.manifest.as_ref();
    // The text says nothing of its kind: then the manifest may.
    let kind = match verdict.kind {
        PaperKind::Other => manifest.and_then(|row| row.kind).unwrap_or(PaperKind::Other),
        kind => kind,
    };
    let told_address = manifest.and_then(|row| row.url.clone());
    let address = told_address.or_else(|| text.address.clone()).or_else(|| origin.address.clone());

    let reading = Reading::new(&text, kind, &rubbish);
    let heads = heads::find(&reading);
    let named = committee::find(&reading, &heads, &origin, address.as_deref());
    let date = day::meeting(&reading, &heads, &origin, address.as_deref(), &mut problems);
    // Councils come and go: whose paper it is depends on the day.
    let council = council::find(
        &reading,
        &heads,
        &origin,
        address.as_deref(),
        named.as_ref().map(|fact| fact.value.name.as_str()),
        date.as_ref().map(|fact| fact.value),
    );
    let council_name = council.as_ref().map(|fact| fact.value.name.as_str());
    let committee = named.map(|named| committee::known(named, council_name));
    let decision_date = day::decision(&reading);
    let printed_title = title::find(&reading);
    let further: Vec<usize> = heads
        .iter()
        .filter(|head| head.day.is_some())
        .skip(1)
        .map(|head| reading.lines[head.line].span.start)
        .collect();
    let mut items = items::divide(&reading, &rubbish, printed_title.as_deref(), &further);
    if kind == PaperKind::AgendaItem
        && let [item] = items.as_mut_slice()
    {
        item.number = heads.iter().find_map(heads::item_number);
    }
    if issue::is_issue(kind) {
        issue::give_meetings(&reading, &heads, council_name, &mut items);
    }
    let committee_name = committee.as_ref().map(|fact| fact.value.name.as_str());
    statements::give(&reading, &mut items, committee_name, council_name);
    let people = people::find(&reading, council.as_ref());
    let title = printed_title.or_else(|| manifest.and_then(|row| row.title.clone()));

    let mut paper = Paper {
        address,
        origin,
        kind,
        title,
        council,
        committee,
        date,
        decision_date,
        pages: pages(&text),
        text: text.content,
        items,
        rubbish,
        people,
        topics: Vec::new(),
        dates: Vec::new(),
    };
    topics::give(&mut paper);
    paper.dates = mentioned::find(&paper);
    statements::outside::give(&mut paper);
    (paper, problems)
}

/// Where the pages of a text begin.
fn pages(text: &Text) -> Pages {
    let start = |(at, page): &(usize, NonZeroU32)| PageStart {
        at: *at,
        page: *page,
        is_picture: text.from_pictures.contains(page),
    };
    Pages(text.page_starts.iter().map(start).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::recognise;

    fn read(plain: &str, kind: PaperKind) -> Paper {
        let verdict = Verdict { kind, evidence: Vec::new() };
        paper(text(plain), &verdict, Origin::default()).0
    }

    /// The law: items and rubbish cover the text exactly once, in order.
    fn check_cover(paper: &Paper) {
        let mut spans: Vec<_> = paper.items.iter().flat_map(|item| item.spans.clone()).collect();
        let in_order = spans.is_sorted_by(|a, b| a.end <= b.start);
        assert!(in_order, "items out of order: {spans:?}");
        spans.extend(paper.rubbish.iter().map(|piece| piece.span.clone()));
        spans.sort_by_key(|span| span.start);
        let mut end = 0;
        for span in &spans {
            assert_eq!(span.start, end, "a gap or an overlap in {spans:?}");
            assert!(
                paper.text.is_char_boundary(span.start) && paper.text.is_char_boundary(span.end)
            );
            end = span.end;
        }
        assert_eq!(end, paper.text.len());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn items_and_rubbish_cover_any_text(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("<AI1>".to_owned()), Just("</AI1>".to_owned()), Just("<AI2>".to_owned()),
                    Just("<LAYOUT_SECTION>".to_owned()), Just("</LAYOUT_SECTION>".to_owned()),
                    Just("<TRAILER_SECTION>".to_owned()), Just("</TRAILER_SECTION>".to_owned()),
                    Just("FIELD_TITLE".to_owned()), Just("\n".to_owned()), Just(" \u{a0}".to_owned()),
                    Just("1. Apologies\n".to_owned()), Just("2. Harbour\n".to_owned()), Just("3.\n".to_owned()),
                    Just("# Minutes\n".to_owned()), Just("AGENDA\n".to_owned()), Just("é–\n7\n".to_owned()),
                    Just("Minutes of the meeting held on 3 May 2019\nPresent:\n".to_owned()),
                    Just("Meeting: 03/05/2019 - Cabinet (Item 7)\n".to_owned()),
                    "\\PC{0,20}",
                ],
                0..40,
            ),
            kind in proptest::sample::select(PaperKind::ALL.to_vec()),
        ) {
            let text = text(&pieces.concat());
            let verdict = Verdict { kind, evidence: Vec::new() };
            let length = text.content.len();
            let recognised = recognise::kind(&text, "a.txt");
            let (by_kind, _) = paper(text.clone(), &verdict, Origin::default());
            let (by_verdict, _) = paper(text, &recognised, Origin::default());
            check_cover(&by_kind);
            check_cover(&by_verdict);
            prop_assert_eq!(by_kind.text.len(), length);
        }
    }

    #[test]
    fn the_manifest_fills_gaps_and_never_overrules_print() {
        let row = crate::paper::ManifestRow {
            council: Some("Lancashire".to_owned()),
            committee: Some("Harbour Board".to_owned()),
            kind: Some(PaperKind::Report),
            title: Some("The wall".to_owned()),
            url: Some("https://example.org/a".to_owned()),
            date: None,
        };
        let origin = Origin { manifest: Some(row), ..Origin::default() };
        let verdict = Verdict { kind: PaperKind::Other, evidence: Vec::new() };
        let (paper, problems) = paper(text("words"), &verdict, origin);
        assert_eq!(paper.kind, PaperKind::Report);
        assert_eq!(paper.title.as_deref(), Some("The wall"));
        assert_eq!(paper.council.unwrap().value.id.as_deref(), Some("LAN"));
        assert_eq!(paper.committee.unwrap().value.name, "Harbour Board");
        assert_eq!(paper.address.as_deref(), Some("https://example.org/a"));
        assert!(problems.is_empty());
    }

    #[test]
    fn rubbish_is_told_once_with_counts() {
        let verdict = Verdict { kind: PaperKind::Minutes, evidence: Vec::new() };
        let (_, problems) =
            paper(text("<AI1>1. One</AI1> FIELD_TITLE"), &verdict, Origin::default());
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].detail, "AI 2, FIELD_TITLE 1");
        check_cover(&read("<AI1>1. One</AI1> FIELD_TITLE", PaperKind::Minutes));
    }
}
