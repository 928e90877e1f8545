//! Turns a text and its kind into a [`Paper`](crate::paper::Paper): whose it is, which committee,
//! which day, which items.
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
mod steps;
mod stray;
mod tagged;
mod title;
mod told;
mod topics;

pub use steps::Draft;
pub use steps::paper;
pub use steps::papers;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::Origin;
    use crate::paper::Paper;
    use crate::paper::PaperKind;
    use crate::recognise;
    use crate::recognise::Verdict;

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
