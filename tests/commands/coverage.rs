//! Tests `minutebook coverage`.

use insta::assert_snapshot;

use super::council;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["coverage", "-h"]), @"
    Say what the index holds, and what it could not read

    Usage: minutebook coverage [OPTIONS]

    Options:
          --problems     List every file that fell short, with the reason
          --all          Show all values of each table, not the first few
          --index <DIR>  Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help         Print help (see more with '--help')

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json,
                             csv]
    [exit 0]
    ");
}

#[test]
fn tables_and_problems() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["coverage"]), @"
    3 papers with 11 items · 5 files looked at · unreadable 1, undated 1, council unknown 1

    papers by council
           2  Oakvale District Council
           1  (unknown)

    papers by year
           1  2019
           1  2020
           1  (unknown)

    papers by kind
           2  minutes
           1  other

    unreadable: no text could be had
           1  damaged
              papers/scan.pdf: PDF

    no paper: nothing is missing from the index
           1  no paper (pictures, styles, data)
              papers/map.png: picture

    fingerprint <fingerprint> · version 0.1.0
    [exit 0]
    ");
}

#[test]
fn every_file_that_fell_short() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["coverage", "--problems"]), @"
    3 papers with 11 items · 5 files looked at · unreadable 1, undated 1, council unknown 1
    2 problems

    not_a_paper          papers/map.png: picture
    damaged              papers/scan.pdf: PDF
    [exit 0]
    ");
    let told = corpus.minutebook(["coverage", "--problems", "--format", "csv"]);
    assert_snapshot!(told.replace('\r', ""), @"
    path,problem,detail
    papers/map.png,not_a_paper,picture
    papers/scan.pdf,damaged,PDF
    [exit 0]
    ");
}

#[test]
fn the_index_can_be_named_by_the_environment() {
    let corpus = council::indexed();
    let mut command = corpus.command(["coverage"]);
    let output = command.env("MINUTEBOOK_INDEX", "elsewhere").output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("no index in `elsewhere`"));
}
