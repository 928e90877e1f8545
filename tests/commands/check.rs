//! Tests `minutebook check`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use insta::assert_snapshot;
use minutebook::index::Writer;
use minutebook::pipeline;
use serde_json::Value;

use super::council;
use crate::support::Corpus;
use crate::support::minutebook;
use crate::support::readers;

/// The papers of a council with their index, of one segment whatever the machine.
pub(super) fn indexed() -> Corpus {
    let corpus = council::papers();
    let told = corpus.minutebook(["index", "papers", "--threads", "1"]);
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    corpus
}

/// The answer as JSON.
pub(super) fn json(corpus: &Corpus, args: &[&str], exit: u8) -> Value {
    let told = corpus.minutebook(["check", "--format", "json"].iter().chain(args).copied());
    let told = told.strip_suffix(&format!("[exit {exit}]\n")).unwrap_or_else(|| panic!("{told}"));
    serde_json::from_str(told).unwrap()
}

/// The files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(self::files(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The files of the index, in order.
pub(super) fn of_index(corpus: &Corpus) -> Vec<PathBuf> {
    files(&corpus.path().join("index"))
}

pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["check", "-h"]), @"
    Say whether the index is sound, and how to mend it

    Usage: minutebook check [OPTIONS]

    Options:
          --deep         Read papers again from their files, and count every word form in them
          --sample <N>   Read so many papers again; 0 for all. The same index gives the same sample
                         [default: 100]
          --index <DIR>  Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help         Print help (see more with '--help')

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json]
    [exit 0]
    ");
}

