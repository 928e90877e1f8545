//! Tests comparisons as text, JSON, CSV and SVG: years that do not fit, rates that are blank, and
//! hostile words.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use minutebook::present::csv;
use minutebook::present::json;
use minutebook::present::svg;
use minutebook::present::text;
use minutebook::present::text::Screen;
use minutebook::search::Cell;
use minutebook::search::Comparison;
use minutebook::search::Group;
use minutebook::search::Period;
use minutebook::search::Searched;
use minutebook::search::Series;
use minutebook::search::Totals;

use super::values;

fn cell(occurrences: u64, words: u64) -> Cell {
    Cell {
        found: Totals { occurrences, items: occurrences.min(3), papers: occurrences.min(1) },
        searched: Searched { papers: 1, items: 9, words },
    }
}

fn group(value: &str, cell: Cell) -> Group {
    Group { value: value.to_owned(), found: cell.found, searched: cell.searched }
}

/// Counts over the years from 2009 on, without 2012, and items without a date.
fn comparison(hostile: bool) -> Comparison {
    let years = ["2009", "2010", "2011", "2013", "2014", "2015", "(unknown)"];
    let row = |value: &str, total, cells: [Option<(u64, u64)>; 7]| {
        let cells = cells.map(|it| it.map(|(found, words)| cell(found, words)));
        Series { total: group(value, total), cells: cells.to_vec() }
    };
    let name =
        if hostile { values::HOSTILE } else { "Brackenshire County Council and its Authority" };
    let rows = vec![
        row(
            name,
            cell(1203, 1_045_000),
            [
                None,
                Some((3, 45_000)),
                Some((900, 450_000)),
                Some((200, 50_000)),
                None,
                Some((100, 500_000)),
                None,
            ],
        ),
        row(
            "Elm Town Council",
            cell(1, 90_000),
            [None, None, Some((0, 30_000)), None, None, Some((1, 60_000)), None],
        ),
        row(
            "(unknown)",
            cell(7, 1000),
            [Some((0, 0)), None, None, None, Some((0, 900)), None, Some((7, 100))],
        ),
    ];
    let columns =
        [(0, 0), (3, 45_000), (900, 480_000), (200, 50_000), (0, 900), (101, 560_000), (7, 100)];
    let columns = years.iter().zip(columns);
    Comparison {
        heading: values::heading(if hostile { values::HOSTILE } else { "caseloads" }),
        totals: Totals { occurrences: 1211, items: 15, papers: 6 },
        as_printed: None,
        forms: vec![("caseloads".to_owned(), 1210), ("Caseloads".to_owned(), 1)],
        words: BTreeMap::new(),
        searched: Searched { papers: 10, items: 27, words: 1_136_000 },
        by: "council".to_owned(),
        over: Period::Year,
        columns: columns.map(|(year, (found, words))| group(year, cell(found, words))).collect(),
        rows,
        shown: 3,
    }
}

