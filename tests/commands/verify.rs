//! Tests `minutebook mentions --verify`.

use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

use insta::assert_snapshot;
use minutebook::index::Entry;
use minutebook::index::Writer;
use serde_json::Value;

use super::council;
use crate::support::Corpus;
use crate::support::setup;

fn json(corpus: &Corpus, args: &[&str], exit: u8) -> Value {
    let told =
        corpus.minutebook(["mentions", "--verify", "--format", "json"].iter().chain(args).copied());
    let told = told.strip_suffix(&format!("[exit {exit}]\n")).unwrap_or_else(|| panic!("{told}"));
    serde_json::from_str(told).unwrap()
}

/// Writes another text for a paper, as long as the one before and as old.
fn forge(corpus: &Corpus, path: &str, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let place = corpus.path().join(path);
    let time: SystemTime = fs::metadata(&place).unwrap().modified().unwrap();
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.contains(from));
    corpus.write(path, text.replace(from, to).as_bytes());
    fs::File::options().write(true).open(&place).unwrap().set_modified(time).unwrap();
}

#[test]
fn files_that_bear_the_answer_out_are_counted() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--verify", "--limit", "1"]), @r#"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1
    verified: 5 mentions in 2 items of 2 papers, read again from 3 files

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       ¶2    2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    1 of 5 shown; `--limit 0` shows all
    [exit 0]
    "#);
    assert_snapshot!(corpus.minutebook(["mentions", "trolleybus", "--verify"]), @r#"
    no mention found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “trolleybus”
    verified: 0 mentions in 0 items of 0 papers, read again from 3 files

    no form of `trolleybus` is in the index; `trolleybus~` allows a misspelling
    try fewer words, or `OR` between them
    [exit 1]
    "#);
    let all = json(&corpus, &["bus"], 0);
    assert_eq!(
        all["verified"],
        serde_json::json!({
            "agrees": true, "as_printed": false, "occurrences": 5, "items": 2, "papers": 2, "files": 3,
            "sources": [],
        })
    );
}

#[test]
fn every_way_to_ask_is_verified_and_filters_leave_files_aside() {
    let corpus = council::indexed();
    for (args, occurrences, files) in [
        (&["the", "--council", "oakvale"][..], 12, 2),
        (&["bus", "--date", "2019"], 4, 1),
        (&["bus", "--kind", "other"], 0, 1),
        (&["the", "title:lane"], 3, 1),
        (&["bus", "--exact"], 4, 3),
        (&["Bus", "--cased"], 1, 3),
        (&["\"bus lane\"", "--distinct"], 3, 3),
        (&["bus NEAR/4 street"], 2, 3),
        (&["bus ONTO/1 lane OR tram"], 4, 3),
        (&["*port"], 3, 3),
        (&["buss~"], 5, 3),
        (&["bus -lane"], 1, 3),
        (&["bus OR (the council:oakvale -date:2019)"], 13, 3),
    ] {
        let found = json(&corpus, args, u8::from(occurrences == 0));
        let verified = &found["verified"];
        assert_eq!(verified["agrees"], true, "{args:?}: {verified:#}");
        assert_eq!(found["occurrences"], verified["occurrences"], "{args:?}");
        let counts = (verified["occurrences"].as_u64(), verified["files"].as_u64());
        assert_eq!(counts, (Some(occurrences), Some(files)), "{args:?}");
    }
}

