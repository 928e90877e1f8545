//! Tests that papers in archives are papers as any others: the same facts, the same counts.

use std::collections::BTreeMap;
use std::path::Path;

use insta::assert_snapshot;
use minutebook::paper::Layer;
use minutebook::paper::Paper;
use minutebook::pipeline;
use serde_json::Value;

use crate::support::Corpus;
use crate::support::archives::answer;
use crate::support::archives::gzipped;
use crate::support::archives::page;
use crate::support::archives::record;
use crate::support::archives::zipped;
use crate::support::readers;

/// The sample papers, each by its path below their folder; no manifest.
fn samples() -> BTreeMap<String, Vec<u8>> {
    fn below(root: &Path, folder: &Path, samples: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(root, &path, samples);
            } else if !path.ends_with("papers.csv") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                samples.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/samples");
    let mut samples = BTreeMap::new();
    below(&root, &root, &mut samples);
    samples
}

/// The address of a sample: its folder is the host, or stands below one that is made up.
fn address(path: &str) -> String {
    let path = path.replace('@', "?").replace(' ', "%20");
    if path.starts_with("democracy.") {
        format!("https://{path}")
    } else {
        format!("https://papers.example.org/{path}")
    }
}

/// A crawl of the samples, each record by itself.
fn crawl() -> Vec<Vec<u8>> {
    let mut records =
        vec![record("warcinfo", "", "application/warc-fields", b"software: none\r\n")];
    for (path, text) in samples() {
        let uri = address(&path);
        let kind = if text.trim_ascii_start().starts_with(b"<") { "html" } else { "plain" };
        let fields = format!("Content-Type: text/{kind}; charset=utf-8\r\n");
        records.push(record("request", &uri, "application/http", b"GET / HTTP/1.1\r\n\r\n"));
        records.push(answer(&uri, "200 OK", &fields, &text));
    }
    records
}

/// What the papers below `path` say, by the end of their addresses; without where they lie.
fn papers(path: &Path) -> BTreeMap<String, Paper> {
    let inspections = pipeline::inspect(path, &readers(), None).unwrap();
    let papers = inspections.into_iter().filter_map(|inspection| inspection.paper);
    let named = papers.map(|mut paper| {
        let path = paper.origin.path.replace("%20", " ").replace('@', "?");
        let start = ["brackenshire", "democracy.", "much-", "stonegarth"];
        let at = start.iter().filter_map(|start| path.find(start)).min().unwrap();
        paper.origin = minutebook::paper::Origin::default();
        paper.address = None;
        (path[at..].to_owned(), paper)
    });
    named.collect()
}

#[test]
fn a_crawl_gives_the_same_papers_as_the_saved_pages() {
    let corpus = Corpus::empty();
    for (path, text) in samples() {
        corpus.write(&format!("saved/{path}"), &text);
    }
    corpus.write("plain.warc", &crawl().concat());
    let apart: Vec<u8> = crawl().iter().flat_map(|one| gzipped(one)).collect();
    corpus.write("apart.warc.gz", &apart);
    corpus.write("whole.warc.gz", &gzipped(&crawl().concat()));
    let members = samples();
    let members = members.iter().map(|(path, text)| (path.as_str(), text.as_slice()));
    corpus.write("saved.zip", &zipped(members));
    let saved = papers(&corpus.path().join("saved"));
    assert!(saved.len() > 15, "{}", saved.len());
    for name in ["plain.warc", "apart.warc.gz", "whole.warc.gz", "saved.zip"] {
        let crawled = papers(&corpus.path().join(name));
        assert_eq!(saved.keys().collect::<Vec<_>>(), crawled.keys().collect::<Vec<_>>(), "{name}");
        for (path, paper) in &saved {
            let other = &crawled[path];
            assert_eq!((paper.kind, &paper.text), (other.kind, &other.text), "{name}: {path}");
            assert_eq!(facts(paper), facts(other), "{name}: {path}");
            assert_eq!(paper.items, other.items, "{name}: {path}");
            assert_eq!(paper.people, other.people, "{name}: {path}");
        }
    }
}

/// The council, the committee and the date of a paper, each with how surely it is known.
fn facts(paper: &Paper) -> [Option<(String, Layer)>; 3] {
    [
        paper.council.as_ref().map(|fact| (fact.value.name.clone(), fact.layer)),
        paper.committee.as_ref().map(|fact| (fact.value.name.clone(), fact.layer)),
        paper.date.as_ref().map(|fact| (fact.value.to_string(), fact.layer)),
    ]
}

const MINUTES: &[u8] = b"<html><body><h1>Minutes</h1><p>Children's Services Scrutiny Committee</p>\
<p>Minutes of the meeting held on Wednesday, 18 January 2017</p>\
<h2>1. Apologies for absence</h2><p>There were none.</p>\
<h2>2. Caseloads</h2><p>Members asked how caseloads were measured.</p></body></html>";

