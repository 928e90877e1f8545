//! Names of committees and councils are told from persons, sentences and one another.

use super::*;

#[test]
fn the_words_are_patterns() {
    let p = &*PATTERNS;
    let committees = [&p.committee_end, &p.committee_of, &p.person, &p.person_but, &p.no_committee];
    let meetings = [&p.generic, &p.own_council, &p.meeting_words, &p.meeting_tail, &p.expired];
    let councils = [&p.council, &p.council_head, &p.bare_council, &p.council_welsh, &p.welsh_end];
    let others = [&p.youth, &p.local, &p.no_council, &p.sections];
    for pattern in committees.into_iter().chain(meetings).chain(councils).chain(others) {
        assert!(!pattern.as_str().is_empty());
    }
}

#[track_caller]
fn check_committee(printed: &str, expected: Option<&str>) {
    assert_eq!(committee(printed).map(|found| found.name).as_deref(), expected, "{printed}");
}

#[test]
fn committees_are_known_by_their_last_word() {
    for name in [
        "Children's Services Scrutiny Committee",
        "Cabinet",
        "County Council",
        "Scrutiny Board (Adult Social Care)",
        "Improvement and Scrutiny Committee - People",
        "Municipal District of Hillbarrow",
        "Mayor and Cabinet",
        "PLANNING SUB-COMMITTEE",
        "Pwyllgor Craffu",
    ] {
        check_committee(name, Some(name));
    }
    check_committee("village Liaison Committee", Some("village Liaison Committee"));
    check_committee("CYNGOR CYMUNED BRYN A CHWM", None);
    check_committee("the Monthly Meeting of the Audit\u{a0}Panel", Some("Audit Panel"));
    check_committee("Planning Committee Meeting", Some("Planning Committee"));
    let expired = committee("Ridge Forum - Expired 18/10/22").unwrap();
    assert_eq!((expired.name.as_str(), expired.expired), ("Ridge Forum", true));
}

#[test]
fn persons_councils_and_sentences_are_no_committees() {
    for name in [
        "Strategic Director for Environment",
        "Leader of the Council",
        "Cabinet Member for Adult Social Care",
        "Foxhole Parish Council",
        "the Parish Council",
        "Parish Council Meeting",
        "Lancashire County Council",
        "Meeting",
        "",
        "was asked by the committee",
    ] {
        check_committee(name, None);
    }
}

#[test]
fn welsh_names_are_names() {
    for name in ["Y Cabinet", "Pwyllgor Craffu Addysg", "Is-bwyllgor Trwyddedu", "Fforwm Ysgolion"]
    {
        check_committee(name, Some(name));
    }
}

#[track_caller]
fn check_council(printed: &str, expected: Option<&str>) {
    assert_eq!(council(printed), expected, "{printed}");
}

#[test]
fn councils_are_known_by_place_and_type() {
    check_council("FOXHOLE PARISH COUNCIL", Some("FOXHOLE PARISH COUNCIL"));
    check_council(
        "Ashby and Thorpe-on-Hill Town Council Minutes",
        Some("Ashby and Thorpe-on-Hill Town Council"),
    );
    check_council("London Borough of Eastmere", Some("London Borough of Eastmere"));
    check_council("Kent County Council", Some("Kent County Council"));
    check_council("Eastmere City and County Council", Some("Eastmere City and County Council"));
    check_council("Ash Hill Youth Parish Council", Some("Ash Hill Youth Parish Council"));
    for name in
        ["CYNGOR CYMUNED BRYN A CHWM", "Cyngor Tref Llan-y-bryn", "Gyngor Cymuned Bryn y Coed"]
    {
        check_council(name, Some(name));
    }
    check_council("Cyngor Cymuned Bryn a Chwm am 7.30pm", Some("Cyngor Cymuned Bryn a Chwm"));
    check_council("Cyngor Cymuned Bryn Cofnodion", Some("Cyngor Cymuned Bryn"));
    for name in [
        "Parish Council",
        "The Town Council",
        "& County Council",
        "Youth Council",
        "Full Council",
        "County Council",
        "Report to Council",
        "Arts Council",
        "Youth Parish Council",
        "Cyngor Cymuned",
        "Cyngor Llawn",
    ] {
        check_council(name, None);
    }
}
