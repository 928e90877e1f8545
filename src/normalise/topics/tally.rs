//! Counts the cues of a passage and sums what passages are about.

use std::ops::Range;

use crate::paper::Topic;
use crate::vocabulary::topics::Taxonomy;

/// The hits of each cue in the passage that is being read.
pub(super) struct Tally {
    pub(super) taxonomy: &'static Taxonomy,
    /// By cue.
    hits: Vec<Hits>,
    /// The cues with a hit, in the order of their first.
    hit: Vec<usize>,
    /// By top level: a cue that needs no company has a hit. Used anew for each passage.
    has_company: Vec<bool>,
    /// By topic: what speaks for it. Used anew for each passage.
    sums: Vec<Sum>,
}

/// The hits of one cue.
#[derive(Clone, Default)]
struct Hits {
    /// What they are worth together.
    worth: u32,
    /// One of them stands in the title.
    in_title: bool,
}

impl Tally {
    /// Makes one that has read nothing.
    pub(super) fn new(taxonomy: &'static Taxonomy) -> Self {
        Self {
            taxonomy,
            hits: vec![Hits::default(); taxonomy.cues.len()],
            hit: Vec::new(),
            has_company: vec![false; taxonomy.tops],
            sums: vec![Sum::default(); taxonomy.topics.len()],
        }
    }

    /// Counts the cues in a piece of the passage. A hit within `title` counts as several.
    pub(super) fn read(&mut self, text: &str, span: &Range<usize>, title: &Range<usize>) {
        let Self { taxonomy, hits, hit, .. } = self;
        taxonomy.find(&text[span.clone()], |cue, at| {
            let in_title = title.contains(&(span.start + at));
            let worth = if in_title { taxonomy.scoring.title_factor } else { 1 };
            let own = &mut hits[cue];
            if own.worth == 0 {
                hit.push(cue);
            }
            own.worth += worth;
            own.in_title |= in_title;
        });
    }

    /// Ends the passage: adds the scores of its topics to `sums`.
    pub(super) fn close(&mut self, sums: &mut Sums) {
        let Self { taxonomy, hits, hit, has_company, sums: passage } = self;
        let Taxonomy { cues, topics, scoring, .. } = taxonomy;
        has_company.fill(false);
        for cue in hit.iter().map(|cue| &cues[*cue]).filter(|cue| !cue.near) {
            has_company[topics[cue.topic].top] = true;
        }
        for at in hit.iter() {
            let Hits { worth, in_title } = std::mem::take(&mut hits[*at]);
            let cue = &cues[*at];
            if cue.near && !has_company[topics[cue.topic].top] {
                continue;
            }
            let score = f64::from(cue.weight) * (1.0 + 0.5 * f64::from(worth).ln());
            let sum = &mut passage[cue.topic];
            sum.score += score;
            let is_strong = cue.weight >= scoring.min_strong_cue;
            sum.is_strong |= is_strong;
            sum.is_headed |= is_strong && in_title;
            sum.cues.push((*at, score));
        }
        for at in hit.drain(..) {
            let topic = cues[at].topic;
            let sum = &mut passage[topic];
            if sum.is_strong && sum.score >= scoring.passage_threshold {
                sums.add(topic, sum);
            }
            sum.clear();
        }
    }
}

/// What passages are about: by topic, in no order.
#[derive(Default)]
pub(super) struct Sums(Vec<(usize, Sum)>);

/// How much speaks for a topic.
#[derive(Clone, Default)]
pub(super) struct Sum {
    score: f64,
    /// One of the cues is a strong one.
    is_strong: bool,
    /// A strong one stands in a title, in a passage that is about the topic.
    is_headed: bool,
    /// What each cue adds to the score, in no order.
    cues: Vec<(usize, f64)>,
}

impl Sums {
    /// Adds what other passages are about.
    pub(super) fn add_all(&mut self, more: &Self) {
        for (topic, sum) in &more.0 {
            self.add(*topic, sum);
        }
    }

    /// Adds what speaks for one topic in other passages.
    fn add(&mut self, topic: usize, sum: &Sum) {
        let Some((_, own)) = self.0.iter_mut().find(|(of, _)| *of == topic) else {
            self.0.push((topic, sum.clone()));
            return;
        };
        own.score += sum.score;
        own.is_strong |= sum.is_strong;
        own.is_headed |= sum.is_headed;
        for (cue, score) in &sum.cues {
            match own.cues.iter_mut().find(|(of, _)| of == cue) {
                Some((_, own)) => *own += score,
                None => own.cues.push((*cue, *score)),
            }
        }
    }

    /// What an item is about, the strongest topic first.
    pub(super) fn of_item(&self, taxonomy: &Taxonomy) -> Vec<Topic> {
        let scoring = &taxonomy.scoring;
        let mut passed = self.passed(taxonomy, |_, sum| sum.score >= scoring.passage_threshold);
        passed.truncate(scoring.max_topics_per_passage);
        named(taxonomy, &passed)
    }

    /// What a paper of so many `items` is about, the strongest topic first.
    pub(super) fn of_paper(&self, taxonomy: &Taxonomy, items: usize) -> Vec<Topic> {
        let scoring = &taxonomy.scoring;
        let mut passed = self.passed(taxonomy, |id, sum| {
            let is_headed = sum.is_headed && !scoring.routine_topics.iter().any(|one| one == id);
            is_headed || sum.score >= scoring.document_threshold
        });
        let most = scoring.max_topics_per_document;
        let mut rank = 0;
        passed.retain(|(_, sum)| {
            rank += 1;
            let is_plain = sum.is_headed || sum.score >= scoring.further_threshold;
            rank <= most || is_plain && rank <= items.min(scoring.max_topics_of_many_items)
        });
        named(taxonomy, &passed)
    }

    /// The topics that pass, the strongest first.
    fn passed(
        &self,
        taxonomy: &Taxonomy,
        passes: impl Fn(&str, &Sum) -> bool,
    ) -> Vec<(usize, &Sum)> {
        let id = |topic: usize| taxonomy.topics[topic].id.as_str();
        let all = self.0.iter().map(|(topic, sum)| (*topic, sum));
        let mut passed: Vec<(usize, &Sum)> =
            all.filter(|(topic, sum)| passes(id(*topic), sum)).collect();
        let residual = &taxonomy.scoring.residual_topic;
        if passed.iter().any(|(topic, _)| id(*topic) != residual) {
            passed.retain(|(topic, _)| id(*topic) != residual);
        }
        passed.sort_by(|(a, one), (b, other)| {
            other.score.total_cmp(&one.score).then_with(|| id(*a).cmp(id(*b)))
        });
        passed
    }
}

/// Topics under their ids, with the cues that decided.
fn named(taxonomy: &Taxonomy, passed: &[(usize, &Sum)]) -> Vec<Topic> {
    let topic = |(topic, sum): &(usize, &Sum)| Topic {
        id: taxonomy.topics[*topic].id.clone(),
        cues: sum.cues(taxonomy),
    };
    passed.iter().map(topic).collect()
}

impl Sum {
    /// Forgets all that speaks for the topic.
    fn clear(&mut self) {
        let Self { score, is_strong, is_headed, cues } = self;
        (*score, *is_strong, *is_headed) = (0.0, false, false);
        cues.clear();
    }

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
