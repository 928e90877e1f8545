//! Tests `minutebook inspect`.

use insta::assert_snapshot;

use super::council;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["inspect", "-h"]), @"
    Say what a file is taken to say, without an index

    Usage: minutebook inspect [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  Files or folders

    Options:
          --ocr                      Read pages without text (scans) from their pictures
          --ocr-language <LANGUAGE>  The language of scans, as Tesseract calls it: `eng`, `cym`,
                                     `eng+cym` [default: eng]
      -h, --help                     Print help (see more with '--help')

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json,
                             csv]
    [exit 0]
    ");
}

#[test]
fn a_file_must_be_given() {
    assert_snapshot!(minutebook(["inspect"]), @"
    error: the following required arguments were not provided:
      <FILE>...

    Usage: minutebook inspect <FILE>...

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_file_is_shown_with_its_evidence() {
    let corpus = council::papers();
    assert_snapshot!(corpus.minutebook(["inspect", "papers/planning.txt"]), @"
    papers/planning.txt
      kind       minutes
                 line 3: “Minutes of the meeting held on Monday, 4 March 2019 at the Council Offices”
                 line 4: “PRESENT: Councillors Able (Chair), Baker and Carter”
                 line 5: “1. Apologies for absence”
                 line 6: “Apologies were received from Councillor Dyer.”
                 line 10: “RESOLVED: That the bus lane in Mill Street be made permanent.”
      title      none
      address    unknown
      council    Oakvale District Council [not in the registry] (explicit)
                 “Oakvale District Council”
      committee  Planning Committee · planning · planning (explicit)
                 “Planning Committee”
      date       4 March 2019 (explicit)
                 “Minutes of the meeting held on Monday, 4 March 2019 at the Council Offices”
      decided    unknown
      mentions   next meeting: 1 April 2019
      topics     transport/public-transport
                 bus lane

    5 people
      Able, Chair (councillor, present)
        “PRESENT: Councillors Able (Chair), Baker and Carter”
      Baker (councillor, present)
        “PRESENT: Councillors Able (Chair), Baker and Carter”
      Carter (councillor, present)
        “PRESENT: Councillors Able (Chair), Baker and Carter”
      Dyer (councillor, apologies)
        “Apologies were received from Councillor Dyer.”
      Head of Transport (officer)
        “The Head of Transport said that the bus lane had shortened journeys by four minutes.”

    5 items
                (header)                                                                        26 words
      1         Apologies for absence                                                           10 words
      2         Bus lane in Mill Street                                                         40 words
      3         Tree at the Old Forge                                                           14 words
      4         Date of next meeting                                                             9 words

    4 statements
      1 Apologies for absence
      –  Apologies were received from Councillor Dyer.
         apologies
      2 Bus lane in Mill Street
      –  Members asked whether buses would run on Sundays.
         question · by Planning Committee
      –  That the bus lane in Mill Street be made permanent.
         resolution · by Planning Committee
      3 Tree at the Old Forge
      –  That consent be given for the felling.
         resolution · by Planning Committee
    [exit 0]
    ");
}

#[test]
fn a_file_is_one_object_and_a_folder_several() {
    let corpus = council::papers();
    let read = |path: &str| -> serde_json::Value {
        let told = corpus.minutebook(["inspect", path, "--format", "json"]);
        serde_json::from_str(told.strip_suffix("[exit 0]\n").unwrap()).unwrap()
    };
    assert_eq!(read("papers/planning.txt")["date"]["value"], "2019-03-04");
    assert_eq!(read("papers")["files"].as_array().unwrap().len(), 5);
}

#[test]
fn a_file_without_a_paper_is_nothing_found() {
    let corpus = council::papers();
    assert_snapshot!(corpus.minutebook(["inspect", "papers/scan.pdf"]), @"
    papers/scan.pdf
      kind       unknown
      paper      none in this file

    1 problem
      damaged: PDF
    [exit 1]
    ");
}

#[test]
fn a_file_that_is_not_there() {
    assert_snapshot!(minutebook(["inspect", "nowhere.txt"]), @"
    minutebook: there is no file or folder `nowhere.txt`
      hint: check the spelling, or give the folder that holds your papers
    [exit 2]
    ");
}
