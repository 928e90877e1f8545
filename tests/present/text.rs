//! Tests answers for people: what is said, what is marked, and that no paper moves the terminal.

use std::io::Result;
use std::io::Write;

use insta::assert_snapshot;
use minutebook::present::text;
use minutebook::present::text::Screen;

use super::values;

/// What is written.
pub(crate) fn written(write: impl FnOnce(&mut dyn Write) -> Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A terminal without colours.
pub(crate) const PLAIN: Screen = Screen { width: 90, colour: false };

#[test]
fn hits_are_grouped_by_paper_and_guesses_are_marked() {
    let (found, asked) = (values::found(), values::asked(false));
    assert_snapshot!(written(|out| text::found(&found, &asked, PLAIN, out)), @"
    22 items in 2 papers · searched 5 papers, 1,300 items · unreadable 0, undated 3,
      council unknown 2
    items with any form of “caseloads”
    caseloads: case loads · caseload · caseloads

    Brackenshire County Council · Children's Services Scrutiny Committee · 18 January 2017
      (supplied)
    4  Improvement Board Update                                   minutes/2017-01-18.txt, p. 3
       …informed that caseloads fell, “naïve” case loads
       Members enquired how caseloads were measured…
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4
    12  Budget monitoring
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/12

    council unknown · committee unknown · undated
       (whole text, no title)
       a folder/a rather long name, as people give them to files that they save from the web,
       with its date 2017.txt
       no match is marked here
       other/other-000000/0

    3 of 22 shown; `--limit 0` shows all

    council                           kind            year
    Brackenshire County Council  21   * minutes  21   2010  1
    (unknown)                     1   other       1   2011  1
                                                      2012  1
                                                      2013  1
                                                      2014  1
                                                      2015  1
                                                      2016  1
                                                      2017  1
                                                      … 4 more
    * chosen by a filter; the counts of its field leave that filter aside, so that others show
    ");
}

#[test]
fn a_narrow_terminal_gets_narrow_lines() {
    let (found, asked) = (values::found(), values::asked(false));
    let narrow = Screen { width: 40, colour: false };
    assert_snapshot!(written(|out| text::found(&found, &asked, narrow, out)), @"
    22 items in 2 papers · searched
      5 papers, 1,300 items · unreadable 0,
      undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads: case loads · caseload ·
      caseloads

    Brackenshire County Council · Children's
      Services Scrutiny Committee · 18
      January 2017 (supplied)
    4  Improvement Board Update
       minutes/2017-01-18.txt, p. 3
       …informed that caseloads fell,
       “naïve” case loads
       Members enquired how caseloads were
       measured…
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4
    12  Budget monitoring
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/12

    council unknown · committee unknown ·
      undated
       (whole text, no title)
       a folder/a rather long name, as
       people give them to files that they
       save from the web, with its date
       2017.txt
       no match is marked here
       other/other-000000/0

    3 of 22 shown; `--limit 0` shows all

    council
    Brackenshire County Council  21
    (unknown)                     1

    kind            year
    * minutes  21   2010  1
    other       1   2011  1
                    2012  1
                    2013  1
                    2014  1
                    2015  1
                    2016  1
                    2017  1
                    … 4 more
    * chosen by a filter; the counts of its field leave that filter aside, so that others show
    ");
}

#[test]
fn matches_are_bold_and_underlined_where_there_is_colour() {
    let (found, asked) = (values::found(), values::asked(false));
    let coloured =
        written(|out| text::found(&found, &asked, Screen { colour: true, ..PLAIN }, out));
    assert!(coloured.contains("that \u{1b}[1m\u{1b}[4mcaseloads\u{1b}[0m fell"), "{coloured}");
    assert!(coloured.contains("\u{1b}[1m\u{1b}[4mcase loads\u{1b}[0m\n"), "{coloured}");
    let plain = written(|out| text::found(&found, &asked, PLAIN, out));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn no_paper_acts_on_the_terminal() {
    let (found, asked) = (values::hostile(), values::asked(true));
    let plain = written(|out| text::found(&found, &asked, PLAIN, out));
    assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain:?}");
    assert!(!plain.contains('\u{202e}'));
    assert_snapshot!(plain, @r#"
    1 item in 1 paper · searched 5 papers, 1,300 items · unreadable 0, undated 3,
      council unknown 2
    items with any form of “bus”

    -=cmd|' /C calc'!A0 [31mred[2J1A]0;t (inferred) · @eettimmoc · 18 January 2017 (supplied)
    +1  =cmd|' /C calc'!A0 [31mred[2J1A]0;t =two, "lines"                           tab  c.txt
       a [31mred[0m bus
       x[1m/1

    council
    [31m=red  1

    receipt
      query     bus
      means     items with any form of “bus”
      filters   council leeds or york
      layers    explicit
      counts    items 1 · papers 1 · shown 1
      coverage  searched 5 papers, 1,300 items · unreadable 0, undated 3, council unknown 2
      index     7f3a9c
      version   0.1.0
      again     minutebook search --only explicit 'caseloads council:(leeds OR york)'
    "#);
}

#[test]
fn an_empty_answer_says_what_was_tried_and_what_may_help() {
    let (found, asked) = (values::nothing(), values::asked(false));
    assert_snapshot!(written(|out| text::found(&found, &asked, PLAIN, out)), @"
    nothing found · searched 5 papers, 1,300 items · unreadable 0, undated 3,
      council unknown 2
    items with any form of “caseloadz”

    no form of `caseloadz` is in the index; `caseloadz~` allows a misspelling
    filter: council is leeds or york
    filter: only values that are explicit count
    try without a filter; `minutebook facets FIELD` lists the values of a field
    ");
}

#[test]
fn a_receipt_is_enough_to_repeat_the_answer() {
    let (found, asked) = (values::nothing(), values::asked(true));
    let told = written(|out| text::found(&found, &asked, PLAIN, out));
    assert_snapshot!(&told[told.find("receipt").unwrap()..], @"
    receipt
      query     caseloadz
      means     items with any form of “caseloadz”
      filters   council leeds or york
      layers    explicit
      counts    items 0 · papers 0 · shown 0
      coverage  searched 5 papers, 1,300 items · unreadable 0, undated 3, council unknown 2
      index     7f3a9c
      version   0.1.0
      again     minutebook search --only explicit 'caseloads council:(leeds OR york)'
    ");
}

#[test]
fn values_of_a_field_stand_below_each_other() {
    let facet = values::facet("kind", &[("minutes", 1204), ("agenda_item", 3), ("(unknown)", 1)]);
    let (heading, asked) = (values::heading("bus"), values::asked(false));
    assert_snapshot!(written(|out| text::facet(&heading, &facet, 2, &asked, PLAIN, out)), @"
    3 values of kind · searched 5 papers, 1,300 items · unreadable 0, undated 3,
      council unknown 2
    items with any form of “bus”

    * minutes        1,204
      agenda_item        3
    … and 1 more; `--limit 0` shows all
    * chosen by a filter; the counts of its field leave that filter aside, so that others show
    ");
}

#[test]
fn an_item_is_shown_with_what_decided_its_facts() {
    let shown = values::shown();
    assert_snapshot!(written(|out| text::shown(&shown, PLAIN, out)), @"
    Brackenshire County Council · Children's Services Scrutiny Committee · 18 January 2017
      (supplied)
      paper      brackenshire/scrutiny/2017-01-18/minutes-3f9a1c · 1 of 7 items
      kind       minutes
      file       minutes/2017-01-18.txt
      address    https://democracy.brackenshire.example/mgAi.aspx?ID=3045
      council    explicit, from “Brackenshire County Council”
      date       supplied, from “2017-01-18.txt”
      index      7f3a9c · version 0.1.0

    4  Improvement Board Update
       brackenshire/scrutiny/2017-01-18/minutes-3f9a1c/4 · p. 3 · children/front-door

       4. Improvement Board Update

       The Board noted a [31mred[0m line.

       1 statement
       2  That the: The Board noted a [31mred[0m line.
          resolution · by The Board =cmd|' /C calc'!A0 [31mred[2J1A]0;t · to the Director ·
          carried · for 7, abstained 1
    ");
}
