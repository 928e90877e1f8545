//! Tests `minutebook facets`.

use insta::assert_snapshot;

use super::council;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["facets", "-h"]), @"
    Count the values of a field

    Usage: minutebook facets [OPTIONS] <FIELD> [QUERY]...

    Arguments:
      <FIELD>     Which field: council, committee, kind, year, …
      [QUERY]...  What to look for; all items where nothing is given

    Options:
          --index <DIR>  Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help         Print help (see more with '--help')

    Filters:
          --council <NAME>    Only papers of this council
          --committee <NAME>  Only papers of this committee
          --function <NAME>   Only committees of this function: scrutiny, executive, …
          --theme <NAME>      Only committees that cover this: children, health, …
          --date <FROM..TO>   Only meetings in this range: 2016..2018, 2017-03.., 2017
          --officer <NAME>    Only items that name this officer or role
          --person <NAME>     Only items that name this person: councillor, officer or guest
          --role <NAME>       Only items that name this post, whoever holds it
          --topic <TOPIC>     Only items on this topic
          --kind <KIND>       Only this kind of paper: minutes, report, decision_details, …
          --only <LAYER>      Use only values that are known in this way [possible values: explicit,
                              supplied, inferred]

    Output:
          --colour <WHEN>    Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json,
                             csv]
          --limit <N>        Show at most this many values; 0 for all [default: 0]
          --receipt          Say what is needed to repeat and to cite the answer

    `--help` explains the query language and gives examples.
    [exit 0]
    ");
}

#[test]
fn a_field_must_be_named() {
    assert_snapshot!(minutebook(["facets"]), @"
    error: the following required arguments were not provided:
      <FIELD>

    Usage: minutebook facets <FIELD> [QUERY]...

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn values_are_counted_and_add_up() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["facets", "year", "bus", "OR", "tram"]), @"
    3 values of year · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “bus” or any form of “tram”

      2019             1
      2020             1
      (unknown)        1
    [exit 0]
    ");
}

#[test]
fn an_unknown_field_is_refused_with_those_that_can_be_counted() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["facets", "colour"]), @"
    minutebook: `colour` cannot be counted
      hint: take one of council, committee, function, theme, kind, year, month, officer, person, role, topic, statement, body, part
    [exit 2]
    ");
}

#[test]
fn nothing_to_count() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["facets", "year", "zeppelin"]), @"
    nothing found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “zeppelin”

    [exit 1]
    ");
}

#[test]
fn values_are_rows() {
    let corpus = council::indexed();
    let told = corpus.minutebook(["facets", "year", "bus", "--format", "csv"]);
    assert_snapshot!(told.replace('\r', ""), @"
    field,value,count,chosen
    year,2019,1,false
    year,2020,1,false
    [exit 0]
    ");
}
