//! Says which topics a paper and each of its items are about, by the cues in them.
//!
//! A topic's score in a passage is the sum over its distinct cues of weight × (1 + ½ ln hits).
//! An item is one passage; a long one is several, for in enough pages every cue comes up once
//! and keeps every other one company. What a long item or a paper is about is what its passages
//! are about, each topic with the sum of its scores. Headers and trailers (who was present,
//! which documents there are) are about nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::paper::Item;
use crate::paper::Paper;
use crate::paper::Part;
use crate::paper::Topic;
use crate::vocabulary::topics;
use crate::vocabulary::topics::Taxonomy;

/// A passage is at most this long, in bytes: three or four pages.
const LONGEST_PASSAGE: usize = 10_000;

/// How far down an item its printed title may stand, in bytes.
const TITLE_WITHIN: usize = 400;

/// Gives `paper` and its items their topics.
pub(super) fn give(paper: &mut Paper) {
    let mut tally = Tally::new(topics::taxonomy());
    let mut whole = Sums::default();
    let mut titled = false;
    for at in 0..paper.items.len() {
        let item = &paper.items[at];
        if matches!(item.part, Part::Header | Part::Trailer) {
            continue;
        }
        // An undivided paper goes under the paper's own title.
        let title = match item.part {
            Part::Body => item.title.as_deref().or(paper.title.as_deref()),
            _ => item.title.as_deref(),
        };
        titled |= title == paper.title.as_deref();
        let sums = read(&paper.text, item, title, &mut tally);
        let scoring = &tally.taxonomy.scoring;
        let chosen =
            sums.chosen(tally.taxonomy, scoring.passage_threshold, scoring.max_topics_per_passage);
        whole.add_all(sums);
        paper.items[at].topics = chosen;
    }
    // The title of a paper whose items have titles of their own is a passage of its own.
    if let Some(title) = paper.title.as_deref().filter(|_| !titled) {
        tally.read(title, &(0..title.len()), &(0..title.len()));
        tally.close(&mut whole);
    }
    let scoring = &tally.taxonomy.scoring;
    paper.topics =
        whole.chosen(tally.taxonomy, scoring.document_threshold, scoring.max_topics_per_document);
}

/// Reads the passages of an item that goes under `title`.
fn read(text: &str, item: &Item, title: Option<&str>, tally: &mut Tally) -> Sums {
    let mut sums = Sums::default();
    let printed = title.and_then(|title| title_span(text, item, title));
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

/// The hits of each cue in the passage that is being read.
struct Tally {
    taxonomy: &'static Taxonomy,
    /// By cue.
    hits: Vec<u32>,
    /// The cues with a hit, in the order of their first.
    hit: Vec<usize>,
}

impl Tally {
    fn new(taxonomy: &'static Taxonomy) -> Self {
        Self { taxonomy, hits: vec![0; taxonomy.cues.len()], hit: Vec::new() }
    }

    /// Counts the cues in a piece of the passage. A hit within `title` counts as several.
    fn read(&mut self, text: &str, span: &Range<usize>, title: &Range<usize>) {
        let Self { taxonomy, hits, hit } = self;
        taxonomy.find(&text[span.clone()], |cue, at| {
            let worth = match title.contains(&(span.start + at)) {
                true => taxonomy.scoring.title_factor,
                false => 1,
            };
            if hits[cue] == 0 {
                hit.push(cue);
            }
            hits[cue] += worth;
        });
    }

    /// Ends the passage: adds the scores of its topics to `sums`.
    fn close(&mut self, sums: &mut Sums) {
        let Taxonomy { cues, topics, scoring, tops, .. } = self.taxonomy;
        let mut has_company = vec![false; *tops];
        for cue in self.hit.iter().map(|cue| &cues[*cue]).filter(|cue| !cue.near) {
            has_company[topics[cue.topic].top] = true;
        }
        let mut passage: BTreeMap<usize, Sum> = BTreeMap::new();
        for at in self.hit.drain(..) {
            let hits = std::mem::take(&mut self.hits[at]);
            let cue = &cues[at];
            if cue.near && !has_company[topics[cue.topic].top] {
                continue;
            }
            let score = f64::from(cue.weight) * (1.0 + 0.5 * f64::from(hits).ln());
            let sum = passage.entry(cue.topic).or_default();
            sum.score += score;
            sum.is_strong |= cue.weight >= scoring.min_strong_cue;
            sum.cues.insert(at, score);
        }
        passage.retain(|_, sum| sum.is_strong && sum.score >= scoring.passage_threshold);
        sums.add_all(Sums(passage));
    }
}

/// What passages are about: by topic, in the order of the table.
#[derive(Default)]
struct Sums(BTreeMap<usize, Sum>);

/// How much speaks for a topic.
#[derive(Default)]
struct Sum {
    score: f64,
    /// One of the cues is a strong one.
    is_strong: bool,
    /// What each cue adds to the score.
    cues: BTreeMap<usize, f64>,
}

impl Sums {
    fn add_all(&mut self, more: Self) {
        for (topic, sum) in more.0 {
            let own = self.0.entry(topic).or_default();
            own.score += sum.score;
            own.is_strong |= sum.is_strong;
            for (cue, score) in sum.cues {
                *own.cues.entry(cue).or_default() += score;
            }
        }
    }

    /// The topics of at least the score `threshold`, the strongest first, at most `most`.
    fn chosen(&self, taxonomy: &Taxonomy, threshold: f64, most: usize) -> Vec<Topic> {
        let id = |topic: usize| taxonomy.topics[topic].id.as_str();
        let mut passed: Vec<(usize, &Sum)> = self
            .0
            .iter()
            .filter(|(_, sum)| sum.score >= threshold)
            .map(|(topic, sum)| (*topic, sum))
            .collect();
        if passed.iter().any(|(topic, _)| id(*topic) != taxonomy.scoring.residual_topic) {
            passed.retain(|(topic, _)| id(*topic) != taxonomy.scoring.residual_topic);
        }
        passed.sort_by(|(a, one), (b, other)| {
            other.score.total_cmp(&one.score).then_with(|| id(*a).cmp(id(*b)))
        });
        passed.truncate(most);
        let topic = |(topic, sum): (usize, &Sum)| Topic {
            id: id(topic).to_owned(),
            cues: sum.cues(taxonomy),
        };
        passed.into_iter().map(topic).collect()
    }
}

impl Sum {
    /// The cues that decided, the heaviest first.
    fn cues(&self, taxonomy: &Taxonomy) -> Vec<String> {
        let mut cues: Vec<(&str, f64)> = self
            .cues
            .iter()
            .map(|(cue, score)| (taxonomy.cues[*cue].text.as_str(), *score))
            .collect();
        cues.sort_by(|(a, one), (b, other)| other.total_cmp(one).then_with(|| a.cmp(b)));
        cues.into_iter().map(|(text, _)| text.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::normalise::reading::tests::text;
    use crate::paper::Origin;
    use crate::paper::PaperKind;
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
        // The lone bollard is too little for the paper.
        assert_eq!(ids(&paper.topics), ["waste/street-cleansing"]);
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
            prop_assert!(first.topics.len() <= 6);
            prop_assert!(first.items.iter().all(|item| item.topics.len() <= 4));
            prop_assert_eq!(first.topics, paper(&plain, PaperKind::Other).topics);
        }
    }
}
