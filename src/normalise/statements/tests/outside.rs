//! What bodies outside the council recommend: texts, claims and mentions, and what is none.

use crate::paper::Level;
use crate::paper::PaperKind;
use crate::paper::Statement;

use super::read;
use super::said;
use super::statements;
use super::told;

const CLAIM: Level = Level::Claim;
const ITEM: Level = Level::Item;
const MENTION: Level = Level::Mention;

/// A recommendation: its level, the id of its body, how many are claimed, its text.
type Expected = (Level, &'static str, Option<u32>, &'static str);

/// A few lines of minutes and what outside bodies recommend in them.
pub(super) struct Case {
    pub(super) name: &'static str,
    lines: &'static str,
    holds: &'static [Expected],
}

const fn case(name: &'static str, lines: &'static str, holds: &'static [Expected]) -> Case {
    Case { name, lines, holds }
}

/// The rules of attribution, what is not external, and the forms seen in public papers.
pub(super) const CASES: &[Case] = &[
    case(
        "made by a body, counted",
        "The Council was to publish a plan which covered eight recommendations made by OFSTED.",
        &[(
            CLAIM,
            "ofsted",
            Some(8),
            "The Council was to publish a plan which covered eight recommendations made by OFSTED.",
        )],
    ),
    case(
        "a body before the word, counted",
        "The Board signed off a plan which answered 17 Ofsted recommendations.",
        &[(
            CLAIM,
            "ofsted",
            Some(17),
            "The Board signed off a plan which answered 17 Ofsted recommendations.",
        )],
    ),
    case(
        "the and a number",
        "Work goes on through the 27 Ofsted recommendations as laid out in our plan.",
        &[(
            CLAIM,
            "ofsted",
            Some(27),
            "Work goes on through the 27 Ofsted recommendations as laid out in our plan.",
        )],
    ),
    case(
        "the following recommendations of a body, which included",
        "The Director spoke of the work done on the following OFSTED recommendations, which \
         included:\n\n1. Speed of first visits.\n\n2. Notes of each talk",
        &[
            (ITEM, "ofsted", None, "Speed of first visits."),
            (ITEM, "ofsted", None, "Notes of each talk"),
        ],
    ),
    case(
        "identified by a body, and a list",
        "These were the areas for improvement identified by Ofsted:\n\n(a) speed of first \
         visits\n\n(b) notes of each talk",
        &[
            (ITEM, "ofsted", None, "speed of first visits"),
            (ITEM, "ofsted", None, "notes of each talk"),
        ],
    ),
    case(
        "a body's recommendations, and a list",
        "Ofsted's recommendations were:\n\n• speed of first visits\n\n• notes of each talk",
        &[
            (ITEM, "ofsted", None, "speed of first visits"),
            (ITEM, "ofsted", None, "notes of each talk"),
        ],
    ),
    case(
        "a body made recommendations, and a list",
        "Ofsted made the following recommendations:\n\n1. Visit sooner.\n\n2. Keep notes.",
        &[(ITEM, "ofsted", None, "Visit sooner."), (ITEM, "ofsted", None, "Keep notes.")],
    ),
    case(
        "produced as a result of a peer challenge",
        "The LGA produced the following recommendations as a result of the harbour health peer \
         challenge:\n\n• Walk the quay.\n\n• Ask the pilots.",
        &[(ITEM, "lga-peer", None, "Walk the quay."), (ITEM, "lga-peer", None, "Ask the pilots.")],
    ),
    case(
        "a heading that names the body",
        "Ofsted recommendations\n\n1. Visit sooner.\n\n2. Keep notes.",
        &[(ITEM, "ofsted", None, "Visit sooner."), (ITEM, "ofsted", None, "Keep notes.")],
    ),
    case(
        "the report of the inspection in hand",
        "Ofsted inspected the Council in June 2018. A plan is being written which takes up the 11 \
         recommendations in the report.",
        &[(
            CLAIM,
            "ofsted",
            Some(11),
            "A plan is being written which takes up the 11 recommendations in the report.",
        )],
    ),
    case(
        "the last inspection named is in hand",
        "Ofsted inspected the Council in June 2018. The Care Quality Commission inspected the \
         homes in May 2019. The plan takes up the four recommendations in the report.",
        &[(CLAIM, "cqc", Some(4), "The plan takes up the four recommendations in the report.")],
    ),
    case(
        "nothing is in hand at the next item",
        "Ofsted inspected the Council in June 2018.\n\n5. Rope\n\nThe plan takes up the 11 \
         recommendations in the report.",
        &[],
    ),
    case("nobody is named", "The plan takes up the 11 recommendations in the report.", &[]),
    case(
        "earlier recommendations without a list",
        "Change follows previous inspection recommendations and visits of Ofsted.",
        &[(
            MENTION,
            "ofsted",
            None,
            "Change follows previous inspection recommendations and visits of Ofsted.",
        )],
    ),
    case(
        "progress on recommendations",
        "Members heard of progress on the recommendations from the Ofsted Inspection of Local \
         Authority Children's Services (ILACS) in November 2019.",
        &[(
            MENTION,
            "ofsted",
            None,
            "Members heard of progress on the recommendations from the Ofsted Inspection of Local \
             Authority Children's Services (ILACS) in November 2019.",
        )],
    ),
    case(
        "a resolution about an inspection",
        "Resolved: The Committee noted the work done since the Ofsted inspection.",
        &[],
    ),
    case(
        "a status",
        "Decision status: Recommendations Approved\n\nOfsted had visited in May.",
        &[],
    ),
    case(
        "what the committee recommends after an inspection",
        "Ofsted had visited in May.\n\nThe Committee recommended to Council that the quay be swept.",
        &[],
    ),
    case(
        "weakness in an inspection's letter",
        "Ofsted and its inspectors came in May. The inspection letter identified five areas of \
         significant weakness.",
        &[(
            CLAIM,
            "ofsted",
            Some(5),
            "The inspection letter identified five areas of significant weakness.",
        )],
    ),
    case(
        "areas of serious weakness, listed in the next sentence",
        "The Ofsted letter found areas of serious weakness. These were:\n\n• speed of first \
         visits\n\n• notes of each talk",
        &[
            (ITEM, "ofsted", None, "speed of first visits"),
            (ITEM, "ofsted", None, "notes of each talk"),
        ],
    ),
    case(
        "the recommendations of the Ombudsman",
        "The recommendations of the Ombudsman, as set out in paragraph 59, were read out.",
        &[(
            MENTION,
            "lgsco",
            None,
            "The recommendations of the Ombudsman, as set out in paragraph 59, were read out.",
        )],
    ),
    case(
        "two recommendations of the Ombudsman",
        "The Ombudsman had made two recommendations in her decision.",
        &[(CLAIM, "lgsco", Some(2), "The Ombudsman had made two recommendations in her decision.")],
    ),
    case(
        "statutory recommendations of an auditor",
        "Grant Thornton had made two statutory recommendations.",
        &[(
            CLAIM,
            "external-audit",
            Some(2),
            "Grant Thornton had made two statutory recommendations.",
        )],
    ),
    case(
        "areas for improvement of a fire inspection",
        "The HMICFRS report found 11 areas for improvement, one cause for concern accompanied by \
         two recommendations.",
        &[(
            CLAIM,
            "hmicfrs",
            Some(11),
            "The HMICFRS report found 11 areas for improvement, one cause for concern accompanied \
             by two recommendations.",
        )],
    ),
    case(
        "actions asked for by two inspectorates",
        "Ofsted had asked for a written statement of action on 2 areas of concern, namely:-\n\n\
         Action 1 - Plans to be written sooner\n\nAction 2 - Notes to be kept",
        &[
            (ITEM, "ofsted", None, "Plans to be written sooner"),
            (ITEM, "ofsted", None, "Notes to be kept"),
        ],
    ),
    case(
        "a body recommends in a sentence",
        "Ofsted recommended that visits be made sooner.",
        &[(ITEM, "ofsted", None, "Ofsted recommended that visits be made sooner.")],
    ),
    case(
        "a number that counts something else",
        "The committee considered 3 reports on recommendations of the pilots.",
        &[],
    ),
    case(
        "areas mentioned in an inspection's letter, counted",
        "Ofsted wrote in May. Members spoke of the 3 areas of improvement in the letter.",
        &[(CLAIM, "ofsted", Some(3), "Members spoke of the 3 areas of improvement in the letter.")],
    ),
    case(
        "a heading that names the framework",
        "Areas for improvement from the ILACS inspection by Ofsted\n\n1. Visit sooner.\n\n2. Keep \
         notes.",
        &[(ITEM, "ofsted", None, "Visit sooner."), (ITEM, "ofsted", None, "Keep notes.")],
    ),
    case(
        "areas for development of another inspectorate",
        "Members heard of the two areas for development set out in the CQC report.",
        &[(
            CLAIM,
            "cqc",
            Some(2),
            "Members heard of the two areas for development set out in the CQC report.",
        )],
    ),
    case(
        "a request that the council weigh an auditor's recommendations",
        "Council was to weigh the three key recommendations of the external auditor.",
        &[(
            CLAIM,
            "external-audit",
            Some(3),
            "Council was to weigh the three key recommendations of the external auditor.",
        )],
    ),
    case(
        "a recommendation quoted from an inspection",
        "HMICFRS set out an area for improvement - 'The Service should ring the bell sooner.'",
        &[(ITEM, "hmicfrs", None, "The Service should ring the bell sooner.")],
    ),
    case(
        "what internal audit recommends is no mention",
        "Members spoke of the tracking of outstanding Internal Audit recommendations.",
        &[],
    ),
    case(
        "the recommendations of a group of members are accepted",
        "Resolved: That the recommendations (1 to 6) as set out in section 7 of the Final Report \
         of the Task Group be approved.",
        &[],
    ),
];

