//! `mentions --terms`: many terms at once.

use insta::assert_snapshot;
use serde_json::Value;

use super::council;
use crate::support::Corpus;

const TERMS: &str = "\u{feff}# what people ask about\r\nbus\r\n\r\n  \"bus lane\"\r\ntrolleybus\r\ntree OR forge\r\n";

fn indexed(terms: &str) -> Corpus {
    let corpus = council::indexed();
    corpus.write("terms.txt", terms.as_bytes());
    corpus
}

/// The object that an answer begins with.
fn json(told: &str) -> Value {
    let mut objects = serde_json::Deserializer::from_str(told).into_iter();
    objects.next().unwrap().unwrap()
}

#[test]
fn each_term_is_counted_by_itself() {
    let corpus = indexed(TERMS);
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt", "--receipt"]), @r#"
    3 of 4 terms found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    each term by itself, in every item

    bus: 5 mentions in 2 items of 2 papers
    bus 3 · Bus 1 · buses 1
    council                   mentions  items  papers  words searched  per 10,000 words
    Oakvale District Council         5      2       2             159            314.47
    (unknown)                        0      0       0              10              0.00

    "bus lane": 3 mentions in 1 item of 1 paper
    bus lane 2 · Bus lane 1
    council                   mentions  items  papers  words searched  per 10,000 words
    Oakvale District Council         3      1       1             159            188.68
    (unknown)                        0      0       0              10              0.00

    tree OR forge: 2 mentions in 1 item of 1 paper
    Forge 1 · Tree 1
    council                   mentions  items  papers  words searched  per 10,000 words
    Oakvale District Council         2      1       1             159            125.79
    (unknown)                        0      0       0              10              0.00

    found nowhere: trolleybus

    receipt
      query     *
      means     each term by itself, in every item
      filters   none
      layers    all
      counts    terms 4 · found nowhere 1 · not understood 0
      coverage  searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
      index     <fingerprint>
      version   0.1.0
      again     minutebook mentions --terms terms.txt
    [exit 0]
    "#);
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt", "--format", "csv", "--by", "year"]), @r#"
    line,query,field,value,occurrences,items,papers,searched_papers,searched_items,searched_words,per_10000_words
    2,bus,year,2019,4,1,1,1,5,99,404.04040404040404
    2,bus,year,2020,1,1,1,1,5,60,166.66666666666666
    2,bus,year,(unknown),0,0,0,1,1,10,0
    4,"""bus lane""",year,2019,3,1,1,1,5,99,303.030303030303
    4,"""bus lane""",year,2020,0,0,0,1,5,60,0
    4,"""bus lane""",year,(unknown),0,0,0,1,1,10,0
    5,trolleybus,year,2019,0,0,0,1,5,99,0
    5,trolleybus,year,2020,0,0,0,1,5,60,0
    5,trolleybus,year,(unknown),0,0,0,1,1,10,0
    6,tree OR forge,year,2019,2,1,1,1,5,99,202.02020202020202
    6,tree OR forge,year,2020,0,0,0,1,5,60,0
    6,tree OR forge,year,(unknown),0,0,0,1,1,10,0
    found nowhere: trolleybus
    [exit 0]
    "#);
}

