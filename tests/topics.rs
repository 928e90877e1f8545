//! The topics of the real papers beside the project, against the labels made of them by hand.
//!
//! Skipped, with a word on it, where their folder is absent.

use std::io::Write;
use std::path::Path;

use minutebook::pipeline;
use serde_json::Value;

use crate::support::readers;

/// The ids that a label lists under `key`.
fn listed<'a>(label: &'a Value, key: &str) -> Vec<&'a str> {
    let list = label["topics"][key].as_array().into_iter().flatten();
    list.map(|id| id.as_str().unwrap()).collect()
}

#[test]
fn each_seed_has_the_topics_of_its_label_and_no_other() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (seeds, gold) = (shared.join("seeds"), shared.join("gold"));
    if !seeds.is_dir() || !gold.is_dir() {
        let note = format!("skipped: there is no folder {}\n", shared.display());
        std::io::stderr().write_all(note.as_bytes()).unwrap();
        return;
    }
    let inspections = pipeline::inspect(&seeds, &readers(), None).unwrap();
    assert_eq!(inspections.len(), 5);
    for inspection in inspections {
        let paper = inspection.paper.unwrap();
        let name = paper.origin.path.trim_end_matches(".txt");
        let label = std::fs::read_to_string(gold.join(format!("{name}.json"))).unwrap();
        let label: Value = serde_json::from_str(&label).unwrap();
        let (must, may) = (listed(&label, "must"), listed(&label, "may"));
        let ids: Vec<&str> = paper.topics.iter().map(|topic| topic.id.as_str()).collect();
        for id in &must {
            assert!(ids.contains(id), "{name}: {id} is missing of {ids:?}");
        }
        for id in &ids {
            assert!(must.contains(id) || may.contains(id), "{name}: {id} is too much");
            assert!(!listed(&label, "must_not").contains(id), "{name}: {id} must not be");
        }
        assert!(paper.topics.iter().all(|topic| !topic.cues.is_empty()));
    }
}
