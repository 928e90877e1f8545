//! A build over every hostile file at once, good papers among them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use minutebook::extract;
use serde_json::Value;

use super::build;
use super::check_account;
use super::made;
use crate::support::Corpus;

/// What is asked of the good papers before and after.
const QUESTIONS: &[&str] = &["caseloads", "resolved", "ofsted recommendations", "*"];

/// Copies the sample papers of the demo to `papers/good`.
fn with_good_papers() -> Corpus {
    let corpus = Corpus::empty();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/samples");
    copy(&samples, &corpus.path().join("papers/good"));
    corpus
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The answers to the questions, asked of the good papers alone: their hits and how many.
fn answers(corpus: &Corpus) -> Vec<(Value, Value)> {
    let ask = |question: &&str| {
        let words = ["search", question, "path:good/*", "--sort", "date", "--limit", "0"];
        let output = corpus.command(words.into_iter().chain(["--format", "json"])).output();
        let mut answer: Value = serde_json::from_slice(&output.unwrap().stdout).unwrap();
        let mut hits = answer["hits"].take();
        // How rare a word is depends on all papers.
        hits.as_array_mut().unwrap().iter_mut().for_each(|hit| hit["score"] = Value::Null);
        (answer["total"].take(), hits)
    };
    QUESTIONS.iter().map(ask).collect()
}

#[test]
fn hostile_files_are_told_and_harm_no_other() {
    let corpus = with_good_papers();
    let before = build(&corpus);
    let expected = answers(&corpus);
    assert!(
        expected.iter().all(|(total, _)| total.as_u64() > Some(0)),
        "the questions find nothing"
    );
    for file in made::all() {
        corpus.write(&format!("papers/hostile/{}", file.file_name), &file.bytes);
    }
    let summary = build(&corpus);
    assert_eq!(summary["unchanged"], before["added"]);
    let fates = check_account(&corpus, &summary);
    for (name, fate) in &fates {
        println!("{name}: {} papers, {}", fate.papers, fate.told());
    }
    let now = answers(&corpus);
    for ((question, expected), now) in QUESTIONS.iter().zip(expected).zip(now) {
        assert_eq!(now, expected, "the answer to {question:?} has changed");
    }
    // What cannot be opened without a password says so, whatever else may be wrong with it.
    for name in ["doc_locked_package.doc", "odt_locked.odt"] {
        assert!(fates[name].problems.contains_key("encrypted"), "{name}: {:?}", fates[name]);
    }
    assert_eq!(fates["pack_of_500_pages.pdf"].papers, 1);
    let outside = ["climbed.txt", "../climbed.txt", "papers/climbed.txt"];
    assert!(outside.iter().all(|path| !corpus.path().join(path).exists()), "a name has climbed");
}

#[test]
fn a_build_over_hostile_files_twice_changes_nothing() {
    let corpus = Corpus::empty();
    corpus.write(
        "papers/good.txt",
        b"Drains Panel\n\nMinutes of 3 May 2031\n\n1. Hedges\n\nNoted.\n",
    );
    let cheap = made::all().into_iter().filter(|file| file.bytes.len() < 20_000);
    let mut names = BTreeSet::new();
    for file in cheap.step_by(7) {
        corpus.write(&format!("papers/hostile/{}", file.file_name), &file.bytes);
        names.insert(file.file_name);
    }
    assert!(names.len() > 40);
    let first = build(&corpus);
    let again = build(&corpus);
    assert_eq!(first["index"]["fingerprint"], again["index"]["fingerprint"]);
    assert_eq!((&again["added"], &again["removed"]), (&Value::from(0), &Value::from(0)));
    check_account(&corpus, &again);
}

#[test]
fn a_pack_of_500_pages_is_read_whole() {
    let (bytes, words) = made::pack();
    let (text, problems) = extract::text("pack.pdf", &bytes);
    assert_eq!((text.pages as usize, problems), (made::PACK_PAGES, Vec::new()));
    assert_eq!(text.content.split_whitespace().count(), words);
}

#[test]
fn each_hostile_file_has_a_name_of_its_own() {
    let all = made::all();
    let names: BTreeSet<String> = all.iter().map(|file| file.file_name.to_lowercase()).collect();
    assert_eq!(names.len(), all.len());
    let again = made::all();
    assert!(all.iter().zip(&again).all(|(one, other)| one.bytes == other.bytes));
    assert!(all.iter().all(|file| !file.name.is_empty()));
}
