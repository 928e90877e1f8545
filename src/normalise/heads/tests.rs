//! Heads of minutes, of agendas and of pages are found; what only looks like one is not.

use super::*;
use crate::normalise::reading::tests::text;

#[track_caller]
fn check(kind: PaperKind, plain: &str, expected: &[(Option<&str>, Option<&str>)]) {
    let text = text(plain);
    let heads = find(&Reading::new(&text, kind, &[]));
    let shown: Vec<(Option<String>, Option<String>)> = heads
        .into_iter()
        .map(|head| (head.body, head.day.map(|day| day.date.to_string())))
        .collect();
    let expected: Vec<(Option<String>, Option<String>)> = expected
        .iter()
        .map(|(body, day)| (body.map(str::to_owned), day.map(str::to_owned)))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_head_of_minutes_runs_over_lines() {
    check(
        PaperKind::Minutes,
        "MINUTES OF PROCEEDINGS AT MEETING OF THE MUNICIPAL DISTRICT\nOF HILLBARROW HELD IN THE TOWN HALL,\nON WEDNESDAY, 1° OCTOBER, 2014, AT 10 A.M.\nPRESENT: A. Reed",
        &[(Some("MUNICIPAL DISTRICT OF HILLBARROW"), Some("2014-10-01"))],
    );
    check(
        PaperKind::Minutes,
        "Minutes of the Planning Committee meeting held on 5 May 2011 Present: A. Reed",
        &[(Some("Planning Committee"), Some("2011-05-05"))],
    );
    check(
        PaperKind::Minutes,
        "Minutes of the Audit Panel held on 5 May 2011",
        &[(Some("Audit Panel"), Some("2011-05-05"))],
    );
}

#[test]
fn a_head_may_be_told_or_welsh() {
    check(
        PaperKind::Minutes,
        "8 January 2020\nHillbarrow Community Council held their meeting at 7pm on the 8th January 2020.",
        &[(Some("Hillbarrow Community Council"), Some("2020-01-08"))],
    );
    check(
        PaperKind::Minutes,
        "Cynhaliwyd cyfarfod Cyngor Cymuned Bryn am 7.30pm ar y 12fed Chwefror 2020.",
        &[(Some("Cyngor Cymuned Bryn"), Some("2020-02-12"))],
    );
    check(
        PaperKind::Minutes,
        "CYNGOR BRYN\nCofnodion y cyfarfod a gynhaliwyd ar 20 Medi, 2005 (2:00 pm)",
        &[(None, Some("2005-09-20"))],
    );
}

#[test]
fn the_minutes_being_approved_are_no_head() {
    check(
        PaperKind::Minutes,
        "FOXHOLE PARISH COUNCIL\nApologies were received.\n3.\nMinutes of the meeting held on 2 April 2011\n4. Minutes of the meeting held on 1 March 2011\nThe minutes of the meeting held on 3 April 2011 were agreed.",
        &[],
    );
}

#[test]
fn a_minute_number_may_stand_before_the_head() {
    check(
        PaperKind::Minutes,
        "1207/05/2020 MINUTES OF ASHEN PARISH COUNCIL VIRTUAL MEETING HELD ON MAY 4TH 2020 Present: A. Reed\n1208/05/2020 MINUTES OF THE MEETING HELD ON MARCH 2ND 2020 were signed.",
        &[(Some("ASHEN PARISH COUNCIL VIRTUAL"), Some("2020-05-04"))],
    );
}

#[test]
fn the_words_of_the_meeting_may_stand_before_its_day() {
    check(
        PaperKind::Minutes,
        "Ashen and Thorpe Parish Council – Ordinary Meeting Tuesday 4th April 2017, 7.30pm Village Hall\nWords.",
        &[(Some("Ashen and Thorpe Parish Council"), Some("2017-04-04"))],
    );
    check(
        PaperKind::Minutes,
        "Ashen Parish Council – Next Meeting Tuesday 4th April 2017\nWords.",
        &[],
    );
}

#[test]
fn a_second_head_counts_where_a_roll_follows() {
    check(
        PaperKind::Minutes,
        "Minutes of the meeting held on 2 April 2011\nPresent: A. Reed\nWords.\nMinutes of the meeting held on 7 May 2011\nPresent: A. Reed\nMinutes of the meeting held on 1 March 2011\nWords.",
        &[(None, Some("2011-04-02")), (None, Some("2011-05-07"))],
    );
}

#[test]
fn an_agenda_calls_to_the_meeting_after_the_date_of_its_letter() {
    check(
        PaperKind::Agenda,
        "15th January, 2025\nDear Member,\nYou are requested to attend a Meeting of the District of Hillbarrow to be held on\nMonday, 20\" January, 2025 at 9.45am\n1. To adopt the minutes of the meeting held on 16 December 2024.",
        &[(Some("District of Hillbarrow"), Some("2025-01-20"))],
    );
}

#[test]
fn a_call_whose_day_cannot_be_read_gives_none() {
    check(
        PaperKind::Agenda,
        "10th February, 2021\nYou are requested to attend a Meeting of the District of Hillbarrow to be held\non had vary, 2021\nThe business is set out below.\nMonthly Meeting of the District of Hillbarrow held on 18 January, 2021.",
        &[(Some("District of Hillbarrow"), None)],
    );
}

#[test]
fn a_head_may_have_one_word_on_each_line() {
    check(
        PaperKind::Minutes,
        "[Original file](https://example.org/2018-11/minutes-of-meeting-2018-10-03.pdf)\n**MINUTES**\nOF\nPROCEEDINGS\nAT\nMEETING\nOF\nTHE\n**DISTRICT OF HILL-**\n**BARROW HELD IN ASH HALL,**\nON WEDNESDAY, 3RD** **OCTOBER, 2018\nPRESENT IN THE CHAIR:",
        &[(Some("DISTRICT OF HILL-BARROW"), Some("2018-10-03"))],
    );
}

#[test]
fn pages_and_decisions_say_it_in_one_line() {
    check(
        PaperKind::AgendaAndMinutes,
        "# Agenda and minutes\n## Ridge Committee - Expired 18/10/22 - Wednesday, 9 March 2022 6.00 pm",
        &[(Some("Ridge Committee - Expired 18/10/22"), Some("2022-03-09"))],
    );
    check(
        PaperKind::DecisionDetails,
        "Decision details\nDecided at meeting: 14/03/2018 - Audit Panel",
        &[(Some("Audit Panel"), Some("2018-03-14"))],
    );
}
