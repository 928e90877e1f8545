//! Tests `minutebook show`.

use insta::assert_snapshot;

use super::council;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["show", "-h"]), @"
    Show an item or a paper, whole

    Usage: minutebook show [OPTIONS] <ID>

    Arguments:
      <ID>  The id of an item or a paper

    Options:
          --index <DIR>  Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help         Print help (see more with '--help')

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json,
                             csv]
    [exit 0]
    ");
}

/// The id of the one item on Mill Street.
fn mill_street(corpus: &crate::support::Corpus) -> String {
    let told = corpus.minutebook(["search", "Mill", "--format", "csv"]);
    told.lines().nth(1).unwrap().split(',').next().unwrap().to_owned()
}

#[test]
fn an_item_is_shown_whole_with_its_provenance() {
    let corpus = council::indexed();
    let id = mill_street(&corpus);
    assert_snapshot!(corpus.minutebook(["show", &id]), @"
    Oakvale District Council · Planning Committee · 4 March 2019
      paper      oakvale/planning/2019-03-04/minutes-f814fa9fdb6d · 1 of 5 items
      kind       minutes
      file       planning.txt
      address    unknown
      council    explicit, from “Oakvale District Council”
      committee  explicit, from “Planning Committee”
      date       explicit, from “Minutes of the meeting held on Monday, 4 March 2019 at the Council
                 Offices”
      index      <fingerprint> · version 0.1.0

    2  Bus lane in Mill Street
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2 · transport/public-transport

       2. Bus lane in Mill Street

       The Head of Transport said that the bus lane had shortened journeys by four minutes.
       Members asked whether buses would run on Sundays.

       RESOLVED: That the bus lane in Mill Street be made permanent.


       2 statements
       –  Members asked whether buses would run on Sundays.
          question · by Planning Committee
       –  That the bus lane in Mill Street be made permanent.
          resolution · by Planning Committee
    [exit 0]
    ");
}

#[test]
fn a_paper_is_shown_with_all_its_items() {
    let corpus = council::indexed();
    let id = mill_street(&corpus);
    let (paper, _) = id.rsplit_once('/').unwrap();
    let told = corpus.minutebook(["show", paper]);
    assert!(told.contains("Apologies for absence"), "{told}");
    assert!(told.contains("Bus lane in Mill Street"), "{told}");
    assert!(told.ends_with("[exit 0]\n"), "{told}");
}

#[test]
fn an_unknown_id_is_refused_with_the_nearest() {
    let corpus = council::indexed();
    let id = mill_street(&corpus);
    assert_snapshot!(corpus.minutebook(["show", &id.replace("oakvale", "oakvail")]), @"
    minutebook: nothing in the index has the id `oakvail/planning/2019-03-04/minutes-f814fa9fdb6d/2`
      hint: did you mean `oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2`?
    [exit 2]
    ");
}
