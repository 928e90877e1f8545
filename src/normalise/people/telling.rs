//! What is read of the people that running words and odd rolls of minutes name: what is told of
//! them, and of whom; with invented names.

use super::find;
use super::tests::parish;
use super::tests::read_of;
use super::tests::shown;
use crate::normalise::reading::Reading;
use crate::normalise::reading::tests::text;
use crate::paper::Attendance;
use crate::paper::PaperKind;

#[test]
fn a_roll_may_count_its_members_and_shorten_their_names() {
    parish(
        "Minutes of the meeting at 7.30 pm PRESENT (3 Councillors): - Ann Reed (AR) \u{2013} Chairman, \
         Paula Kell (PK), Stuart Gale (SB) and Tom Hobb together with 4 members of the public",
        &[
            "Ann Reed|Chairman|councillor",
            "Paula Kell|-|councillor",
            "Stuart Gale|-|councillor",
            "Tom Hobb|-|councillor",
        ],
    );
}

#[test]
fn apologies_may_give_their_reasons() {
    let people = read_of(
        "Much Hallowby Parish Council",
        "Apologies had been received from Pam Bull (PB) who was unwell, Tom Foy (TF) who was at \
         work, Lorna Hunt (LH) due to family commitments.",
    );
    assert_eq!(
        shown(&people),
        ["Pam Bull|-|councillor", "Tom Foy|-|councillor", "Lorna Hunt|-|councillor"]
    );
    assert!(people.iter().all(|person| person.attendance == Some(Attendance::Apologies)));
}

#[test]
fn whoever_is_co_opted_is_a_councillor() {
    parish(
        "Present: Cllr A Reed, Cllr B Hale, Cllr C Moor\nCo-option\n\
         Mrs Rose Mendel had applied for the vacancy. It was agreed that she be co-opted.\n\
         Trudy Mann was co-opted onto Much Hallowby Parish Council.\n\
         Cllr Mrs Mann gave her thanks. Tom Pike was co-opted onto the working party.",
        &[
            "A Reed|-|councillor",
            "B Hale|-|councillor",
            "C Moor|-|councillor",
            "Rose Mendel|-|councillor",
            "Trudy Mann|-|councillor",
            "Tom Pike|-|external",
        ],
    );
}

#[test]
fn what_is_told_of_one_in_a_list_is_told_of_all() {
    parish(
        "Present: Cllr A Reed, Cllr B Hale, Cllr C Moor\nMatters\n\
         The Chairman welcomed a delegation which included Jean Adamson, Ron Jeffers and Pauline Raw.\n\
         Cllr Moor had met Mike Barlow and Phil Clewes from BCC PROW.\n\
         Colin Wade's hedge has been cut.",
        &[
            "A Reed|-|councillor",
            "B Hale|-|councillor",
            "C Moor|-|councillor",
            "-|Chairman|councillor",
            "Jean Adamson|-|external",
            "Ron Jeffers|-|external",
            "Pauline Raw|-|external",
            "Mike Barlow|-|officer",
            "Phil Clewes|-|officer",
            "Colin Wade|-|external",
        ],
    );
}

#[test]
fn a_namesake_from_elsewhere_is_not_the_councillor() {
    parish(
        "Present: J. Harding, D. Small, P. Oake\n1. Lakes\nMr John Harding of Waters End spoke of the lake.\n\
         Cllr Harding thanked him.",
        &[
            "J. Harding|-|councillor",
            "D. Small|-|councillor",
            "P. Oake|-|councillor",
            "John Harding|-|external",
        ],
    );
}

#[test]
fn surnames_that_are_words_too_stand_in_lists_and_addresses() {
    parish(
        "Planning applications\nApplicant: R. Mackworth Hill, The Cabin, Hallowby\n\
         Quotations\n(a) Ali Swain; (b) Dave King\n\
         Complaint from Mrs P. Ward (emailed to all)\nN.C.C. Modification of the map",
        &[
            "R. Mackworth Hill|-|external",
            "Ali Swain|-|unknown",
            "Dave King|-|unknown",
            "P. Ward|-|unknown",
        ],
    );
}

#[test]
fn those_who_work_for_firms_are_no_officers_of_councils() {
    parish(
        "Present: Cllr A Reed, Cllr B Hale, Cllr C Moor\nWe wrote to Simon Grey, \
         Housing Officer at Fossdale Housing Association Ltd.\n\
         The Village Hall Treasurer reported.\nMary Mitchell (Brackenshire Youth Service) wrote.\n\
         He will meet John-Charles Kimber on Monday.",
        &[
            "A Reed|-|councillor",
            "B Hale|-|councillor",
            "C Moor|-|councillor",
            "Simon Grey|Housing Officer at Fossdale Housing Association Ltd|external",
            "-|Village Hall Treasurer|external",
            "Mary Mitchell|-|officer",
            "John-Charles Kimber|-|unknown",
        ],
    );
}

#[test]
fn a_parish_council_names_itself_at_the_top() {
    let text = text(
        "MINUTES OF THE MEETING OF THE PARISH COUNCIL HELD IN THE HALL\nPresent\tChairman\tM. Steel\n\
         \t\tJ. Caine\n\t\tP. Oake\nMark Parkes, Head of Flood Risk, spoke. Tom Hobb was paid.",
    );
    let people = find(&Reading::new(&text, PaperKind::Minutes, &[]), None);
    let last = people.last().map(|person| person.kind.as_str());
    assert_eq!(last, Some("external"));
}
