//! Papers whose pages are pictures.

use std::process::Command;

use crate::support::Corpus;

/// An invented scan: a picture of one page, no text.
const SCAN: &[u8] = include_bytes!("../fixtures/samples/formats/scan.pdf");

/// Where systems keep their programs.
const PLACES: &str = "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin";

#[test]
fn a_scan_is_listed_and_found_by_what_was_told_of_it() {
    let corpus = Corpus::empty();
    corpus.write("papers/Oakvale minutes 4 March 2019.pdf", SCAN);
    let told = corpus.minutebook(["index", "papers"]);
    assert!(told.contains("1 file = 1 paper + 0"), "{told}");
    assert!(told.contains("pages without text (scans)"), "{told}");
    let found = corpus.minutebook(["search", "date:2019-03-04"]);
    assert!(found.contains("Oakvale minutes 4 March 2019.pdf"), "{found}");
    let words = corpus.minutebook(["mentions", "the", "--verify"]);
    assert!(words.contains("verified: 0 mentions"), "{words}");
}

#[test]
fn pictures_are_refused_where_no_program_reads_them() {
    let corpus = Corpus::empty();
    corpus.write("papers/scan.pdf", SCAN);
    let told = corpus.minutebook(["index", "papers", "--ocr"]);
    let output = corpus.command(["index", "papers", "--ocr"]).env("PATH", "").output().unwrap();
    let hint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(hint.contains("`--ocr` needs the program `pdftoppm`"), "{hint}");
    assert!(hint.contains("install Tesseract and Poppler"), "{hint}");
    // With an empty environment programs are looked for in the system's own places.
    assert!(told.contains("OCR") || told.contains("--ocr"), "{told}");
}

#[test]
fn pictures_are_read_on_request_and_marked() {
    let is_there =
        |program: &str| Command::new(program).arg("-v").env("PATH", PLACES).output().is_ok();
    if !is_there("tesseract") || !is_there("pdftoppm") {
        let note = b"skipped: tesseract and pdftoppm are not installed\n";
        std::io::Write::write_all(&mut std::io::stderr(), note).unwrap();
        return;
    }
    let corpus = Corpus::empty();
    corpus.write("papers/scan.pdf", SCAN);
    let run = |args: &[&str]| {
        let output = corpus.command(args.iter().copied()).env("PATH", PLACES).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["index", "papers"]);
    let again = run(&["index", "papers", "--ocr"]);
    assert!(again.contains("changed 1"), "{again}");
    assert!(again.contains("pages read from pictures (OCR)"), "{again}");
    assert!(run(&["index", "papers", "--ocr"]).contains("unchanged 1"));
    // What was read stays, where the next run does not ask for it.
    assert!(run(&["index", "papers"]).contains("unchanged 1"));
    let mentions = run(&["mentions", "the", "--verify"]);
    assert!(mentions.contains("p. 1, OCR"), "{mentions}");
    assert!(mentions.contains("verified: "), "{mentions}");
    let json = run(&["mentions", "the", "--format", "json", "--limit", "1"]);
    assert!(json.contains("\"ocr\": true"), "{json}");
}
