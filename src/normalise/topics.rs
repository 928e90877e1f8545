//! Says which topics a paper and each of its items are about, by the cues in them.
//!
//! A topic's score in a passage is the sum over its distinct cues of weight × (1 + ½ ln hits).
//! An item is one passage; a long one is several, for in enough pages every cue comes up once
//! and keeps every other one company. What a long item or a paper is about is what its passages
//! are about, each topic with the sum of its scores; a topic that a heading names is one of the
//! paper's whatever its sum. Trailers (which documents there are) and headers (who was present),
//! but for the prose in them, are about nothing; nor are declarations of interest and headings
//! with nothing under them.

/// What is counted of a passage, and what passages add up to.
mod tally;

use std::ops::Range;

use crate::normalise::topics::tally::Sums;
use crate::normalise::topics::tally::Tally;
use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Part;
use crate::vocabulary::topics;
use crate::vocabulary::topics::Taxonomy;

/// A passage is at most this long, in bytes: three or four pages.
const LONGEST_PASSAGE: usize = 10_000;

/// How far down an item its printed title may stand, in bytes.
const TITLE_WITHIN: usize = 400;

/// A line of a header that is at least this long, in bytes, is prose: what the public asked
/// before the first item, and no name of the meeting.
const LEAST_PROSE: usize = 150;

/// Gives `paper` and its items their topics.
pub(super) fn give(paper: &mut Paper) {
    let mut tally = Tally::new(topics::taxonomy());
    let taxonomy = tally.taxonomy;
    let mut whole = Sums::default();
    let mut titled = false;
    let mut items = 0;
    for at in 0..paper.items.len() {
        let item = &paper.items[at];
        // An undivided paper goes under the paper's own title.
        let title = match item.part {
            Part::Body => item.title.as_deref().or(paper.title.as_deref()),
            _ => item.title.as_deref(),
        };
        match item.part {
            Part::Header => read_prose(&paper.text, item, &mut tally, &mut whole),
            Part::Trailer => {}
            _ => {
                let printed = title.and_then(|title| title_span(&paper.text, item, title));
                if item.part == Part::Item
                    && is_about_nothing(&paper.text, item, printed.as_ref(), taxonomy)
                {
                    continue;
                }
                titled |= title == paper.title.as_deref();
                items += 1;
                let sums = read(&paper.text, item, title, printed, &mut tally);
                let topics = sums.of_item(taxonomy);
                whole.add_all(&sums);
                paper.items[at].topics = topics;
            }
        }
    }
    // The title of a paper whose items have titles of their own is a passage of its own.
    if let Some(title) = paper.title.as_deref().filter(|_| !titled) {
        tally.read(title, &(0..title.len()), &(0..title.len()));
        tally.close(&mut whole);
    }
    paper.topics = whole.of_paper(taxonomy, items);
}

/// Reads the prose in a header, which is about something where the rest of it is not.
fn read_prose(text: &str, header: &Item, tally: &mut Tally, sums: &mut Sums) {
    for span in &header.spans {
        let mut start = span.start;
        for line in text[span.clone()].split_inclusive('\n') {
            let end = start + line.len();
            if line.len() >= LEAST_PROSE && line.trim_end().ends_with(['.', '?', '!']) {
                tally.read(text, &(start..end), &(0..0));
            }
            start = end;
        }
    }
    tally.close(sums);
}

/// Says whether an item is a form alone: its heading, which is `printed` there, says what it would
/// be about.
fn is_about_nothing(
    text: &str,
    item: &Item,
    printed: Option<&Range<usize>>,
    taxonomy: &Taxonomy,
) -> bool {
    let Some(title) = item.title.as_deref() else {
        return false;
    };
    // What stands beside the heading, which is in the first piece.
    let from = printed.map(|printed| printed.end);
    let mut spans = item.spans.clone();
    if let Some((first, from)) = spans.first_mut().zip(from) {
        first.start = from;
    }
    if taxonomy.formal.is_too_long(spans.iter().map(Range::len).sum()) {
        return false;
    }
    let rest: String = spans.into_iter().map(|span| &text[span]).collect();
    taxonomy.formal.is_about_nothing(title, &rest)
}