/// A crawl of two councils' sites with a broken record, a zip archive and a packed page.
fn archives() -> Corpus {
    let corpus = Corpus::empty();
    let mut records = [
        page("https://council.lancashire.gov.uk/mgAi.aspx?ID=1", MINUTES),
        page("https://council.lancashire.gov.uk/mgAi.aspx?ID=2", MINUTES),
        page("https://democracy.kent.gov.uk/mgAi.aspx?ID=3", MINUTES),
        answer("https://democracy.kent.gov.uk/old", "404 Not Found", "", b"<p>No such page"),
        record("request", "https://democracy.kent.gov.uk/", "application/http", b"GET /\r\n\r\n"),
    ];
    let cut = records[1].len() - 40;
    records[1].truncate(cut);
    corpus.write("papers/crawl.warc", &records.concat());
    corpus.write(
        "papers/saved.zip",
        &zipped([
            ("council.lancashire.gov.uk/mgAi.aspx?ID=4", MINUTES),
            ("council.lancashire.gov.uk/a.png", b"\x89PNG"),
        ]),
    );
    corpus.write("papers/minutes.html.gz", &gzipped(MINUTES));
    corpus
}

#[test]
fn a_build_accounts_for_what_is_in_archives() {
    let corpus = archives();
    assert_snapshot!(corpus.minutebook(["index", "papers"]), @"
    4 papers with 12 items in the index `index`
    7 files = 4 papers + 2 without a paper + 1 unreadable + 0 manifests: every file is accounted for
    added 5 · changed 0 · removed 0 · unchanged 0

    kinds: minutes 4
    gaps: undated 0 · council unknown 1

    unreadable: no text could be had
           1  damaged
              papers/crawl.warc: the record at byte 544: its length is wrong (https://council.lancashir…

    no paper: nothing is missing from the index
           2  no paper (pictures, styles, data)
              papers/crawl.warc!/https://democracy.kent.gov.uk/old: HTTP 404
              papers/saved.zip!/council.lancashire.gov.uk/a.png: picture

    indexed all the same
           1  archive records that hold no page
              papers/crawl.warc: 1 record: 1 request

    fingerprint <fingerprint>
    every file that fell short: `minutebook coverage --problems`
    next: `minutebook search caseloads`
    [exit 0]
    ");
    assert_snapshot!(corpus.minutebook(["facets", "council"]), @"
    3 values of council · searched 4 papers, 12 items · unreadable 1, undated 0, council unknown 1
    every item

      Lancashire County Council        6
      Kent County Council              3
      (unknown)                        3
    [exit 0]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "caseloads", "--verify", "--limit", "1"]), @"
    8 mentions in 4 items of 4 papers · searched 4 papers, 12 items · unreadable 1, undated 0,
      council unknown 1
    items with any form of “caseloads”
    Caseloads 4 · caseloads 4
    verified: 8 mentions in 4 items of 4 papers, read again from 4 files

    Kent County Council (supplied) · Children's Services Scrutiny Committee · 18 January 2017
    2  Caseloads                                 crawl.warc/https://democracy.kent.gov.uk/mgAi.aspx?ID=3
       ¶1    2. Caseloads Members asked how caseloads were measured.
       kent/childrens-services-scrutiny/2017-01-18/minutes-6bef241d2527/2

    1 of 8 shown; `--limit 0` shows all
    [exit 0]
    ");
}

#[test]
fn a_second_build_says_what_changed_in_archives() {
    let corpus = archives();
    let changes = |path: &str| {
        let told = corpus.minutebook(["index", path]);
        told.lines().find(|line| line.starts_with("added")).unwrap_or(&told).to_owned()
    };
    assert_eq!(changes("papers"), "added 5 · changed 0 · removed 0 · unchanged 0");
    assert_eq!(changes("papers"), "added 0 · changed 0 · removed 0 · unchanged 5");
    let other = [MINUTES, b"<p>More"].concat();
    corpus.write(
        "papers/saved.zip",
        &zipped([
            ("council.lancashire.gov.uk/mgAi.aspx?ID=5", MINUTES),
            ("council.lancashire.gov.uk/a.png", b"\x89PNG"),
            ("council.lancashire.gov.uk/mgAi.aspx?ID=4", &other),
        ]),
    );
    assert_eq!(changes("papers"), "added 1 · changed 1 · removed 0 · unchanged 4");
    corpus.write("papers/saved.zip", &zipped([("mgAi.aspx?ID=5", MINUTES)]));
    // An archive given by itself takes out what is gone from it, and nothing else.
    assert_eq!(
        changes("papers/saved.zip"),
        "added 0 · changed 0 · removed 2 · unchanged 0 · renamed 1"
    );
    std::fs::remove_file(corpus.path().join("papers/crawl.warc")).unwrap();
    assert_eq!(changes("papers"), "added 0 · changed 0 · removed 2 · unchanged 2");
}

#[test]
fn an_answer_is_checked_against_archives() {
    let corpus = archives();
    let _told = corpus.minutebook(["index", "papers"]);
    let verified = || {
        let args = ["mentions", "caseloads", "--verify", "--format", "json"];
        let told = corpus.minutebook(args);
        let answer = told.split("[exit").next().unwrap();
        serde_json::from_str::<Value>(answer).unwrap()["verified"]["agrees"].clone()
    };
    assert_eq!(verified(), true);
    corpus.write("papers/saved.zip", b"PK\x03\x04");
    assert_eq!(verified(), false);
}
