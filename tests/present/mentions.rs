//! Tests mentions as text, JSON and CSV: marks, narrow terminals, hostile words, and an index
//! that fails half-way.

use std::collections::BTreeMap;
use std::sync::Arc;

use insta::assert_snapshot;
use minutebook::error::Error;
use minutebook::error::Result;
use minutebook::present::csv;
use minutebook::present::json;
use minutebook::present::text;
use minutebook::present::text::Screen;
use minutebook::search::Group;
use minutebook::search::Mention;
use minutebook::search::Mentions;
use minutebook::search::Related;
use minutebook::search::Searched;
use minutebook::search::Table;
use minutebook::search::Totals;
use minutebook::search::Why;

use super::values;

fn mention(paragraph: u64, before: &str, text: &str, after: &str) -> Mention {
    Mention {
        id: "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4".to_owned(),
        about: Arc::new(values::known()),
        paragraph,
        page: values::known().pages.first(),
        start: 120,
        end: 129,
        form: text.to_owned(),
        before: before.to_owned(),
        text: text.to_owned(),
        after: after.to_owned(),
        marks: vec![(0, text.chars().count())],
        cut: (true, true),
    }
}

fn rows() -> Vec<Mention> {
    let mut pair = mention(14, "Members asked how ", "social care workers", " were paid.");
    pair.form = "social … workers".to_owned();
    pair.marks = vec![(0, 6), (12, 19)];
    pair.cut = (false, false);
    let mut other = mention(1, "", "Caseloads", "");
    other.id = "other/other-000000/0".to_owned();
    other.about = Arc::new(values::unknown());
    other.page = None;
    other.cut = (false, false);
    vec![mention(9, "informed that ", "caseloads", " fell, “naïvely”"), pair, other]
}

fn mentions() -> Mentions {
    let group = |value: &str, occurrences, words| Group {
        value: value.to_owned(),
        found: Totals { occurrences, items: 1, papers: 1 },
        searched: Searched { papers: 2, items: 7, words },
    };
    Mentions {
        heading: values::heading("caseloads"),
        totals: Totals { occurrences: 1204, items: 2, papers: 2 },
        as_printed: None,
        forms: vec![("caseloads".to_owned(), 1203), ("Caseloads".to_owned(), 1)],
        words: BTreeMap::from([("caseloads".to_owned(), vec!["caseloads".to_owned()])]),
        searched: Some(Searched { papers: 4, items: 14, words: 45_000 }),
        by: vec![Table {
            field: "council".to_owned(),
            groups: vec![
                group("Brackenshire County Council and its Combined Authority", 1203, 45_000),
                group("(unknown)", 1, 0),
            ],
        }],
        related: vec![
            related("workloads", Why::Near, false, 1),
            related("\"cases allocated\"", Why::Near, false, 0),
            related("\"case load orders\"", Why::LongForm, true, 2),
            related("\"case law office\"", Why::LongForm, true, 0),
        ],
        verified: None,
        shown: 3,
    }
}

fn related(query: &str, why: Why, ambiguous: bool, occurrences: u64) -> Related {
    let items = occurrences.min(1);
    let found = Totals { occurrences, items, papers: items };
    Related { query: query.to_owned(), of: "caseloads".to_owned(), why, ambiguous, found }
}

