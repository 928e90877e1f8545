//! What the sample papers of the demo say of themselves, against labels made by reading them.
//!
//! The labels were written with the papers, before any program saw either.

use std::path::Path;

use minutebook::paper::Fact;
use minutebook::paper::Paper;
use minutebook::paper::Part;
use minutebook::pipeline;
use minutebook::problem::ProblemKind;
use serde_json::Value;

use crate::support::readers;

/// A fact as `value (layer)`.
fn told<T>(fact: Option<&Fact<T>>, value: impl Fn(&T) -> String) -> Option<String> {
    fact.map(|fact| format!("{} ({})", value(&fact.value), fact.layer))
}

/// The same of a label.
fn labelled(label: &Value) -> Option<String> {
    Some(format!("{} ({})", label["value"].as_str()?, label["layer"].as_str()?))
}

/// Everything in which a paper differs from its label.
fn differences(paper: &Paper, label: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, told: Option<String>, wanted: Option<String>| {
        if told != wanted {
            found.push(format!("{what}: {told:?}, not {wanted:?}"));
        }
    };
    let text = |key: &str| label[key].as_str().map(str::to_owned);
    compare("kind", Some(paper.kind.to_string()), text("kind"));
    compare("title", paper.title.clone(), text("title"));
    let council = told(paper.council.as_ref(), |council| council.name.clone());
    compare("council", council, labelled(&label["council"]));
    let committee = told(paper.committee.as_ref(), |committee| committee.name.clone());
    compare("committee", committee, labelled(&label["committee"]));
    let date = told(paper.date.as_ref(), ToString::to_string);
    compare("date", date, labelled(&label["date"]));
    let decided = paper.decision_date.as_ref().map(|fact| fact.value.to_string());
    compare("decided", decided, text("decision_date"));
    let items: Vec<String> = paper
        .items
        .iter()
        .filter(|item| item.part == Part::Item)
        .map(|item| format!("{:?} {:?}", item.number, item.title))
        .collect();
    let wanted: Vec<String> = label["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let text = |key: &str| item[key].as_str().map(str::to_owned);
            format!("{:?} {:?}", text("number"), text("title"))
        })
        .collect();
    compare("items", Some(items.join("\n")), Some(wanted.join("\n")));
    found
}

#[test]
fn each_sample_says_what_its_label_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("tests/fixtures/samples/labels.json")).unwrap();
    let labels: Vec<Value> = serde_json::from_str(&text).unwrap();
    let inspections = pipeline::inspect(&root.join("src/cli/samples"), &readers(), None).unwrap();
    assert_eq!(inspections.len(), labels.len(), "a label for each paper");
    let mut wrong = Vec::new();
    for label in &labels {
        let path = label["path"].as_str().unwrap();
        let inspection = inspections
            .iter()
            .find(|inspection| inspection.path.ends_with(path))
            .unwrap_or_else(|| panic!("there is no sample {path}"));
        if label["not_a_paper"] == true {
            let kinds: Vec<ProblemKind> =
                inspection.problems.iter().map(|problem| problem.kind).collect();
            assert_eq!((inspection.paper.is_none(), kinds), (true, vec![ProblemKind::ListingPage]));
            continue;
        }
        let paper = inspection.paper.as_ref().unwrap();
        wrong.extend(differences(paper, label).into_iter().map(|what| format!("{path}: {what}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
