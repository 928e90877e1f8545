//! Tests `minutebook search`.

use insta::assert_snapshot;

use super::council;
use crate::support::Corpus;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["search", "-h"]), @"
    Find items and count them

    Usage: minutebook search [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  What to look for

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
          --distinct          Make one of items that are the same

    Output:
          --colour <WHEN>     Colour the answer [default: auto] [possible values: auto, always, never]
          --format <FORMAT>   Write the answer in this form [default: text] [possible values: text,
                              json, csv]
          --limit <N>         Show at most this many items; 0 for all [default: 10, all as CSV]
          --sort <SORT>       Put items in this order [default: relevance] [possible values: relevance,
                              date, -date]
          --snippets <N>      Show at most this many passages of an item [default: 2]
          --facets <FIELD,…>  Count the values of these fields
          --no-facets         Count no fields
          --receipt           Say what is needed to repeat and to cite the answer

    `--help` explains the query language and gives examples.
    [exit 0]
    ");
}

#[test]
fn long_help_ends_with_the_query_language() {
    let told = minutebook(["search", "--help"]);
    let (_, below) = told.split_once("Examples:").unwrap();
    assert_snapshot!(below, @r#"
      minutebook search caseloads
      minutebook search '"looked after children"' --council lancashire --date 2016..2018
      minutebook search budget -school --sort -date --limit 0
      minutebook search ofsted recommendations --format csv > hits.csv
      minutebook search caseloads --only explicit --receipt

    Query language:
      caseloads                    any form of the word, in any spelling: caseload, case-loads, …
      social worker                both words, in any order (AND is understood)
      "looked after child*"        these exact forms side by side; * at a word stands for any letters
      "caseload"                   this exact form of the word
      SEND                         an acronym that is a word too: in capitals only; send is the word in
                                   any
      caseload OR workload         either; OR, AND and NOT in capitals only
      budget -school               budget, but not school; NOT school is the same
      (bus OR tram) lane           brackets; OR binds looser than words side by side
      case* *load w*d              * stands for any letters, or none; alone it finds everything
      ofsed~ safegarding~2         the word with one letter wrong, or up to two
      social NEAR/5 work           at most 5 words on, in any order; NEAR alone is NEAR/10
      director ONTO/3 services     at most 3 words on, in this order; ONTO alone is ONTO/10
      council:lancashire           a field and a value; no space after the colon
      council:"west sussex"        a value of several words
      council:(leeds OR york)      one of several; council:leeds council:york is the same
      -council:leeds               not this value; -council:* is what no council is known of
      date:2016..2018              from the first day to the last; a year, a month or a day on either
                                   side
      date:2017-03..               from March 2017 on; date:..2019-06-30 is up to that day
      title:budget                 any form of a word in the title; title:"budget report" is exact
      o'neill 14:30 50% £1,500     marks need no quotes; they are not searched, only the letters and
                                   figures

    Fields, each also a filter in the query:
      council:lancashire           who published the paper
      committee:"health scrutiny committee"
                                   which committee met or decided
      function:scrutiny            what the committee is: scrutiny, executive, …
      theme:children               what the committee covers: children, health, …
      date:2016..2018              the day of the meeting, else of the decision; both ends included
      officer:"director of children's services"
                                   which officer is named, by role or by name
      person:"o'neill"             who is named, by role or by name: councillors, officers, guests
      role:"monitoring officer"    which post is named, by the name that compares across councils
      topic:children/front-door    what the item is about
      kind:minutes                 which kind of paper it is: minutes, report, …
      title:"budget monitoring"    words in the title of the item or the paper
      is:recommendation            what a statement of the item does: recommendation, resolution, …
      by:ofsted                    who made a statement of the item
      only:explicit                how surely council, committee and date are known
      id:lancashire/childrens-services-scrutiny/2017-01-18/minutes-3f9a1c/4
                                   the id of a paper or an item, as answers print it
      path:minutes/2017/*          where the file lies, below the folder that was indexed
    [exit 0]
    "#);
}

#[test]
fn a_date_that_is_none_is_refused() {
    assert_snapshot!(minutebook(["search", "bus", "--date", "2016..yesteryear"]), @"
    minutebook: `2016..yesteryear` is no date
      hint: write a year, a month or a day, or a range of them: `2017`, `2017-03`, `2017-03-18`, `2016..2018`, `2017-03..`
    [exit 2]
    ");
}

#[test]
fn a_kind_that_is_none_is_refused_with_the_nearest() {
    assert_snapshot!(minutebook(["search", "bus", "--kind", "minuts"]), @"
    minutebook: `kind:` has no value `minuts`
      hint: did you mean `kind:minutes`?
    [exit 2]
    ");
}

#[test]
fn an_unknown_flag_is_refused_and_not_searched_for() {
    assert_snapshot!(minutebook(["search", "bus", "--limti", "5"]), @"
    error: unexpected argument '--limti' found

      tip: a similar argument exists: '--limit'

    Usage: minutebook search --limit <N> [QUERY]...

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn an_unknown_layer_is_refused() {
    assert_snapshot!(minutebook(["search", "bus", "--only", "printed"]), @"
    error: invalid value 'printed' for '--only <LAYER>'
      [possible values: explicit, supplied, inferred]

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn facets_are_counted_or_not() {
    assert_snapshot!(minutebook(["search", "bus", "--facets", "kind", "--no-facets"]), @"
    error: the argument '--facets <FIELD,…>' cannot be used with '--no-facets'

    Usage: minutebook search --facets <FIELD,…> <QUERY>...

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_value_is_missing() {
    assert_snapshot!(minutebook(["search", "bus", "--limit"]), @"
    error: a value is required for '--limit <N>' but none was supplied

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn items_are_found_with_their_citation() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["search", "buses"]), @"
    2 items in 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “buses”
    buses: bus · buses

    Oakvale District Council · Planning Committee · 4 March 2019
    2  Bus lane in Mill Street                                                              planning.txt
       2. Bus lane in Mill Street The Head of Transport said that the bus lane had shortened journeys by
       four minutes. Members asked whether buses would run on Sundays. RESOLVED: That the…
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    council                       committee               kind         year
    Oakvale District Council  2   Cabinet             1   minutes  2   2019  1
                                  Planning Committee  1                2020  1
    [exit 0]
    ");
}

#[test]
fn a_word_is_taken_away_and_flags_may_follow() {
    let corpus = council::indexed();
    let args = ["search", "bus", "-school", "--no-facets", "--sort", "-date", "--snippets", "0"];
    assert_snapshot!(corpus.minutebook(args), @"
    1 item in 1 paper · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “bus”, but without any form of “school”
    bus: bus · buses

    Oakvale District Council · Planning Committee · 4 March 2019
    2  Bus lane in Mill Street                                                              planning.txt
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2
    [exit 0]
    ");
}

#[test]
fn nothing_found_says_what_was_tried() {
    let corpus = council::indexed();
    let args = ["search", "zeppelin", "--kind", "minutes", "date:2019"];
    assert_snapshot!(corpus.minutebook(args), @"
    nothing found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “zeppelin”; date from 1 January 2019 to 31 December 2019; kind: minutes

    no form of `zeppelin` is in the index; `zeppelin~` allows a misspelling
    filter: date is 2019
    filter: kind is minutes
    try without a filter; `minutebook facets FIELD` lists the values of a field
    [exit 1]
    ");
}

#[test]
fn filters_become_part_of_the_query() {
    let corpus = council::indexed();
    let args = ["bus", "--kind", "minutes", "--kind", "report", "--date", "2018..2019"];
    let told = corpus.minutebook(["search", "--format", "json"].into_iter().chain(args));
    let answer: serde_json::Value =
        serde_json::from_str(told.strip_suffix("[exit 0]\n").unwrap()).unwrap();
    assert_eq!(answer["query"]["text"], "bus date:2018..2019 kind:(minutes OR report)");
    assert_eq!(answer["total"], 1);
}

#[test]
fn the_receipt_holds_a_command_that_gives_the_same_answer() {
    let corpus = council::indexed();
    let args = ["search", "bus", "--date", "2019..", "--limit", "1", "--receipt"];
    let told = corpus.minutebook(args);
    let (answer, receipt) = told.split_once("\nreceipt\n").unwrap();
    assert_snapshot!(receipt, @"
      query     bus date:2019..
      means     items with any form of “bus”; date from 1 January 2019 on
      filters   date 2019..
      layers    all
      counts    items 2 · papers 2 · shown 1
      coverage  searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
      index     <fingerprint>
      version   0.1.0
      again     minutebook search --limit 1 'bus date:2019..'
    [exit 0]
    ");
    let (_, again) = receipt.split_once("minutebook search --limit 1 '").unwrap();
    let (query, _) = again.split_once('\'').unwrap();
    let repeated = corpus.minutebook(["search", "--limit", "1", query]);
    assert_eq!(repeated, format!("{answer}[exit 0]\n"));
}

#[test]
fn a_table_has_its_receipt_beside_it() {
    let corpus = council::indexed();
    let args = ["search", "tram", "--format", "csv", "--receipt"];
    let output = corpus.command(args).output().unwrap();
    let rows = String::from_utf8(output.stdout).unwrap();
    assert_eq!(rows.lines().count(), 2, "{rows}");
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("receipt\n"));
}

#[test]
fn without_words_every_item_is_found() {
    let corpus = council::indexed();
    let told = corpus.minutebook(["search", "--limit", "0", "--format", "csv"]);
    let rows = csv::Reader::from_reader(told.as_bytes()).into_records().filter(Result::is_ok);
    let coverage = corpus.minutebook(["coverage", "--format", "json"]);
    let coverage: serde_json::Value =
        serde_json::from_str(coverage.strip_suffix("[exit 0]\n").unwrap()).unwrap();
    assert_eq!(coverage["items"], rows.count());
}

#[test]
fn colour_is_written_when_asked_for() {
    let corpus = council::indexed();
    let marked = "\u{1b}[1m\u{1b}[4mbus\u{1b}[0m";
    assert!(corpus.minutebook(["search", "bus", "--colour", "always"]).contains(marked));
    assert!(!corpus.minutebook(["search", "bus"]).contains('\u{1b}'));
}

#[test]
fn there_is_no_index() {
    assert_snapshot!(minutebook(["search", "bus", "--index", "nowhere"]), @"
    minutebook: there is no index in `nowhere`
      hint: build it first: `minutebook index <FOLDER> --index nowhere`, or name another with `--index`
    [exit 2]
    ");
}

#[test]
fn an_unknown_field_is_refused_with_the_nearest() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["search", "bus", "comittee:planning"]), @r#"
    minutebook: there is no field `comittee`
      hint: did you mean `committee:`? to search the text itself, quote it: `"comittee:planning"`
    [exit 2]
    "#);
}

/// Minutes of a council that is no more, and of the one that took over.
fn minutes(council: &str, day: &str) -> String {
    format!(
        "{council}\n\nCabinet\n\nMinutes of the meeting held on {day}\n\nPRESENT: Councillor Able\n\n\
         1. Bus lane\n\nRESOLVED: That the bus lane be kept.\n"
    )
}

#[test]
fn a_council_that_took_over_from_others_is_told_with_them() {
    let old = minutes("Craven District Council", "4 March 2019");
    let new = minutes("North Yorkshire Council", "5 March 2024");
    let corpus = Corpus::new([("papers/old.txt", &*old), ("papers/new.txt", &*new)]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    let told = corpus.minutebook(["search", "bus", "--council", "north yorkshire", "--no-facets"]);
    let note = "North Yorkshire Council took over from Craven District Council (1 paper here): add";
    assert!(told.contains(note), "{told}");
    let both = ["search", "bus", "--council", "north yorkshire", "--council", "craven"];
    assert!(!corpus.minutebook(both).contains("took over"));
    let json =
        corpus.minutebook(["search", "bus", "--council", "north yorkshire", "--format", "json"]);
    assert!(json.contains("\"note\": \"took_over\""), "{json}");
    let csv =
        corpus.minutebook(["search", "bus", "--council", "north yorkshire", "--format", "csv"]);
    assert!(csv.contains("took over from Craven"), "{csv}");
}

#[test]
fn a_council_without_papers_is_refused_with_those_it_took_over_from() {
    let old = minutes("Craven District Council", "4 March 2019");
    let corpus = Corpus::new([("papers/old.txt", &*old)]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    let told = corpus.minutebook(["search", "bus", "--council", "North Yorkshire"]);
    assert!(told.contains("it took over from `Craven District Council`, which it holds"), "{told}");
}