/// Reads the passages of an item that goes under `title`, which is `printed` there.
fn read(
    text: &str,
    item: &Item,
    title: Option<&str>,
    printed: Option<Range<usize>>,
    tally: &mut Tally,
) -> Sums {
    let mut sums = Sums::default();
    if let (Some(title), None) = (title, &printed) {
        tally.read(title, &(0..title.len()), &(0..title.len()));
    }
    let title = printed.unwrap_or_default();
    let mut length = 0;
    for span in &item.spans {
        let mut rest = span.clone();
        while length + rest.len() > LONGEST_PASSAGE {
            let end = cut(text, rest.start, rest.start + (LONGEST_PASSAGE - length));
            tally.read(text, &(rest.start..end), &title);
            tally.close(&mut sums);
            length = 0;
            rest.start = end;
        }
        length += rest.len();
        tally.read(text, &rest, &title);
    }
    tally.close(&mut sums);
    sums
}

/// The best place to cut a text that must be cut at `end` or before, but after `start`: after
/// a line, else after a word.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let mut end = end;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let within = &text[start..end];
    // A cut in the first half would make passages that say little.
    let half = within.len() / 2;
    let after = |mark: char| within.rfind(mark).filter(|at| *at >= half);
    after('\n').or_else(|| after(' ')).map_or(end, |at| start + at + 1)
}

