//! Tests `minutebook mentions`.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use super::council;
use crate::support::Corpus;
use crate::support::minutebook;

#[test]
fn short_help() {
    assert_snapshot!(minutebook(["mentions", "-h"]), @"
    List every mention, in its context

    Usage: minutebook mentions [OPTIONS] [QUERY]...

    Arguments:
      [QUERY]...  What to look for

    Options:
          --terms <FILE>  Count each line of a file by itself
          --index <DIR>   Use the index in this folder [env: MINUTEBOOK_INDEX] [default: index]
      -h, --help          Print help (see more with '--help')

    Filters:
          --exact             Take words in the typed form only
          --cased             Take words with the typed capitals only
          --distinct          Count once what is printed again in a copy
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
          --colour <WHEN>         Colour the answer [default: auto] [possible values: auto, always,
                                  never]
          --format <FORMAT>       Write the answer in this form [default: text] [possible values: text,
                                  json, csv]
          --limit <N>             Show at most this many mentions; 0 for all [default: 20 as text, else
                                  all]
          --sort <SORT>           Put mentions in this order [default: paper] [possible values: paper,
                                  date, -date, council, left, right]
          --context <N|sentence>  Show so many words on each side, or the whole `sentence` [default: 10]
          --by <FIELD,…>          Count by these fields too: council, year, committee, officer, topic,
                                  kind, …
          --verify                Read the files again and count in them, without the index
          --receipt               Say what is needed to repeat and to cite the answer

    `--help` explains the query language and gives examples.
    [exit 0]
    ");
}

#[test]
fn mentions_stand_below_their_paper_and_item() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--context", "4"]), @"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       ¶2    2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    Oakvale District Council · Planning Committee · 4 March 2019
    2  Bus lane in Mill Street                                                              planning.txt
       ¶1    2. Bus lane in Mill Street…
       ¶2    …Transport said that the bus lane had shortened journeys…
       ¶3    …minutes. Members asked whether buses would run on Sundays.…
       ¶4    …Sundays. RESOLVED: That the bus lane in Mill Street…
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2
    [exit 0]
    ");
}

#[test]
fn tables_say_how_much_was_searched() {
    let corpus = council::indexed();
    assert_snapshot!(
        corpus.minutebook(["mentions", "bus", "--by", "council,year", "--limit", "1"]), @"
        5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
          council unknown 1
        items with any form of “bus”
        bus 3 · Bus 1 · buses 1

        Oakvale District Council · Cabinet · 10 March 2020
        2  School transport                                                                      cabinet.txt
           ¶2    2. School transport The bus budget was noted.
           oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

        1 of 5 shown; `--limit 0` shows all

        council                   mentions  items  papers  words searched  per 10,000 words
        Oakvale District Council         5      2       2             159            314.47
        (unknown)                        0      0       0              10              0.00

        year       mentions  items  papers  words searched  per 10,000 words
        2019              4      1       1              99            404.04
        2020              1      1       1              60            166.67
        (unknown)         0      0       0              10              0.00
        [exit 0]
        "
    );
}

#[test]
fn the_order_of_words_beside_a_mention_aligns_them() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--sort", "right"]), @"
    5 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with any form of “bus”
    bus 3 · Bus 1 · buses 1

                         2. School transport The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2 ¶2
    … Street The Head of Transport said that the bus lane had shortened journeys by four minutes. Membe…
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2 ¶2
    …es would run on Sundays. RESOLVED: That the bus lane in Mill Street be made permanent.
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2 ¶4
                                              2. Bus lane in Mill Street The Head of Transport said that
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2 ¶1
    …neys by four minutes. Members asked whether buses would run on Sundays. RESOLVED: That the bus lan…
       oakvale/planning/2019-03-04/minutes-f814fa9fdb6d/2 ¶3
    [exit 0]
    ");
}

