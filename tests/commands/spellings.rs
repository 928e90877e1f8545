//! What is told of words with several spellings, of acronyms, and of what lies near a word.

use insta::assert_snapshot;

use crate::support::Corpus;

const STAFFING: &str = "\
Oakvale District Council

Scrutiny Committee

Minutes of the meeting held on Monday, 4 March 2019 at the Council Offices

PRESENT: Councillors Able (Chair) and Baker

1. Staffing

Members heard that the caseload of the team had grown. Case-loads differed, and a case load of
twenty was common. The workload of managers was not measured.

2. Front door

The MASH had moved to the Old Mill. The multi-agency safeguarding hub was open all week, and
members were asked to send their thanks. SEND transport was not discussed.

3. Parking

A PCN was paid on-line. The penalty charge notice on line three was void.
";

fn indexed() -> Corpus {
    let corpus = Corpus::new([("papers/staffing.txt", STAFFING)]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    corpus
}

/// What stands above the first mention.
fn opening(corpus: &Corpus, args: &[&str]) -> String {
    let told = corpus.minutebook(["mentions"].into_iter().chain(args.iter().copied()));
    told.split("\n\n").next().unwrap().to_owned()
}

#[test]
fn spellings_count_and_near_words_are_offered() {
    let corpus = indexed();
    assert_snapshot!(opening(&corpus, &["caseloads"]), @"
    3 mentions in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “caseloads”
    Case-loads 1 · case load 1 · caseload 1 · not counted: workload 1
    ");
    assert_snapshot!(opening(&corpus, &["caseload", "--exact"]), @r#"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with the exact word “caseload”
    caseload 1 · not counted: "case load" 1, workload 1
    "#);
    assert_snapshot!(opening(&corpus, &["online"]), @"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “online”
    on-line 1
    ");
    assert_snapshot!(corpus.minutebook(["search", "online", "--no-facets"]), @"
    1 item in 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0, council unknown 0
    items with any form of “online”
    online: on-line

    Oakvale District Council · Scrutiny Committee · 4 March 2019
       (whole text, no title)                                                               staffing.txt
       …transport was not discussed. 3. Parking A PCN was paid on-line. The penalty charge notice on
       line three was void.
       oakvale/scrutiny/2019-03-04/minutes-1d9e7e2edd3f/body
    [exit 0]
    ");
}

#[test]
fn acronyms_offer_what_they_stand_for() {
    let corpus = indexed();
    assert_snapshot!(opening(&corpus, &["MASH"]), @r#"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “MASH”
    MASH 1 · not counted: "multi-agency safeguarding hub" 1
    "#);
    assert_snapshot!(opening(&corpus, &["pcn"]), @r#"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “pcn”
    PCN 1
    pcn has several meanings: "primary care network" 0, "penalty charge notice" 1
    "#);
    assert_snapshot!(opening(&corpus, &["multi-agency", "safeguarding", "hub"]), @r#"
    3 mentions in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “multi-agency” and any form of “safeguarding” and any form of “hub”
    hub 1 · multi-agency 1 · safeguarding 1 · not counted: multi-agency-safeguarding-hub 1,
      "multi-agency safeguarding hub" 1, MASH 1, "safeguarding hub" 1, "front door" 1
    "#);
    assert_snapshot!(corpus.minutebook(["mentions", "PCN", "--format", "csv", "--limit", "1"]), @r#"
    id,kind,council,council_layer,committee,committee_layer,date,date_layer,decision_date,title,item_number,url,path,same_as,page,ocr,paragraph,start,end,form,before,match,after
    oakvale/scrutiny/2019-03-04/minutes-1d9e7e2edd3f/body,minutes,Oakvale District Council,explicit,Scrutiny Committee,explicit,2019-03-04,explicit,,,,,staffing.txt,,,,12,536,539,PCN,their thanks. SEND transport was not discussed. 3. Parking A ,PCN, was paid on-line. The penalty charge notice on line
    PCN has several meanings: "primary care network" 0, "penalty charge notice" 1
    [exit 0]
    "#);
}

#[test]
fn an_acronym_that_is_a_word_is_told_from_it() {
    let corpus = indexed();
    assert_snapshot!(opening(&corpus, &["SEND"]), @"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “SEND”; SEND in capitals only
    `SEND` counts in capitals only; `send` finds the word in any
    SEND 1
    ");
    assert_snapshot!(opening(&corpus, &["send"]), @"
    2 mentions in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with any form of “send”
    `send` counts in capitals too; `SEND` finds the acronym alone
    SEND 1 · send 1
    ");
    assert_snapshot!(opening(&corpus, &["SEND", "--cased"]), @"
    1 mention in 1 item of 1 paper · searched 1 paper, 1 item · unreadable 0, undated 0,
      council unknown 0
    items with the exact word “SEND”; in these capitals only
    SEND 1
    ");
    let json = corpus.minutebook(["mentions", "send", "--format", "json"]);
    assert!(json.contains("\"note\": \"any_capitals\""), "{json}");
}

#[test]
fn what_is_offered_finds_what_it_says() {
    let corpus = indexed();
    let asked = |query: &str| -> serde_json::Value {
        let json = corpus.minutebook(["mentions", "--format", "json", "--", query]);
        serde_json::from_str(json.split_once("[exit").unwrap().0).unwrap()
    };
    for query in ["caseloads", "MASH", "PCN", "principal social worker", "measured"] {
        for offer in asked(query)["related"].as_array().unwrap() {
            let found = asked(offer["query"].as_str().unwrap());
            for count in ["occurrences", "items", "papers"] {
                assert_eq!(found[count], offer[count], "{query} offers {offer}");
            }
        }
    }
}
