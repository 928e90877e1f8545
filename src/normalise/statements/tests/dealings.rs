//! What meetings ask for, undertake, are told and declare, as papers print it.

use crate::paper::StatementKind;

use super::Case;
use super::check;
use super::read;
use super::statements;
use super::told;
use crate::paper::PaperKind;

const ACTION: StatementKind = StatementKind::Action;
const ANSWER: StatementKind = StatementKind::Answer;
const APOLOGIES: StatementKind = StatementKind::Apologies;
const DECLARED: StatementKind = StatementKind::Declaration;
const QUESTION: StatementKind = StatementKind::Question;
const REQUEST: StatementKind = StatementKind::Request;

/// The cues for what is asked, undertaken and declared.
pub(super) const CASES: &[Case] = &[
    Case::minuted(
        "the committee requested",
        "The Committee requested a note on berths for the first month of 2022.",
        &[(REQUEST, None, "The Committee requested a note on berths for the first month of 2022.")],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "a request was made for",
        "A request was made for the red, white and green lamps on the pier to show further out.",
        &[(
            REQUEST,
            None,
            "A request was made for the red, white and green lamps on the pier to show further out.",
        )],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "the committee requested that",
        "The Committee requested that full names of pilots be printed in the Tide Tables.",
        &[(
            REQUEST,
            None,
            "The Committee requested that full names of pilots be printed in the Tide Tables.",
        )],
    ),
    Case::minuted(
        "members would like",
        "Members would like to see the plans of the wall before the next meeting.",
        &[(REQUEST, None, "Members would like to see the plans of the wall before the next meeting.")],
    ),
    Case::minuted(
        "it was requested that",
        "It was requested that the bell be rung in fog.",
        &[(REQUEST, None, "It was requested that the bell be rung in fog.")],
    ),
    Case::minuted(
        "what is asked for is clearer words",
        "The Committee asked for clarification of the berth fees.",
        &[(QUESTION, None, "The Committee asked for clarification of the berth fees.")],
    ),
    Case::minuted(
        "asked whether, how and if",
        "The Committee asked whether the wall leaned. The Committee asked how it would be mended. \
         Councillor Wren asked if the cost was known.",
        &[
            (QUESTION, None, "The Committee asked whether the wall leaned."),
            (QUESTION, None, "The Committee asked how it would be mended."),
            (QUESTION, None, "Councillor Wren asked if the cost was known."),
        ],
    ),
    Case::minuted(
        "an action and who must act",
        "Action:           Acting Harbour Master/Quays and Slipways Lead",
        &[(ACTION, None, "Acting Harbour Master/Quays and Slipways Lead")],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "officers undertook to",
        "Officers undertook to ensure that the two lamps on the pier would be brighter.",
        &[(
            ACTION,
            None,
            "Officers undertook to ensure that the two lamps on the pier would be brighter.",
        )],
    ),
    Case::minuted(
        "said that she would",
        "Ada Marlow said that she would send a sketch to the Committee.",
        &[(ACTION, None, "Ada Marlow said that she would send a sketch to the Committee.")],
    ),
    Case::minuted("nothing was disclosed", "None were disclosed.", &[(
        DECLARED,
        None,
        "None were disclosed.",
    )]),
    Case::minuted(
        "an interest was declared",
        "Councillor Alder Finch declared a personal interest in respect of item 9.",
        &[(
            DECLARED,
            None,
            "Councillor Alder Finch declared a personal interest in respect of item 9.",
        )],
    ),
    Case::minuted(
        "no declarations",
        "There were no declarations of interest.",
        &[(DECLARED, None, "There were no declarations of interest.")],
    ),
    Case::minuted(
        "apologies were received",
        "Apologies were received from County Councillors Alder Finch, Bryony Sedge and Cole Tarn.",
        &[(
            APOLOGIES,
            None,
            "Apologies were received from County Councillors Alder Finch, Bryony Sedge and Cole \
             Tarn.",
        )],
    ),
    Case::minuted("no apologies", "No apologies were received.", &[(
        APOLOGIES,
        None,
        "No apologies were received.",
    )]),
    Case::minuted(
        "members enquired how",
        "Members enquired how berths were counted.",
        &[(QUESTION, None, "Members enquired how berths were counted.")],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "the committee enquired on whether",
        "The Committee enquired on whether there would be any further lamps.",
        &[(QUESTION, None, "The Committee enquired on whether there would be any further lamps.")],
    ),
    Case::minuted(
        "a question was raised",
        "A question was raised by the committee on the rope.",
        &[(QUESTION, None, "A question was raised by the committee on the rope.")],
    ),
    Case::minuted(
        "in response to questions",
        "In response to questions, Mr Piers Holm, Acting Harbour Master, reported that the rope \
         had been spliced.",
        &[(
            ANSWER,
            None,
            "In response to questions, Mr Piers Holm, Acting Harbour Master, reported that the \
             rope had been spliced.",
        )],
    ),
    Case::minuted(
        "in respect of a question",
        "85.1 In respect of question 2, Councillor Wren asked when the rope had been spliced.",
        &[(
            QUESTION,
            None,
            "In respect of question 2, Councillor Wren asked when the rope had been spliced.",
        )],
    )
    .by("Wren"),
    Case::of(
        PaperKind::Questions,
        "a question from someone and its reply",
        "Question from Mrs Ivy Tarn\n\nWhen will the rope be spliced?\n\nReply from Councillor \
         Wren:\n\nThe rope was spliced in May.\n",
        &[
            (QUESTION, None, "When will the rope be spliced?"),
            (ANSWER, None, "The rope was spliced in May."),
        ],
    ),
    Case::minuted(
        "others were contacted",
        "Many yards had been contacted in the county and the general response was that they would \
         be willing to lend a crane.",
        &[],
    ),
];

#[test]
fn what_is_asked_undertaken_and_declared_is_found_as_printed() {
    check(CASES);
}

/// Lines of minutes with who must act.
pub(super) const ADDRESSEES: &[(&str, &str)] = &[
    ("The Clerk was asked to contact the Pilots' Guild.", "Clerk"),
    ("Councillor Wren will write to the Pilots' Guild.", "Councillor Wren"),
    ("Clerk to write to the Pilots' Guild.", "Clerk"),
    ("Ada Marlow said that she would send a sketch to the Pilots' Guild.", "Ada Marlow"),
    ("Action: Harbour Master", "Harbour Master"),
    ("The Committee asked the Harbour Master to sweep the slipway.", "Harbour Master"),
];

#[test]
fn who_must_act_is_told_as_printed() {
    let faults: Vec<String> = ADDRESSEES
        .iter()
        .filter_map(|(lines, addressee)| {
            let paper = read(PaperKind::Minutes, lines);
            let named: Vec<Option<&str>> =
                statements(&paper).map(|statement| statement.addressee.as_deref()).collect();
            let fault = format!("{lines}: {named:?}, not {addressee}");
            told(lines, (named != [Some(*addressee)]).then_some(fault))
        })
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
