//! Finds the cues of topics in a text, by the taxonomy `topics.toml`.
//!
//! The taxonomy has two levels (`children/front-door`); its head says what the fields of a cue
//! mean. It is mapped to the functions and services lists of the esd-toolkit programme (Open
//! Government Licence) and to COFOG. Knows no paper: what a cue counts is for the caller to say.

mod formal;
mod names;
mod phrases;
mod trie;
mod words;

use std::sync::LazyLock;

use serde::Deserialize;

use crate::vocabulary::topics::formal::Formal;
use crate::vocabulary::topics::names::Names;
use crate::vocabulary::topics::phrases::Match;
use crate::vocabulary::topics::phrases::Phrases;

/// The taxonomy as a table.
const TABLE: &str = include_str!("topics.toml");

static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| {
    Taxonomy::new(toml::from_str(TABLE).expect("the taxonomy is embedded and parsed in a test"))
});

/// Returns the taxonomy, which is built once.
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

/// Returns the top level of a topic's id: `children` of `children/front-door` and of itself.
pub fn top_level(id: &str) -> &str {
    id.split_once('/').map_or(id, |(top, _)| top)
}

/// How much it takes for a text to be about a topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoring {
    /// The least score of a topic of one passage.
    pub passage_threshold: f64,
    /// The least score of a topic of a paper.
    pub document_threshold: f64,
    /// A topic needs one cue of at least this weight.
    pub min_strong_cue: u8,
    /// How many hits a hit in a title is worth.
    pub title_factor: u32,
    /// The most topics of one passage.
    pub max_topics_per_passage: usize,
    /// The most topics of a paper.
    pub max_topics_per_document: usize,
    /// The most topics of a paper that has as many items.
    pub max_topics_of_many_items: usize,
    /// The least score of a topic beyond [`Self::max_topics_per_document`] that no heading names.
    pub further_threshold: f64,
    /// Topics of headings that every agenda has.
    pub routine_topics: Vec<String>,
    /// The topic that counts only where there is no other.
    pub residual_topic: String,
}

/// A topic of the second level.
#[derive(Debug, PartialEq, Eq)]
pub struct SubTopic {
    /// Its id, such as `children/front-door`.
    pub id: String,
    /// The number of its top level.
    pub top: usize,
}

/// A word or phrase that speaks for a topic.
#[derive(Debug, PartialEq, Eq)]
pub struct Cue {
    /// As the taxonomy writes it.
    pub text: String,
    /// How much it says, 1 to 5. A cue of weight 0 speaks against: it hides shorter cues of its
    /// topic that lie within it.
    pub weight: u8,
    /// It counts only beside another cue of the same top level.
    pub near: bool,
    /// Its topic: the place in [`Taxonomy::topics`].
    pub topic: usize,
    /// It counts in this casing alone.
    cased: bool,
    /// It counts in this form alone, not in the singular or plural of it.
    exact: bool,
}

/// The topics and all that finds them.
pub struct Taxonomy {
    /// How scores are made.
    pub scoring: Scoring,
    /// The topics of the second level, in the order of the table.
    pub topics: Vec<SubTopic>,
    /// The cues of all topics.
    pub cues: Vec<Cue>,
    /// The number of top levels.
    pub tops: usize,
    /// Tells items that are about nothing.
    pub formal: Formal,
    phrases: Phrases,
    names: Names,
}

impl Taxonomy {
    fn new(file: File) -> Self {
        let tops = file.topic.len();
        let mut topics = Vec::new();
        let mut cues = Vec::new();
        for (top, group) in file.topic.into_iter().enumerate() {
            for sub in group.sub {
                let topic = topics.len();
                cues.extend(sub.cues.into_iter().map(|row| Cue {
                    text: row.t,
                    weight: row.w,
                    near: row.near,
                    topic,
                    cased: row.cased,
                    exact: row.exact,
                }));
                topics.push(SubTopic { id: sub.id, top });
            }
        }
        let phrases = Phrases::new(cues.iter().map(|cue| cue.text.as_str()));
        let Meta { scoring, formal, names } = file.meta;
        Self { scoring, topics, cues, tops, formal, phrases, names }
    }

