//! What is read of the people where papers are printed badly or oddly: traps met on papers that no
//! rule was made for, with invented names.

use super::tests::check;
use super::tests::names;
use super::tests::parish;
use super::tests::read;
use super::tests::read_of;
use super::tests::shown;
use crate::paper::Attendance;
use crate::paper::Person;

/// How someone of this surname was there.
fn seat(people: &[Person], surname: &str) -> Option<Attendance> {
    let ends =
        |person: &&Person| person.name.as_deref().is_some_and(|name| name.ends_with(surname));
    people.iter().find(ends).and_then(|person| person.attendance)
}

#[test]
fn a_role_glued_to_a_name_is_a_role() {
    parish(
        "Present: Mrs R Finch-Chair, A Hale-Jones, B Lund\u{2013}Vice Chair, D Moor- Treasurer, J.-C. Pike",
        &[
            "R Finch|Chair|councillor",
            "A Hale-Jones|-|councillor",
            "B Lund|Vice Chair|councillor",
            "D Moor|Treasurer|councillor",
            "J.-C. Pike|-|councillor",
        ],
    );
    assert_eq!(names("Co-Chair Ann Reed and Vice-Chair Tom Foy spoke."), ["Ann Reed", "Tom Foy"]);
}

#[test]
fn councillor_beside_a_role_adds_nothing_to_it() {
    parish(
        "Present:\nAnn Reed (ARE)\tCouncillor/Chair\nBen Hale (BHA)\tCouncillor\nDan Moor (DMO)\tCouncillor, Treasurer",
        &["Ann Reed|Chair|councillor", "Ben Hale|-|councillor", "Dan Moor|Treasurer|councillor"],
    );
}

#[test]
fn honorifics_stand_within_a_list_of_councillors() {
    let people = read(
        "Present: Councillors English (Chairman), Mrs Blake, Cannon, Clough, Round and S Tarn, \
         Holme District Councillors Mrs Vane and Nunn",
    );
    assert_eq!(
        shown(&people),
        [
            "English|Chairman|councillor",
            "Blake|-|councillor",
            "Cannon|-|councillor",
            "Clough|-|councillor",
            "Round|-|councillor",
            "S Tarn|-|councillor",
            "Vane|District Councillor|councillor",
            "Nunn|District Councillor|councillor",
        ]
    );
    assert!(people.iter().all(|person| person.attendance == Some(Attendance::Present)));
}

#[test]
fn whoever_bears_no_title_among_councillors_is_a_guest() {
    parish(
        "Present: Cllr T Rye (Chairman), Cllr Mrs D Clay, Cllr E Tuck, Mrs C Hart (Clerk), 7 Members of the \
         Public, Mr Max Peele\nPresent: Cllr T Rye, Cllr E Tuck and Mr N Vane",
        &[
            "T Rye|Chairman|councillor",
            "D Clay|-|councillor",
            "E Tuck|-|councillor",
            "C Hart|Clerk|officer",
            "Max Peele|-|external",
            "N Vane|-|external",
        ],
    );
    parish(
        "Present: Mr Mark Sayle (Highfold Country Feeds), Mrs Pat Holt (Elm Ward), Mr Tom Foy",
        &["Mark Sayle|-|external", "Pat Holt|-|councillor", "Tom Foy|-|councillor"],
    );
}

#[test]
fn two_entries_of_one_roll_are_two_people() {
    assert_eq!(
        names("PRESENT: Cllr A Griffin Cllr A V Griffin Cllr S Hooper"),
        ["A Griffin", "A V Griffin", "S Hooper"]
    );
}

#[test]
fn an_unknown_word_within_a_roll_does_not_end_it() {
    parish(
        "Present: Councillors A. Collier Vice Charman, A. Muir, C. Anders and Cllr. A. Jenks",
        &[
            "A. Collier|-|councillor",
            "A. Muir|-|councillor",
            "C. Anders|-|councillor",
            "A. Jenks|-|councillor",
        ],
    );
    parish(
        "Present\nCouncillors D Risk (Chairman) (DR), P Sumner (PS) and K Church (KC)\nParish Clerk and RFO A M Hunsell",
        &[
            "D Risk|Chairman|councillor",
            "P Sumner|-|councillor",
            "K Church|-|councillor",
            "A M Hunsell|Parish Clerk and RFO|officer",
        ],
    );
    parish(
        "Present \u{2013} Councillors J Heslop, (Chair), G Bell and V Brown (minute taker).",
        &["J Heslop|Chair|councillor", "G Bell|-|councillor", "V Brown|minute taker|councillor"],
    );
}

#[test]
fn a_sentence_tells_who_was_there() {
    let people = read_of(
        "Much Hallowby Parish Council",
        "Present: Cllrs Hill, Dale and Reed\nApologies: Cllr J Collier, Rev N Cole\nLeave of absence: Cllr Nunn\n\
         Mr D Thorn was also in attendance. County Cllrs D Bryce and T Tudge were in attendance.\n\
         PC Matt Finch gave apologies from Sergeant Vick Boll who was unable to attend.",
    );
    assert_eq!(seat(&people, "Collier"), Some(Attendance::Apologies));
    assert_eq!(seat(&people, "Nunn"), Some(Attendance::Absent));
    assert_eq!(seat(&people, "Bryce"), Some(Attendance::InAttendance));
    assert_eq!(seat(&people, "Tudge"), Some(Attendance::InAttendance));
    assert_eq!(seat(&people, "Finch"), None);
    assert_eq!(seat(&people, "Boll"), Some(Attendance::Apologies));
}

