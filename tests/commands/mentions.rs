//! Tests `minutebook mentions`.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use super::council;
use crate::support::Corpus;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["mentions", "-h"]), @"");
}

#[test]
fn mentions_stand_below_their_paper_and_item() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--context", "4"]), @"");
}

#[test]
fn tables_say_how_much_was_searched() {
    let corpus = council::indexed();
    assert_snapshot!(
        corpus.minutebook(["mentions", "bus", "--by", "council,year", "--limit", "1"]), @""
    );
}

#[test]
fn the_order_of_words_beside_a_mention_aligns_them() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--sort", "right"]), @"");
}

#[test]
fn the_whole_sentence_is_shown_and_a_receipt_repeats_the_answer() {
    let corpus = council::indexed();
    let args = ["mentions", "budget OR tram", "--context", "sentence", "--exact", "--receipt"];
    assert_snapshot!(corpus.minutebook(args), @"");
}

#[test]
fn capitals_count_on_demand() {
    let corpus = council::indexed();
    let counted = |args: [&str; 3]| {
        let told = corpus.minutebook(["mentions"].into_iter().chain(args));
        told.lines().next().unwrap().split(" · ").next().unwrap().to_owned()
    };
    assert_eq!(counted(["members", "--limit", "0"]), "1 mention in 1 item of 1 paper");
    assert_eq!(counted(["members", "--cased", "--exact"]), "no mention found");
    assert_eq!(counted(["Members", "--cased", "--exact"]), "1 mention in 1 item of 1 paper");
}

#[test]
fn tables_for_programs_hold_every_mention() {
    let corpus = council::indexed();
    let json = corpus.minutebook(["mentions", "the", "--format", "json", "--by", "kind,topic"]);
    let json: serde_json::Value =
        serde_json::from_str(json.trim_end_matches("[exit 0]\n")).unwrap();
    let total = json["occurrences"].as_u64().unwrap();
    assert!(total > 20, "more than people are shown");
    assert_eq!(json["hits"].as_array().unwrap().len() as u64, total);
    let kinds = json["by"]["kind"].as_object().unwrap();
    let sum: u64 = kinds.values().map(|kind| kind["occurrences"].as_u64().unwrap()).sum();
    assert_eq!(sum, total);
    assert_eq!(json["verified"], serde_json::Value::Null);
    let csv = corpus.minutebook(["mentions", "the", "--format", "csv"]);
    let csv = csv.strip_suffix("[exit 0]\n").unwrap();
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count() as u64, total);
    let by = corpus.minutebook(["mentions", "bus", "--format", "csv", "--by", "kind"]);
    assert_snapshot!(by.replace("\r\n", "\n"), @"");
}

#[test]
fn copies_are_counted_once_on_demand() {
    let corpus = Corpus::new([
        ("papers/a.txt", "A note about the  tram.\n"),
        ("papers/b.txt", "a note about THE tram.\n"),
    ]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    assert_snapshot!(corpus.minutebook(["mentions", "tram", "--distinct"]), @"");
}

#[test]
fn nothing_found_is_told_with_what_might_help() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "trolleybus"]), @"");
}

#[test]
fn what_cannot_be_listed_is_refused() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "council:oakvale", "-bus"]), @"");
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--by", "comittee"]), @"");
    assert_snapshot!(corpus.minutebook(["mentions", "buss~", "--cased"]), @"");
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--context", "wide"]), @"");
}

#[test]
fn a_closed_pipe_ends_the_stream_quietly() {
    let papers = "The bus and the tram and the bus.\n\n".repeat(8000);
    let corpus = Corpus::new([("papers/a.txt", papers.as_str())]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    for format in ["text", "json", "csv"] {
        let mut child = corpus
            .command(["mentions", "the", "--limit", "0", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut some = [0; 100];
        child.stdout.as_mut().unwrap().read_exact(&mut some).unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((stderr.as_str(), child.wait().unwrap().code()), ("", Some(0)), "{format}");
    }
}
