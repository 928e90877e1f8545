//! Tests `minutebook compare`.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use super::council;
use crate::support::minutebook;

/// What was written as JSON.
fn json(told: &str) -> Value {
    serde_json::from_str(told.trim_end_matches("[exit 0]\n")).unwrap()
}

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["compare", "-h"]), @"
    Compare how often something is said, by council over the years

    Usage: minutebook compare [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  What to look for

    Options:
          --by <FIELD>     Make a row of each council, committee, theme, officer, topic or kind, …
                           [default: council]
          --over <PERIOD>  Make a column of each year or month [default: year] [possible values: year,
                           month]
          --index <DIR>    Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help           Print help (see more with '--help')

    Filters:
          --exact             Take words in the typed form only
          --cased             Take words with the typed capitals only, which takes them in the typed
                              form only
          --distinct          Count once what is printed again in a copy, as `mentions` does
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
          --limit <N>        Show at most this many rows; 0 for all [default: 20 as text, else all]
          --sort <SORT>      Put rows in this order; what is not known comes last [default: total]
                             [possible values: total, rate, name]
          --plot <FILE.svg>  Draw the rows with the most mentions into this file too
          --receipt          Say what is needed to repeat and to cite the answer

    `--help` explains the query language and gives examples.
    [exit 0]
    ");
}

#[test]
fn councils_are_compared_over_years() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["compare", "bus", "--receipt"]), @"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1

    mentions by council            2019      2020  (unknown)       all  items  papers
    Oakvale District Council          4         1                    5      2       2
    (unknown)                                              0         0      0       0
    all                               4         1          0         5      2       2

    per 10,000 words               2019      2020  (unknown)       all
    Oakvale District Council   █ 404.04  ▄ 166.67               314.47
    (unknown)                                         ▁ 0.00      0.00
    all                          404.04    166.67       0.00    295.86

    words searched by council      2019      2020  (unknown)       all  items  papers
    Oakvale District Council         99        60                  159     10       2
    (unknown)                                             10        10      1       1
    all                              99        60         10       169     11       3

    █ is 404.04 in 10,000 words, the highest of these rows; ▁ is none; blank: nothing there to search

    receipt
      query     bus
      means     items with any form of “bus”
      filters   none
      layers    all
      counts    mentions 5 · items 2 · papers 2 · words searched 169 · items searched 11 · papers searched 3 · rows 2 · columns 3 · rows shown 2
      coverage  searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
      index     <fingerprint>
      version   0.1.0
      again     minutebook compare bus
    [exit 0]
    ");
}

#[test]
fn kinds_are_compared_over_months() {
    let corpus = council::indexed();
    let args =
        ["compare", "bus", "--by", "kind", "--over", "month", "--sort", "name", "--limit", "1"];
    assert_snapshot!(corpus.minutebook(args), @"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1

    mentions by kind         2019-03   2020-03  (unknown)       all  items  papers
    minutes                        4         1                    5      2       2
    all                            4         1          0         5      2       2

    per 10,000 words         2019-03   2020-03  (unknown)       all
    minutes                 █ 404.04  ▄ 166.67               314.47
    all                       404.04    166.67       0.00    295.86

    words searched by kind   2019-03   2020-03  (unknown)       all  items  papers
    minutes                       99        60                  159     10       2
    all                           99        60         10       169     11       3

    █ is 404.04 in 10,000 words, the highest of these rows; ▁ is none; blank: nothing there to search
    1 of 2 rows shown, all counted in `all`; `--limit 0` shows all
    [exit 0]
    ");
}

#[test]
fn rows_that_overlap_say_so() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["compare", "the", "--by", "topic", "--date", "2019", "--limit", "2"]), @"
    7 mentions in 3 items of 1 paper · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “the”; date from 1 January 2019 to 31 December 2019
    the 6 · The 1

    mentions by topic               2019       all  items  papers
    transport                          3         3      1       1
    transport/public-transport         3         3      1       1
    all                                7         7      3       1

    per 10,000 words                2019       all
    transport                   █ 750.00    750.00
    transport/public-transport  █ 750.00    750.00
    all                           707.07    707.07

    words searched by topic         2019       all  items  papers
    transport                         40        40      1       1
    transport/public-transport        40        40      1       1
    all                               99        99      5       1

    █ is 750.00 in 10,000 words, the highest of these rows; ▁ is none; blank: nothing there to search
    2 of 5 rows shown, all counted in `all`; `--limit 0` shows all
    rows overlap and do not add up: an item counts under each topic it has, and once in `all`
    [exit 0]
    ");
}

