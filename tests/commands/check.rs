//! Tests `minutebook check`.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use insta::assert_snapshot;
use minutebook::index::Ledger;
use minutebook::index::Reader;
use minutebook::index::Writer;
use minutebook::pipeline;
use serde_json::Value;

use super::council;
use crate::support::Corpus;
use crate::support::minutebook;
use crate::support::readers;

/// The papers of a council with their index, of one segment whatever the machine.
fn indexed() -> Corpus {
    let corpus = council::papers();
    let told = corpus.minutebook(["index", "papers", "--threads", "1"]);
    assert!(told.ends_with("[exit 0]\n"), "{told}");
    corpus
}

/// The answer as JSON.
fn json(corpus: &Corpus, args: &[&str], exit: u8) -> Value {
    let told = corpus.minutebook(["check", "--format", "json"].iter().chain(args).copied());
    let told = told.strip_suffix(&format!("[exit {exit}]\n")).unwrap_or_else(|| panic!("{told}"));
    serde_json::from_str(told).unwrap()
}

/// The faults of a check that is not sound, as `check: place: detail`.
fn faults(corpus: &Corpus) -> Vec<String> {
    let answer = json(corpus, &[], 2);
    let checks = answer["checks"].as_array().unwrap();
    let faults = checks.iter().flat_map(|check| {
        let faults = check["faults"].as_array().unwrap().iter();
        faults.map(|it| {
            let word = |value: &Value| value.as_str().unwrap().to_owned();
            format!("{}: {}: {}", word(&check["check"]), word(&it["place"]), word(&it["detail"]))
        })
    });
    faults.collect()
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
fn of_index(corpus: &Corpus) -> Vec<PathBuf> {
    files(&corpus.path().join("index"))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The account of files.
fn ledger(corpus: &Corpus) -> PathBuf {
    of_index(corpus).into_iter().find(|path| name(path).starts_with("ledger-")).unwrap()
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
fn a_byte_that_was_changed_is_seen_in_each_kind_of_file() {
    let corpus = indexed();
    let mut kinds = 0;
    for path in of_index(&corpus) {
        let before = fs::read(&path).unwrap();
        if before.is_empty() {
            continue;
        }
        kinds += 1;
        let mut bytes = before.clone();
        let at = match name(&path).as_str() {
            // Of these not each byte matters; where a commit is described, or a number, it does.
            ".managed.json" => 5,
            name if name.starts_with("ledger-") => {
                let text = String::from_utf8_lossy(&before).into_owned();
                text.find("\"digest\":\"").unwrap() + 12
            }
            _ => before.len() / 2,
        };
        bytes[at] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let faults = faults(&corpus);
        let told = faults.join("\n");
        assert!(told.contains(&name(&path)) || told.contains("ledger-"), "{told}");
        // Half of it, and nothing.
        for size in [before.len() / 2, 0] {
            fs::write(&path, &before[..size]).unwrap();
            assert!(!self::faults(&corpus).is_empty(), "{} {size}", path.display());
        }
        fs::write(&path, &before).unwrap();
    }
    assert!(kinds >= 11, "{kinds}");
    assert_eq!(json(&corpus, &[], 0)["sound"], true);
}

#[test]
fn a_damaged_segment_is_named_and_not_read() {
    let corpus = indexed();
    let is_kind = |path: &&PathBuf| path.extension().is_some_and(|it| it == "pos");
    let all = of_index(&corpus);
    let path = all.iter().find(is_kind).unwrap();
    fs::remove_file(path).unwrap();
    let told = corpus.minutebook(["check", "--deep"]);
    let id = regex::Regex::new("[0-9a-f]{32}").unwrap();
    assert_snapshot!(id.replace_all(&told, "<segment>"), @"
    not sound: the index in `index` · 3 papers with 11 items, 169 words

      commit   sound · the last commit and its card can be read
      files    1 fault
               segments/<segment>.pos: it is missing
      account  sound · 5 files in the account, as the card says
      papers   not looked at · 1 of 1 segments cannot be read, for damage to files
      words    not looked at · 1 of 1 segments cannot be read, for damage to files
      recount  not looked at · the index itself is not sound

    to mend it: remove the folder `index` and run `minutebook index <folder>/papers` again

    fingerprint <fingerprint> · version 0.1.0
    [exit 2]
    ");
}

#[test]
fn an_account_with_a_line_less_is_told() {
    let corpus = indexed();
    let path = ledger(&corpus);
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| !line.contains("planning.txt"));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    fs::write(&path, text).unwrap();
    let faults = faults(&corpus).join("\n");
    for told in
        ["account: ledger-", "papers is 2, but 3 in the card", "the account of files does not"]
    {
        assert!(faults.contains(told), "{told}: {faults}");
    }
    fs::remove_file(&path).unwrap();
    let answer = json(&corpus, &[], 2);
    assert_eq!(answer["checks"][3]["not_looked_at"], "the account of files cannot be read");
    // The words can be looked at all the same.
    assert_eq!(answer["checks"][4]["sound"], true);
    assert_eq!(answer["mend"]["run"], "minutebook index <FOLDER>");
}

#[test]
fn papers_that_no_account_knows_are_told() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    let paper = |path: &str| {
        let path = corpus.path().join(path);
        pipeline::inspect(&path, &readers(), None).unwrap().remove(0).paper.unwrap()
    };
    let account = |change: &dyn Fn(&mut Ledger)| {
        let mut ledger = Reader::open(&index).unwrap().ledger().unwrap();
        change(&mut ledger);
        ledger
    };
    // Under a name of its own, and in place of another.
    for (source, told) in [
        ("/elsewhere/smuggled.txt", "/elsewhere/smuggled.txt: the index holds it"),
        ("papers/note.txt", "papers/note.txt: the index has 5 items"),
        ("papers/map.png", "papers/map.png: it holds no paper, but the index has 5 items of it"),
    ] {
        let source = corpus.path().canonicalize().unwrap().join(source);
        let source = source.to_string_lossy();
        let mut writer = Writer::open(&index, 1).unwrap();
        let before = writer.ledger().clone();
        writer.put(&source, &paper("papers/planning.txt")).unwrap();
        writer.commit(before).unwrap();
        writer.close().unwrap();
        let found = faults(&corpus).join("\n");
        assert!(found.contains(told), "{told}: {found}");
        assert!(found.contains("the card has 11 items, the index holds"), "{found}");
        let mut writer = Writer::open(&index, 1).unwrap();
        writer.remove(&source);
        writer.put(&source, &paper("papers/note.txt")).unwrap();
        if !source.ends_with("note.txt") {
            writer.remove(&source);
        }
        writer.commit(account(&|_| {})).unwrap();
        writer.close().unwrap();
        assert_eq!(json(&corpus, &[], 0)["sound"], true);
    }
    // And a paper that the account has, but not the index.
    let mut writer = Writer::open(&index, 1).unwrap();
    let before = writer.ledger().clone();
    let source = before.entries.keys().find(|key| key.ends_with("planning.txt")).unwrap().clone();
    writer.remove(&source);
    writer.commit(before).unwrap();
    writer.close().unwrap();
    let found = faults(&corpus).join("\n");
    assert!(found.contains("papers/planning.txt: the index has 0 items"), "{found}");
}

#[test]
fn a_paper_that_is_not_what_its_file_holds_is_told_by_the_deep_check() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    let forged = corpus.path().join("forged.txt");
    let text = fs::read_to_string(corpus.path().join("papers/cabinet.txt")).unwrap();
    fs::write(&forged, text.replace("bus budget was", "tram budget was")).unwrap();
    let paper = pipeline::inspect(&forged, &readers(), None).unwrap().remove(0).paper.unwrap();
    let mut writer = Writer::open(&index, 1).unwrap();
    let mut ledger = writer.ledger().clone();
    let entry = ledger.entries.values_mut().find(|it| it.path == "cabinet.txt").unwrap();
    entry.paper = Some(writer.put(&entry.source, &paper).unwrap());
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
fn what_is_built_from_is_named_even_where_the_commit_cannot_be_read() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    fs::remove_file(index.join("segments/meta.json")).unwrap();
    assert_snapshot!(corpus.minutebook(["check", "--deep"]), @"
    not sound: the index in `index`

      commit   1 fault
               segments/meta.json: it is missing
      files    not looked at · the last commit cannot be read
      account  not looked at · the card of the last commit is not known
      papers   not looked at · the last commit cannot be read
      words    not looked at · the last commit cannot be read
      recount  not looked at · the index itself is not sound

    to mend it: remove the folder `index` and run `minutebook index <folder>/papers` again
    [exit 2]
    ");
    fs::rename(corpus.path().join("papers"), corpus.path().join("away")).unwrap();
    let told = corpus.minutebook(["check"]);
    assert!(told.contains("not before `<folder>/papers` is there again"), "{told}");
    let empty = Corpus::empty().minutebook(["check"]);
    assert!(empty.contains("there is no index in `index`"), "{empty}");
    assert!(empty.ends_with("[exit 2]\n"), "{empty}");
}

#[test]
fn what_a_build_that_was_cut_off_leaves_is_a_note() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    let [manifest, problems] =
        ["manifest.json", "problems.jsonl"].map(|name| fs::read(index.join(name)).unwrap());
    corpus.write("papers/more.txt", b"A further note.\n");
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    // As if it had been killed behind the commit.
    fs::write(index.join("manifest.json"), manifest).unwrap();
    fs::write(index.join("problems.jsonl"), problems).unwrap();
    fs::write(index.join("ledger-999999.jsonl"), "{}").unwrap();
    fs::write(index.join("segments/0123.store"), "left").unwrap();
    assert_snapshot!(corpus.minutebook(["check"]), @"
    sound: the index in `index` · 4 papers with 12 items, 172 words

      commit   sound · the last commit and its card can be read
      files    sound · 14 files, each byte as it was written
      account  sound · 6 files in the account, as the card says
      papers   sound · 4 papers with the items and words that the account says
      words    sound · 172 words, each found where it stands and nowhere else

    note: `manifest.json` is of an earlier commit: a build was cut off behind its last step; the commit
      itself is whole and is what is read
    note: `ledger-999999.jsonl` (2 bytes) belongs to no commit: left over from a build that was cut off,
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

#[test]
fn an_index_of_another_format_is_told_with_how_to_mend_it() {
    let corpus = indexed();
    let meta = corpus.path().join("index/segments/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, text.replace("\\\"format\\\":", "\\\"format\\\":9")).unwrap();
    let faults = faults(&corpus).join("\n");
    assert!(faults.contains("it has format 9"), "{faults}");
    assert!(faults.contains("this program reads format"), "{faults}");
}
