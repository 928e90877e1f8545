//! Reads the real papers of `../shared` against the labels made by hand.
//!
//! The papers are no part of the project: where the folder is absent the test says so and is
//! skipped.

#![allow(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use minutebook::extract::Block;
use minutebook::extract::BlockKind;
use minutebook::extract::Text;
use minutebook::normalise;
use minutebook::paper::Layer;
use minutebook::paper::Origin;
use minutebook::paper::Paper;
use minutebook::paper::Part;
use minutebook::recognise;
use serde_json::Value;

/// Where the real papers lie, beside the project.
fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    folder.join("seeds").is_dir().then_some(folder)
}

/// Makes a text of a plain file: the content as it is, a paragraph for each line.
fn text(content: String) -> Text {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in content.split('\n') {
        let trimmed = line.trim_start();
        let is_item = trimmed.starts_with(['·', '•', '-']);
        if !line.trim().is_empty() {
            let kind = if is_item { BlockKind::ListItem } else { BlockKind::Paragraph };
            blocks.push(Block { kind, span: start..start + line.len(), page: None });
        }
        start += line.len() + 1;
    }
    Text { content, blocks, ..Text::default() }
}

fn read(path: &Path) -> Paper {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let text = text(fs::read_to_string(path).unwrap());
    let verdict = recognise::kind(&text, &name);
    let origin = Origin { path: name, ..Origin::default() };
    normalise::paper(text, &verdict, origin).0
}

#[track_caller]
fn check(paper: &Paper, gold: &Value) {
    let file = gold["file"].as_str().unwrap();
    let word = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(Some(paper.kind.to_string()), word(&gold["kind"]), "kind of {file}");
    assert_eq!(paper.title, word(&gold["title"]), "title of {file}");
    check_council(paper, gold);
    let committee = paper.committee.as_ref().map(|fact| fact.value.name.clone());
    assert_eq!(committee, word(&gold["committee"]), "committee of {file}");
    let date = paper.date.as_ref().map(|fact| fact.value.to_string());
    assert_eq!(date, word(&gold["meeting_date"]), "meeting date of {file}");
    let decided = paper.decision_date.as_ref().map(|fact| fact.value.to_string());
    assert_eq!(decided, word(&gold["decision_date"]), "decision date of {file}");
    let items: Vec<(Option<String>, Option<String>)> = paper
        .items
        .iter()
        .filter(|item| item.part == Part::Item)
        .map(|item| (item.number.clone(), item.title.clone()))
        .collect();
    let expected: Vec<(Option<String>, Option<String>)> = gold["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (word(&item["number"]), word(&item["title"])))
        .collect();
    assert_eq!(items, expected, "items of {file}");
    let layers = [
        paper.committee.as_ref().map(|fact| fact.layer),
        paper.date.as_ref().map(|fact| fact.layer),
    ];
    assert!(layers.iter().flatten().all(|layer| *layer == Layer::Explicit), "layers of {file}");
}

/// What the paper does not print may be inferred, and then it must be what the label infers.
#[track_caller]
fn check_council(paper: &Paper, gold: &Value) {
    let file = gold["file"].as_str().unwrap();
    let found = paper.council.as_ref().map(|fact| {
        let id = fact.value.id.clone().unwrap_or_default();
        (fact.value.name.clone(), id, fact.layer)
    });
    let labelled = |label: &Value, layer| {
        let word = |name: &str| label.get(name).and_then(Value::as_str).map(str::to_owned);
        Some((word("council")?, word("council_id").unwrap_or_default(), layer))
    };
    match labelled(gold, Layer::Explicit) {
        Some(expected) => assert_eq!(found, Some(expected), "council of {file}"),
        None if found.is_none() => {}
        None => {
            assert_eq!(found, labelled(&gold["inferred"], Layer::Inferred), "council of {file}");
        }
    }
}

#[test]
fn councils_are_inferred_where_the_text_points_to_one() {
    let Some(shared) = shared() else {
        println!("skipped: ../shared is not here");
        return;
    };
    let inferred = ["000_febbc5313a3dd1b0", "003_86b005a6440f3229", "004_c14958353dc241e0"];
    let ids: Vec<Option<String>> = inferred
        .iter()
        .map(|name| read(&shared.join(format!("seeds/{name}.txt"))).council?.value.id)
        .collect();
    assert_eq!(ids, ["LAN", "LAN", "BPL"].map(|id| Some(id.to_owned())));
}

#[test]
fn the_five_seeds_say_what_their_labels_say() {
    let Some(shared) = shared() else {
        println!("skipped: ../shared is not here");
        return;
    };
    let mut seeds: Vec<PathBuf> =
        fs::read_dir(shared.join("seeds")).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    for seed in &seeds {
        let name = seed.file_stem().unwrap().to_string_lossy().into_owned();
        let gold = fs::read_to_string(shared.join("gold").join(format!("{name}.json"))).unwrap();
        check(&read(seed), &serde_json::from_str(&gold).unwrap());
    }
    assert_eq!(seeds.len(), 5);
}

#[test]
fn seed_002_has_a_header_nine_items_and_a_trailer() {
    let Some(shared) = shared() else {
        println!("skipped: ../shared is not here");
        return;
    };
    let paper = read(&shared.join("seeds/002_8525598afb71ca61.txt"));
    let parts: Vec<Part> = paper.items.iter().map(|item| item.part).collect();
    assert_eq!(parts.first(), Some(&Part::Header));
    assert_eq!(parts.last(), Some(&Part::Trailer));
    assert_eq!(parts.len(), 11);
    let trailer = paper.text_of(paper.items.last().unwrap());
    assert!(trailer.contains("Director of Governance") && !trailer.contains("FIELD_"));
    let left: Vec<&str> = paper.rubbish.iter().map(|piece| piece.name.as_str()).collect();
    assert_eq!(left.iter().filter(|name| **name == "PAGE_NUMBER").count(), 2);
    assert_eq!(left.iter().filter(|name| name.ends_with("LAYOUT_SECTION")).count(), 5);
}