#[test]
fn whose_role_it_is_the_commas_tell() {
    parish(
        "Present: Cllr Sandra Barn, District Councillor, Linda Pace, Parish Clerk, and 11 electors",
        &["Sandra Barn|District Councillor|councillor", "Linda Pace|Parish Clerk|officer"],
    );
    parish(
        "Mr Max McRae was thanked for his help as Parish Clerk, Cllr Stone for his time.",
        &["Max McRae|-|unknown", "Stone|-|councillor"],
    );
    check(
        "Apologies: Rev N Cole, Mayor\u{2019}s Chaplain, County Cllr A Tudge\n1. Report by Tom Foy ON BEHALF OF THE VICAR.",
        &[
            "N Cole|Mayor\u{2019}s Chaplain|councillor",
            "A Tudge|County Cllr|councillor",
            "Tom Foy|-|unknown",
        ],
    );
    parish(
        "It was proposed by Mr Peake and seconded by Miss Mure, all Councillors agreed.",
        &["Peake|-|unknown", "Mure|-|unknown"],
    );
    // The clerk is known by what is paid.
    parish("A. Bright\tClerk\u{2019}s travel (May)\t£59.87", &["A. Bright|Clerk|officer"]);
}

#[test]
fn regiments_letters_of_councils_and_sentences_are_nobody() {
    for line in [
        "REPORT ON 29 PC & MOV REGT",
        "The 29 PC & Mov Regt marched on.",
        "In talking to the Officer I stressed that it was so.",
        "N.C.C. Questionnaire \u{2013} clerk to reply",
        "Crime in this Inspector Neighbourhood Area rose.",
    ] {
        assert_eq!(shown(&read(line)), Vec::<String>::new(), "{line}");
    }
    assert_eq!(names("Cllr Beck Personal interest in item 7"), ["Beck"]);
}

#[test]
fn officers_of_other_councils_are_officers() {
    parish(
        "Present: Cllrs Hill, Dale and Reed\n1. Mike Harrow, Waste Communications Officer, spoke. \
         Claire Dow (BDC) and Clive Dean, BDC\u{2019}s Youth Officer, came. Roger Sole at BDC and Julie Tarn BDC Dog Warden knew. \
         Anne Brink, Director of Works, knew. Sara Pell, Police Community Support Officer, left.",
        &[
            "Hill|-|councillor",
            "Dale|-|councillor",
            "Reed|-|councillor",
            "Mike Harrow|Waste Communications Officer|officer",
            "Claire Dow|-|officer",
            "Clive Dean|BDC\u{2019}s Youth Officer|officer",
            "Roger Sole|-|officer",
            "Julie Tarn|BDC Dog Warden|officer",
            "Anne Brink|Director of Works|officer",
            "Sara Pell|Police Community Support Officer|external",
        ],
    );
    parish(
        "Officers in attendance: C Pinner, Acting Town Clerk; A Otter, Asset Manager",
        &["C Pinner|Acting Town Clerk|officer", "A Otter|Asset Manager|officer"],
    );
}

#[test]
fn a_name_of_which_nothing_is_told_is_of_unknown_kind() {
    parish(
        "Present: Cllrs Hill, Dale and Reed\n1. The group is made of Ian Kemp and Carl Kerr.\n\
         2. A letter from Ruth Berry was read.\n3. Mr Weston mows it.\n4. Tim Bryce\tFelling\t£52.88\n\
         5. Susan Cook - Noise\n6. Ann Lowe asked why.",
        &[
            "Hill|-|councillor",
            "Dale|-|councillor",
            "Reed|-|councillor",
            "Ian Kemp|-|unknown",
            "Carl Kerr|-|unknown",
            "Ruth Berry|-|external",
            "Weston|-|external",
            "Tim Bryce|-|external",
            "Susan Cook|-|external",
            "Ann Lowe|-|external",
        ],
    );
}

#[test]
fn clerks_to_councils_are_clerks() {
    let people = read(
        "Present:\nKim Ash - Foxhole Parish Council Clerk\nPat Vine, Clerk to Foxhole Parish Council",
    );
    assert_eq!(people.len(), 2);
    assert!(people.iter().all(|person| person.canonical_role.as_deref() == Some("Clerk")));
}

#[test]
fn surnames_alone_stand_in_the_table_of_members() {
    parish(
        "Present\tChairman:\tMrs Finch\nVice Chairman:\tStone\nCouncillor:\tMrs Chubb\n\
         1. Cllr Stone spoke.",
        &["Finch|Chairman|councillor", "Stone|Vice Chairman|councillor", "Chubb|-|councillor"],
    );
}

#[test]
fn a_councillor_is_not_someone_of_the_same_surname_outside() {
    parish(
        "Present: Cllrs Chubb, King and Reed\n1. Payments: Dan Chubb\tMowing\t£135.00\n2. Mrs Pippa King was met.",
        &[
            "Chubb|-|councillor",
            "King|-|councillor",
            "Reed|-|councillor",
            "Dan Chubb|-|external",
            "Pippa King|-|external",
        ],
    );
    parish("Present: Mrs Finch, Finch, Mrs Dale", &["Finch|-|councillor", "Dale|-|councillor"]);
}

#[test]
fn posts_that_are_filled_are_not_the_movers() {
    parish(
        "Nominations were asked for the post of Vice Chairman - Mr Summer proposed Mrs Lansdell.",
        &["Summer|-|unknown", "Lansdell|-|unknown"],
    );
    parish(
        "Present: Mrs. Fisher, R. Rock: County Councillor, T. Manse: Borough Councillor and Mr. Frazer M.P.",
        &[
            "Fisher|-|councillor",
            "R. Rock|County Councillor|councillor",
            "T. Manse|Borough Councillor|councillor",
            "Frazer|-|councillor",
        ],
    );
    assert_eq!(names("Cllrs Mick and Mandy Peel declared an interest."), ["Mandy Peel"]);
}
