//! What commands answer over a state of the corpus, and what their answers are held against: those
//! of an index built in one go in a fresh folder.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use serde_json::Value;

use super::Place;
use super::Round;
use super::Told;
use super::corpus;
use super::corpus::STATES;
use super::shortened;

/// Every item, which shows each paper that the index holds.
pub(super) const EVERYTHING: &[&str] = &["search", "*", "--limit", "0", "--format", "json"];

/// What is asked of every index.
pub(super) const QUESTIONS: &[&[&str]] = &[
    EVERYTHING,
    &["search", "caseload council", "--limit", "0", "--format", "json"],
    &["search", "\"looked after child*\" OR zebra", "--limit", "0", "--format", "json"],
    &["mentions", "allowances OR ferry", "--limit", "0", "--format", "json"],
    &["facets", "committee", "--format", "json"],
    &["coverage", "--format", "json"],
    &["recommendations", "--limit", "0", "--format", "json"],
];

/// Asks all [`QUESTIONS`].
pub(super) fn answers(place: &Place) -> Vec<Told> {
    QUESTIONS.iter().map(|question| place.ask(question.iter().copied())).collect()
}

/// What an index of one state answers that was built in one go.
pub(super) struct Clean {
    pub(super) answers: Vec<Told>,
    /// The items of each paper, by its path.
    pub(super) papers: BTreeMap<String, Vec<Value>>,
    /// What kinds of files lie in the folder.
    pub(super) kinds: BTreeSet<String>,
    pub(super) problems: String,
}

/// The clean index of a state: built once.
pub(super) fn clean(state: usize) -> &'static Clean {
    static CLEAN: [OnceLock<Clean>; STATES] = [const { OnceLock::new() }; STATES];
    CLEAN[state].get_or_init(|| {
        let place = Place::new();
        place.move_to(corpus::state(state));
        place.build().unwrap();
        let answers = answers(&place);
        for (question, told) in QUESTIONS.iter().zip(&answers) {
            assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{question:?}: {told:?}");
        }
        let papers = papers(&answers[0]).unwrap();
        assert!(papers.len() > 4, "state {state} has {} papers", papers.len());
        let kinds = names(&place.index()).iter().map(|name| kind(name)).collect();
        let problems = fs::read_to_string(place.index().join("problems.jsonl")).unwrap();
        Clean { answers, papers, kinds, problems }
    })
}

/// What the clean index of a state answers to [`QUESTIONS`].
pub(super) fn clean_answers(state: usize) -> &'static [Told] {
    &clean(state).answers
}

/// The items of each paper in the answer to [`EVERYTHING`], by the path of the paper.
///
/// Fails where the answer contradicts itself.
pub(super) fn papers(told: &Told) -> Round<BTreeMap<String, Vec<Value>>> {
    let mut answer: Value =
        serde_json::from_str(&told.out).map_err(|error| format!("no JSON: {error}"))?;
    let mut papers: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let hits = answer["hits"].as_array_mut().map(std::mem::take).ok_or("no hits")?;
    let items = hits.len();
    for mut hit in hits {
        // How rare a word is depends on all papers.
        hit["score"] = Value::Null;
        let path = hit["path"].as_str().ok_or("a hit without a path")?.to_owned();
        papers.entry(path).or_default().push(hit);
    }
    let counts = (papers.len(), papers.len(), items, items);
    let count = |value: &Value| value.as_u64().unwrap_or(u64::MAX) as usize;
    let coverage = &answer["coverage"];
    let told = (
        count(&answer["papers"]),
        count(&coverage["papers"]),
        count(&answer["total"]),
        count(&coverage["items"]),
    );
    match told == counts {
        true => Ok(papers),
        false => Err(format!("it tells of {told:?} papers and items and shows {counts:?}")),
    }
}

/// Where two answers part.
pub(super) fn unlike(told: &Told, expected: &Told) -> String {
    let parted = told.out.lines().zip(expected.out.lines()).find(|(one, other)| one != other);
    format!(
        "otherwise ({:?} for {:?}; {parted:?}; {} for {} lines) {}",
        told.code,
        expected.code,
        told.out.lines().count(),
        expected.out.lines().count(),
        shortened(&told.err)
    )
}

/// Every file in the index folder, by its path below it.
pub(super) fn names(index: &Path) -> BTreeSet<String> {
    let mut files = corpus::Files::new();
    super::read_below(index, index, &mut files);
    files.into_keys().collect()
}

/// The name of a file with what differs from build to build left out.
pub(super) fn kind(name: &str) -> String {
    let parts = name.split_inclusive(['/', '.', '-']).map(|part| {
        let (word, end) = match part.char_indices().last() {
            Some((at, '/' | '.' | '-')) => part.split_at(at),
            _ => (part, ""),
        };
        let segment = word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let word = if segment {
            "<segment>"
        } else if number {
            "<number>"
        } else {
            word
        };
        format!("{word}{end}")
    });
    parts.collect()
}