    /// Tells `sink` each cue in `text` that counts where it stands, by its place in
    /// [`Taxonomy::cues`], and where it begins. Of two cues of one topic that lie one within
    /// the other, the longer counts.
    pub fn find(&self, text: &str, mut sink: impl FnMut(usize, usize)) {
        let mut standing: Vec<Match> = Vec::new();
        self.phrases.find(text, &mut |found| {
            standing.clear();
            standing.extend(found.iter().filter(|one| self.stands(text, one)));
            for (at, one) in standing.iter().enumerate() {
                let cue = &self.cues[one.phrase];
                if cue.weight > 0 && !self.is_hidden(&standing, at) {
                    sink(one.phrase, one.start);
                }
            }
        });
    }

    /// Says whether a cue counts in the form and the company it is printed in.
    fn stands(&self, text: &str, found: &Match) -> bool {
        let cue = &self.cues[found.phrase];
        let printed = &text[found.start..found.end];
        if cue.cased && (!is_printed(&cue.text, printed) || names::is_shouted(text, found.start)) {
            return false;
        }
        let small = |c: char| c.to_ascii_lowercase();
        if cue.exact && !letters(&cue.text).map(small).eq(letters(printed).map(small)) {
            return false;
        }
        !self.names.is_name(text, found.start, found.end)
    }

    /// Says whether a longer cue of the same topic holds the one at `at`.
    fn is_hidden(&self, found: &[Match], at: usize) -> bool {
        let one = found[at];
        let holds = |other: &&Match| {
            other.start <= one.start
                && other.end >= one.end
                && other.end - other.start > one.end - one.start
                && self.cues[other.phrase].topic == self.cues[one.phrase].topic
        };
        // They stand in the order of where they begin, and no phrase is longer than `REACH`.
        const REACH: usize = 120;
        let before = found[..at].iter().rev();
        let after = found[at + 1..].iter();
        before.take_while(|other| one.start - other.start < REACH).any(|other| holds(&other))
            || after.take_while(|other| other.start == one.start).any(|other| holds(&other))
    }
}

/// Says whether `printed` is the cased cue `text`, or its plural with a small `s`.
fn is_printed(text: &str, printed: &str) -> bool {
    let mut printed = letters(printed);
    letters(text).all(|c| printed.next() == Some(c))
        && matches!((printed.next(), printed.next()), (None, _) | (Some('s'), None))
}

/// Letters, digits and the gaps between words, without apostrophes.
fn letters(text: &str) -> impl Iterator<Item = char> {
    let apart = |c: char| if c.is_alphanumeric() || c == '&' { c } else { ' ' };
    text.chars().filter(|c| !matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '`')).map(apart)
}

/// The file `topics.toml`.
#[derive(Deserialize)]
struct File {
    meta: Meta,
    topic: Vec<Group>,
}

#[derive(Deserialize)]
struct Meta {
    scoring: Scoring,
    formal: Formal,
    names: Names,
}

#[derive(Deserialize)]
struct Group {
    sub: Vec<Sub>,
}

#[derive(Deserialize)]
struct Sub {
    id: String,
    cues: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    t: String,
    w: u8,
    #[serde(default)]
    cased: bool,
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    near: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// A small taxonomy with the given cues of `green/one`, `green/two` and `blue/one`.
    fn small(cues: [&str; 3]) -> Taxonomy {
        let [one, two, other] = cues;
        let meta = TABLE.split("[[topic]]").next().unwrap();
        let text = format!(
            "{meta}\n[[topic]]\n[[topic.sub]]\nid = 'green/one'\ncues = [{one}]\n\
             [[topic.sub]]\nid = 'green/two'\ncues = [{two}]\n\
             [[topic]]\n[[topic.sub]]\nid = 'blue/one'\ncues = [{other}]\n"
        );
        Taxonomy::new(toml::from_str(&text).unwrap())
    }

    /// The cues found, each as often as it counts.
    fn found(taxonomy: &Taxonomy, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        taxonomy.find(text, |cue, _| found.push(taxonomy.cues[cue].text.clone()));
        found
    }

