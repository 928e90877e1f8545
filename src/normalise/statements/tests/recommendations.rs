//! What reports and meetings recommend, as papers print it.

use crate::paper::PaperKind;
use crate::paper::StatementKind;

use super::Case;
use super::check;

const ADVISED: StatementKind = StatementKind::Recommendation;
const RESOLVED: StatementKind = StatementKind::Resolution;

/// The cues for recommendations and the forms of them that were seen in public papers.
pub(super) const CASES: &[Case] = &[
    Case::of(
        PaperKind::Report,
        "a heading and a sentence that asks",
        "Harbour wall\n\nExecutive Summary\n\nThe wall leans to the west and must be watched \
         through the winter months by the pilots.\n\nRecommendation\n\nThe Harbour Committee is \
         asked to note and discuss the survey.\n\nBackground\n\nThe wall was built long ago.\n",
        &[(ADVISED, None, "The Harbour Committee is asked to note and discuss the survey.")],
    )
    .by("Report author"),
    Case::of(
        PaperKind::Report,
        "a numbered heading and numbered points",
        "Report to the Harbour Committee\n\n1. Purpose of report\n\n1.1 To tell of the \
         wall.\n\n2. Recommendations\n\n2.1 That the wall be mended.\n\n2.2 That the cost be \
         noted.\n\n3. Background\n\n3.1 The wall was built long ago.\n",
        &[
            (ADVISED, Some("2.1"), "That the wall be mended."),
            (ADVISED, Some("2.2"), "That the cost be noted."),
        ],
    )
    .by("Report author"),
    Case::of(
        PaperKind::Report,
        "recommended and a dash",
        "Harbour wall\n\nSummary\n\nThe wall leans to the west.\n\nRecommended -\n\n(a) That the \
         wall be mended.\n\n(b) That the cost be noted.\n\nImplications:\n\nNone.\n",
        &[
            (ADVISED, Some("a"), "That the wall be mended."),
            (ADVISED, Some("b"), "That the cost be noted."),
        ],
    ),
    Case::of(
        PaperKind::Report,
        "a summary of recommendations in capitals",
        "Harbour wall\n\nSUMMARY OF RECOMMENDATIONS\n\nThat the wall be mended before the winter \
         storms come.\n\nBACKGROUND\n\nThe wall was built long ago.\n",
        &[(ADVISED, None, "That the wall be mended before the winter storms come.")],
    ),
    Case::of(
        PaperKind::Report,
        "recommended in capitals within a sentence",
        "Harbour survey\n\nCabinet is RECOMMENDED to note what came of the Harbour Survey \
         Re-Visit account.\n\nIntroduction\n\nThe survey was made in May.\n",
        &[(
            ADVISED,
            None,
            "Cabinet is RECOMMENDED to note what came of the Harbour Survey Re-Visit account.",
        )],
    )
    .by("Report author"),
    Case::of(
        PaperKind::Report,
        "the public and members are asked other things",
        "Harbour wall\n\nMembers of the public are asked to keep off the wall.\n\nMembers are \
         asked to declare any interest in the wall.\n\nBackground\n\nThe wall was built long ago.\n",
        &[],
    ),
    Case::minuted(
        "the committee recommended something to the council",
        "The Committee recommended to Council the approval of the Wall Plan for submission to the \
         Pilots' Guild.",
        &[(
            ADVISED,
            None,
            "The Committee recommended to Council the approval of the Wall Plan for submission \
             to the Pilots' Guild.",
        )],
    )
    .by("Harbour Committee"),
    Case::of(
        PaperKind::Report,
        "following recommendations to the council",
        "Harbour wall\n\nThis report makes the following recommendations to Council:\n\n1. That \
         the wall be mended.\n\n2. That the cost be noted.\n\nBackground\n\nThe wall was built \
         long ago.\n",
        &[
            (ADVISED, Some("1"), "That the wall be mended."),
            (ADVISED, Some("2"), "That the cost be noted."),
        ],
    )
    .by("Report author"),
    Case::of(
        PaperKind::Report,
        "it is recommended that",
        "Harbour wall\n\nIt is recommended that the wall be mended.\n\nBackground\n\nThe wall \
         was built long ago.\n",
        &[(ADVISED, None, "It is recommended that the wall be mended.")],
    ),
    Case::minuted(
        "a report's recommendations quoted in a minute",
        "The report recommended:-\n\nThat the Committee:\n\n(a) note the plan of the wall; \
         and\n\n(b) approve its cost.\n\nThe Committee resolved:-\n\nto approve the \
         recommendations.",
        &[
            (ADVISED, Some("a"), "note the plan of the wall; and"),
            (ADVISED, Some("b"), "approve its cost."),
            (RESOLVED, None, "to approve the recommendations."),
        ],
    ),
    Case::of(
        PaperKind::DecisionDetails,
        "a status is no recommendation",
        "Decision details\n\nHarbour wall\n\nDecision Maker: Harbour Committee\n\nDecision \
         status: Recommendations Approved\n\nIs Key decision?: No\n\nPurpose:\n\nTo mend the \
         wall.\n\nDate of decision: 03/05/2022\n",
        &[],
    ),
    Case::minuted(
        "an invitation to declare is none",
        "Members were invited to declare any interest.\n\nMembers are asked to declare any \
         interest they may have.",
        &[],
    ),
];

#[test]
fn what_is_recommended_is_found_as_printed() {
    check(CASES);
}
