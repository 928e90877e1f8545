//! What is read of the people in invented papers, form by form and trap by trap.

use super::find;
use crate::normalise::reading::Reading;
use crate::normalise::reading::tests::text;
use crate::paper::Attendance;
use crate::paper::Council;
use crate::paper::Fact;
use crate::paper::Layer;
use crate::paper::PaperKind;
use crate::paper::Person;

/// The people of the paper of a council; checks that their spans lie in it.
pub(super) fn read_of(council: &str, plain: &str) -> Vec<Person> {
    let text = text(plain);
    let reading = Reading::new(&text, PaperKind::Minutes, &[]);
    let name = council.to_owned();
    let fact =
        Fact { value: Council { name, id: None }, layer: Layer::Explicit, evidence: String::new() };
    let people = find(&reading, Some(&fact));
    for person in &people {
        for span in &person.spans {
            assert!(text.content.get(span.clone()).is_some(), "{span:?}");
        }
    }
    people
}

/// The people of a county council's paper; checks that their spans lie in it.
pub(super) fn read(plain: &str) -> Vec<Person> {
    read_of("Brackenshire County Council", plain)
}

/// The people as `name|role|kind`, with `-` for what is absent.
pub(super) fn shown(people: &[Person]) -> Vec<String> {
    let one = |person: &Person| {
        let name = person.name.as_deref().unwrap_or("-");
        let role = person.role.as_deref().unwrap_or("-");
        format!("{name}|{role}|{}", person.kind)
    };
    people.iter().map(one).collect()
}

/// Checks the people of a county council's paper.
#[track_caller]
pub(super) fn check(plain: &str, wanted: &[&str]) {
    assert_eq!(shown(&read(plain)), wanted, "{plain}");
}

/// Checks the people of a parish council's paper.
#[track_caller]
pub(super) fn parish(plain: &str, wanted: &[&str]) {
    assert_eq!(shown(&read_of("Much Hallowby Parish Council", plain)), wanted, "{plain}");
}

/// The names alone.
pub(super) fn names(plain: &str) -> Vec<String> {
    read(plain).into_iter().filter_map(|person| person.name).collect()
}

#[test]
fn a_roll_is_read_in_one_line() {
    parish(
        "Present: Cllrs A Brown, B Green (Chairman), C. White and D Black, Mrs P Gray (Clerk)\n\
         Apologies: Cllr Dale\n\
         In attendance: PC 123 Hill and three members of the public",
        &[
            "A Brown|-|councillor",
            "B Green|Chairman|councillor",
            "C. White|-|councillor",
            "D Black|-|councillor",
            "P Gray|Clerk|officer",
            "Dale|-|councillor",
            "Hill|PC|external",
        ],
    );
}

#[test]
fn a_roll_is_read_as_a_block_and_as_a_table() {
    let people = read(
        "Present:\nCounty Councillor Ann Reed (Chair)\nCounty Councillors\n\tMrs S Hale\nA Marsh\n\
         J\u{a0}Poole\nCo-opted members\nElla Shaw, Eastdale, Norfold and Holme Children's Partnership Board\n\
         Apologies\nApologies were received from County Councillors Lorna Beck, Joan Gale and Vera Stone.",
    );
    assert_eq!(
        shown(&people),
        [
            "Ann Reed|County Councillor (Chair)|councillor",
            "Mrs S Hale|County Councillor|councillor",
            "A Marsh|County Councillor|councillor",
            "J Poole|County Councillor|councillor",
            "Ella Shaw|Co-opted member|co_opted",
            "Lorna Beck|County Councillor|councillor",
            "Joan Gale|County Councillor|councillor",
            "Vera Stone|County Councillor|councillor",
        ]
    );
    let board = "Eastdale, Norfold and Holme Children's Partnership Board";
    assert_eq!(people[4].organisation.as_deref(), Some(board));
    assert_eq!(people[0].attendance, Some(Attendance::Present));
    assert_eq!(people[6].attendance, Some(Attendance::Apologies));

    parish(
        "Present\tChairman\tM. Reed\nCouncillor\tJ. Holt\nMrs F. Chale\nA. Clare (BDC)",
        &[
            "M. Reed|Chairman|councillor",
            "J. Holt|-|councillor",
            "F. Chale|-|councillor",
            "A. Clare|-|councillor",
        ],
    );
}