fn as_text(rows: Vec<Mention>, aligned: bool, screen: Screen) -> String {
    let mut out = Vec::new();
    let rows = rows.into_iter().map(Ok);
    text::mentions(&mentions(), rows, aligned, &values::asked(false), screen, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_json(rows: impl Iterator<Item = Result<Mention>>) -> (String, Result<()>) {
    let mut out = Vec::new();
    let written = json::mentions(&mentions(), rows, &values::asked(true), &mut out);
    (String::from_utf8(out).unwrap(), written)
}

fn as_csv(rows: Vec<Mention>) -> String {
    let mut out = Vec::new();
    csv::mentions(rows.into_iter().map(Ok), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Mentions whose every word is hostile.
fn hostile() -> Vec<Mention> {
    let mut row = mention(1, values::HOSTILE, values::HOSTILE, values::HOSTILE);
    row.about = Arc::new(values::hostile().hits.remove(0).about);
    row.id = "x\u{1b}[1m/1".to_owned();
    vec![row]
}

#[test]
fn mentions_are_grouped_by_paper_and_item() {
    assert_snapshot!(as_text(rows(), false, Screen { width: 90, colour: false }), @r#"
    1,204 mentions in 2 items of 2 papers · searched 5 papers, 1,300 items · unreadable 0,
      undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads 1,203 · Caseloads 1 · not counted: workloads 1
    caseloads has several meanings: "case load orders" 2, "case law office" 0

    Brackenshire County Council · Children's Services Scrutiny Committee · 18 January 2017
      (supplied)
    4  Improvement Board Update                                   minutes/2017-01-18.txt, p. 3
       p. 3 ¶9    …informed that caseloads fell, “naïvely”…
       p. 3 ¶14   Members asked how social care workers were paid.
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4

    council unknown · committee unknown · undated
       (whole text, no title)
       a folder/a rather long name, as people give them to files that they save from the web,
       with its date 2017.txt
       ¶1    Caseloads
       other/other-000000/0

    3 of 1,204 shown; `--limit 0` shows all

    council                          mentions  items  papers  words searched  per 10,000 words
    Brackenshire County Council an…     1,203      1       1          45,000            267.33
    (unknown)                               1      1       1               0                 –
    "#);
}

#[test]
fn a_narrow_terminal_loses_figures_before_values() {
    assert_snapshot!(as_text(rows(), false, Screen { width: 46, colour: false }), @r#"
    1,204 mentions in 2 items of 2 papers ·
      searched 5 papers, 1,300 items ·
      unreadable 0, undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads 1,203 · Caseloads 1 · not counted:
      workloads 1
    caseloads has several meanings: "case load
      orders" 2, "case law office" 0

    Brackenshire County Council · Children's
      Services Scrutiny Committee · 18 January
      2017 (supplied)
    4  Improvement Board Update
       minutes/2017-01-18.txt, p. 3
       p. 3 ¶9    …informed that caseloads fell,
             “naïvely”…
       p. 3 ¶14   Members asked how social care
             workers were paid.
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4

    council unknown · committee unknown · undated
       (whole text, no title)
       a folder/a rather long name, as people give
       them to files that they save from the web,
       with its date 2017.txt
       ¶1    Caseloads
       other/other-000000/0

    3 of 1,204 shown; `--limit 0` shows all

    council             mentions  per 10,000 words
    Brackenshire Coun…     1,203            267.33
    (unknown)                  1                 –
    "#);
}

#[test]
fn aligned_mentions_stand_below_each_other() {
    assert_snapshot!(as_text(rows(), true, Screen { width: 60, colour: false }), @r#"
    1,204 mentions in 2 items of 2 papers · searched 5 papers,
      1,300 items · unreadable 0, undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads 1,203 · Caseloads 1 · not counted: workloads 1
    caseloads has several meanings: "case load orders" 2, "case
      law office" 0

                 informed that caseloads fell, “naïvely”
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4 p. 3 ¶9
             Members asked how social care workers were paid.
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4 p. 3
       ¶14
                               Caseloads
       other/other-000000/0 ¶1

    3 of 1,204 shown; `--limit 0` shows all

    council           mentions  words searched  per 10,000 words
    Brackenshire Co…     1,203          45,000            267.33
    (unknown)                1               0                 –
    "#);
}

#[test]
fn only_the_ends_of_a_pair_are_coloured() {
    let told = as_text(vec![rows().remove(1)], false, Screen { width: 90, colour: true });
    let line = told.lines().find(|line| line.contains("¶14")).unwrap();
    assert_snapshot!(line.replace('\u{1b}', "^"), @"^[2m   p. 3 ¶14   ^[0mMembers asked how ^[1m^[4msocial^[0m care ^[1m^[4mworkers^[0m were paid.");
}

#[test]
fn no_word_of_a_paper_acts_on_a_terminal_or_a_spreadsheet() {
    let acts = ['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}'];
    for aligned in [false, true] {
        let screen = Screen { width: 20, colour: false };
        assert!(!as_text(hostile(), aligned, screen).contains(acts));
    }
    let (text, written) = as_json(hostile().into_iter().map(Ok));
    written.unwrap();
    assert!(!text.contains(acts));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["hits"][0]["match"], values::HOSTILE);
    let table = as_csv(hostile());
    assert!(!table.contains(acts));
    let mut table = ::csv::Reader::from_reader(table.as_bytes());
    let row = table.records().next().unwrap().unwrap();
    assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[test]
fn the_object_holds_what_the_contract_says() {
    let (text, written) = as_json(rows().into_iter().skip(1).take(1).map(Ok));
    written.unwrap();
    assert_snapshot!(text, @r#"
    {
      "query": {
        "text": "caseloads",
        "means": "items with any form of “caseloads”",
        "notes": []
      },
      "coverage": {
        "papers": 5,
        "items": 1300,
        "unreadable": 0,
        "undated": 3,
        "council_unknown": 2,
        "unread": 0
      },
      "index": {
        "fingerprint": "7f3a9c",
        "version": "0.1.0"
      },
      "occurrences": 1204,
      "items": 2,
      "papers": 2,
      "as_printed": null,
      "forms": {
        "caseloads": 1203,
        "Caseloads": 1
      },
      "words": {
        "caseloads": [
          "caseloads"
        ]
      },
      "searched": {
        "papers": 4,
        "items": 14,
        "words": 45000
      },
      "by": {
        "council": {
          "Brackenshire County Council and its Combined Authority": {
            "occurrences": 1203,
            "items": 1,
            "papers": 1,
            "searched": {
              "papers": 2,
              "items": 7,
              "words": 45000
            },
            "per_10000_words": 267.3333333333333
          },
          "(unknown)": {
            "occurrences": 1,
            "items": 1,
            "papers": 1,
            "searched": {
              "papers": 2,
              "items": 7,
              "words": 0
            },
            "per_10000_words": null
          }
        }
      },
      "related": [
        {
          "query": "workloads",
          "of": "caseloads",
          "why": "near",
          "ambiguous": false,
          "occurrences": 1,
          "items": 1,
          "papers": 1
        },
        {
          "query": "\"cases allocated\"",
          "of": "caseloads",
          "why": "near",
          "ambiguous": false,
          "occurrences": 0,
          "items": 0,
          "papers": 0
        },
        {
          "query": "\"case load orders\"",
          "of": "caseloads",
          "why": "long_form",
          "ambiguous": true,
          "occurrences": 2,
          "items": 1,
          "papers": 1
        },
        {
          "query": "\"case law office\"",
          "of": "caseloads",
          "why": "long_form",
          "ambiguous": true,
          "occurrences": 0,
          "items": 0,
          "papers": 0
        }
      ],
      "verified": null,
      "hits": [
        {
          "id": "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4",
          "kind": "minutes",
          "council": "Brackenshire County Council",
          "council_layer": "explicit",
          "committee": "Children's Services Scrutiny Committee",
          "committee_layer": "explicit",
          "date": "2017-01-18",
          "date_layer": "supplied",
          "decision_date": null,
          "title": "Improvement Board Update",
          "item_number": "4",
          "url": "https://democracy.brackenshire.example/mgAi.aspx?ID=3045",
          "path": "minutes/2017-01-18.txt",
          "same_as": [],
          "page": 3,
          "ocr": false,
          "paragraph": 14,
          "start": 120,
          "end": 129,
          "form": "social … workers",
          "before": "Members asked how ",
          "match": "social care workers",
          "after": " were paid.",
          "marks": [
            [
              0,
              6
            ],
            [
              12,
              19
            ]
          ]
        }
      ],
      "receipt": {
        "query": "caseloads",
        "means": "items with any form of “caseloads”",
        "filters": {
          "council": [
            "leeds",
            "york"
          ]
        },
        "only": [
          "explicit"
        ],
        "counts": {
          "items": 2,
          "mentions": 1204,
          "papers": 2,
          "shown": 3
        },
        "coverage": {
          "papers": 5,
          "items": 1300,
          "unreadable": 0,
          "undated": 3,
          "council_unknown": 2,
          "unread": 0
        },
        "fingerprint": "7f3a9c",
        "version": "0.1.0",
        "command": "minutebook search --only explicit 'caseloads council:(leeds OR york)'"
      }
    }
    "#);
}

#[test]
fn an_index_that_fails_half_way_fails_the_answer() {
    let broken = || Error::Broken { path: "index".into(), detail: "a word lies outside".into() };
    let rows = || [Ok(rows().remove(0)), Err(broken())].into_iter();
    assert!(matches!(as_json(rows()).1, Err(Error::Broken { .. })));
    let mut out = Vec::new();
    assert!(matches!(csv::mentions(rows(), &mut out), Err(Error::Broken { .. })));
    let (asked, screen) = (values::asked(false), Screen::default());
    let told = text::mentions(&mentions(), rows(), false, &asked, screen, &mut out);
    assert!(matches!(told, Err(Error::Broken { .. })));
}

#[test]
fn tables_are_rows_with_their_denominators() {
    let mut out = Vec::new();
    csv::mentions_by(&mentions(), &mut out).unwrap();
    assert_snapshot!(String::from_utf8(out).unwrap().replace("\r\n", "\n"), @"
    field,value,occurrences,items,papers,searched_papers,searched_items,searched_words,per_10000_words
    council,Brackenshire County Council and its Combined Authority,1203,1,1,2,7,45000,267.3333333333333
    council,(unknown),1,1,1,2,7,0,
    ");
    assert_snapshot!(as_csv(rows().into_iter().take(1).collect()).replace("\r\n", "\n"), @r#"
    id,kind,council,council_layer,committee,committee_layer,date,date_layer,decision_date,title,item_number,url,path,same_as,page,ocr,paragraph,start,end,form,before,match,after
    brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4,minutes,Brackenshire County Council,explicit,Children's Services Scrutiny Committee,explicit,2017-01-18,supplied,,Improvement Board Update,4,https://democracy.brackenshire.example/mgAi.aspx?ID=3045,minutes/2017-01-18.txt,,3,,9,120,129,caseloads,informed that ,caseloads," fell, “naïvely”"
    "#);
}
