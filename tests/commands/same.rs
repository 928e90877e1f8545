//! Items that are the same are named beside each other, and count once on demand. A paper lies
//! under two names; another council has the same words, and an agenda is undated: neither is
//! linked.

use insta::assert_snapshot;

use crate::support::Corpus;

const AGENDA: &str = "\
Oakvale District Council

Cabinet

AGENDA for the meeting to be held on Tuesday, 10 March 2020 at 10.00 a.m.

1. Apologies for absence

2. Tram to the harbour

The Cabinet is asked to agree the tram to the harbour.

3. Any other business
";

const MINUTES: &str = "\
Oakvale District Council

Cabinet

Minutes of the meeting held on Tuesday, 10 March 2020 at the Council Offices

PRESENT: Councillors Able (Chair), Baker and Carter

1. Apologies for absence

Apologies were received from Councillor Dyer.

2. Tram to the harbour

The Cabinet is asked to agree the tram to the harbour.
Members were told that the tram would cost less than the bridge.

RESOLVED: That the tram be built.
";

fn indexed() -> Corpus {
    let elsewhere = MINUTES.replace("Oakvale", "Birchdale");
    let corpus = Corpus::new([
        ("papers/agenda.txt", AGENDA),
        ("papers/minutes.txt", MINUTES),
        ("papers/old/minutes of cabinet.txt", MINUTES),
        ("papers/elsewhere.txt", elsewhere.as_str()),
    ]);
    assert!(corpus.minutebook(["index", "papers"]).ends_with("[exit 0]\n"));
    corpus
}

#[test]
fn a_hit_names_where_else_it_stands() {
    let corpus = indexed();
    assert_snapshot!(corpus.minutebook(["search", "tram", "--no-facets", "--limit", "2"]), @"
    4 items in 4 papers · searched 4 papers, 7 items · unreadable 0, undated 1, council unknown 0
    items with any form of “tram”

    Oakvale District Council · committee unknown · undated
    2  Tram to the harbour                                                                    agenda.txt
       2. Tram to the harbour The Cabinet is asked to agree the tram to the harbour.
       oakvale/unknown-committee/undated/agenda-48f3e8e408ac/2

    Birchdale District Council · Cabinet · 10 March 2020
       (whole text, no title)                                                              elsewhere.txt
       …Apologies for absence Apologies were received from Councillor Dyer. 2. Tram to the harbour The
       Cabinet is asked to agree the tram to the harbour. Members were told that the tram would…
       birchdale/cabinet/2020-03-10/minutes-2f53018c3ff6/body

    2 of 4 shown; `--limit 0` shows all
    [exit 0]
    ");
    assert_snapshot!(corpus.minutebook(["search", "tram", "--no-facets", "--distinct"]), @"
    3 items (4 as printed) in 3 papers · searched 4 papers, 7 items · unreadable 0, undated 1,
      council unknown 0
    items with any form of “tram”; of items that are the same only the best counts

    Oakvale District Council · committee unknown · undated
    2  Tram to the harbour                                                                    agenda.txt
       2. Tram to the harbour The Cabinet is asked to agree the tram to the harbour.
       oakvale/unknown-committee/undated/agenda-48f3e8e408ac/2

    Birchdale District Council · Cabinet · 10 March 2020
       (whole text, no title)                                                              elsewhere.txt
       …Apologies for absence Apologies were received from Councillor Dyer. 2. Tram to the harbour The
       Cabinet is asked to agree the tram to the harbour. Members were told that the tram would…
       birchdale/cabinet/2020-03-10/minutes-2f53018c3ff6/body

    Oakvale District Council · Cabinet · 10 March 2020
       (whole text, no title)                                                 old/minutes of cabinet.txt
       …Apologies for absence Apologies were received from Councillor Dyer. 2. Tram to the harbour The
       Cabinet is asked to agree the tram to the harbour. Members were told that the tram would…
       oakvale/cabinet/2020-03-10/minutes-e5e9af883443/body
       also in: minutes-4b2772286828/body
    [exit 0]
    ");
}

#[test]
fn what_is_printed_again_counts_once_on_demand() {
    let corpus = indexed();
    let args = ["mentions", "tram", "--distinct", "--verify", "--receipt", "--limit", "1"];
    assert_snapshot!(corpus.minutebook(args), @"
    10 mentions in 3 items of 3 papers · searched 4 papers, 7 items · unreadable 0, undated 1,
      council unknown 0
    items with any form of “tram”; what is printed again in a copy or for the same item counts once
    tram 7 · Tram 3
    as printed, copies and all: 14 mentions in 4 items of 4 papers
    verified: 14 mentions in 4 items of 4 papers, as printed, copies and all, read again from 4 files

    Birchdale District Council · Cabinet · 10 March 2020
       (whole text, no title)                                                              elsewhere.txt
       ¶7    …Apologies for absence Apologies were received from Councillor Dyer. 2. Tram to the harbour
             The Cabinet is asked to agree the…
       birchdale/cabinet/2020-03-10/minutes-2f53018c3ff6/body

    1 of 10 shown; `--limit 0` shows all

    receipt
      query     tram
      means     items with any form of “tram”; what is printed again in a copy or for the same item counts once
      filters   none
      layers    all
      counts    mentions 10 · items 3 · papers 3 · mentions as printed 14 · shown 1 · counted again 14
      coverage  searched 4 papers, 7 items · unreadable 0, undated 1, council unknown 0
      index     <fingerprint>
      version   0.1.0
      again     minutebook mentions --distinct --verify --limit 1 tram
    [exit 0]
    ");
    let args = ["statements", "--kind", "resolution", "--distinct", "--limit", "1"];
    assert_snapshot!(corpus.minutebook(args), @"
    2 statements in 2 items of 2 papers · searched 4 papers, 7 items · unreadable 0, undated 1,
      council unknown 0
    every item; is: resolution; words, `is` and `by` hold of the statement itself; what is printed again
      in a copy or for the same item counts once
    as printed, copies and all: 3 statements in 3 items of 3 papers

    Birchdale District Council · Cabinet · 10 March 2020
       –  That the tram be built.
          resolution · by Cabinet
          birchdale/cabinet/2020-03-10/minutes-2f53018c3ff6/body#5                         elsewhere.txt

    1 of 2 shown; `--limit 0` shows all

    kind            body         council
    resolution  2   Cabinet  2   Birchdale District Council  1
                                 Oakvale District Council    1
    [exit 0]
    ");
}
