//! What meetings and decision makers resolve, as papers print it.

use crate::paper::PaperKind;
use crate::paper::StatementKind;

use super::Case;
use super::check;

const RESOLVED: StatementKind = StatementKind::Resolution;

/// The cues for resolutions and the forms of them that were seen in public papers.
pub(super) const CASES: &[Case] = &[
    Case::minuted(
        "resolved, colon, a sentence",
        "Resolved: The Committee noted and praised the dredging plan.",
        &[(RESOLVED, None, "The Committee noted and praised the dredging plan.")],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "resolved that the, and a roman list",
        "Resolved: That the;\n\ni.\u{a0}\u{a0}Survey shown be noted\n\nii.  A yearly note on the \
         sea wall be received.",
        &[
            (RESOLVED, Some("i"), "Survey shown be noted"),
            (RESOLVED, Some("ii"), "A yearly note on the sea wall be received."),
        ],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "resolved in capitals, colon, that",
        "RESOLVED: That the account of the 2021/22 Pilot Boat Fund be received.",
        &[(RESOLVED, None, "That the account of the 2021/22 Pilot Boat Fund be received.")],
    ),
    Case::minuted(
        "resolved, wide dash",
        "Resolved  -  That the Minutes of the proceedings of the Quay Panel be approved",
        &[(RESOLVED, None, "That the Minutes of the proceedings of the Quay Panel be approved")],
    ),
    Case::minuted(
        "resolved and a dash above the text",
        "RESOLVED -\n\nThat the slipway be swept each spring.",
        &[(RESOLVED, None, "That the slipway be swept each spring.")],
    ),
    Case::minuted(
        "resolved and that above the points",
        "RESOLVED: That\n\n1) the slipway be swept each spring;\n\n2) the crane be painted.",
        &[
            (RESOLVED, Some("1"), "the slipway be swept each spring;"),
            (RESOLVED, Some("2"), "the crane be painted."),
        ],
    ),
    Case::minuted(
        "resolved above points",
        "Resolved:\n\n1. The Committee approved the ferry times\n\n2. The Committee agreed to a \
         second buoy off Gull Point.",
        &[
            (RESOLVED, Some("1"), "The Committee approved the ferry times"),
            (RESOLVED, Some("2"), "The Committee agreed to a second buoy off Gull Point."),
        ],
    ),
    Case::minuted(
        "resolved that, no colon",
        "RESOLVED that the harbour masters concerned give a full account",
        &[(RESOLVED, None, "RESOLVED that the harbour masters concerned give a full account")],
    ),
    Case::minuted(
        "resolved to, and points",
        "RESOLVED to:\n\n1) note the tide tables; and\n\n2) thank the pilots.",
        &[
            (RESOLVED, Some("1"), "note the tide tables; and"),
            (RESOLVED, Some("2"), "thank the pilots."),
        ],
    ),
    Case::minuted(
        "that in spaced letters",
        "RESOLVED -  T H A T the minutes of the meeting held on 7th April, 2022 be approved.",
        &[(
            RESOLVED,
            None,
            "T H A T the minutes of the meeting held on 7th April, 2022 be approved.",
        )],
    ),
    Case::minuted(
        "a list in one paragraph",
        "Resolved – (a) That the account of the lamps be endorsed, (b) that the new lamps be \
         noted, and (c) that the lamplighters be thanked.",
        &[
            (RESOLVED, Some("a"), "That the account of the lamps be endorsed"),
            (RESOLVED, Some("b"), "that the new lamps be noted"),
            (RESOLVED, Some("c"), "that the lamplighters be thanked."),
        ],
    ),
    Case::minuted(
        "it was, and resolved on the next line",
        "After further discussion it was\n\nRESOLVED that the north pier be closed in winter.",
        &[(RESOLVED, None, "RESOLVED that the north pier be closed in winter.")],
    ),
    Case::minuted(
        "the committee agreed, and figures",
        "The Committee agreed:\n\n1.      To receive news of the dredger in June.\n\n2.      To \
         print the tide tables.\n\n3.      To walk the sea wall.",
        &[
            (RESOLVED, Some("1"), "To receive news of the dredger in June."),
            (RESOLVED, Some("2"), "To print the tide tables."),
            (RESOLVED, Some("3"), "To walk the sea wall."),
        ],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "points that begin with to are also actions",
        "The Committee agreed:\n\n1. To include figures for the quay in the next account.",
        &[(
            StatementKind::Action,
            Some("1"),
            "To include figures for the quay in the next account.",
        )],
    ),
    Case::minuted(
        "the committee agreed, colon, that",
        "The Committee agreed: That the beacon be lit.",
        &[(RESOLVED, None, "The Committee agreed: That the beacon be lit.")],
    ),
    Case::minuted(
        "the committee agreed that",
        "The Committee agreed that the minutes of the April meeting be signed by the Chairman.",
        &[(
            RESOLVED,
            None,
            "The Committee agreed that the minutes of the April meeting be signed by the Chairman.",
        )],
    ),
    Case::minuted(
        "cabinet noted",
        "Cabinet noted the survey.",
        &[(RESOLVED, None, "Cabinet noted the survey.")],
    ),
    Case::minuted(
        "the committee resolved to",
        "The Committee resolved to note the spoken account.",
        &[(RESOLVED, None, "The Committee resolved to note the spoken account.")],
    ),
    Case::minuted(
        "the committee resolved, colon and dash",
        "The Committee resolved:-\n\n(i) to mend the bell; and\n\n(ii) to hang it.",
        &[(RESOLVED, Some("i"), "to mend the bell; and"), (RESOLVED, Some("ii"), "to hang it.")],
    ),
    Case::minuted(
        "the executive agreed what is outlined",
        "The Executive agreed the recommendations as outlined above namely:\n\n(a) the bell be \
         mended;\n\n(b) the rope be renewed.",
        &[
            (RESOLVED, Some("a"), "the bell be mended;"),
            (RESOLVED, Some("b"), "the rope be renewed."),
        ],
    ),
    Case::minuted(
        "cabinet agreed, and a roman list in brackets",
        "Cabinet agreed:\n\n(i) the fee for berths; and\n\n(ii) the fee for moorings.",
        &[
            (RESOLVED, Some("i"), "the fee for berths; and"),
            (RESOLVED, Some("ii"), "the fee for moorings."),
        ],
    ),
    Case::minuted(
        "noted what was done since an inspection",
        "The Committee noted the work done since the Ofsted inspection.",
        &[(RESOLVED, None, "The Committee noted the work done since the Ofsted inspection.")],
    )
    .by("Harbour Committee"),
    Case::minuted(
        "members noted, within the discussion",
        "Members noted that the number of boats had fallen. The tide was low.\n\nResolved: That \
         the slipway be swept.",
        &[(RESOLVED, None, "That the slipway be swept.")],
    ),
    Case::minuted(
        "members noted, and nothing was decided",
        "Members noted that the number of boats had fallen over the year.\n\nThe tide was low.",
        &[],
    ),
    Case::minuted(
        "the cabinet then",
        "The Cabinet then:-\n\n(1) Noted the state of the quay.\n\n(2) Approved the new crane.",
        &[
            (RESOLVED, Some("1"), "Noted the state of the quay."),
            (RESOLVED, Some("2"), "Approved the new crane."),
        ],
    ),
    Case::minuted(
        "that cabinet",
        "That Cabinet:\n\n1. Noted the state of the quay.\n\n2. Approved the new crane.",
        &[
            (RESOLVED, Some("1"), "Noted the state of the quay."),
            (RESOLVED, Some("2"), "Approved the new crane."),
        ],
    ),
    Case::minuted(
        "agreed in capitals that someone be appointed",
        "AGREED that Councillor Wren be appointed as Chair Pro Tem.",
        &[(
            StatementKind::Appointment,
            None,
            "AGREED that Councillor Wren be appointed as Chair Pro Tem.",
        )],
    ),
    Case::minuted(
        "agreed in capitals that",
        "AGREED that the oar be returned.",
        &[(RESOLVED, None, "AGREED that the oar be returned.")],
    ),
    Case::minuted(
        "agreed in capitals, as amended",
        "AGREED recommendations, as amended.",
        &[(RESOLVED, None, "AGREED recommendations, as amended.")],
    ),
    Case::minuted(
        "noted in capitals above the text",
        "NOTED\n\nthe state of the quay as given by the harbour master.",
        &[(RESOLVED, None, "the state of the quay as given by the harbour master.")],
    ),
    Case::minuted(
        "received in capitals alone",
        "The account of the lamps was before the meeting.\n\nRECEIVED.",
        &[(RESOLVED, None, "RECEIVED.")],
    ),
    Case::minuted(
        "adopted as first moved",
        "Report as first moved ADOPTED:\n\n1. That the oar be returned.\n\n2. That the boat be \
         tarred.",
        &[
            (RESOLVED, Some("1"), "That the oar be returned."),
            (RESOLVED, Some("2"), "That the boat be tarred."),
        ],
    ),
    Case::minuted(
        "recommendations agreed",
        "The harbour master spoke of the lamps.\n\nRecommendations Agreed.",
        &[(RESOLVED, None, "Recommendations Agreed.")],
    ),
    Case::minuted(
        "it was agreed that",
        "It was agreed that the second buoy would be laid at a later date.",
        &[(RESOLVED, None, "It was agreed that the second buoy would be laid at a later date.")],
    ),
    Case::minuted(
        "in Welsh",
        "PENDERFYNWYD derbyn yr adroddiad am yr harbwr.",
        &[(RESOLVED, None, "PENDERFYNWYD derbyn yr adroddiad am yr harbwr.")],
    ),
    Case::of(
        PaperKind::DecisionDetails,
        "a decision below its label",
        "Decision details\n\nHarbour wall\n\nDecision Maker: Cabinet\n\nDecision status: \
         Recommendations Approved\n\nIs Key decision?: No\n\nDecision:\n\nThat the wall be mended \
         in summer.\n\nReport author: Ada Marlow\n\nDate of decision: 03/05/2022\n",
        &[(RESOLVED, None, "That the wall be mended in summer.")],
    )
    .by("Cabinet"),
    Case::of(
        PaperKind::DecisionDetails,
        "a whole minute below the label of a decision",
        "Decision details\n\nHarbour wall\n\nDecision Maker: Harbour Scrutiny Committee\n\n\
         Decision status: Recommendations Approved\n\nIs Key decision?: No\n\nDecisions:\n\nAda \
         Marlow, harbour master, showed plans of the wall.\n\nMembers were told that the wall \
         leaned.\n\nResolved: That the;\n\ni. Plans shown be noted\n\nii. Further plans be \
         drawn.\n\nPublication date: 05/05/2022\n\nDate of decision: 03/05/2022\n",
        &[
            (RESOLVED, Some("i"), "Plans shown be noted"),
            (RESOLVED, Some("ii"), "Further plans be drawn."),
        ],
    )
    .by("Harbour Scrutiny Committee"),
    Case::of(
        PaperKind::IssueDecisions,
        "bare points on a page of decisions",
        "Issue - decisions\n\nHarbour wall\n\n03/05/2022 - Harbour wall\n\n1) That the Wall Plan, \
         as drawn in Annex B of the account, be endorsed\n\n2) That the cost be noted.\n",
        &[
            (
                RESOLVED,
                Some("1"),
                "That the Wall Plan, as drawn in Annex B of the account, be endorsed",
            ),
            (RESOLVED, Some("2"), "That the cost be noted."),
        ],
    ),
];

#[test]
fn what_is_resolved_is_found_as_printed() {
    check(CASES);
}