#[test]
fn filters_and_ways_of_counting_hold_for_every_term() {
    let corpus = indexed("bus\nBus\n");
    let args = [
        "mentions",
        "--terms",
        "terms.txt",
        "--cased",
        "--date",
        "2019",
        "--receipt",
        "kind:minutes",
    ];
    assert_snapshot!(corpus.minutebook(args), @"
    2 of 2 terms found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    each term by itself, in every item; kind: minutes; date from 1 January 2019 to 31 December 2019; in
      these capitals only

    bus: 2 mentions in 1 item of 1 paper
    bus 2
    council                   mentions  items  papers  words searched  per 10,000 words
    Oakvale District Council         2      1       1              99            202.02

    Bus: 1 mention in 1 item of 1 paper
    Bus 1
    council                   mentions  items  papers  words searched  per 10,000 words
    Oakvale District Council         1      1       1              99            101.01

    receipt
      query     kind:minutes date:2019
      means     each term by itself, in every item; kind: minutes; date from 1 January 2019 to 31 December 2019; in these capitals only
      filters   kind minutes · date 2019
      layers    all
      counts    terms 2 · found nowhere 0 · not understood 0
      coverage  searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
      index     <fingerprint>
      version   0.1.0
      again     minutebook mentions --cased --terms terms.txt 'kind:minutes date:2019'
    [exit 0]
    ");
}

#[test]
fn a_term_counts_as_it_does_alone() {
    let corpus = indexed(TERMS);
    for more in
        [&[][..], &["--exact"], &["--distinct"], &["--council", "oakvale", "--by", "council,kind"]]
    {
        let args = ["mentions", "--terms", "terms.txt", "--format", "json"];
        let all = json(&corpus.minutebook(args.iter().chain(more).copied()));
        for term in all["terms"].as_array().unwrap() {
            let query = term["query"]["text"].as_str().unwrap();
            let by = if more.contains(&"--by") { &[][..] } else { &["--by", "council"] };
            let args = ["mentions", "--format", "json", query];
            let alone = json(&corpus.minutebook(args.iter().chain(more).chain(by).copied()));
            for key in ["occurrences", "items", "papers", "as_printed", "forms", "searched", "by"] {
                assert_eq!(term[key], alone[key], "{query} {more:?}: {key}");
            }
        }
        assert_eq!(all["absent"], serde_json::json!([{"line": 5, "query": "trolleybus"}]));
    }
}

#[test]
fn a_line_that_is_not_understood_costs_itself_only() {
    let corpus = indexed("bus\ncouncl:oakvale bus\ntram\n-bus\n");
    let told = corpus.minutebook(["mentions", "--terms", "terms.txt", "--by", "kind"]);
    assert_snapshot!(told, @r#"
    2 of 2 terms found, 2 lines not understood · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    each term by itself, in every item

    bus: 5 mentions in 2 items of 2 papers
    bus 3 · Bus 1 · buses 1
    kind     mentions  items  papers  words searched  per 10,000 words
    minutes         5      2       2             159            314.47
    other           0      0       0              10              0.00

    tram: 1 mention in 1 item of 1 paper
    tram 1
    kind     mentions  items  papers  words searched  per 10,000 words
    other           1      1       1              10           1000.00
    minutes         0      0       0             159              0.00
    minutebook: terms.txt, line 2: there is no field `councl`
      hint: did you mean `council:`? to search the text itself, quote it: `"councl:oakvale"`
    minutebook: terms.txt, line 4: there is no word whose mentions could be listed
      hint: give a word or a phrase; fields and `-` only narrow
    [exit 2]
    "#);
    let told = corpus.minutebook(["mentions", "--terms", "terms.txt", "--format", "json"]);
    let refused = json(&told)["refused"].as_array().unwrap().clone();
    let lines: Vec<u64> = refused.iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 4]);
    assert_eq!(refused[0]["text"], "councl:oakvale bus");
}

#[test]
fn what_is_no_list_is_refused() {
    let corpus = indexed("\n# nothing\n");
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt"]), @"
    minutebook: the list holds no term
      hint: write one query a line; blank lines and those with `#` are passed over
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "none.txt"]), @"
    minutebook: cannot read `none.txt`
      because: No such file or directory (os error 2)
      hint: check that the file is there and that you may read it
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt", "bus"]), @"
    minutebook: `bus` stands beside a list of terms
      hint: write it as a line of the list; beside it, fields and `-` narrow
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt", "--by", "comittee"]), @"
    minutebook: `comittee` cannot be counted
      hint: did you mean `committee`?
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "--terms", "terms.txt", "--limit", "3"]), @"
    error: the argument '--terms <FILE>' cannot be used with '--limit <N>'

    Usage: minutebook mentions --terms <FILE> [QUERY]...

    For more information, try '--help'.
    [exit 2]
    ");
    corpus.write("terms.txt", b"trolleybus\n");
    assert!(corpus.minutebook(["mentions", "--terms", "terms.txt"]).ends_with("[exit 1]\n"));
}