#[test]
fn officers_in_attendance_have_their_roles() {
    check(
        "ATTENDING: Moira Tait, Chief Executive; Agnes Baird, Depute Chief Executive/Executive Director of Support",
        &[
            "Moira Tait|Chief Executive|officer",
            "Agnes Baird|Depute Chief Executive/Executive Director of Support|officer",
        ],
    );
    check(
        "Officers: A Rose (Service Director - Planning)",
        &["A Rose|Service Director - Planning|officer"],
    );
}

#[test]
fn columns_dashes_and_bullets_part_names_and_roles() {
    let council = "Garloch Community Council";
    let people = read_of(
        council,
        "PRESENT  C Lyons    - Acting Chairperson\nJ Royce    - Secretary\nG McCluny   - Strathdale Police\n\
         Members Present:\nWatson Robb   Convenor CC\nStella Irvine    Colin Tay\n* Paul Ingle \u{2014} *Treasurer*",
    );
    assert_eq!(
        shown(&people),
        [
            "C Lyons|Acting Chairperson|councillor",
            "J Royce|Secretary|councillor",
            "G McCluny|-|external",
            "Watson Robb|Convenor CC|councillor",
            "Stella Irvine|-|councillor",
            "Colin Tay|-|councillor",
            "Paul Ingle|Treasurer|councillor",
        ]
    );
}

#[test]
fn one_title_holds_for_a_list() {
    check(
        "Councillors Smith, Jones and Brown voted against.",
        &["Smith|-|councillor", "Jones|-|councillor", "Brown|-|councillor"],
    );
    check(
        "Cynghorwyr Alun Davies, Gwenfyl Evans a\u{2019}r Cynghorydd Sir Huw ap Gwilym.",
        &["Alun Davies|-|councillor", "Gwenfyl Evans|-|councillor", "Huw ap Gwilym|-|councillor"],
    );
}

#[test]
fn welcome_lists_end_roles_at_semicolons_and_at_the_next_name() {
    check(
        "The Chair welcomed Martin Oakes, Interim Executive Director of Schools and Children's Services; \
         Colin Frith, Technical Lead (Children) Change Office; and Nora Pell, \
         Team Leader, Family Hubs \u{2013} Elmbury District; to the meeting.",
        &[
            "-|Chair|councillor",
            "Martin Oakes|Interim Executive Director of Schools and Children's Services|officer",
            "Colin Frith|Technical Lead (Children) Change Office|officer",
            "Nora Pell|Team Leader, Family Hubs \u{2013} Elmbury District|officer",
        ],
    );
    check(
        "She welcomed Simon Garth, Senior Manager Leaving Care, and, Ruth Abbey, Leading Practice Manager, to the meeting.",
        &[
            "Simon Garth|Senior Manager Leaving Care|officer",
            "Ruth Abbey|Leading Practice Manager|officer",
        ],
    );
}

#[test]
fn roles_end_before_the_verb() {
    let people = read(
        "Mrs Carol Denby, Director of Children\u{2019}s Services presented the report. Mr Alan Pettifer, Interim \
         Head of Practice and Principal Social Worker, Children\u{2019}s Social Care reported that it was so. \
         Mr Petifer advised that it was not. Mrs Denby agreed.",
    );
    assert_eq!(
        shown(&people),
        [
            "Carol Denby|Director of Children\u{2019}s Services|officer",
            "Alan Pettifer|Interim Head of Practice and Principal Social Worker, Children\u{2019}s Social Care|officer",
        ]
    );
    assert_eq!(people[0].canonical_role.as_deref(), Some("Director of Children's Services"));
    assert_eq!(people[0].spans.len(), 2);
    assert_eq!(people[1].aliases, ["Mr Petifer"]);
}