fn as_text(comparison: &Comparison, screen: Screen) -> String {
    let mut out = Vec::new();
    text::compared(comparison, &values::asked(false), screen, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn as_svg(comparison: &Comparison) -> String {
    let mut out = Vec::new();
    svg::compared(comparison, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_year_has_a_column_where_there_is_room() {
    let screen = Screen { width: 120, colour: false };
    assert_snapshot!(as_text(&comparison(false), screen), @"
    1,211 mentions in 15 items of 6 papers · searched 5 papers, 1,300 items · unreadable 0, undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads 1,210 · Caseloads 1

    mentions by council                 2009    2010     2011     2013    2014     2015  (unknown)        all  items  papers
    Brackenshire County Council and i…             3      900      200              100                 1,203      3       1
    Elm Town Council                                        0                         1                     1      1       1
    (unknown)                              0                                 0                   7          7      3       1
    all                                    0       3      900      200       0      101          7      1,211     15       6

    per 10,000 words                    2009    2010     2011     2013    2014     2015  (unknown)        all
    Brackenshire County Council and i…        ▂ 0.67  ▂ 20.00  ▂ 40.00           ▂ 2.00                 11.51
    Elm Town Council                                   ▁ 0.00                    ▂ 0.17                  0.11
    (unknown)                              –                            ▁ 0.00            █ 700.00      70.00
    all                                    –    0.67    18.75    40.00    0.00     1.80     700.00      10.66

    words searched by council           2009    2010     2011     2013    2014     2015  (unknown)        all  items  papers
    Brackenshire County Council and i…        45,000  450,000   50,000          500,000             1,045,000      9       1
    Elm Town Council                                   30,000                    60,000                90,000      9       1
    (unknown)                              0                               900                 100      1,000      9       1
    all                                    0  45,000  480,000   50,000     900  560,000        100  1,136,000     27      10

    █ is 700.00 in 10,000 words, the highest of these rows; ▁ is none; blank: nothing there to search
    ");
}

#[test]
fn years_that_do_not_fit_are_named_and_have_their_bars() {
    let screen = Screen { width: 76, colour: false };
    let mut comparison = comparison(false);
    comparison.shown = 2;
    assert_snapshot!(as_text(&comparison, screen), @"
    1,211 mentions in 15 items of 6 papers · searched 5 papers, 1,300 items ·
      unreadable 0, undated 3, council unknown 2
    items with any form of “caseloads”
    caseloads 1,210 · Caseloads 1

    mentions by council       2014     2015  (unknown)        all  items  papers
    Brackenshire County C…              100                 1,203      3       1
    Elm Town Council                      1                     1      1       1
    all                          0      101          7      1,211     15       6

    per 10,000 words          2014     2015  (unknown)        all
    Brackenshire County C…           ▂ 2.00                 11.51
    Elm Town Council                 ▂ 0.17                  0.11
    all                       0.00     1.80     700.00      10.66

    words searched by cou…    2014     2015  (unknown)        all  items  papers
    Brackenshire County C…          500,000             1,045,000      9       1
    Elm Town Council                 60,000                90,000      9       1
    all                        900  560,000        100  1,136,000     27      10

    a bar a year, 2009 to 2015
    Brackenshire County C…   ▂▅ █ ▂
    Elm Town Council          ▁   ▂

    █ is 40.00 in 10,000 words, the highest of these rows; ▁ is none; blank:
      nothing there to search
    4 of 6 years not shown, 2009..2013: see `--date 2009..2013`, `--format csv`
      or a wider terminal
    2 of 3 rows shown, all counted in `all`; `--limit 0` shows all
    ");
    for line in as_text(&comparison, screen).lines() {
        assert!(line.chars().count() <= 76, "{line}");
    }
    let narrow = as_text(&comparison, Screen { width: 40, colour: false });
    assert!(narrow.contains("6 of 6 years not shown, 2009..2015"), "{narrow}");
}

#[test]
fn cells_without_a_search_are_empty_for_programs() {
    let comparison = comparison(false);
    let mut out = Vec::new();
    json::compared(&comparison, &values::asked(false), &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["rows"][0]["2009"], serde_json::Value::Null);
    assert_eq!(json["rows"][1]["2011"]["occurrences"], 0);
    assert_eq!(json["rows"][1]["2011"]["words"], 30_000);
    assert_eq!(json["rows"][2]["2009"]["per_10000_words"], serde_json::Value::Null);
    assert_eq!(json["rows"][0]["total"]["occurrences"], 1203);
    assert_eq!(json["rows"][0]["council"], "Brackenshire County Council and its Authority");
    assert_eq!(json["receipt"], serde_json::Value::Null);
    let mut out = Vec::new();
    csv::compared(&comparison, &mut out).unwrap();
    let csv = String::from_utf8(out).unwrap().replace("\r\n", "\n");
    assert_eq!(csv.lines().count(), 1 + 3 * 7);
    assert!(csv.contains("\nElm Town Council,2010,,,,,,,\n"), "{csv}");
    assert!(csv.contains("\nElm Town Council,2011,0,0,0,30000,9,1,0\n"), "{csv}");
    assert!(csv.contains("\n(unknown),2009,0,0,0,0,9,1,\n"), "{csv}");
}

#[test]
fn a_plot_breaks_its_lines_and_says_what_it_leaves_out() {
    let plot = as_svg(&comparison(false));
    assert_eq!(plot, as_svg(&comparison(false)));
    assert!(plot.contains("3 of 3 rows drawn; a line is broken where nothing was searched"));
    assert!(plot.contains("not drawn: 7\u{a0}mentions in items without a date"));
    // Of the first row, 2010 and 2011 are one line; 2013 and 2015 are points of their own.
    let lines = |colour: &str| plot.matches(&format!("stroke=\"{colour}\"")).count();
    let dots = |colour: &str| plot.matches(&format!("fill=\"{colour}\"")).count();
    assert_eq!((lines("#0072B2"), dots("#0072B2")), (4, 5), "{plot}");
    let mut many = comparison(false);
    let row = many.rows[1].clone();
    many.rows.extend((0..9).map(|_| row.clone()));
    assert!(as_svg(&many).contains("7 of 12 rows drawn, those with the most mentions"));
    let mut undated = comparison(false);
    undated.columns.drain(..6);
    undated.rows.iter_mut().for_each(|row| _ = row.cells.drain(..6));
    assert!(as_svg(&undated).contains("nothing with a date was searched"));
}

#[test]
fn hostile_words_do_nothing() {
    let hostile = comparison(true);
    let acts = |text: &str| text.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']);
    assert!(!acts(&as_text(&hostile, Screen::default())));
    let plot = as_svg(&hostile);
    assert!(!acts(&plot) && plot.contains("=cmd|&apos; /C"), "{plot}");
    let mut out = Vec::new();
    csv::compared(&hostile, &mut out).unwrap();
    let csv = String::from_utf8(out).unwrap();
    assert!(!acts(&csv) && csv.contains("\n'=cmd|"), "{csv}");
}
