//! Reads invented dates in every form, and what only looks like one.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_text_is_read_in_order(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("3".to_owned()), Just("18th".to_owned()), Just("l8".to_owned()),
                Just(" ".to_owned()), Just("\u{a0}".to_owned()), Just("\n".to_owned()),
                Just("-".to_owned()), Just("–".to_owned()), Just("/".to_owned()),
                Just(" to ".to_owned()), Just(" and the ".to_owned()), Just("March".to_owned()),
                Just("Sept".to_owned()), Just("2018".to_owned()), Just("2018/19".to_owned()),
                Just("’17".to_owned()), Just("Dydd Mawrth".to_owned()), Just("é".to_owned()),
                Just("the end of ".to_owned()), Just("between ".to_owned()),
                "\\PC{0,8}",
            ],
            0..30,
        ),
    ) {
        let text = pieces.concat();
        let found = find(&text);
        for printed in &found {
            prop_assert!(text.get(printed.span.clone()).is_some_and(|span| !span.is_empty()));
            let _ = printed.days(Some(2020));
        }
        prop_assert!(found.is_sorted_by_key(|printed| printed.span.end));
    }
}

/// Dates without a year are shown in 2020.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let shown: Vec<String> = find(text)
        .iter()
        .filter_map(|printed| {
            let (first, last) = printed.days(Some(2020))?;
            let mark = if printed.has_year() { "" } else { "?" };
            let span = &text[printed.span.clone()];
            let last = if first == last { String::new() } else { format!("..{last}") };
            Some(format!("{first}{last}{mark} {} [{span}]", printed.precision.as_str()))
        })
        .collect();
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn days_in_every_form() {
    check(
        "on Wednesday, 18th January, 2017 at 4.30 pm",
        &["2017-01-18 day [Wednesday, 18th January, 2017]"],
    );
    check("Thursday 5 Sept 2019.", &["2019-09-05 day [Thursday 5 Sept 2019]"]);
    check("the 13 th April 2021", &["2021-04-13 day [13 th April 2021]"]);
    check("04th-Jun-2026 14.00", &["2026-06-04 day [04th-Jun-2026]"]);
    check("l8 May 2019", &["2019-05-18 day [l8 May 2019]"]);
    check("January 18, 2017", &["2017-01-18 day [January 18, 2017]"]);
    check("the 3rd day of March 2011", &["2011-03-03 day [3rd day of March 2011]"]);
    check("5\u{a0}June\u{a0}2019", &["2019-06-05 day [5\u{a0}June\u{a0}2019]"]);
    check(
        "14/03/2018, 18.01.17 and 2018-03-14",
        &[
            "2018-03-14 day [14/03/2018]",
            "2017-01-18 day [18.01.17]",
            "2018-03-14 day [2018-03-14]",
        ],
    );
    check(
        "by 6th February or 7 September",
        &["2020-02-06? day [6th February]", "2020-09-07? day [7 September]"],
    );
    check("7 September 1930 hours", &["2020-09-07? day [7 September]"]);
}

#[test]
fn welsh_in_every_form() {
    check(
        "Dydd Mercher, 13eg Mehefin, 2018 10.00 yb",
        &["2018-06-13 day [Dydd Mercher, 13eg Mehefin, 2018]"],
    );
    check("Dydd Mawrth, 20fed Medi, 2005", &["2005-09-20 day [Dydd Mawrth, 20fed Medi, 2005]"]);
    check("Dydd Mawrth", &[]);
    check("1af o Fawrth 2019", &["2019-03-01 day [1af o Fawrth 2019]"]);
    check("ym mis Mawrth", &["2020-03-01..2020-03-31? month [Mawrth]"]);
    check("14 Gorffennaf 2022", &["2022-07-14 day [14 Gorffennaf 2022]"]);
}

#[test]
fn several_days_and_months() {
    check("4 to 8 December 2017", &["2017-12-04..2017-12-08 day [4 to 8 December 2017]"]);
    check("5-16 December 2022", &["2022-12-05..2022-12-16 day [5-16 December 2022]"]);
    check("15 – 17 October 2019", &["2019-10-15..2019-10-17 day [15 – 17 October 2019]"]);
    check(
        "22 February to 16 March 2016",
        &["2016-02-22..2016-03-16 day [22 February to 16 March 2016]"],
    );
    check(
        "30 December to 3 January 2019",
        &["2018-12-30..2019-01-03 day [30 December to 3 January 2019]"],
    );
    check(
        "between the 9 and 11 December 2019",
        &["2019-12-09..2019-12-11 day [9 and 11 December 2019]"],
    );
    check(
        "on 3 and 10 March 2019",
        &["2019-03-03 day [3 and 10 March 2019]", "2019-03-10 day [10 March 2019]"],
    );
    check("September/October 2015", &["2015-09-01..2015-10-31 month [September/October 2015]"]);
    check(
        "between May 2018 and July 2018",
        &["2018-05-01..2018-07-31 month [May 2018 and July 2018]"],
    );
    check(
        "from April 2017 to February 2018",
        &["2017-04-01..2018-02-28 month [April 2017 to February 2018]"],
    );
    check(
        "March and June 2019",
        &[
            "2019-03-01..2019-03-31 month [March and June 2019]",
            "2019-06-01..2019-06-30 month [June 2019]",
        ],
    );
    check("mid-June 2018", &["2018-06-01..2018-06-30 month [June 2018]"]);
}

#[test]
fn months_and_years_alone_need_company() {
    check("at its March meeting", &["2020-03-01..2020-03-31? month [March]"]);
    check("an increase in June caused", &["2020-06-01..2020-06-30? month [June]"]);
    check("the end of May", &["2020-05-01..2020-05-31? month [May]"]);
    check("It may be. May I? by June Reed. The March past. 3 March Road", &[]);
    check("in 2018 and of 2017", &["2018-01-01..2018-12-31 year [2018]"]);
    check("the 2015 Hillbarrow inspection", &["2015-01-01..2015-12-31 year [2015]"]);
    check("the last quarter of 2016", &["2016-01-01..2016-12-31 year [2016]"]);
    check("in 2000 homes, the Act 1972, £2018, 2018 people", &[]);
}

#[test]
fn financial_years_and_quarters() {
    check(
        "in 2017/18 and 2018-19",
        &["2017-04-01..2018-03-31 fy [2017/18]", "2018-04-01..2019-03-31 fy [2018-19]"],
    );
    check("municipal year 2018/2019", &["2018-04-01..2019-03-31 fy [2018/2019]"]);
    check("Quarter 1 2023/24", &["2023-04-01..2023-06-30 month [Quarter 1 2023/24]"]);
    check("Q4 of 2022–23", &["2023-01-01..2023-03-31 month [Q4 of 2022–23]"]);
    check("academic year 2018/19", &["2018-09-01..2019-08-31 year [2018/19]"]);
    check("the Strategy 2018-2022", &["2018-01-01..2022-12-31 year [2018-2022]"]);
    check("1999/00", &["1999-04-01..2000-03-31 fy [1999/00]"]);
}

#[test]
fn other_figures_are_no_dates() {
    for text in [
        "31 February 2019",
        "31/02/2019",
        "2018/19/0123",
        "20/01/2019/FUL",
        "/documents/2017-07-01/",
        "minutes-2017-07-01.pdf",
        "version 3.2.1 and 20-11-10",
        "4.2.11",
        "3 March 0218",
        "12.30.15",
        "1500-2000 homes",
        "2015-10",
        "Item 5\nMarch",
        "é5é",
        "l",
        "5",
        "",
    ] {
        check(text, &[]);
    }
}