#[test]
fn spellings_and_capitals_are_verified() {
    let text = "The case-load of LED lamps fell. Caseloads of the men who led on-line\n\
        teams rose; on line managers led case loads on-\nline. LEDs, an l.e.d. and LEDS.\n";
    let corpus = Corpus::new([("papers/note.txt", text)]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    for (args, occurrences) in [
        (&["case-load"][..], 3),
        (&["caseload"], 3),
        (&["Case/Loads"], 3),
        (&["case-load", "--exact"], 1),
        (&["Case-Load", "--cased"], 0),
        (&["online"], 2),
        (&["on-line"], 3),
        (&["\"on line\""], 3),
        (&["LED"], 2),
        (&["LEDs"], 2),
        (&["LED", "--exact"], 1),
        (&["\"LEDs\""], 1),
        (&["LED", "--cased"], 1),
        (&["led"], 5),
        (&["case-load NEAR/2 LED"], 1),
        (&["LED ONTO/1 lamp"], 1),
        (&["\"LED case\""], 1),
        (&["man -LED"], 0),
        (&["man"], 1),
        (&["manned"], 0),
    ] {
        let found = json(&corpus, args, u8::from(occurrences == 0));
        let verified = &found["verified"];
        assert_eq!(verified["agrees"], true, "{args:?}: {verified:#}");
        assert_eq!(verified["occurrences"], occurrences, "{args:?}");
    }
}

#[test]
fn a_file_that_changed_is_named_whatever_its_size_and_time() {
    let corpus = council::indexed();
    forge(&corpus, "papers/cabinet.txt", "The bus budget", "The tub budget");
    forge(&corpus, "papers/note.txt", "no one", "no two");
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--verify", "--limit", "1"]), @r#"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1
    not verified: 5 mentions in 2 items of 2 papers in the index, 4 mentions in 1 item of 1 paper in the
      files, read again from 3 files
      changed since it was indexed, and differs: papers/cabinet.txt · 1 in the index, 0 in the file
      changed since it was indexed, and agrees: papers/note.txt · 0 in the index, 0 in the file

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       ¶2    2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    1 of 5 shown; `--limit 0` shows all
    [exit 2]
    "#);
    // Where as many are left the answer holds.
    assert_snapshot!(corpus.minutebook(["mentions", "tram", "--verify"]), @r#"
    1 mention in 1 item of 1 paper · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “tram”
    tram 1
    verified: 1 mention in 1 item of 1 paper, read again from 3 files
      changed since it was indexed, and agrees: papers/cabinet.txt · 0 in the index, 0 in the file
      changed since it was indexed, and agrees: papers/note.txt · 1 in the index, 1 in the file

    council unknown · committee unknown · undated
       (whole text, no title)                                                                   note.txt
       ¶1    A note about the tram, by no one in particular.
       unknown-council/unknown-committee/undated/other-6e912c03986c/body
    [exit 0]
    "#);
}

#[test]
fn a_file_that_is_gone_or_cannot_be_read_is_named() {
    let corpus = council::indexed();
    fs::remove_file(corpus.path().join("papers/planning.txt")).unwrap();
    fs::remove_file(corpus.path().join("papers/note.txt")).unwrap();
    fs::create_dir(corpus.path().join("papers/note.txt")).unwrap();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--verify", "--format", "csv", "--by", "kind"]), @r#"
    field,value,occurrences,items,papers,searched_papers,searched_items,searched_words,per_10000_words
    kind,minutes,5,2,2,2,10,159,314.4654088050315
    kind,other,0,0,0,1,1,10,0
    not verified: 5 mentions in 2 items of 2 papers in the index, 1 mention in 1 item of 1 paper in the
      files, read again from 1 file
      could not be read again: papers/note.txt · 0 in the index · passed over now
      gone since it was indexed: papers/planning.txt · 4 in the index
    [exit 2]
    "#);
    let verified = &json(&corpus, &["tram"], 2)["verified"];
    assert_eq!(verified["agrees"], false);
    assert_eq!(verified["files"], 1);
    let states: Vec<(&str, &str)> = verified["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| (source["path"].as_str().unwrap(), source["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [("papers/note.txt", "unreadable"), ("papers/planning.txt", "gone")]);
}

#[test]
fn an_index_that_is_wrong_is_found_out() {
    let corpus = council::indexed();
    forge(&corpus, "papers/cabinet.txt", "The bus budget", "The tub budget");
    forge(&corpus, "papers/cabinet.txt", "the Head of Leisure", "the Bus of Leisures");
    assert!(corpus.minutebook(["index", "papers", "--index", "other"]).ends_with("[exit 0]\n"));
    // The index says of the file as it is now that it is the one it was built from.
    let open = |index| Writer::open(&corpus.path().join(index), &setup(1)).unwrap();
    let is_forged = |entry: &&Arc<Entry>| entry.path == "cabinet.txt";
    let now = open("other").ledger().entries.values().find(is_forged).unwrap().content.clone();
    let mut writer = open("index");
    let mut ledger = writer.ledger().clone();
    for entry in ledger.entries.values_mut().filter(|entry| entry.path == "cabinet.txt") {
        *entry = Arc::new(Entry { content: now.clone(), ..Entry::clone(entry) });
    }
    writer.commit(ledger).unwrap();
    drop(writer);
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--verify", "--limit", "1"]), @r#"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1
    not verified: 5 mentions in 2 items of 2 papers in the index, 5 mentions in 2 items of 2 papers in
      the files, read again from 3 files
      differs: papers/cabinet.txt · 1 in the index, 1 in the file
        only in the index: tub · ¶2 of 2 School transport
        only in the file: Bus · ¶2 of 3 Leisure centre

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       ¶2    2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    1 of 5 shown; `--limit 0` shows all
    [exit 2]
    "#);
    let verified = &json(&corpus, &["bus"], 2)["verified"];
    assert_snapshot!(serde_json::to_string_pretty(verified).unwrap(), @r#"
    {
      "agrees": false,
      "as_printed": false,
      "files": 3,
      "items": 2,
      "occurrences": 5,
      "papers": 2,
      "sources": [
        {
          "detail": null,
          "differs": true,
          "in_file": 1,
          "in_index": 1,
          "items_in_file": null,
          "items_in_index": null,
          "more_places": 0,
          "paper": "oakvale/cabinet/2020-03-10/minutes-cb01791ef45e",
          "path": "papers/cabinet.txt",
          "places": [
            {
              "end": 28,
              "item_number": "2",
              "only_in": "index",
              "paragraph": 2,
              "start": 25,
              "text": "tub",
              "title": "School transport"
            },
            {
              "end": 40,
              "item_number": "3",
              "only_in": "file",
              "paragraph": 2,
              "start": 37,
              "text": "Bus",
              "title": "Leisure centre"
            }
          ],
          "state": "same"
        }
      ]
    }
    "#);
}

#[test]
fn papers_are_read_again_from_where_they_were_found() {
    // A manifest, a mirrored page, a file given by itself, and an index asked from elsewhere.
    let corpus = Corpus::new([
        ("a/papers.csv", "path,council,date\nnote.txt,Oakvale District Council,2020-05-01\n"),
        ("a/note.txt", "A note about the tram.\n"),
        ("b/democracy.oakvale.gov.uk/mgAi.aspx@ID=3045", "The tram again.\n"),
        ("c/alone.txt", "No tram.\n"),
    ]);
    let paths = ["index", "a", "./b/democracy.oakvale.gov.uk", "c/alone.txt"];
    assert!(corpus.minutebook(paths).ends_with("[exit 0]\n"));
    let mut elsewhere = corpus.command(["mentions", "tram", "--verify", "--index", "../index"]);
    let told = elsewhere.current_dir(corpus.path().join("c")).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(
        told.contains("\nverified: 3 mentions in 3 items of 3 papers, read again from 3 files\n"),
        "{told}"
    );
    // What is told of a file from outside is part of it.
    corpus.write(
        "a/papers.csv",
        b"path,council,date\nnote.txt,Oakvale District Council,2020-05-02\n",
    );
    let verified = &json(&corpus, &["tram"], 0)["verified"];
    assert_eq!(verified["sources"][0]["state"], "changed");
    assert_eq!(verified["sources"].as_array().unwrap().len(), 1);
}

#[test]
fn a_receipt_says_that_it_was_counted_again() {
    let corpus = council::indexed();
    let told = corpus.minutebook(["mentions", "bus", "--verify", "--limit", "1", "--receipt"]);
    assert!(told.contains("mentions 5 · items 2 · papers 2 · shown 1 · counted again 5"), "{told}");
    assert!(told.contains("minutebook mentions --verify --limit 1 bus"), "{told}");
}
