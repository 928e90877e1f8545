//! Tests `minutebook check` on indexes that are damaged, or of which one part does not agree with
//! another.

use std::fs;
use std::path::PathBuf;

use insta::assert_snapshot;
use minutebook::index::Ledger;
use minutebook::index::Reader;
use minutebook::index::Writer;
use minutebook::pipeline;
use serde_json::Value;

use super::check::indexed;
use super::check::json;
use super::check::name;
use super::check::of_index;
use crate::support::Corpus;
use crate::support::readers;

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

/// The account of files.
fn ledger(corpus: &Corpus) -> PathBuf {
    of_index(corpus).into_iter().find(|path| name(path).starts_with("ledger-")).unwrap()
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
        let at = before.len() / 2;
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
    for told in ["account: ledger-", "it does not have its digest"] {
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
        let mut writer = Writer::open(&index, &crate::support::setup(1)).unwrap();
        let before = writer.ledger().clone();
        writer.put(&source, &paper("papers/planning.txt")).unwrap();
        writer.commit(before).unwrap();
        writer.close().unwrap();
        let found = faults(&corpus).join("\n");
        assert!(found.contains(told), "{told}: {found}");
        assert!(found.contains("the card has 11 items, the index holds"), "{found}");
        let mut writer = Writer::open(&index, &crate::support::setup(1)).unwrap();
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
    let mut writer = Writer::open(&index, &crate::support::setup(1)).unwrap();
    let before = writer.ledger().clone();
    let source = before.entries.keys().find(|key| key.ends_with("planning.txt")).unwrap().clone();
    writer.remove(&source);
    writer.commit(before).unwrap();
    writer.close().unwrap();
    let found = faults(&corpus).join("\n");
    assert!(found.contains("papers/planning.txt: the index has 0 items"), "{found}");
}

#[test]
fn what_is_built_from_is_named_even_where_the_commit_cannot_be_read() {
    let corpus = indexed();
    let index = corpus.path().join("index");
    fs::remove_file(index.join("segments/meta.json")).unwrap();
    assert_snapshot!(corpus.minutebook(["check", "--deep"]), @"
    not sound: the index in `index`

      commit   1 fault
               segments/meta.json: `meta.json` is missing
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
fn an_index_of_another_format_is_told_with_how_to_mend_it() {
    let corpus = indexed();
    let meta = corpus.path().join("index/segments/meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    let (content, _) = text.rsplit_once("\ncrc32 ").unwrap();
    let content = content.replace("\\\"format\\\":", "\\\"format\\\":9");
    let sum = crc32fast::hash(format!("{content}meta.json").as_bytes());
    fs::write(&meta, format!("{content}\ncrc32 {sum:08x}\n")).unwrap();
    let faults = faults(&corpus).join("\n");
    assert!(faults.contains("it has format 9"), "{faults}");
    assert!(faults.contains("this program reads format"), "{faults}");
}