fn is_outside(statement: &&Statement) -> bool {
    statement.maker.as_ref().is_some_and(|maker| maker.outside.is_some())
}

/// What is wrong with the reading of a case, or `None`.
fn fault(case: &Case) -> Option<String> {
    let paper = read(PaperKind::Minutes, case.lines);
    let found: Vec<(Level, String, Option<u32>, String)> = statements(&paper)
        .filter(is_outside)
        .map(|it| {
            let id = it.maker.as_ref().and_then(|maker| maker.outside.clone());
            (it.level, id.unwrap_or_default(), it.claimed, said(&paper, it))
        })
        .collect();
    let same = found.len() == case.holds.len()
        && found.iter().zip(case.holds).all(|(told, (level, id, claimed, text))| {
            (told.0, told.1.as_str(), told.2, told.3.as_str()) == (*level, *id, *claimed, *text)
        });
    (!same).then(|| format!("{}:\n  not {:?}\n  but {found:?}", case.name, case.holds))
}

#[test]
fn recommendations_of_outside_bodies_are_theirs_and_no_others() {
    let faults: Vec<String> =
        CASES.iter().filter_map(|case| told(case.name, fault(case))).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_heading_in_a_report_about_an_inspection_is_the_officers() {
    let paper = read(
        PaperKind::Report,
        "Ofsted inspection of Brackenshire\n\nRecommendation\n\nThe Harbour Committee is asked to \
         note what Ofsted found.\n\nBackground\n\nOfsted came in June 2018.\n",
    );
    let told: Vec<(Option<&str>, bool)> = statements(&paper)
        .map(|it| (it.maker.as_ref().map(|maker| maker.name.as_str()), is_outside(&it)))
        .collect();
    assert_eq!(told, [(Some("Report author"), false)]);
}

#[test]
fn framework_and_day_of_an_inspection_are_told_where_the_item_tells_them() {
    for (lines, framework, inspected) in [
        (
            "In July 2023 Ofsted inspected children's services under the ILACS framework. Eight \
             recommendations were made by Ofsted.",
            Some("ilacs"),
            Some("2023-07"),
        ),
        ("Eight recommendations were made by Ofsted.", None, None),
    ] {
        let paper = read(PaperKind::Minutes, lines);
        let claim = statements(&paper).find(|it| it.level == CLAIM).unwrap();
        let told = (claim.framework.as_deref(), claim.inspected.as_deref());
        assert_eq!(told, (framework, inspected), "{lines}");
    }
}
