//! Where papers print their committee, and where a name is none.

use super::*;
use crate::normalise::heads;
use crate::normalise::reading::tests::text;

#[track_caller]
fn check(kind: PaperKind, path: &str, plain: &str, expected: Option<&str>) {
    let text = text(plain);
    let reading = Reading::new(&text, kind, &[]);
    let origin = Origin { path: path.to_owned(), ..Origin::default() };
    let found = find(&reading, &heads::find(&reading), &origin, None);
    let found = found.map(|named| known(named, None));
    let shown = found
        .map(|fact| format!("{} {} {}", fact.value.name, fact.layer, fact.value.flags.join(" ")));
    assert_eq!(shown.as_deref().map(str::trim_end), expected, "{plain}");
}

#[test]
fn labels_and_heads_name_it() {
    check(
        PaperKind::DecisionDetails,
        "a",
        "Decision details\nDecision Maker: Audit\u{a0}Panel",
        Some("Audit Panel explicit"),
    );
    check(
        PaperKind::DecisionDetails,
        "a",
        "Decision details\nDecision Maker: Strategic Director for Trees",
        None,
    );
    check(
        PaperKind::AgendaAndMinutes,
        "a",
        "# Agenda\n## Ridge Forum - Expired 18/10/22 - Wednesday, 9 March 2022",
        Some("Ridge Forum explicit expired"),
    );
    check(
        PaperKind::Minutes,
        "a",
        "Foxhole Borough Council\nHarbour Committee\nMinutes of the Meeting held on 9 March 2022",
        Some("Harbour Committee explicit"),
    );
    check(
        PaperKind::Report,
        "a",
        "Report to: Harbour Committee\nDate: 9 March 2022",
        Some("Harbour Committee explicit"),
    );
}

#[test]
fn a_member_of_the_executive_decides_by_post_and_others_are_none() {
    let decision = |maker: &str| format!("Decision details\nDecision Maker: {maker}\nReason:");
    for (maker, expected) in [
        ("Cabinet Member for Trees", Some("Cabinet Member for Trees explicit")),
        ("Cllr Ada Reed, Portfolio Holder for Trees", Some("Portfolio Holder for Trees explicit")),
        ("Leader of the Council", Some("Leader of the Council explicit")),
        ("Director of Trees", None),
        ("Ada Reed", None),
    ] {
        check(PaperKind::DecisionDetails, "a", &decision(maker), expected);
    }
    check(
        PaperKind::DecisionDetails,
        "a",
        "Decision details\nDecided at meeting: 14/03/2018 - Executive Member for Trees",
        Some("Executive Member for Trees explicit"),
    );
    check(
        PaperKind::Report,
        "a",
        "Report to: Cabinet Member for Trees\nDate: 9 March 2022",
        Some("Cabinet Member for Trees explicit"),
    );
}

#[test]
fn welsh_headings_name_it() {
    for (name, day, flags) in [
        ("Pwyllgor Craffu Coed", "Dydd Mercher, 13eg Mehefin 2018", ""),
        ("Is-bwyllgor Coed", "Dydd Mawrth, 20fed Medi, 2005 10.00 yb", " sub"),
        ("Y Cabinet", "Dydd Iau, 14 Gorffennaf 2022", ""),
    ] {
        let page = format!("# Agenda a chofnodion\n## {name} - {day}");
        check(PaperKind::AgendaAndMinutes, "a", &page, Some(&format!("{name} explicit{flags}")));
    }
}

#[test]
fn it_comes_with_what_its_name_says() {
    let name = CommitteeName { name: "ALDER ROADS AND STANDARDS PANEL".to_owned(), expired: true };
    let committee = classed(&name, Some("Alder Parish Council"));
    assert_eq!(committee.name, "Alder Roads and Standards Panel");
    assert_eq!(committee.function.as_deref(), Some("standards"));
    assert_eq!(
        (committee.themes, committee.flags),
        (vec!["transport".to_owned()], vec!["expired".to_owned()])
    );
}

#[test]
fn a_parish_council_is_no_committee_of_its_own() {
    check(
        PaperKind::Minutes,
        "a",
        "MINUTES OF THE MEETING OF FOXHOLE PARISH COUNCIL HELD ON 9 MARCH 2022",
        None,
    );
    check(
        PaperKind::Minutes,
        "a",
        "Minutes of the Parish Council meeting held on 9 March 2022",
        None,
    );
}

#[test]
fn an_address_below_is_no_part_of_the_name() {
    check(
        PaperKind::Minutes,
        "a",
        "Minutes of the October meeting of the village Liaison Committee\nAlder Works- Reed Ltd\nAsh Mill\nWednesday 13th October 2010\nPresent:",
        Some("village Liaison Committee explicit"),
    );
}

#[test]
fn a_numbered_matter_is_no_committee() {
    check(
        PaperKind::Agenda,
        "a",
        "2709. Police Report\n2710. Open Roads Forum\n2711. Apologies",
        None,
    );
}

#[test]
fn file_names_supply_it() {
    check(
        PaperKind::Minutes,
        "Printed minutes 13th-Feb-2025 09.30 County Council.pdf",
        "Minutes",
        Some("County Council supplied"),
    );
    check(PaperKind::Other, "Minutes - Audit Panel - 5th May 2018.md", "words", None);
}
