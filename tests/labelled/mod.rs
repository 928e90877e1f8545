//! How right the reading of real papers is, field by field, against labels made by reading.
//!
//! The papers lie beside the project; where they are absent the test says so and passes over. To
//! score other papers, name their labels and their folder:
//! `MINUTEBOOK_LABELS=labels.json MINUTEBOOK_PAPERS=folder cargo test --test suite labelled`.
//! With `MINUTEBOOK_MISSES=1` every difference is printed, but none of the papers held out.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use minutebook::paper::Paper;
use minutebook::pipeline;
use minutebook::pipeline::Inspection;
use serde_json::Value;

/// What is counted of each field, and how.
mod score;

/// How right statements are found: their kinds, where they stand, who makes them.
mod statements;

use score::Score;

use crate::support::readers;

/// The list whose papers are only measured: no rule is made by looking at them.
const HELD_OUT: &str = "held_out";

/// What each list has reached: (list, field, F1). Less is a step back.
const REACHED: &[(&str, &str, f64)] = &[
    ("dev", "kind", 1.0),
    ("dev", "council", 1.0),
    ("dev", "committee", 1.0),
    ("dev", "date", 0.95),
    ("dev", "items", 0.98),
    ("dev", "people", 0.93),
    ("dev", "topics", 0.96),
    ("second", "kind", 1.0),
    ("second", "council", 1.0),
    ("second", "committee", 1.0),
    ("second", "date", 1.0),
    ("second", "items", 0.91),
    ("second", "people", 0.855),
    ("second", "topics", 0.95),
    ("third", "kind", 1.0),
    ("third", "council", 0.95),
    ("third", "committee", 1.0),
    ("third", "date", 0.97),
    ("third", "items", 0.98),
    ("third", "people", 0.96),
    ("third", "topics", 0.93),
    ("fourth", "kind", 0.95),
    ("fourth", "council", 0.97),
    ("fourth", "committee", 1.0),
    ("fourth", "date", 1.0),
    ("fourth", "items", 0.98),
    ("fourth", "people", 0.92),
    ("fourth", "topics", 0.92),
    ("held_out", "kind", 0.93),
    ("held_out", "council", 1.0),
    ("held_out", "committee", 1.0),
    ("held_out", "date", 1.0),
    ("held_out", "items", 0.90),
    ("held_out", "people", 0.94),
    ("held_out", "topics", 0.89),
];

/// The labels: lists of papers, each list under its name.
fn labels(file: &Path) -> BTreeMap<String, Vec<Value>> {
    let text = std::fs::read_to_string(file).unwrap();
    let lists: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let papers =
        |(name, list): (String, Value)| list.as_array().map(|papers| (name, papers.clone()));
    lists.into_iter().filter_map(papers).collect()
}

/// Reads every labelled paper of `folder` and scores it.
fn scored(folder: &Path, labels: &[Value]) -> Score {
    let mut score = Score::default();
    for (top, labels) in by_top_folder(labels) {
        let inspections = pipeline::inspect(&folder.join(&top), &readers(), None).unwrap();
        for label in labels {
            let path = label["path"].as_str().unwrap();
            let below = path.strip_prefix(&format!("{top}/")).unwrap_or(path);
            let found = |inspection: &&Inspection| {
                inspection.path == below || inspection.path.ends_with(&format!("/{below}"))
            };
            let inspection = inspections.iter().find(found);
            let inspection = inspection.unwrap_or_else(|| panic!("there is no paper {path}"));
            let kind = inspection.verdict.as_ref().map(|verdict| verdict.kind);
            let paper: Option<&Paper> = inspection.paper.as_ref();
            score.add(path, label, kind, paper);
        }
    }
    score
}

/// Labels by the first folder of their paths, so that each folder is read once.
fn by_top_folder(labels: &[Value]) -> BTreeMap<String, Vec<&Value>> {
    let mut tops: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for label in labels {
        let path = label["path"].as_str().unwrap();
        let top = path.split_once('/').map_or(String::new(), |(top, _)| top.to_owned());
        tops.entry(top).or_default().push(label);
    }
    tops
}

/// Writes where a person sees it, whether the test passes or not.
fn tell(text: &str) {
    std::io::stderr().lock().write_all(text.as_bytes()).unwrap();
}

#[test]
fn real_papers_are_read_as_their_labels_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../shared/papers");
    if !folder.is_dir() {
        tell(&format!("skipped: there is no folder {}\n", folder.display()));
        return;
    }
    for (name, labels) in labels(&root.join("tests/fixtures/papers/labels.json")) {
        let score = scored(&folder, &labels);
        tell(&format!("{name}: {} papers\n{score}", labels.len()));
        if std::env::var_os("MINUTEBOOK_MISSES").is_some() && name != HELD_OUT {
            tell(&score.misses.join("\n"));
        }
        for (_, field, reached) in REACHED.iter().filter(|(list, ..)| *list == name) {
            let figures = score.fields.get(field).copied().unwrap_or_default();
            assert!(figures.f1() >= *reached, "{name}: {field} fell to {:.3}", figures.f1());
            let fact = ["council", "committee", "date"].contains(field);
            assert!(!fact || figures.wrong_explicit == 0, "{name}: a wrong {field} is explicit");
        }
    }
}

#[test]
fn papers_named_from_outside_are_scored() {
    let named = |name| std::env::var_os(name).map(PathBuf::from);
    let (Some(file), Some(folder)) = (named("MINUTEBOOK_LABELS"), named("MINUTEBOOK_PAPERS"))
    else {
        tell("skipped: MINUTEBOOK_LABELS and MINUTEBOOK_PAPERS name no papers\n");
        return;
    };
    for (name, labels) in labels(&file) {
        let score = scored(&folder, &labels);
        tell(&format!("{name}: {} papers\n{score}", labels.len()));
        tell(&score.misses.join("\n"));
        tell("\n");
    }
}
