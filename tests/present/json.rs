//! Tests answers for programs: their shape is a contract.

use std::io::Result;
use std::io::Write;

use insta::assert_snapshot;
use minutebook::present::json;

use super::values;

/// What is written, which must be one object on lines that no terminal acts on.
#[track_caller]
pub(crate) fn written(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&text).unwrap().is_object());
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    text
}

#[test]
fn a_search_has_every_key_of_the_contract() {
    let mut found = values::found();
    found.hits.truncate(2);
    found.facets.truncate(2);
    assert_snapshot!(written(|out| json::found(&found, &values::asked(false), out)), @r#"
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
      "total": 22,
      "papers": 2,
      "as_printed": null,
      "forms": {
        "caseloads": [
          "case loads",
          "caseload",
          "caseloads"
        ]
      },
      "hits": [
        {
          "id": "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4",
          "score": 7.25,
          "title": "Improvement Board Update",
          "item_number": "4",
          "part": "item",
          "kind": "minutes",
          "council": "Brackenshire County Council",
          "council_layer": "explicit",
          "committee": "Children's Services Scrutiny Committee",
          "committee_layer": "explicit",
          "date": "2017-01-18",
          "date_layer": "supplied",
          "decision_date": null,
          "people": [
            {
              "name": "A. Example",
              "role": "Director of Children's Services",
              "kind": "officer"
            },
            {
              "name": null,
              "role": "Chair",
              "kind": "councillor"
            }
          ],
          "topics": [
            "children/front-door"
          ],
          "url": "https://democracy.brackenshire.example/mgAi.aspx?ID=3045",
          "path": "minutes/2017-01-18.txt",
          "page": 3,
          "ocr": false,
          "same_as": [],
          "snippets": [
            {
              "text": "…informed that caseloads fell, “naïve” case loads",
              "marks": [
                [
                  15,
                  24
                ],
                [
                  39,
                  49
                ]
              ]
            },
            {
              "text": "Members enquired how caseloads were measured…",
              "marks": [
                [
                  21,
                  30
                ]
              ]
            }
          ]
        },
        {
          "id": "other/other-000000/0",
          "score": 2.0,
          "title": null,
          "item_number": null,
          "part": "body",
          "kind": "other",
          "council": null,
          "council_layer": null,
          "committee": null,
          "committee_layer": null,
          "date": null,
          "date_layer": null,
          "decision_date": null,
          "people": [],
          "topics": [],
          "url": null,
          "path": "a folder/a rather long name, as people give them to files that they save from the web, with its date 2017.txt",
          "page": null,
          "ocr": false,
          "same_as": [],
          "snippets": [
            {
              "text": "no match is marked here",
              "marks": []
            }
          ]
        }
      ],
      "facets": {
        "council": [
          {
            "value": "Brackenshire County Council",
            "count": 21,
            "chosen": false
          },
          {
            "value": "(unknown)",
            "count": 1,
            "chosen": false
          }
        ],
        "kind": [
          {
            "value": "minutes",
            "count": 21,
            "chosen": true
          },
          {
            "value": "other",
            "count": 1,
            "chosen": false
          }
        ]
      },
      "receipt": null
    }
    "#);
}

#[test]
fn a_hostile_paper_is_quoted_whole() {
    let found = values::hostile();
    let text = written(|out| json::found(&found, &values::asked(false), out));
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    let title = read["hits"][0]["title"].as_str();
    assert_eq!(title, found.hits[0].about.title.as_deref());
}

#[test]
fn an_empty_answer_with_its_receipt() {
    let found = values::nothing();
    assert_snapshot!(written(|out| json::found(&found, &values::asked(true), out)), @r#"
    {
      "query": {
        "text": "caseloadz",
        "means": "items with any form of “caseloadz”",
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
      "total": 0,
      "papers": 0,
      "as_printed": null,
      "forms": {
        "caseloadz": []
      },
      "hits": [],
      "facets": {},
      "receipt": {
        "query": "caseloadz",
        "means": "items with any form of “caseloadz”",
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
          "items": 0,
          "papers": 0,
          "shown": 0
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
fn facets_have_their_values() {
    let facet = values::facet("kind", &[("minutes", 12), ("(unknown)", 1)]);
    let (heading, asked) = (values::heading("bus"), values::asked(false));
    assert_snapshot!(written(|out| json::facet(&heading, &facet, 0, &asked, out)), @r#"
    {
      "query": {
        "text": "bus",
        "means": "items with any form of “bus”",
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
      "field": "kind",
      "aside": false,
      "total": 2,
      "values": [
        {
          "value": "minutes",
          "count": 12,
          "chosen": true
        },
        {
          "value": "(unknown)",
          "count": 1,
          "chosen": false
        }
      ],
      "receipt": null
    }
    "#);
}

#[test]
fn an_item_is_shown_whole() {
    let mut shown = values::shown();
    shown.items[0].about = values::unknown();
    assert_snapshot!(written(|out| json::shown(&shown, out)), @r#"
    {
      "query": null,
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
      "paper": "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c",
      "paper_items": 7,
      "items": [
        {
          "id": "brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4",
          "title": null,
          "item_number": null,
          "part": "body",
          "kind": "other",
          "council": null,
          "council_layer": null,
          "committee": null,
          "committee_layer": null,
          "date": null,
          "date_layer": null,
          "decision_date": null,
          "people": [],
          "topics": [],
          "url": null,
          "path": "a folder/a rather long name, as people give them to files that they save from the web, with its date 2017.txt",
          "page": null,
          "ocr": false,
          "same_as": [],
          "evidence": [
            {
              "fact": "council",
              "evidence": "Brackenshire County Council"
            },
            {
              "fact": "date",
              "evidence": "2017-01-18.txt"
            }
          ],
          "text": "4. Improvement Board Update\n\n\nThe Board noted\ta \u001b[31mred\u001b[0m line.\n",
          "statements": [
            {
              "kind": "resolution",
              "also": null,
              "level": "item",
              "body": "The Board =cmd|' /C calc'!A0 \u001b[31mred\u001b[2J\u009b1A\u001b]0;t\u0007",
              "body_id": null,
              "addressee": "the Director",
              "framework": null,
              "inspected": null,
              "number": "2",
              "lead_in": "That the:",
              "text": "The Board noted\ta \u001b[31mred\u001b[0m line.",
              "start": 30,
              "end": 60,
              "claimed": null,
              "status": null,
              "response": null,
              "outcome": "carried",
              "tally": {
                "for": 7,
                "against": null,
                "abstain": 1,
                "names_for": [],
                "names_against": [],
                "names_abstain": []
              }
            }
          ]
        }
      ]
    }
    "#);
}
