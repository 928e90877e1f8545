//! Tests `minutebook statements` and `minutebook recommendations`, and `is:` and `by:` elsewhere.

use insta::assert_snapshot;

use super::stating;
use crate::support::minutebook;

#[test]
fn recommendations_of_a_body_are_summed_up_and_listed_by_level() {
    assert_snapshot!(stating::indexed().minutebook(["recommendations", "--from", "ofsted"]), @"
    4 recommendations (2 with their text, 2 claims, 0 mentions), said 5 times in 3 items of 3 papers ·
      searched 5 papers, 5 items · unreadable 0, undated 0, council unknown 0
    every item; by: ofsted; words, `is` and `by` hold of the statement itself; is: recommendation

    Kent County Council: 17 claimed · 0 held here · in 1 paper searched
    Lancashire County Council: 17 claimed · 2 held here · in 2 papers searched
    nothing found: Leeds City Council (1 paper)
    not applicable, outside the powers of Ofsted: Cardiff Council (1 paper)

    Lancashire County Council · Children's Board · 18 January 2017
       The inspectors recommended that the Council:
       1  Reduce caseloads.
          by Ofsted (sif, 2016-11) · status: amber
          lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#1                  2017-01-18.txt
          again: 9 March 2017
       2  Train staff.
          by Ofsted (sif, 2016-11)
          lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#2                  2017-01-18.txt

    claims: how many there are said to be

    Kent County Council · Children's Board · 1 February 2017
       –  17 Ofsted recommendations
          by Ofsted · 17 claimed, text not held here
          kent/childrens-board/2017-02-01/minutes-380235e7f2c3/4#1                        2017-02-01.txt

    Lancashire County Council · Children's Board · 18 January 2017
       –  17 Ofsted recommendations
          by Ofsted · 17 claimed, text of 2 held here
          lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#3                  2017-01-18.txt

    kind                body        council
    recommendation  4   Ofsted  4   Lancashire County Council  3
                                    Kent County Council        1
    [exit 0]
    ");
}

#[test]
fn the_history_of_a_row_stands_in_the_order_of_its_days() {
    let told = stating::indexed().minutebook([
        "recommendations",
        "caseloads",
        "--history",
        "--level",
        "item",
    ]);
    assert_snapshot!(told, @"
    1 recommendation (1 with their text, 0 claims, 0 mentions), said 2 times in 2 items of 2 papers ·
      searched 5 papers, 5 items · unreadable 0, undated 0, council unknown 0
    items with any form of “caseloads”; words, `is` and `by` hold of the statement itself; is:
      recommendation; level: item

    Lancashire County Council · Children's Board · 18 January 2017
       The inspectors recommended that the Council:
       1  Reduce caseloads.
          by Ofsted (sif, 2016-11) · status: amber
          18 January 2017: red
            lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#1                2017-01-18.txt
          9 March 2017: amber
            lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4#1                2017-03-09.txt

    kind                body        council
    recommendation  1   Ofsted  1   Lancashire County Council  1
    [exit 0]
    ");
}

#[test]
fn statements_are_narrowed_by_kind_and_by_their_own_words() {
    let corpus = stating::indexed();
    assert_snapshot!(corpus.minutebook(["statements", "caseloads", "--kind", "resolution"]), @"
    1 statement in 1 item of 1 paper · searched 5 papers, 5 items · unreadable 0, undated 0,
      council unknown 0
    items with any form of “caseloads”; is: resolution; words, `is` and `by` hold of the statement
      itself

    Lancashire County Council · Children's Board · 9 March 2017
       –  That the caseloads be noted.
          resolution · by Children's Board
          lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4#2                  2017-03-09.txt

    kind            body                  council
    resolution  1   Children's Board  1   Lancashire County Council  1
    [exit 0]
    ");
    let told = corpus.minutebook(["statements", "--kind", "vote", "--kind", "action", "--receipt"]);
    assert_snapshot!(told, @"
    2 statements in 1 item of 1 paper · searched 5 papers, 5 items · unreadable 0, undated 0,
      council unknown 0
    every item; is: vote or action; words, `is` and `by` hold of the statement itself

    Lancashire County Council · Children's Board · 9 March 2017
       –  For: 8 Against: 3
          vote · carried · for 8, against 3
          lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4#3                  2017-03-09.txt
       –  The Director will report on vacancies.
          action · to The Director
          lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4#4                  2017-03-09.txt

    kind        body           council
    action  1   (unknown)  2   Lancashire County Council  2
    vote    1

    receipt
      query     is:(vote OR action)
      means     every item; is: vote or action; words, `is` and `by` hold of the statement itself
      filters   is vote or action
      layers    all
      counts    statements 2 · level item 2 · level claim 0 · level mention 0 · items 1 · papers 1 · shown 2
      coverage  searched 5 papers, 5 items · unreadable 0, undated 0, council unknown 0
      index     <fingerprint>
      version   0.1.0
      again     minutebook statements 'is:(vote OR action)'
    [exit 0]
    ");
    // `vacancies` stands beside the resolution, not in it.
    let told = corpus.minutebook(["statements", "vacancies", "--kind", "resolution"]);
    assert!(told.starts_with("no statement found"), "{told}");
    assert!(told.ends_with("[exit 1]\n"), "{told}");
    let told = corpus.minutebook(["statements", "-vacancies", "is:action"]);
    assert!(told.starts_with("no statement found"), "{told}");
    let told =
        corpus.minutebook(["statements", "--addressee", "director", "--paper-kind", "minutes"]);
    assert!(told.starts_with("1 statement in 1 item"), "{told}");
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let told = stating::indexed().minutebook([
        "recommendations",
        "train",
        "--from=ofsted",
        "--council",
        "lancashire",
        "--format",
        "json",
    ]);
    assert_snapshot!(told, @r#"
    {
      "query": {
        "text": "train council:lancashire by:ofsted",
        "means": "items with any form of “train”; council: lancashire; by: ofsted (council lancashire = Lancashire County Council); words, `is` and `by` hold of the statement itself; is: recommendation",
        "notes": []
      },
      "coverage": {
        "papers": 5,
        "items": 5,
        "unreadable": 0,
        "undated": 0,
        "council_unknown": 0,
        "unread": 0
      },
      "index": {
        "fingerprint": "<fingerprint>",
        "version": "0.1.0"
      },
      "total": 1,
      "occurrences": 1,
      "items": 1,
      "papers": 1,
      "as_printed": null,
      "levels": {
        "item": 1,
        "claim": 0,
        "mention": 0
      },
      "summary": {
        "bodies": [
          "Ofsted"
        ],
        "councils": [
          {
            "council": "Lancashire County Council",
            "nation": "England",
            "papers": 2,
            "held": 1,
            "claims": [],
            "mentions": 0
          }
        ],
        "not_applicable": []
      },
      "facets": {
        "body": [
          {
            "value": "Ofsted",
            "count": 1
          }
        ],
        "council": [
          {
            "value": "Lancashire County Council",
            "count": 1
          }
        ],
        "kind": [
          {
            "value": "recommendation",
            "count": 1
          }
        ]
      },
      "hits": [
        {
          "id": "lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#2",
          "item": "lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4",
          "kind": "recommendation",
          "also": null,
          "level": "item",
          "body": "Ofsted",
          "body_id": "ofsted",
          "addressee": null,
          "framework": "sif",
          "inspected": "2016-11",
          "number": "2",
          "lead_in": "The inspectors recommended that the Council:",
          "text": "Train staff.",
          "start": 69,
          "end": 81,
          "claimed": null,
          "status": null,
          "response": null,
          "outcome": null,
          "tally": null,
          "council": "Lancashire County Council",
          "council_layer": "explicit",
          "committee": "Children's Board",
          "committee_layer": "explicit",
          "date": "2017-01-18",
          "date_layer": "explicit",
          "decision_date": null,
          "title": "Inspection",
          "item_number": "4",
          "paper_kind": "minutes",
          "url": null,
          "path": "2017-01-18.txt",
          "page": null,
          "ocr": false,
          "same_as": [],
          "held": null,
          "occurrences": [
            {
              "id": "lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4#2",
              "item": "lancashire/childrens-board/2017-01-18/minutes-646ad117e233/4",
              "number": "2",
              "committee": "Children's Board",
              "date": "2017-01-18",
              "date_layer": "explicit",
              "paper_kind": "minutes",
              "status": null,
              "response": null,
              "url": null,
              "path": "2017-01-18.txt",
              "page": null,
              "ocr": false
            }
          ]
        }
      ],
      "receipt": null
    }
    [exit 0]
    "#);
}

#[test]
fn csv_has_one_row_a_hit() {
    let told = stating::indexed().minutebook(["statements", "--kind", "vote", "--format", "csv"]);
    assert_snapshot!(told, @"
    row,id,item,kind,also,level,body,body_id,addressee,framework,inspected,number,lead_in,text,start,end,claimed,status,response,outcome,for,against,abstain,council,council_layer,committee,committee_layer,date,date_layer,decision_date,title,item_number,paper_kind,url,path,page,ocr,same_as,held,occurrences,dates
    1,lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4#3,lancashire/childrens-board/2017-03-09/minutes-59afcc99931e/4,vote,,item,,,,,,,,For: 8 Against: 3,70,87,,,,carried,8,3,,Lancashire County Council,explicit,Children's Board,explicit,2017-03-09,explicit,,Inspection,4,minutes,,2017-03-09.txt,,,,,1,2017-03-09
    [exit 0]
    ");
}

#[test]
fn a_known_body_without_statements_is_answered_and_an_unknown_one_refused() {
    let corpus = stating::indexed();
    assert_snapshot!(corpus.minutebook(["recommendations", "--from", "estyn"]), @"
    no recommendation found · searched 5 papers, 5 items · unreadable 0, undated 0, council unknown 0
    every item; by: estyn; words, `is` and `by` hold of the statement itself; is: recommendation

    nothing found: Cardiff Council (1 paper)
    not applicable, outside the powers of Estyn: Kent County Council (1 paper), Lancashire County
      Council (2 papers), Leeds City Council (1 paper)

    filter: by is estyn
    try without a filter; `minutebook facets FIELD` lists the values of a field
    [exit 1]
    ");
    assert_snapshot!(corpus.minutebook(["statements", "--from", "ofstead"]), @"
    minutebook: no body in this index is called `ofstead`
      hint: did you mean `Ofsted`?
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["statements", "--kind", "recomendation"]), @"
    minutebook: `is:` has no value `recomendation`
      hint: did you mean `is:recommendation`?
    [exit 2]
    ");
}

#[test]
fn every_query_understands_what_a_statement_does_and_who_makes_it() {
    let corpus = stating::indexed();
    let told = corpus.minutebook(["search", "is:recommendation", "by:ofsted", "--no-facets"]);
    assert!(told.starts_with("3 items in 3 papers"), "{told}");
    let told = corpus.minutebook(["mentions", "caseloads", "-is:recommendation"]);
    assert!(told.starts_with("no mention found"), "{told}");
    let told = corpus.minutebook(["facets", "statement"]);
    assert!(told.contains("resolution"), "{told}");
}

#[test]
fn an_item_is_shown_with_its_statements() {
    let corpus = stating::indexed();
    let told = corpus.minutebook(["statements", "--kind", "vote", "--format", "csv"]);
    let id = told.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    let told = corpus.minutebook(["show", &id]);
    let (_, statements) = told.split_once("4 statements").unwrap();
    assert_snapshot!(statements, @"

       1  reduce caseloads
          recommendation · by Ofsted · status: amber
       –  That the caseloads be noted.
          resolution · by Children's Board
       –  For: 8 Against: 3
          vote · carried · for 8, against 3
       –  The Director will report on vacancies.
          action · to The Director
    [exit 0]
    ");
}

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["recommendations", "-h"]), @"
    List recommendations, claims of them, and mentions

    Usage: minutebook recommendations [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  What to look for; everything where nothing is given

    Options:
          --index <DIR>  Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help         Print help (see more with '--help')

    Filters:
          --level <LEVEL>     Only rows of this level [possible values: item, claim, mention]
          --from <BODY>       Only what this body says: ofsted, cqc, cabinet, … [alias: --body]
          --addressee <NAME>  Only what is addressed to someone whose name has these words
          --distinct          Count once what is said again in a copy
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
          --history          Show of each row when and where it was said, and what became of it
          --format <FORMAT>  Write the answer in this form [default: text] [possible values: text, json,
                             csv]
          --limit <N>        Show at most this many rows; 0 for all [default: 20 as text, else all]
          --sort <SORT>      Put rows in this order [default: level] [possible values: level, date,
                             -date]
          --receipt          Say what is needed to repeat and to cite the answer

    `--help` explains the query language and gives examples.
    [exit 0]
    ");
    let told = minutebook(["statements", "-h"]);
    assert!(told.contains("--paper-kind <KIND>") && told.contains("--kind <KIND>"), "{told}");
}