#[test]
fn the_whole_sentence_is_shown_and_a_receipt_repeats_the_answer() {
    let corpus = council::indexed();
    let args = ["mentions", "budget OR tram", "--context", "sentence", "--exact", "--receipt"];
    assert_snapshot!(corpus.minutebook(args), @r#"
    2 mentions in 2 items of 2 papers · searched 3 papers, 11 items · unreadable 1, undated 1,
      council unknown 1
    items with the exact word “budget” or the exact word “tram”
    budget 1 · tram 1

    Oakvale District Council · Cabinet · 10 March 2020
    2  School transport                                                                      cabinet.txt
       ¶2    The bus budget was noted.
       oakvale/cabinet/2020-03-10/minutes-cb01791ef45e/2

    council unknown · committee unknown · undated
       (whole text, no title)                                                                   note.txt
       ¶1    A note about the tram, by no one in particular.
       unknown-council/unknown-committee/undated/other-6e912c03986c/body

    receipt
      query     "budget" OR "tram"
      means     items with the exact word “budget” or the exact word “tram”
      filters   none
      layers    all
      counts    mentions 2 · items 2 · papers 2 · shown 2
      coverage  searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
      index     <fingerprint>
      version   0.1.0
      again     minutebook mentions --exact --context sentence 'budget OR tram'
    [exit 0]
    "#);
}

#[test]
fn capitals_count_on_demand() {
    let corpus = council::indexed();
    let counted = |args: [&str; 3]| {
        let told = corpus.minutebook(["mentions"].into_iter().chain(args));
        told.lines().next().unwrap().split(" · ").next().unwrap().to_owned()
    };
    assert_eq!(counted(["members", "--limit", "0"]), "1 mention in 1 item of 1 paper");
    assert_eq!(counted(["members", "--cased", "--exact"]), "no mention found");
    assert_eq!(counted(["Members", "--cased", "--exact"]), "1 mention in 1 item of 1 paper");
}

#[test]
fn tables_for_programs_hold_every_mention() {
    let corpus = council::indexed();
    let json = corpus.minutebook(["mentions", "the", "--format", "json", "--by", "kind,topic"]);
    let json: serde_json::Value =
        serde_json::from_str(json.trim_end_matches("[exit 0]\n")).unwrap();
    let total = json["occurrences"].as_u64().unwrap();
    assert!(total >= 8);
    assert_eq!(json["hits"].as_array().unwrap().len() as u64, total);
    let kinds = json["by"]["kind"].as_object().unwrap();
    let sum: u64 = kinds.values().map(|kind| kind["occurrences"].as_u64().unwrap()).sum();
    assert_eq!(sum, total);
    assert_eq!(json["verified"], serde_json::Value::Null);
    let csv = corpus.minutebook(["mentions", "the", "--format", "csv"]);
    let csv = csv.strip_suffix("[exit 0]\n").unwrap();
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count() as u64, total);
    let by = corpus.minutebook(["mentions", "bus", "--format", "csv", "--by", "kind"]);
    assert_snapshot!(by.replace("\r\n", "\n"), @"
    field,value,occurrences,items,papers,searched_papers,searched_items,searched_words,per_10000_words
    kind,minutes,5,2,2,2,10,159,314.4654088050315
    kind,other,0,0,0,1,1,10,0
    [exit 0]
    ");
}

#[test]
fn copies_are_counted_once_on_demand() {
    let rest = "It runs from the harbour to the mill and back again, every ten minutes of the day.";
    let corpus = Corpus::new([
        ("papers/a.txt", format!("A note about the  tram. {rest}\n").as_str()),
        ("papers/b.txt", format!("a note about THE\ntram. {rest}\n").as_str()),
        ("papers/c.txt", "A note about the tram.\n"),
    ]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    assert_snapshot!(corpus.minutebook(["mentions", "tram", "--distinct"]), @"
    2 mentions in 2 items of 2 papers · searched 3 papers, 3 items · unreadable 0, undated 3,
      council unknown 3
    items with any form of “tram”; what is printed again in a copy or for the same item counts once
    tram 2
    as printed, copies and all: 3 mentions in 3 items of 3 papers

    council unknown · committee unknown · undated
       (whole text, no title)                                                                      c.txt
       ¶1    A note about the tram.
       unknown-council/unknown-committee/undated/other-1fc9245b5f44/body

    council unknown · committee unknown · undated
       (whole text, no title)                                                                      b.txt
       ¶2    a note about THE tram. It runs from the harbour to the mill and back…
       unknown-council/unknown-committee/undated/other-becacc870b62/body
    [exit 0]
    ");
}

#[test]
fn a_wildcard_of_very_many_words_in_a_phrase_is_counted_in_full() {
    let mut text = String::new();
    for number in 0..1500 {
        let bus = if number % 3 == 0 { "Bus" } else { "bus" };
        text.push_str(&format!("{bus} we{number} lane. Wa{number} {bus} WE{number}\n\n"));
    }
    let corpus = Corpus::new([("papers/a.txt", text.as_str())]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    let count = |args: &[&str]| {
        let told = corpus.minutebook(["mentions", "--limit", "1"].iter().chain(args).copied());
        told.split(" mention").next().unwrap().to_owned()
    };
    assert_eq!(count(&["\"bus we* lane\""]), "1,500");
    assert_eq!(count(&["\"*e* lane\""]), "1,500");
    assert_eq!(count(&["\"bus *e*\""]), "3,000");
    assert_eq!(count(&["\"*a* bus *e*\""]), "1,500");
    assert_eq!(count(&["\"Bus WE*\"", "--cased"]), "500");
    assert_eq!(count(&["\"lane w*\" ONTO/1 bus"]), "1,500");
    assert_eq!(count(&["\"w* *u* w*\""]), "2,999");
    assert_eq!(count(&["\"*a* w*\""]), "1,500");
    let found = corpus.minutebook(["search", "\"bus we* lane\"", "--format", "json"]);
    let found: serde_json::Value =
        serde_json::from_str(found.trim_end_matches("[exit 0]\n")).unwrap();
    assert_eq!(found["hits"][0]["snippets"][0]["marks"][0], serde_json::json!([0, 12]));
}

#[test]
fn nothing_found_is_told_with_what_might_help() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "trolleybus"]), @"
    no mention found · searched 3 papers, 11 items · unreadable 1, undated 1, council unknown 1
    items with any form of “trolleybus”

    no form of `trolleybus` is in the index; `trolleybus~` allows a misspelling
    try fewer words, or `OR` between them
    [exit 1]
    ");
}

#[test]
fn what_cannot_be_listed_is_refused() {
    let corpus = council::indexed();
    assert_snapshot!(corpus.minutebook(["mentions", "council:oakvale", "-bus"]), @"
    minutebook: there is no word whose mentions could be listed
      hint: give a word or a phrase; fields and `-` only narrow
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--by", "comittee"]), @"
    minutebook: `comittee` cannot be counted
      hint: did you mean `committee`?
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "buss~", "--cased"]), @"
    minutebook: `buss~` cannot be held to its capitals
      hint: leave out `--cased`, or write the word without `~`
    [exit 2]
    ");
    assert_snapshot!(corpus.minutebook(["mentions", "bus", "--context", "wide"]), @"
    error: invalid value 'wide' for '--context <N|sentence>': give a number of words, or `sentence`

    For more information, try '--help'.
    [exit 2]
    ");
}

#[test]
fn a_closed_pipe_ends_the_stream_quietly() {
    let papers = "The bus and the tram and the bus.\n\n".repeat(8000);
    let corpus = Corpus::new([("papers/a.txt", papers.as_str())]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    for format in ["text", "json", "csv"] {
        let mut child = corpus
            .command(["mentions", "the", "--limit", "0", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut some = [0; 100];
        child.stdout.as_mut().unwrap().read_exact(&mut some).unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((stderr.as_str(), child.wait().unwrap().code()), ("", Some(0)), "{format}");
    }
}