/// Where the title of an item is printed at its top.
fn title_span(text: &str, item: &Item, title: &str) -> Option<Range<usize>> {
    let first = item.spans.first()?;
    let mut end = (first.start + TITLE_WITHIN + title.len()).min(first.end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let at = first.start + text[first.start..end].find(title)?;
    Some(at..at + title.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::Origin;
    use crate::paper::PaperKind;
    use crate::paper::Topic;
    use crate::recognise::Verdict;

    fn paper(plain: &str, kind: PaperKind) -> Paper {
        let verdict = Verdict { kind, evidence: Vec::new() };
        crate::normalise::paper(text(plain), &verdict, Origin::default()).0
    }

    /// The topics of an undivided paper.
    fn topics(plain: &str) -> Vec<String> {
        ids(&paper(plain, PaperKind::Other).items[0].topics)
    }

    fn ids(topics: &[Topic]) -> Vec<String> {
        topics.iter().map(|topic| topic.id.clone()).collect()
    }

    #[test]
    fn a_topic_needs_a_score_and_a_strong_cue() {
        // 3; 3 × (1 + ½ ln 4).
        assert!(topics("the bollard is old").is_empty());
        let four = "one bollard, a bollard, this bollard and that bollard";
        assert_eq!(topics(four), ["transport/street-lighting"]);
        // Weights 2, 2 and 2: nothing strong.
        assert!(topics("trees, a hedge and wildlife, trees, a hedge and wildlife").is_empty());
    }

    #[test]
    fn a_near_cue_needs_company_of_its_top_level() {
        let own = "The LTN was discussed; LTN signs, the LTN order and an LTN camera.";
        assert!(topics(own).is_empty());
        assert_eq!(
            topics(&format!("{own} An LCWIP follows.")),
            ["transport/parking-tro", "transport/active-travel"]
        );
        // Company that is itself `near`, or of another top level, is none.
        assert!(topics(&format!("{own} A PCN was sent.")).is_empty());
        assert_eq!(topics(&format!("{own} JTAI.")), ["children/childrens-inspection"]);
    }

    #[test]
    fn a_title_counts_three_times() {
        let minutes = "Minutes of the meeting held on 4 May 2022\nPresent: Cllr A Marl\n\
                       <AI1>1. Litter and graffiti\nNothing was decided.</AI1>\n\
                       <AI2>2. Other matters\nThe graffiti and litter stay.</AI2>\n\
                       <AI3>3. Bollards\nThere was a bollard.</AI3>\n";
        let paper = paper(minutes, PaperKind::Minutes);
        let by_item: Vec<_> = paper.items.iter().map(|item| ids(&item.topics)).collect();
        // 2 × 3 × (1 + ½ ln 3), 3 + 3, 3 × (1 + ½ ln 4).
        let street = vec!["waste/street-cleansing".to_owned()];
        let light = vec!["transport/street-lighting".to_owned()];
        assert_eq!(by_item, [vec![], street.clone(), street, light]);
        assert_eq!(paper.items[1].topics[0].cues, ["graffiti", "litter"]);
        assert_eq!(ids(&paper.topics), ["waste/street-cleansing", "transport/street-lighting"]);
    }

    #[test]
    fn a_heading_makes_a_topic_of_the_paper() {
        // 3 × (1 + ½ ln 5) under a heading; 3 + 3 under none.
        let minutes = "Minutes of the meeting held on 4 May 2022\nPresent: Cllr A Marl\n\
                       <AI1>1. Litter\nThere is litter, more litter.</AI1>\n\
                       <AI2>2. Other matters\nThe bollard and the finger post stay.</AI2>\n";
        assert_eq!(ids(&paper(minutes, PaperKind::Minutes).topics), ["waste/street-cleansing"]);
    }

    #[test]
    fn a_form_is_about_nothing() {
        let minutes = "Minutes of the meeting held on 4 May 2022\nPresent: Cllr A Marl\n\
                       <AI1>1. Declarations of interest\nCllr Marl: the churchyard, the \
                       cemetery, burial fees.</AI1>\n<AI2>2. Broadband\nNone.</AI2>\n\
                       <AI3>3. Street lighting\nIt was looked at.</AI3>\n";
        assert_eq!(ids(&paper(minutes, PaperKind::Minutes).topics), ["transport/street-lighting"]);
    }

    #[test]
    fn prose_before_the_first_item_counts() {
        let asked = "Ms Fenn asked what had become of the broadband that was promised to the \
                     upper village, where broadband is as slow as it has ever been, and who is \
                     to bring broadband to it.";
        let minutes = format!(
            "Minutes of the meeting held on 4 May 2022\nPresent: Cllr A Marl\n{asked}\n\
             <AI1>1. Tea\nIt was drunk.</AI1>\n"
        );
        let paper = paper(&minutes, PaperKind::Minutes);
        assert_eq!(ids(&paper.topics), ["economy/digital-infrastructure"]);
    }

    #[test]
    fn procedure_is_a_topic_only_where_there_is_no_other() {
        assert_eq!(topics("Apologies for absence and matters arising"), ["democracy/procedural"]);
        assert_eq!(
            topics("Apologies for absence. The allotments flooded; allotments are let."),
            ["culture/parks-play"]
        );
    }

    #[test]
    fn only_the_strongest_are_kept_in_order() {
        let all = "potholes, potholes and potholes; allotments and allotments; fly tipping and \
                   fly tipping; council tax base and council tax setting and a precept; \
                   broadband; a bridleway";
        assert_eq!(
            topics(all),
            [
                "finance/council-tax-rates",
                "transport/highway-maintenance",
                "culture/parks-play",
                "waste/enviro-crime"
            ]
        );
    }

    #[test]
    fn headers_and_template_rubbish_are_about_nothing() {
        let tagged = "Minutes of the meeting held on 4 May 2022\nPresent: the fostering team, \
                      fostering and adoption panel\n<LAYOUT_SECTION>pothole pothole \
                      pothole</LAYOUT_SECTION>\n<AI1>1. Tea\nIt was drunk.</AI1>\n";
        let paper = paper(tagged, PaperKind::Minutes);
        assert!(paper.items.iter().all(|item| item.topics.is_empty()));
        assert!(paper.topics.is_empty());
    }

    #[test]
    fn a_long_text_is_about_what_its_passages_are_about() {
        // Single mentions in many pages make no topic; one passage of many does.
        let idle = "The clerk wrote a letter and put it into the post box. ".repeat(400);
        let long = format!("litter {idle} graffiti {idle} weeds {idle}");
        assert!(topics(&long).is_empty());
        let about = format!("{idle} potholes, potholes and gritting {idle}");
        assert_eq!(topics(&about), ["transport/highway-maintenance"]);
    }

    #[test]
    fn a_text_without_a_line_end_is_cut_after_a_word() {
        let text = "\u{20ac}".repeat(100);
        for end in 1..text.len() {
            assert_eq!(cut(&text, 0, end), end / 3 * 3);
        }
        assert_eq!(cut("one two three", 0, 9), 8);
        assert_eq!(cut("one two\nthree", 0, 12), 8);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_text_has_its_topics(pieces in proptest::collection::vec(
            prop_oneof![
                Just("Director of ".to_owned()), Just("Planning Application ".to_owned()),
                Just("LTN\n".to_owned()), Just("children\u{2019}s home".to_owned()),
                Just("Mr J. ".to_owned()), Just("\u{2014}\u{a0}".to_owned()),
                Just(" Committee".to_owned()), "\\PC{0,30}",
            ],
            0..60,
        )) {
            let plain = pieces.concat();
            let first = paper(&plain, PaperKind::Other);
            prop_assert!(first.topics.len() <= 15);
            prop_assert!(first.items.iter().all(|item| item.topics.len() <= 4));
            prop_assert_eq!(first.topics, paper(&plain, PaperKind::Other).topics);
        }
    }
}
