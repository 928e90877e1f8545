//! Tests what people are told of files and of whole indexes.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use minutebook::paper::PaperKind;
use minutebook::pipeline::Summary;
use minutebook::present::Built;
use minutebook::present::Inspected;
use minutebook::present::text;
use minutebook::problem::Outcome;
use minutebook::problem::Problem;

use super::text::PLAIN;
use super::text::written;
use super::values;

#[test]
fn holdings_are_tables_that_add_up() {
    let holdings = values::holdings();
    let told = written(|out| text::holdings(&holdings, false, " --index i", PLAIN, out));
    assert_snapshot!(told, @"
    5 papers with 1,300 items · 1,206 files looked at · unreadable 0, undated 3,
      council unknown 2

    papers by council
           3  Brackenshire
           2  (unknown)

    papers by kind
           5  minutes

    unreadable: no text could be had
           5  format not yet read
              scans/1.pdf: PDF
              scans/2.pdf: PDF
              scans/3.pdf: PDF
              … and 2 more: `minutebook coverage --problems --index i`

    no paper: nothing is missing from the index
           1  no paper (pictures, styles, data)
              logo.png

    indexed all the same
           1  weekday disagrees with date
              a[31m.txt: Monday 18 January 2017

    fingerprint 7f3a9c · version 0.1.0
    ");
}

#[test]
fn problems_are_listed_one_a_line() {
    let holdings = values::holdings();
    assert_snapshot!(written(|out| text::problems(&holdings, PLAIN, out)), @"
    5 papers with 1,300 items · 1,206 files looked at · unreadable 0, undated 3,
      council unknown 2
    7 problems

    format_not_read_yet  scans/1.pdf: PDF
    format_not_read_yet  scans/2.pdf: PDF
    format_not_read_yet  scans/3.pdf: PDF
    format_not_read_yet  scans/4.pdf: PDF
    format_not_read_yet  scans/5.pdf: PDF
    not_a_paper          logo.png
    weekday_disagrees    a[31m.txt: Monday 18 January 2017
    ");
}

#[test]
fn files_that_are_not_read_yet_are_told_with_what_is_held() {
    let mut holdings = values::holdings();
    holdings.coverage.unread = 458;
    for told in [
        written(|out| text::holdings(&holdings, false, " --index i", PLAIN, out)),
        written(|out| text::problems(&holdings, PLAIN, out)),
    ] {
        assert!(told.replace('\u{a0}', " ").contains("found but not read yet 458"), "{told}");
    }
}

/// A summary of the problems of [`values::problems`]; `files` decides whether it adds up.
fn built(files: u64, problems: &[Problem]) -> String {
    let kinds = BTreeMap::from([("minutes".to_owned(), 3), ("report".to_owned(), 1)]);
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(problem.kind).or_insert(0) += 1;
    }
    let with = |outcome| problems.iter().filter(|it| it.kind.outcome() == outcome).count() as u64;
    let summary = Summary {
        files,
        papers: 4,
        items: 31,
        held_papers: 6,
        held_items: 40,
        no_paper: with(Outcome::NoPaper),
        unreadable: with(Outcome::Unreadable),
        manifests: 1,
        hidden: 2,
        added: 4,
        changed: 0,
        unchanged: 7,
        renamed: 0,
        gone: 0,
        unseen: 0,
        new_rules: false,
        former_format: None,
        removed: 0,
        kinds,
        undated: 1,
        council_unknown: 2,
        problem_counts: counts,
        problems: problems.to_vec(),
        fingerprint: "7f3a9c".to_owned(),
    };
    let built = Built { folder: "index".to_owned(), version: "0.1.0", summary: &summary };
    written(|out| text::built(&built, "", PLAIN, out))
}

#[test]
fn a_build_accounts_for_every_file() {
    assert_snapshot!(built(11, &values::problems()), @"
    4 papers with 31 items in the index `index`
    with those of other folders the index holds 6 papers with 40 items in all
    11 files = 4 papers + 1 without a paper + 5 unreadable + 1 manifest: every file is
      accounted for
    added 4 · changed 0 · removed 0 · unchanged 7
    hidden files and folders passed over: 2

    kinds: minutes 3 · report 1
    gaps: undated 1 · council unknown 2

    unreadable: no text could be had
           5  format not yet read
              scans/1.pdf: PDF
              scans/2.pdf: PDF
              scans/3.pdf: PDF
              … and 2 more: `minutebook coverage --problems`

    no paper: nothing is missing from the index
           1  no paper (pictures, styles, data)
              logo.png

    indexed all the same
           1  weekday disagrees with date
              a[31m.txt: Monday 18 January 2017

    fingerprint 7f3a9c
    every file that fell short: `minutebook coverage --problems`
    next: `minutebook search caseloads`
    ");
}

#[test]
fn a_sum_that_is_wrong_is_called_wrong() {
    let told = built(12, &values::problems());
    assert!(told.contains("this does not add up"), "{told}");
}

#[test]
fn a_file_is_shown_with_its_evidence() {
    let mut paper = values::paper();
    paper.council = Some(values::council());
    let problems = values::problems();
    let file = Inspected {
        path: "papers/cabinet.txt",
        kind: Some(PaperKind::Minutes),
        evidence: vec![(3, "1. Apologies"), (4, "None were received.")],
        paper: Some(&paper),
        furniture_words: 0,
        problems: &problems[6..],
    };
    assert_snapshot!(written(|out| text::inspected(&file, PLAIN, out)), @"
    papers/cabinet.txt
      kind       minutes
                 line 3: “1. Apologies”
                 line 4: “None were received.”
      title      none
      address    unknown
      council    Brackenshire County Council [BRA] (inferred)
                 “…the County Council's offices in Bracken”
      committee  Cabinet · executive (explicit)
                 “Cabinet”
      date       15 November 2021 (supplied)
                 “Cabinet 15 Nov 2021.txt”
      decided    unknown

    2 items
                (header)                                                                1 word
      1         Apologies                                                              5 words

    template left-overs set aside: 1
      LAYOUT_SECTION: “LAYOUT_SECTION”

    1 problem
      weekday disagrees with date: Monday 18 January 2017
    ");
}

#[test]
fn a_file_without_a_paper_says_why() {
    let problems = values::problems();
    let file = Inspected {
        path: "logo.png",
        kind: None,
        evidence: Vec::new(),
        paper: None,
        furniture_words: 0,
        problems: &problems[5..6],
    };
    assert_snapshot!(written(|out| text::inspected(&file, PLAIN, out)), @"
    logo.png
      kind       unknown
      paper      none in this file

    1 problem
      no paper (pictures, styles, data)
    ");
}
