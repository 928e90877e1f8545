//! Tests what programs are told of files and of whole indexes.

use insta::assert_snapshot;
use minutebook::paper::PaperKind;
use minutebook::present::Inspected;
use minutebook::present::json;

use super::json::written;
use super::values;

#[test]
fn holdings_list_every_problem() {
    let mut holdings = values::holdings();
    holdings.problems.drain(..5);
    assert_snapshot!(written(|out| json::holdings(&holdings, out)), @r#"
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
      "files": 1206,
      "papers": 5,
      "items": 1300,
      "by": {
        "council": {
          "(unknown)": 2,
          "Brackenshire": 3
        },
        "kind": {
          "minutes": 5
        }
      },
      "problems": [
        {
          "path": "logo.png",
          "problem": "not_a_paper",
          "detail": null
        },
        {
          "path": "a\u001b[31m.txt",
          "problem": "weekday_disagrees",
          "detail": "Monday 18 January 2017"
        }
      ]
    }
    "#);
}

#[test]
fn a_file_is_one_object() {
    let paper = values::paper();
    let file = Inspected {
        path: "papers/cabinet.txt",
        kind: Some(PaperKind::Minutes),
        evidence: vec![(3, "1. Apologies")],
        paper: Some(&paper),
        furniture_words: 0,
        problems: &[],
    };
    assert_snapshot!(written(|out| json::inspected(std::slice::from_ref(&file), true, out)), @r#"
    {
      "path": "papers/cabinet.txt",
      "kind": "minutes",
      "evidence": [
        {
          "line": 3,
          "text": "1. Apologies"
        }
      ],
      "title": null,
      "address": null,
      "council": {
        "value": null,
        "id": null,
        "layer": null,
        "evidence": null
      },
      "committee": {
        "value": "Cabinet",
        "layer": "explicit",
        "function": "executive",
        "also": [],
        "themes": [],
        "flags": [],
        "evidence": "Cabinet"
      },
      "date": {
        "value": "2021-11-15",
        "layer": "supplied",
        "evidence": "Cabinet 15 Nov 2021.txt"
      },
      "decision_date": null,
      "dates_mentioned": [],
      "items": [
        {
          "number": null,
          "title": null,
          "part": "header",
          "text": "Cabinet\n",
          "page": null,
          "topics": []
        },
        {
          "number": "1",
          "title": "Apologies",
          "part": "item",
          "text": "1. Apologies\nNone \u001b[5mwere received.\n",
          "page": null,
          "topics": []
        }
      ],
      "people": [],
      "statements": [],
      "topics": [],
      "topic_evidence": {},
      "rubbish": [
        {
          "name": "LAYOUT_SECTION",
          "text": "LAYOUT_SECTION\n"
        }
      ],
      "furniture_words": 0,
      "problems": []
    }
    "#);
    let several = written(|out| json::inspected(&[file.clone(), file], false, out));
    let read: serde_json::Value = serde_json::from_str(&several).unwrap();
    assert_eq!(read["files"].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_without_a_paper_has_every_key() {
    let file = Inspected {
        path: "logo.png",
        kind: None,
        evidence: Vec::new(),
        paper: None,
        furniture_words: 0,
        problems: &values::problems()[5..6],
    };
    assert_snapshot!(written(|out| json::inspected(&[file], true, out)), @r#"
    {
      "path": "logo.png",
      "kind": null,
      "evidence": [],
      "title": null,
      "address": null,
      "council": {
        "value": null,
        "id": null,
        "layer": null,
        "evidence": null
      },
      "committee": {
        "value": null,
        "layer": null,
        "function": null,
        "also": [],
        "themes": [],
        "flags": [],
        "evidence": null
      },
      "date": {
        "value": null,
        "layer": null,
        "evidence": null
      },
      "decision_date": null,
      "dates_mentioned": [],
      "items": [],
      "people": [],
      "statements": [],
      "topics": [],
      "topic_evidence": {},
      "rubbish": [],
      "furniture_words": 0,
      "problems": [
        {
          "path": "logo.png",
          "problem": "not_a_paper",
          "detail": null
        }
      ]
    }
    "#);
}