#[test]
fn roles_stand_before_names_and_in_brackets() {
    check(
        "It was to appoint an Improvement Advisor, Ivor Bellamy. Neil Barden (Executive Director for Adult Care) and \
         Helen Crewe (Independent Chair of the Safeguarding Board) spoke.",
        &[
            "Ivor Bellamy|Improvement Advisor|external",
            "Neil Barden|Executive Director for Adult Care|officer",
            "Helen Crewe|Independent Chair of the Safeguarding Board|external",
        ],
    );
    check(
        "The Programme Board which was chaired by Pat Lorne met.",
        &["Pat Lorne|Chair of the Programme Board|unknown"],
    );
}

#[test]
fn a_role_that_acts_is_an_entry_without_a_name() {
    let people = read(
        "The Commissioning Director for Homes, the Operational Director for Children\u{2019}s Homes and Cabinet \
         Member for Children\u{2019}s Welfare presented a report. The Operational Director for Children\u{2019}s homes \
         spoke. The policy of the Head of Service was noted.",
    );
    assert_eq!(
        shown(&people),
        [
            "-|Commissioning Director for Homes|officer",
            "-|Operational Director for Children\u{2019}s Homes|officer",
            "-|Cabinet Member for Children\u{2019}s Welfare|councillor",
        ]
    );
    assert_eq!(people[2].canonical_role.as_deref(), Some("Cabinet Member for Children"));
    // Someone named holds it.
    parish("Present: Mrs P Gray (Clerk)\n1. The Clerk reported on it.", &["P Gray|Clerk|officer"]);
}

#[test]
fn contacts_and_signatures_are_officers() {
    check("Report author: Bryn Teale", &["Bryn Teale|-|officer"]);
    check(
        "Contact: Dawn Pryce, Senior Committees Officer 01234 567890",
        &["Dawn Pryce|Senior Committees Officer|officer"],
    );
    check(
        "E Hartley\nDirector of Law, Money and Public Works\nCounty Hall",
        &["E Hartley|Director of Law, Money and Public Works|officer"],
    );
    check(
        "Decision Maker: Strategic Director for Roads",
        &["-|Strategic Director for Roads|officer"],
    );
}

#[test]
fn movers_and_applicants_are_read_and_initials_are_nobody() {
    parish(
        "Present: Cllrs Hill, Dale and Ann Reed\n1. Proposed by Cllr Hill, seconded by Cllr Dale (RB/TG)\n\
         2. Planning\nMr & Mrs J Brown, 3 High Street \u{2013} extension\nApplicant: Isaac Bell, 2 Mill Cottages",
        &[
            "Hill|-|councillor",
            "Dale|-|councillor",
            "Ann Reed|-|councillor",
            "J Brown|-|external",
            "Isaac Bell|-|external",
        ],
    );
}

#[test]
fn two_of_one_surname_stay_apart_and_a_bare_surname_joins_neither() {
    let people = read("Councillor Ann Brown and Councillor Tom Brown met. Cllr Brown left.");
    assert_eq!(shown(&people), ["Ann Brown|-|councillor", "Tom Brown|-|councillor"]);
    assert!(people.iter().all(|person| person.spans.len() == 1));
}

#[test]
fn one_person_under_several_forms_is_one() {
    let people =
        read("Cllr J Brown spoke. Councillor John Brown and Cllr Brown left. Jane Brown stayed.");
    assert_eq!(shown(&people), ["John Brown|-|councillor", "Jane Brown|-|unknown"]);
    assert_eq!(names("Cllr Tom Foy and Mr Thomas Foy"), ["Thomas Foy"]);
}