#[test]
fn a_sound_index_is_called_so() {
    let corpus = indexed();
    assert_snapshot!(corpus.minutebook(["check"]), @"
    sound: the index in `index` · 3 papers with 11 items, 169 words

      commit   sound · the last commit and its card can be read
      files    sound · 7 files, each byte as it was written
      account  sound · 5 files in the account, as the card says
      papers   sound · 3 papers with the items and words that the account says
      words    sound · 169 words, each found where it stands and nowhere else

    fingerprint <fingerprint> · version 0.1.0
    [exit 0]
    ");
    assert_snapshot!(corpus.minutebook(["check", "--deep"]), @"
    sound: the index in `index` · 3 papers with 11 items, 169 words

      commit   sound · the last commit and its card can be read
      files    sound · 7 files, each byte as it was written
      account  sound · 5 files in the account, as the card says
      papers   sound · 3 papers with the items and words that the account says
      words    sound · 169 words, each found where it stands and nowhere else
      recount  sound · 3 of 3 papers read again: 150 counts of word forms agree, 169 words in all

    fingerprint <fingerprint> · version 0.1.0
    [exit 0]
    ");
    // Also after papers were taken out and put in again, and one segment made of several.
    corpus.write("papers/note.txt", b"A note about the bus, by no one in particular.\n");
    fs::remove_file(corpus.path().join("papers/planning.txt")).unwrap();
    for _ in 0..2 {
        assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
        let answer = json(&corpus, &["--deep", "--sample", "0"], 0);
        assert_eq!(answer["recount"]["compared"], 2);
    }
}

#[test]
fn nothing_is_written() {
    let corpus = indexed();
    let state = || {
        let files = of_index(&corpus).into_iter();
        files.map(|path| (fs::metadata(&path).unwrap().modified().unwrap(), path)).collect()
    };
    for lock in of_index(&corpus).iter().filter(|path| name(path).ends_with(".lock")) {
        fs::remove_file(lock).unwrap();
    }
    let before: Vec<_> = state();
    let all = [corpus.path().join("index"), corpus.path().join("index/segments")];
    let set = |is_readonly| {
        for folder in &all {
            let mut rights = fs::metadata(folder).unwrap().permissions();
            rights.set_readonly(is_readonly);
            fs::set_permissions(folder, rights).unwrap();
        }
    };
    set(true);
    let told = corpus.minutebook(["check"]);
    #[allow(clippy::permissions_set_readonly_false)] // the folder is gone in a moment
    set(false);
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    assert_eq!(state(), before);
}

#[test]
fn json_has_every_key() {
    let corpus = indexed();
    let answer = json(&corpus, &["--deep", "--sample", "1"], 0);
    assert_eq!(answer["query"], Value::Null);
    assert_eq!(answer["coverage"]["papers"], 3);
    assert_eq!(answer["folder"], "index");
    assert_eq!(answer["sound"], true);
    assert_eq!(answer["mend"], Value::Null);
    let names: Vec<&Value> =
        answer["checks"].as_array().unwrap().iter().map(|check| &check["check"]).collect();
    assert_eq!(names, ["commit", "files", "account", "papers", "words"]);
    assert_snapshot!(serde_json::to_string(&answer["checks"][2]).unwrap(), @r#"{"check":"account","faults":[],"looked_at":5,"more_faults":0,"not_looked_at":null,"sound":true}"#);
    let recount = &answer["recount"];
    assert_eq!((&recount["sampled"], &recount["papers"]), (&1.into(), &3.into()));
    assert_eq!(answer, json(&corpus, &["--deep", "--sample", "1"], 0));
}

#[test]
fn a_paper_that_is_not_what_its_file_holds_is_told_by_the_deep_check() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    let forged = corpus.path().join("forged.txt");
    let text = fs::read_to_string(corpus.path().join("papers/cabinet.txt")).unwrap();
    fs::write(&forged, text.replace("bus budget was", "tram budget was")).unwrap();
    let paper = pipeline::inspect(&forged, &readers(), None).unwrap().remove(0).paper.unwrap();
    let mut writer = Writer::open(&index, &crate::support::setup(1)).unwrap();
    let mut ledger = writer.ledger().clone();
    let entry = ledger.entries.values_mut().find(|it| it.path == "cabinet.txt").unwrap();
    std::sync::Arc::make_mut(entry).paper = Some(writer.put(&entry.source, &paper).unwrap());
    writer.commit(ledger).unwrap();
    writer.close().unwrap();
    // Every part of the index agrees with every other.
    assert_eq!(json(&corpus, &[], 0)["sound"], true);
    assert_snapshot!(corpus.minutebook(["check", "--deep"]), @"
    not sound: the index in `index` · 3 papers with 11 items, 169 words

      commit   sound · the last commit and its card can be read
      files    sound · 14 files, each byte as it was written
      account  sound · 5 files in the account, as the card says
      papers   sound · 3 papers with the items and words that the account says
      words    sound · 169 words, each found where it stands and nowhere else
      recount  1 fault
               differs from its file: papers/cabinet.txt
                 item 3 from the top · `bus`: 0 in the index, 1 in the file
                 item 3 from the top · `tram`: 1 in the index, 0 in the file

    to mend it: remove the folder `index` and run `minutebook index <folder>/papers` again

    fingerprint <fingerprint> · version 0.1.0
    [exit 2]
    ");
    let answer = json(&corpus, &["--deep"], 2);
    assert_eq!(answer["sound"], false);
    assert_snapshot!(serde_json::to_string(&answer["recount"]["sources"]).unwrap(), @r#"[{"detail":null,"differences":[{"form":"bus","in_file":1,"in_index":0,"item":2},{"form":"tram","in_file":0,"in_index":1,"item":2}],"differs":true,"items_in_file":null,"items_in_index":null,"more_differences":0,"paper":"oakvale/cabinet/2020-03-10/minutes-9ec470dc4b9e","path":"papers/cabinet.txt","state":"same"}]"#);
}

#[test]
fn files_that_changed_or_are_gone_are_no_fault() {
    let corpus = indexed();
    corpus.write("papers/note.txt", b"Another note.\n");
    fs::remove_file(corpus.path().join("papers/cabinet.txt")).unwrap();
    assert_snapshot!(corpus.minutebook(["check", "--deep"]), @"
    sound: the index in `index` · 3 papers with 11 items, 169 words

      commit   sound · the last commit and its card can be read
      files    sound · 7 files, each byte as it was written
      account  sound · 5 files in the account, as the card says
      papers   sound · 3 papers with the items and words that the account says
      words    sound · 169 words, each found where it stands and nowhere else
      recount  sound · 1 of 3 papers read again: 85 counts of word forms agree, 99 words in all
               gone since it was indexed: papers/cabinet.txt
               changed since it was indexed: papers/note.txt

    to bring it up to date: `minutebook index <folder>/papers` reads changed files again and lets
      go of those gone

    fingerprint <fingerprint> · version 0.1.0
    [exit 0]
    ");
    let answer = json(&corpus, &["--deep"], 0);
    assert_eq!(answer["mend"]["remove"], Value::Null);
    let states: Vec<&Value> = answer["recount"]["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| &source["state"])
        .collect();
    assert_eq!(states, ["gone", "changed"]);
}

#[test]
fn what_a_build_that_was_cut_off_leaves_is_a_note() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    let before: Vec<(PathBuf, Vec<u8>)> = of_index(&corpus)
        .into_iter()
        .filter(|path| path.parent() == Some(&index))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    corpus.write("papers/more.txt", b"A further note.\n");
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    // As if it had been killed behind the commit.
    for (path, bytes) in before {
        fs::write(path, bytes).unwrap();
    }
    fs::write(index.join("segments/0123.store"), "left").unwrap();
    let told = corpus.minutebook(["check"]);
    // It holds where the folder lies, so that its size is not the same everywhere.
    let account = regex::Regex::new(r"ledger-\d+\.jsonl` \(\d+ bytes\)").unwrap();
    assert_snapshot!(account.replace(&told, "<account>`"), @"
    sound: the index in `index` · 4 papers with 12 items, 172 words

      commit   sound · the last commit and its card can be read
      files    sound · 14 files, each byte as it was written
      account  sound · 6 files in the account, as the card says
      papers   sound · 4 papers with the items and words that the account says
      words    sound · 172 words, each found where it stands and nowhere else

    note: `manifest.json` is of an earlier commit: a build was cut off behind its last step; the commit
      itself is whole and is what is read
    note: `<account>` belongs to no commit: left over from a build that was cut off,
      or being written now
    note: `segments/0123.store` (4 bytes) belongs to no commit: left over from a build that was cut off,
      or being written now

    fingerprint <fingerprint> · version 0.1.0
    [exit 0]
    ");
    fs::remove_file(index.join("manifest.json")).unwrap();
    let notes = &json(&corpus, &[], 0)["notes"];
    assert!(notes[0].as_str().unwrap().starts_with("`manifest.json` is missing"), "{notes}");
}
