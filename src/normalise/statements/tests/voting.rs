//! Motions, amendments and votes, as papers print them.

use crate::paper::PaperKind;
use crate::paper::StatementKind;
use crate::paper::VoteOutcome;

use super::Case;
use super::check;
use super::read;
use super::statements;
use super::told;

const AMENDMENT: StatementKind = StatementKind::Amendment;
const MOTION: StatementKind = StatementKind::Motion;
const RESOLVED: StatementKind = StatementKind::Resolution;
const VOTE: StatementKind = StatementKind::Vote;

/// The cues for what is moved and voted on.
pub(super) const CASES: &[Case] = &[
    Case::minuted(
        "figures for, against and abstaining",
        "For: 26 Against: 32 Abstention: 0",
        &[(VOTE, None, "For: 26 Against: 32 Abstention: 0")],
    ),
    Case::minuted(
        "by votes to votes",
        "The motion was lost by 24 votes, to 10 votes, with 1 abstention.",
        &[(VOTE, None, "The motion was lost by 24 votes, to 10 votes, with 1 abstention.")],
    ),
    Case::minuted(
        "figures behind resolved",
        "Resolved (63:0) (One abstention) –\n\nThat the wall be mended.",
        &[(VOTE, None, "(63:0) (One abstention)"), (RESOLVED, None, "That the wall be mended.")],
    ),
    Case::minuted(
        "put to the vote",
        "The procedural motion was put to the vote and declared to be carried.",
        &[(VOTE, None, "The procedural motion was put to the vote and declared to be carried.")],
    ),
    Case::minuted(
        "the status of a motion",
        "Motion status: Carried",
        &[(VOTE, None, "Motion status: Carried")],
    ),
    Case::minuted(
        "names by side",
        "For: Alder Finch, Bryony Sedge\nAgainst: Cole Tarn\nAbstained: Dell Rush",
        &[(VOTE, None, "For: Alder Finch, Bryony Sedge Against: Cole Tarn Abstained: Dell Rush")],
    ),
    Case::minuted(
        "moved and seconded",
        "It was moved by Councillor Wren, Seconded by Councillor Finch, that the wall be mended.",
        &[(
            MOTION,
            None,
            "It was moved by Councillor Wren, Seconded by Councillor Finch, that the wall be \
             mended.",
        )],
    ),
    Case::minuted(
        "one moved and one seconded",
        "Councillor Wren moved and Councillor Finch seconded a proposal to mend the wall.",
        &[(
            MOTION,
            None,
            "Councillor Wren moved and Councillor Finch seconded a proposal to mend the wall.",
        )],
    ),
    Case::minuted(
        "moved as an amendment",
        "Councillor Tarn moved as an amendment that Councillor Rush be elected as Port Reeve.",
        &[(
            AMENDMENT,
            None,
            "Councillor Tarn moved as an amendment that Councillor Rush be elected as Port Reeve.",
        )],
    ),
    Case::minuted(
        "the amendment was lost",
        "The amendment was put and lost.",
        &[(AMENDMENT, None, "The amendment was put and lost.")],
    ),
    Case::minuted(
        "moved, seconded and agreed",
        "It was proposed by Cllr Wren, seconded by Cllr Finch and agreed that the wall be mended.",
        &[(
            MOTION,
            None,
            "It was proposed by Cllr Wren, seconded by Cllr Finch and agreed that the wall be \
             mended.",
        )],
    ),
    Case::minuted(
        "unanimously agreed is one resolution",
        "It was unanimously agreed that the wall be mended.",
        &[(RESOLVED, None, "It was unanimously agreed that the wall be mended.")],
    ),
];

#[test]
fn what_is_moved_and_voted_on_is_found_as_printed() {
    check(CASES);
}

/// For, against and abstaining.
type Figures = (Option<u32>, Option<u32>, Option<u32>);

const CARRIED: Option<VoteOutcome> = Some(VoteOutcome::Carried);
const LOST: Option<VoteOutcome> = Some(VoteOutcome::Lost);

/// Lines of minutes with the figures and the outcome of their vote.
pub(super) const FIGURES: &[(&str, Figures, Option<VoteOutcome>)] = &[
    ("For: 26 Against: 32 Abstention: 0", (Some(26), Some(32), Some(0)), None),
    (
        "The motion was lost by 10 votes, to 24 votes, with 1 abstention.",
        (Some(10), Some(24), Some(1)),
        LOST,
    ),
    ("Resolved (63:0) (One abstention) - That it be so.", (Some(63), Some(0), Some(1)), None),
    ("The vote was unanimous: 9 in favour, none against.", (Some(9), None, None), CARRIED),
    ("Motion status: Carried", (None, None, None), CARRIED),
    ("Motion status: Lost", (None, None, None), LOST),
    ("The motion was put to the vote and declared to be lost.", (None, None, None), LOST),
    (
        "For: Alder Finch, Bryony Sedge\nAgainst: Cole Tarn\nAbstained: Dell Rush",
        (Some(2), Some(1), Some(1)),
        None,
    ),
];

#[test]
fn figures_and_outcomes_of_votes_are_told() {
    let mut faults = Vec::new();
    for (lines, figures, outcome) in FIGURES {
        let paper = read(PaperKind::Minutes, lines);
        let vote = statements(&paper).find(|statement| statement.kind == VOTE);
        let found = vote.map(|vote| {
            let tally = vote.tally.clone().unwrap_or_default();
            ((tally.in_favour, tally.against, tally.abstained), vote.outcome)
        });
        let wanted = Some((*figures, *outcome));
        let fault = (found != wanted).then(|| format!("{lines}: {found:?}, not {wanted:?}"));
        faults.extend(told(lines, fault));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_recorded_vote_keeps_the_names_of_each_side() {
    let lines = "For: Alder Finch, Bryony Sedge\nAgainst: Cole Tarn\nAbstained: Dell Rush";
    let paper = read(PaperKind::Minutes, lines);
    let tally = statements(&paper).find_map(|statement| statement.tally.clone()).unwrap();
    assert_eq!(tally.names_in_favour, ["Alder Finch", "Bryony Sedge"]);
    assert_eq!(tally.names_against, ["Cole Tarn"]);
    assert_eq!(tally.names_abstained, ["Dell Rush"]);
}