#[test]
fn apostrophes_and_blanks_of_any_kind_stand_in_names() {
    assert_eq!(
        names("Cllr O'Neill and Cllr O\u{2019}Neill met Cllr Pat D\u{2019}Arcy."),
        ["O'Neill", "Pat D\u{2019}Arcy"]
    );
    assert_eq!(names("Cllr\u{a0}Mrs\u{a0}S\u{a0}Hale spoke"), ["S Hale"]);
    assert_eq!(names("CouncillorMrs Hale and Cllr.Smith spoke"), ["Hale", "Smith"]);
    assert_eq!(names("Councillor Kit Marley- Hobson spoke"), ["Kit Marley-Hobson"]);
}

#[test]
fn initials_letters_particles_and_capitals_belong_to_names() {
    assert_eq!(
        names("Cllr P.R.A. Dunne MBE, JP, Cllr T.Ll. Prosser and Dr K E L Overy OBE"),
        ["P.R.A. Dunne", "T.Ll. Prosser", "K E L Overy"]
    );
    assert_eq!(names("Present: Cllr D SMITH, Cllr HOLT J"), ["D SMITH", "HOLT J"]);
    assert_eq!(
        names("Cllr Jan van der Berg, Mrs Ana de Souza, Mr Guy Le Marchant"),
        ["Jan van der Berg", "Ana de Souza", "Guy Le Marchant"]
    );
}

#[test]
fn places_programmes_firms_and_headings_are_nobody() {
    for line in [
        "The meeting was held in The Duke of Norfold Room and Nelson Mandela House.",
        "The New Belongings Programme and HeadStart went on in Norfold District.",
        "Works on John Street, at St Mary's Church and in Robert Franklin Way were done.",
        "Grant Thornton and Mott MacDonald gave their views; James Harris Contracting quoted.",
        "A grant from the Mary Jones Trust and the Ann Edwards School was noted on Monday 5 May.",
        "Children Looked After And Care Leavers Update",
        "Microsoft Teams was used. Councillor Ward Funding was spent. Plan B was chosen.",
        "Councillors noted it. Officers would report. The Committee agreed.",
    ] {
        assert_eq!(shown(&read(line)), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn kinds_follow_roles_bodies_titles_and_rolls() {
    check(
        "Chief Superintendent Ann Reed, John Hale HMI and Sam Poole (Grant Thornton) attended.",
        &[
            "Ann Reed|Chief Superintendent|external",
            "John Hale|HMI|external",
            "Sam Poole|-|external",
        ],
    );
    let fire = "John Hale, Chief Fire Officer, reported.";
    assert_eq!(shown(&read(fire)), ["John Hale|Chief Fire Officer|external"]);
    assert_eq!(
        shown(&read_of("Brackenshire Fire Authority", fire)),
        ["John Hale|Chief Fire Officer|officer"]
    );
    // A parish council knows its own: whoever else is named comes from outside.
    parish(
        "Present: Cllrs Hill, Dale and Reed\n1. Kevin Marsh asked about the wall. Ann Lowe (BDC) had replied.",
        &[
            "Hill|-|councillor",
            "Dale|-|councillor",
            "Reed|-|councillor",
            "Kevin Marsh|-|external",
            "Ann Lowe|-|officer",
        ],
    );
}

#[test]
fn a_label_in_a_further_column_is_no_label_of_the_rows_below() {
    let people = read(
        "Foxhole Parish Council\nPresent:\n\
         Ann Reed (ARE)      Clerk          Apologies:     Ben Hale (BHA)\n\
         Carol Pike (CPI)    Councillor                    Dan Moor (DMO)\n\
         Eve Lund (ELU)      Councillor",
    );
    let seat = |name: &str| {
        let person = people.iter().find(|person| person.name.as_deref() == Some(name));
        person.and_then(|person| person.attendance)
    };
    assert_eq!(seat("Ann Reed"), Some(Attendance::Present));
    assert_eq!(seat("Ben Hale"), Some(Attendance::Apologies));
    assert_eq!(seat("Carol Pike"), Some(Attendance::Present));
    assert_eq!(seat("Dan Moor"), None);
    assert_eq!(seat("Eve Lund"), Some(Attendance::Present));
}