#[test]
fn programs_get_every_cell_with_its_denominators() {
    let corpus = council::indexed();
    let json = json(&corpus.minutebook(["compare", "bus", "--format", "json", "--receipt"]));
    assert_snapshot!(serde_json::to_string_pretty(&json["rows"]).unwrap(), @r#"
    [
      {
        "(unknown)": null,
        "2019": {
          "items": 1,
          "occurrences": 4,
          "papers": 1,
          "per_10000_words": 404.040404040404,
          "searched_items": 5,
          "searched_papers": 1,
          "words": 99
        },
        "2020": {
          "items": 1,
          "occurrences": 1,
          "papers": 1,
          "per_10000_words": 166.66666666666666,
          "searched_items": 5,
          "searched_papers": 1,
          "words": 60
        },
        "council": "Oakvale District Council",
        "total": {
          "items": 2,
          "occurrences": 5,
          "papers": 2,
          "per_10000_words": 314.4654088050315,
          "searched_items": 10,
          "searched_papers": 2,
          "words": 159
        }
      },
      {
        "(unknown)": {
          "items": 0,
          "occurrences": 0,
          "papers": 0,
          "per_10000_words": 0.0,
          "searched_items": 1,
          "searched_papers": 1,
          "words": 10
        },
        "2019": null,
        "2020": null,
        "council": "(unknown)",
        "total": {
          "items": 0,
          "occurrences": 0,
          "papers": 0,
          "per_10000_words": 0.0,
          "searched_items": 1,
          "searched_papers": 1,
          "words": 10
        }
      }
    ]
    "#);
    assert_eq!(json["columns"]["2019"], json["rows"][0]["2019"]);
    assert_eq!(json["columns"].as_object().unwrap().len(), 3);
    for key in ["query", "coverage", "index", "forms", "searched", "receipt"] {
        assert!(json[key].is_object(), "{key}");
    }
    assert_eq!(json["receipt"]["command"], "minutebook compare bus");
    let csv = corpus.minutebook(["compare", "bus", "--format", "csv"]);
    assert_snapshot!(csv.replace("\r\n", "\n"), @"
    council,year,occurrences,items,papers,words,searched_items,searched_papers,per_10000_words
    Oakvale District Council,2019,4,1,1,99,5,1,404.04040404040404
    Oakvale District Council,2020,1,1,1,60,5,1,166.66666666666666
    Oakvale District Council,(unknown),,,,,,,
    (unknown),2019,,,,,,,
    (unknown),2020,,,,,,,
    (unknown),(unknown),0,0,0,10,1,1,0
    [exit 0]
    ");
}

#[test]
fn nothing_found_is_told_with_how_much_was_searched() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["compare", "trolleybus"]), @"
    no mention found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “trolleybus”

    no form of `trolleybus` is in the index; `trolleybus~` allows a misspelling
    try fewer words, or `OR` between them

    mentions by council          2019    2020  (unknown)     all  items  papers
    Oakvale District Council        0       0                  0      0       0
    (unknown)                                          0       0      0       0
    all                             0       0          0       0      0       0

    per 10,000 words             2019    2020  (unknown)     all
    Oakvale District Council   ▁ 0.00  ▁ 0.00               0.00
    (unknown)                                     ▁ 0.00    0.00
    all                          0.00    0.00       0.00    0.00

    words searched by council    2019    2020  (unknown)     all  items  papers
    Oakvale District Council       99      60                159     10       2
    (unknown)                                         10      10      1       1
    all                            99      60         10     169     11       3

    blank: nothing there to search
    [exit 1]
    ");
}

#[test]
fn a_plot_is_the_same_whenever_it_is_drawn() {
    let corpus = council::indexed();
    let drawn = |name: &str| {
        let told = corpus.minutebook(["compare", "bus", "--plot", name, "--receipt"]);
        assert!(
            told.contains(&format!("again     minutebook compare --plot {name} bus")),
            "{told}"
        );
        fs::read_to_string(corpus.path().join(name)).unwrap()
    };
    let plot = drawn("bus.svg");
    assert!(plot.starts_with("<svg ") && plot.ends_with("</svg>\n"), "{plot}");
    assert!(plot.contains("Oakvale District Council: 5\u{a0}mentions"), "{plot}");
    assert_eq!(plot, drawn("again.SVG"));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["compare", "council:oakvale"]), @"
    minutebook: there is no word whose mentions could be listed
      hint: give a word or a phrase; fields and `-` only narrow
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["compare", "bus", "--by", "comittee"]), @"
    minutebook: `comittee` cannot be counted
      hint: did you mean `committee`?
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["compare", "bus", "--by", "year"]), @"
    minutebook: a year cannot be a row of a comparison
      hint: `--over year` makes columns of them
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["compare", "bus", "--over", "council"]), @"
    error: invalid value 'council' for '--over <PERIOD>'
      [possible values: year, month]

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["compare", "bus", "--plot", "papers/note.txt"]), @"
    error: invalid value 'papers/note.txt' for '--plot <FILE.svg>': give a name that ends in .svg

    For more information, try '--help'.
    [exit 2]
    ");
    assert_snapshot!(
        corpus.minutebook(["compare", "bus", "--format", "csv", "--plot", "no/folder/bus.svg"])
            .replace("\r\n", "\n"),
        @"
    council,year,occurrences,items,papers,words,searched_items,searched_papers,per_10000_words
    Oakvale District Council,2019,4,1,1,99,5,1,404.04040404040404
    Oakvale District Council,2020,1,1,1,60,5,1,166.66666666666666
    Oakvale District Council,(unknown),,,,,,,
    (unknown),2019,,,,,,,
    (unknown),2020,,,,,,,
    (unknown),(unknown),0,0,0,10,1,1,0
    minutebook: cannot write `no/folder/bus.svg`
      because: No such file or directory (os error 2)
      hint: check that the folder can be written to and that the disk is not full
    [exit 2]
    "
    );
}