    #[test]
    fn the_table_is_sound() {
        let taxonomy = taxonomy();
        assert_eq!((taxonomy.tops, taxonomy.topics.len()), (22, 147));
        let table: toml::Table = toml::from_str(TABLE).unwrap();
        let meta = table["meta"].as_table().unwrap();
        assert_eq!(meta["top_level"].as_integer(), Some(22));
        assert_eq!(meta["second_level"].as_integer(), Some(147));
        let mut ids = BTreeSet::new();
        for group in table["topic"].as_array().unwrap() {
            let top = group["id"].as_str().unwrap();
            for sub in group["sub"].as_array().unwrap() {
                let id = sub["id"].as_str().unwrap();
                assert_eq!(top_level(id), top);
                assert!(ids.insert(id.to_owned()), "{id} stands twice");
            }
        }
        assert!(ids.contains(&taxonomy.scoring.residual_topic));
        assert!(taxonomy.scoring.routine_topics.iter().all(|id| ids.contains(id)));
        for (at, topic) in taxonomy.topics.iter().enumerate() {
            let strong = |cue: &Cue| cue.weight >= taxonomy.scoring.min_strong_cue && !cue.near;
            let mut own = taxonomy.cues.iter().filter(|cue| cue.topic == at);
            assert!(own.any(strong), "{} can never be found", topic.id);
        }
    }

    #[test]
    fn every_cue_is_found_and_stands_once() {
        let taxonomy = taxonomy();
        let mut seen = BTreeSet::new();
        for (at, cue) in taxonomy.cues.iter().enumerate() {
            assert!(cue.weight <= 5, "{}", cue.text);
            let mut same = Vec::new();
            taxonomy.phrases.find(&cue.text, &mut |found| {
                let whole = found.iter().filter(|one| one.start == 0 && one.end == cue.text.len());
                same.extend(whole.map(|one| one.phrase));
            });
            assert!(same.contains(&at), "{} is never found", cue.text);
            assert!(cue.text.len() < 100, "{} is too long to hide another", cue.text);
            let twin = |other: &usize| {
                let other = &taxonomy.cues[*other];
                other.topic == cue.topic
                    && other.text != cue.text
                    && !(other.cased || cue.cased || other.exact || cue.exact)
            };
            assert!(!same.iter().any(twin), "{} has a twin in its topic", cue.text);
            assert!(seen.insert((cue.topic, &cue.text)), "{} stands twice", cue.text);
        }
    }

    #[test]
    fn cues_are_whole_words_in_either_number_and_any_spelling() {
        let taxonomy = small(["{ t = \"children's home\", w = 3 }", "", ""]);
        for text in ["Children's Homes", "a childrens\u{a0}home", "children\u{2019}s-home."] {
            assert_eq!(found(&taxonomy, text).len(), 1, "{text}");
        }
        for text in ["children's homework", "grandchildren's home", "children. Home"] {
            assert_eq!(found(&taxonomy, text).len(), 0, "{text}");
        }
    }

    #[test]
    fn cased_cues_keep_their_casing() {
        let taxonomy = small(["{ t = 'DoLS', w = 3, cased = true }", "", ""]);
        assert_eq!(found(&taxonomy, "DoLS dols DOLS Dols"), ["DoLS"]);
        let taxonomy = small(["{ t = 'HMO', w = 3, cased = true }", "", ""]);
        assert_eq!(found(&taxonomy, "HMO HMOs HMO's HMOS hmo"), ["HMO"; 3]);
    }

    #[test]
    fn exact_cues_keep_their_number() {
        let taxonomy = small(["{ t = 'parks', w = 3, exact = true }", "", ""]);
        assert_eq!(found(&taxonomy, "Parks, a park, PARKS").len(), 2);
    }

    #[test]
    fn the_longest_cue_wins_within_its_topic() {
        let one = "{ t = 'foster', w = 3 }, { t = 'foster care plan', w = 3 }, \
                   { t = 'care', w = 3 }, { t = 'plan b', w = 3 }";
        let taxonomy = small([one, "{ t = 'care', w = 3 }", "{ t = 'care plan', w = 3 }"]);
        let all = found(&taxonomy, "a foster care plan b and care");
        assert_eq!(all, ["foster care plan", "care", "care plan", "plan b", "care", "care"]);
    }

    #[test]
    fn a_cue_without_weight_hides_and_does_not_speak() {
        let one = "{ t = 'call in', w = 3 }, { t = 'subject to call in', w = 0 }";
        let taxonomy = small([one, "", ""]);
        assert_eq!(found(&taxonomy, "Is subject to call-in? The call-in was heard."), ["call in"]);
    }

    #[test]
    fn ids_have_a_top_level() {
        assert_eq!(top_level("children/front-door"), "children");
        assert_eq!(top_level("children"), "children");
    }
}
