//! Tests of which council a paper is taken to be of.

use jiff::civil::date;

use super::*;
use crate::normalise::heads;
use crate::normalise::reading::tests::text;

#[track_caller]
fn check(kind: PaperKind, address: Option<&str>, plain: &str, expected: Option<&str>) {
    check_on(None, kind, address, plain, expected);
}

#[track_caller]
fn check_on(
    day: Option<Date>,
    kind: PaperKind,
    address: Option<&str>,
    plain: &str,
    expected: Option<&str>,
) {
    let text = text(plain);
    let reading = Reading::new(&text, kind, &[]);
    let (heads, origin) = (heads::find(&reading), Origin::default());
    let found = find(&reading, &heads, &origin, address, None, day);
    let shown = found.map(|fact| {
        format!("{} {} {}", fact.value.name, fact.value.id.unwrap_or_default(), fact.layer)
    });
    assert_eq!(shown.as_deref(), expected, "{plain}");
}

#[test]
fn a_full_name_alone_in_the_head_counts() {
    check(
        PaperKind::Minutes,
        None,
        "Lancashire  County Council\nMinutes",
        Some("Lancashire County Council LAN explicit"),
    );
    check(
        PaperKind::Minutes,
        None,
        "MINUTES OF THE MEETING OF FOXHOLE PARISH COUNCIL HELD ON 9 MARCH 2022",
        Some("Foxhole Parish Council  explicit"),
    );
    check(
        PaperKind::Minutes,
        None,
        "# Foxhole Parish Council Meeting March 2022\nwords",
        Some("Foxhole Parish Council  explicit"),
    );
    check(
        PaperKind::AgendaItem,
        None,
        "Home > Kent County Council > Agenda item\nAgenda item",
        Some("Kent County Council KEN explicit"),
    );
}

#[test]
fn names_in_sentences_and_two_names_do_not() {
    check(PaperKind::Report, None, "Report\nKent County Council has shown how this is done.", None);
    check(PaperKind::Minutes, None, "The Parish Council\nCouncillors", None);
    check(PaperKind::Minutes, None, "Kent County Council\nLancashire County Council", None);
    check(PaperKind::Other, None, "# News\nwords\nKent County Council", None);
    check(
        PaperKind::AgendaItem,
        None,
        "Home > Council and Democracy > Agenda item\nAgenda item",
        None,
    );
}

#[test]
fn the_host_of_the_address_supplies_it() {
    let address = Some("https://democracy.portsmouth.gov.uk/mgAi.aspx?ID=3045");
    check(
        PaperKind::AgendaItem,
        address,
        "Agenda item",
        Some("Portsmouth City Council POR supplied"),
    );
    check(
        PaperKind::AgendaItem,
        Some("democracy.adur-worthing.gov.uk/mgAi.aspx"),
        "Agenda item",
        None,
    );
    check(PaperKind::AgendaItem, Some("mgAi.aspx"), "Agenda item", None);
}

#[test]
fn names_are_read_with_their_committee_and_in_every_spelling() {
    for (line, expected) in [
        ("Lancashire County Council Cabinet", "Lancashire County Council LAN"),
        ("Kent County Council, Health Scrutiny Committee", "Kent County Council KEN"),
        ("LB Barnet", "London Borough of Barnet BNE"),
        ("Royal Borough of Greenwich", "Royal Borough of Greenwich GRE"),
        ("Cyngor Sir Ynys Môn", "Isle of Anglesey County Council AGY"),
        ("Comhairle nan Eilean Siar", "Comhairle nan Eilean Siar ELS"),
        ("THE HIGHLAND COUNCIL", "The Highland Council HLD"),
        ("City of Bradford MDC", "City of Bradford Metropolitan District Council BRD"),
        ("Council of the City of Sunderland", "Sunderland City Council SND"),
    ] {
        let plain = format!("{line}\nMinutes");
        check(PaperKind::Minutes, None, &plain, Some(&format!("{expected} explicit")));
    }
    check(
        PaperKind::DecisionDetails,
        None,
        "Decision details\nDecided at meeting: 15/09/2017 - West Yorkshire Combined Authority Transport Committee",
        Some("West Yorkshire Combined Authority WYCA explicit"),
    );
}

#[test]
fn a_council_below_the_label_of_a_place_is_no_author() {
    check(PaperKind::Minutes, None, "Minutes\nVenue:\nKent County Council\nPresent: A", None);
    check(PaperKind::Minutes, None, "Minutes\nVenue: Kent County Council\nPresent: A", None);
    check(
        PaperKind::AgendaItem,
        None,
        "Home » Kent County Council » Agenda item\nAgenda item",
        Some("Kent County Council KEN explicit"),
    );
}

