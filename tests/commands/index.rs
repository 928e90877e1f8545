//! Tests `minutebook index`.

use insta::assert_snapshot;

use super::council;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["index", "-h"]), @"
    Build or refresh the index from files and folders

    Usage: minutebook index [OPTIONS] <PATH>...

    Arguments:
      <PATH>...  Files and folders with papers

    Options:
          --index <DIR>              Use the index in this folder [env: MINUTEBOOK_INDEX] [default:
                                     index]
          --max-file-size <SIZE>     Do not read files larger than this: bytes, or 500K, 64M, 1G; at
                                     most an eighth of `--memory` [default: 64M]
          --threads <N>              Read papers with this many threads; 0 for one a core [default: 0]
          --ocr                      Read pages without text (scans) from their pictures
          --ocr-language <LANGUAGE>  The language of scans, as Tesseract calls it: `eng`, `cym`,
                                     `eng+cym` [default: eng]
          --afresh                   Read every file again, also where it has not changed
          --keep-gone                Keep the papers of files that are gone, marked as such
          --memory <SIZE>            Take at most so much memory, the readers of PDF and office files
                                     included: at least 256M [default: 1G]
      -h, --help                     Print help (see more with '--help')

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the summary in this form [default: text] [possible values: text,
                             json]
    [exit 0]
    ");
}

#[test]
fn a_path_must_be_given() {
    assert_snapshot!(minutebook(["index"]), @"
    error: the following required arguments were not provided:
      <PATH>...

    Usage: minutebook index <PATH>...

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_size_that_is_none_is_refused() {
    assert_snapshot!(minutebook(["index", ".", "--max-file-size", "lots"]), @"
    error: invalid value 'lots' for '--max-file-size <SIZE>': write a number of bytes, or 500K, 64M, 1G

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_summary_has_no_csv() {
    assert_snapshot!(minutebook(["index", ".", "--format", "csv"]), @"
    error: invalid value 'csv' for '--format <FORMAT>'
      [possible values: text, json]

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_build_says_what_became_of_every_file() {
    let corpus = council::papers();
    assert_snapshot!(corpus.minutebook(["index", "papers"]), @"
    3 papers with 11 items in the index `index`
    5 files = 3 papers + 1 without a paper + 1 unreadable + 0 manifests: every file is accounted for
    added 5 · changed 0 · removed 0 · unchanged 0

    kinds: minutes 2 · other 1
    gaps: undated 1 · council unknown 1

    unreadable: no text could be had
           1  damaged
              papers/scan.pdf: PDF

    no paper: nothing is missing from the index
           1  no paper (pictures, styles, data)
              papers/map.png: picture

    fingerprint <fingerprint>
    every file that fell short: `minutebook coverage --problems`
    next: `minutebook search caseloads`
    [exit 0]
    ");
}

#[test]
fn a_second_build_says_what_changed() {
    let corpus = council::indexed();
    corpus.write("papers/note.txt", b"Another note, about the bus.\n");
    std::fs::remove_file(corpus.path().join("papers/cabinet.txt")).unwrap();
    let told = corpus.minutebook(["index", "papers"]);
    let changes = told.lines().find(|line| line.starts_with("added")).unwrap();
    assert_snapshot!(changes, @"added 0 · changed 1 · removed 1 · unchanged 3");
}

#[test]
fn a_summary_for_programs_is_one_object() {
    let corpus = council::papers();
    let told = corpus.minutebook(["index", "papers", "--index", "other", "--format", "json"]);
    let answer: serde_json::Value =
        serde_json::from_str(told.strip_suffix("[exit 0]\n").unwrap()).unwrap();
    assert_eq!(answer["files"], 5);
    assert_eq!(answer["folder"], "other");
    assert_eq!(answer["problem_counts"]["damaged"], 1);
}

#[test]
fn a_folder_that_is_not_there() {
    assert_snapshot!(minutebook(["index", "papres"]), @"
    minutebook: there is no file or folder `papres`
      hint: check the spelling, or give the folder that holds your papers
    [exit 2]
    ");
}

#[test]
fn a_folder_without_papers() {
    let corpus = crate::support::Corpus::new([("empty/.keep", "")]);
    assert_snapshot!(corpus.minutebook(["index", "empty"]), @"
    minutebook: no papers in `empty`
      hint: give a folder with saved web pages, PDFs, Word files or text
    [exit 2]
    ");
}

#[test]
fn a_folder_of_other_files_is_not_written_into() {
    let corpus = council::papers();
    corpus.write("other/letter.txt", b"Not to be touched.\n");
    assert_snapshot!(corpus.minutebook(["index", "papers", "--index", "other"]), @"
    minutebook: `other` holds other files and no index
      hint: name an empty or new folder with `--index`
    [exit 2]
    ");
}
