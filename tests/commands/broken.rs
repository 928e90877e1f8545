//! What people read when an index cannot be used: another format, another writer, damage.

use std::fs;

use insta::assert_snapshot;
use minutebook::index::FORMAT;
use minutebook::index::Writer;

use crate::support::Corpus;

/// A corpus of one paper with its index.
fn indexed() -> Corpus {
    let corpus = Corpus::new([(
        "papers/minutes.txt",
        "Alder Parish Council\n\nMinutes of the meeting held on 3 May 2019\n\nPresent: Cllr Ash\n\n\
         1. Apologies\n\nNone.\n\n2. Budget\n\nRESOLVED that it be set.\n\n3. Close\n\nThe meeting closed at 9 pm.\n",
    )]);
    let built = corpus.minutebook(["index", "papers"]);
    assert!(built.ends_with("[exit 0]\n"), "{built}");
    corpus
}

#[test]
fn an_index_of_another_format_is_refused_by_readers_and_writers() {
    let corpus = indexed();
    let manifest = corpus.path().join("index/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace(&format!("\"format\": {FORMAT}"), "\"format\": 99")).unwrap();
    assert_snapshot!(corpus.minutebook(["search", "budget"]), @"
    minutebook: the index in `index` has format 99, this program reads format 9
      hint: a newer minutebook wrote it: use that one, or name another folder with `--index`
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["index", "papers"]), @"
    minutebook: the index in `index` has format 99, this program reads format 9
      hint: a newer minutebook wrote it: use that one, or name another folder with `--index`
    [exit 2]
    ");
}

#[test]
fn a_locked_index_is_refused_to_a_second_writer_and_still_answers() {
    let corpus = indexed();
    let writer = Writer::open(&corpus.path().join("index"), &crate::support::setup(1)).unwrap();
    let told = corpus.minutebook(["index", "papers"]);
    let told = told.replace(&std::process::id().to_string(), "<process>");
    assert_snapshot!(told, @"
    minutebook: the index in `index` is being written by another process, number <process>
      hint: wait until the other `minutebook index` is done, or name another folder with `--index`
    [exit 2]
    ");
    assert!(corpus.minutebook(["search", "budget"]).ends_with("[exit 0]\n"));
    drop(writer);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
}

#[test]
fn a_file_cut_short_is_named_and_never_read_as_whole() {
    let corpus = indexed();
    let segments = corpus.path().join("index/segments");
    for entry in fs::read_dir(&segments).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "pos") {
            fs::write(&path, b"").unwrap();
        }
    }
    let told = corpus.minutebook(["search", "budget"]);
    assert!(told.contains("is missing, damaged or cut short"), "{told}");
    assert!(told.ends_with("[exit 2]\n"), "{told}");
}

#[test]
fn a_run_that_was_killed_leaves_the_last_commit() {
    let corpus = indexed();
    let before = corpus.minutebook(["search", "budget", "--format", "json"]);
    let writer = Writer::open(&corpus.path().join("index"), &crate::support::setup(1)).unwrap();
    writer.remove("whatever");
    // Dropped without a commit, as a killed process leaves it.
    drop(writer);
    assert_eq!(corpus.minutebook(["search", "budget", "--format", "json"]), before);
}

#[test]
fn a_damaged_concordance_is_named_and_never_read_as_whole() {
    let corpus = indexed();
    let segments = corpus.path().join("index/segments");
    for entry in fs::read_dir(&segments).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "concordance") {
            // What tantivy itself puts at the end of a file stays, so that only we can tell.
            let mut bytes = fs::read(&path).unwrap();
            bytes[0] ^= 1;
            fs::write(&path, bytes).unwrap();
        }
    }
    assert_snapshot!(corpus.minutebook(["search", "budget"]), @"
    minutebook: the index in `index` cannot be used: a file in it is damaged
      hint: remove the folder `index` and run `minutebook index <FOLDER>` again
    [exit 2]
    ");
}