#[test]
fn no_council_is_given_for_a_day_on_which_it_was_not() {
    let (old, new) = (Some(date(2017, 5, 1)), Some(date(2024, 5, 1)));
    let minutes = PaperKind::Minutes;
    let dorset = Some("Dorset County Council DOR explicit");
    check_on(old, minutes, None, "Dorset County Council\nMinutes", dorset);
    check_on(new, minutes, None, "Dorset County Council\nMinutes", None);
    check_on(old, minutes, None, "Dorset Council\nMinutes", None);
    let address = Some("https://democracy.somerset.gov.uk/mgAi.aspx?ID=1");
    let item = PaperKind::AgendaItem;
    let county = Some("Somerset County Council SOM supplied");
    check_on(old, item, address, "Agenda item", county);
    check_on(new, item, address, "Agenda item", Some("Somerset Council SMT supplied"));
    check_on(None, item, address, "Agenda item", None);
    // What is printed goes before what the host tells.
    let craven = Some("Craven District Council CRA explicit");
    let address = Some("https://edemocracy.northyorks.gov.uk/mgAi.aspx?ID=1");
    check_on(old, minutes, address, "Craven District Council\nMinutes", craven);
}

#[test]
fn councils_of_villages_sign_in_many_ways() {
    let minutes = PaperKind::Minutes;
    for (plain, expected) in [
        (
            "8 January 2020\nAsh and Hill Community Council held their meeting at 7pm on the 8th January 2020.",
            "Ash and Hill Community Council",
        ),
        (
            "CYFARFOD\nCynhaliwyd cyfarfod Cyngor Cymuned Bryn a Chwm am 7.30pm ar y 12fed Chwefror 2020.",
            "Cyngor Cymuned Bryn a Chwm",
        ),
        (
            "CYNGOR CYMUNED BRYN A CHWM\nCYFARFOD 14 IONAWR 2015\nCynhaliwyd gyfarfod o Gyngor Cymuned Bryn a Chwm am 7:30 ar 14 Ionawr 2015",
            "Cyngor Cymuned Bryn a Chwm",
        ),
        (
            "Ash Hill Youth Parish Council\nMinutes of the meeting on Tuesday 23rd May 2006",
            "Ash Hill Youth Parish Council",
        ),
        (
            "West Ashby Parish Council Meeting\nMINUTES OFWEST ASHBY PARISH COUNCIL MEETING\nPresent: A. Reed",
            "West Ashby Parish Council",
        ),
        (
            "Ashby Community Council Public Meeting Agenda\nTuesday 17th August 2021",
            "Ashby Community Council",
        ),
    ] {
        check(minutes, None, plain, Some(&format!("{expected}  explicit")));
    }
    for (plain, expected) in [
        ("— Ash City\n& County Council\n8 November 2018\nAgenda", "Ash City & County Council"),
        (
            "Ash City and County Council\nAsh City\n& County Council\nAgenda",
            "Ash City and County Council",
        ),
        ("Comhairle Contae Fuinse\nFuinse Ash County Council,\nAgenda", "Ash County Council"),
        (
            "MINUTES OF ASHBY ANNUAL PARISH COUNCIL MEETING\nPresent: A. Reed",
            "Ashby Parish Council",
        ),
        (
            "ASHBY PARISH COUNCIL Draft Minutes of the Ordinary Meeting held on Wednesday 5th June 2019 at 7.00pm in Ashby Village Hall, Church Lane\nPresent: A. Reed",
            "Ashby Parish Council",
        ),
    ] {
        check(minutes, None, plain, Some(&format!("{expected}  explicit")));
    }
    check(
        PaperKind::Listing,
        None,
        "Search\nKent County Council\nHome",
        Some("Kent County Council KEN explicit"),
    );
}

#[test]
fn a_namesake_abroad_keeps_its_printed_name() {
    let abroad = "Cambridge City Council\nMinutes\nThe City Manager, of Cambridge, Massachusetts, spoke on the zoning ordinance.";
    check(PaperKind::Minutes, None, abroad, Some("Cambridge City Council  explicit"));
    let home = "Cambridge City Council\nMinutes\nThe Local Government Act 1972 lets the borough spend £400 on a twin town in Massachusetts.";
    check(PaperKind::Minutes, None, home, Some("Cambridge City Council CAB explicit"));
}
