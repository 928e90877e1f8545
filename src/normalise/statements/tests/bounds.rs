//! Where a list begins and ends, and what is no list.

use crate::paper::PaperKind;
use crate::paper::StatementKind;

use super::Case;
use super::check;
use super::read;
use super::said;
use super::statements;

const RESOLVED: StatementKind = StatementKind::Resolution;

/// The rules for where statements start and end.
pub(super) const CASES: &[Case] = &[
    Case::minuted(
        "blank lines between opener and items",
        "RESOLVED:\n\n\u{a0}\n\n(1) the wall be mended,\n\n\n\n(2) the bell be hung.",
        &[(RESOLVED, Some("1"), "the wall be mended,"), (RESOLVED, Some("2"), "the bell be hung.")],
    ),
    Case::minuted(
        "an opener that ends with to",
        "The Committee resolved to\n\na) mend the wall\n\nb) hang the bell",
        &[(RESOLVED, Some("a"), "mend the wall"), (RESOLVED, Some("b"), "hang the bell")],
    ),
    Case::minuted(
        "bullets have no number",
        "Resolved: That\n\n• the wall be mended\n\n• the bell be hung",
        &[(RESOLVED, None, "the wall be mended"), (RESOLVED, None, "the bell be hung")],
    ),
    Case::minuted(
        "roman numbers",
        "RESOLVED that:\n\ni. the wall be mended\n\nii. the bell be hung\n\niii. the rope be \
         spliced\n\niv. the lamp be lit\n\nv. the crane be oiled",
        &[
            (RESOLVED, Some("i"), "the wall be mended"),
            (RESOLVED, Some("ii"), "the bell be hung"),
            (RESOLVED, Some("iii"), "the rope be spliced"),
            (RESOLVED, Some("iv"), "the lamp be lit"),
            (RESOLVED, Some("v"), "the crane be oiled"),
        ],
    ),
    Case::minuted(
        "letters that reach i",
        "RESOLVED that:\n\ng) the wall be mended\n\nh) the bell be hung\n\ni) the rope be \
         spliced\n\nj) the lamp be lit",
        &[
            (RESOLVED, Some("g"), "the wall be mended"),
            (RESOLVED, Some("h"), "the bell be hung"),
            (RESOLVED, Some("i"), "the rope be spliced"),
            (RESOLVED, Some("j"), "the lamp be lit"),
        ],
    ),
    Case::minuted(
        "a roman list within a point",
        "RESOLVED that:\n\na) the wall be mended with\n\ni. stone\n\nii. lime\n\nb) the bell be \
         hung",
        &[
            (RESOLVED, Some("a"), "the wall be mended with i. stone ii. lime"),
            (RESOLVED, Some("b"), "the bell be hung"),
        ],
    ),
    Case::minuted(
        "a lone roman one",
        "RESOLVED that:\n\ni. the wall be mended",
        &[(RESOLVED, Some("i"), "the wall be mended")],
    ),
    Case::minuted(
        "items wrap over lines",
        "RESOLVED that:\n\n(a) the wall be mended before the\nstorms of the winter come in;\n(b) \
         the bell be hung in the\nold tower.",
        &[
            (RESOLVED, Some("a"), "the wall be mended before the storms of the winter come in;"),
            (RESOLVED, Some("b"), "the bell be hung in the old tower."),
        ],
    ),
    Case::minuted(
        "a list ends where ordinary text begins",
        "RESOLVED that:\n\n1. the wall be mended.\n\n2. the bell be hung.\n\nThe harbour master \
         then spoke of the gulls.",
        &[(RESOLVED, Some("1"), "the wall be mended."), (RESOLVED, Some("2"), "the bell be hung.")],
    ),
    Case::minuted(
        "ones that repeat are numbered by place",
        "The Committee agreed:\n\n1. To mend the wall.\n\n1. To hang the bell.\n\n1. To splice the \
         rope.",
        &[
            (RESOLVED, Some("1"), "To mend the wall."),
            (RESOLVED, Some("2"), "To hang the bell."),
            (RESOLVED, Some("3"), "To splice the rope."),
        ],
    ),
    Case::minuted(
        "all sentences behind a label",
        "Resolved: The Committee received the account of the wall. The Committee also thought of \
         the bell. It furthermore thanked the pilots.\n\nThe harbour master left.",
        &[(
            RESOLVED,
            None,
            "The Committee received the account of the wall. The Committee also thought of the \
             bell. It furthermore thanked the pilots.",
        )],
    ),
    Case::minuted(
        "all sentences behind a label over wrapped lines",
        "Resolved: The Committee received the account of the wall. The\nCommittee also thought of \
         the bell and of the\nrope.\n\nThe harbour master left.",
        &[(
            RESOLVED,
            None,
            "The Committee received the account of the wall. The Committee also thought of the \
             bell and of the rope.",
        )],
    ),
    Case::minuted(
        "a tail belongs to no item",
        "RESOLVED that the following:\n\n1. the wall plan\n\n2. the bell plan\n\nbe noted.",
        &[(RESOLVED, Some("1"), "the wall plan"), (RESOLVED, Some("2"), "the bell plan")],
    ),
    Case::minuted(
        "a contact behind the last item",
        "RESOLVED that:\n\n(1) the wall be mended.\n\n(2) the bell be hung.\n\n(Ada Marlow - \
         01632 960123)",
        &[(RESOLVED, Some("1"), "the wall be mended."), (RESOLVED, Some("2"), "the bell be hung.")],
    ),
    Case::minuted(
        "numbers without an opener are content",
        "The pilots' scheme has five parts.\n\n1. Knowing the tides.\n\n2. Knowing the rocks.\n\n\
         3. Knowing the lamps.",
        &[],
    ),
    Case::minuted(
        "judgements in rows are content",
        "The survey judged as follows.\n\n1. The wall\tgood\n\n2. The bell\tpoor\n\n2.1 Its \
         rope\tpoor",
        &[],
    ),
    Case::minuted(
        "the next item ends a list",
        "RESOLVED that:\n\n1. the wall be mended.\n\n2. the bell be hung.\n\n5. Gulls\n\nThe gulls \
         were counted.",
        &[(RESOLVED, Some("1"), "the wall be mended."), (RESOLVED, Some("2"), "the bell be hung.")],
    ),
    Case::minuted(
        "a tag ends a list",
        "<AI5>\n\n5. Rope\n\nResolved: That\n\n1. the rope be spliced\n\n</AI5>\n\n<AI6>\n\n6. \
         Gulls\n\n1. The gulls were counted.\n\n</AI6>",
        &[(RESOLVED, Some("1"), "the rope be spliced")],
    ),
    Case::minuted(
        "a signature ends a decision",
        "Resolved: That the wall be mended.\n\n<TRAILER_SECTION>\n\nP Wren\nHarbour \
         Master\n\n</TRAILER_SECTION>",
        &[(RESOLVED, None, "That the wall be mended.")],
    ),
    Case::of(
        PaperKind::IssueMeetings,
        "the next meeting ends a decision",
        "Issue - meetings\n\nHarbour wall\n\nMeeting: 03/05/2022 - Harbour Committee (Item \
         4)\n\nResolved:\n\n1. That the wall be mended.\n\nMeeting: 05/04/2022 - Cabinet (Item \
         9)\n\nResolved:\n\n1. That the wall be looked at.\n",
        &[
            (RESOLVED, Some("1"), "That the wall be mended."),
            (RESOLVED, Some("1"), "That the wall be looked at."),
        ],
    ),
];

macro_rules! stop {
    ($label:literal) => {
        Case::of(
            PaperKind::DecisionDetails,
            concat!("stops at ", $label),
            concat!(
                "Decision details\n\nHarbour wall\n\nDecision Maker: Cabinet\n\nIs Key decision?: \
                 No\n\nDecision:\n\nThat Cabinet:\n\n1. Mend the wall.\n\n2. Hang the bell.\n\n",
                $label,
                "\n\nThe wall leans.\n"
            ),
            &[(RESOLVED, Some("1"), "Mend the wall."), (RESOLVED, Some("2"), "Hang the bell.")],
        )
    };
}

/// The lines at which a decision is over.
pub(super) const STOPS: &[Case] = &[
    stop!("Reasons"),
    stop!("Reasons for the decision:"),
    stop!("Other options considered"),
    stop!("Alternative options considered:"),
    stop!("Conflicts of interest"),
    stop!("Dispensation"),
    stop!("Report author: Ada Marlow"),
    stop!("Publication date: 05/05/2022"),
    stop!("Date of decision: 03/05/2022"),
    stop!("Decided at meeting: 03/05/2022 - Cabinet"),
    stop!("Effective from: 12/05/2022"),
    stop!("Supporting documents:"),
    stop!("Accompanying Documents:"),
    stop!("Additional documents:"),
    stop!("Minutes:"),
];

macro_rules! marked {
    ($first:literal, $second:literal, $one:expr, $two:expr) => {
        Case::minuted(
            concat!("marked with ", $first),
            concat!("RESOLVED that:\n\n", $first, " wall be mended\n\n", $second, " bell be hung"),
            &[(RESOLVED, $one, "wall be mended"), (RESOLVED, $two, "bell be hung")],
        )
    };
}

/// The ways in which items of a list are marked.
pub(super) const MARKERS: &[Case] = &[
    marked!("i.", "ii.", Some("i"), Some("ii")),
    marked!("(i)", "(ii)", Some("i"), Some("ii")),
    marked!("i)", "ii)", Some("i"), Some("ii")),
    marked!("(a)", "(b)", Some("a"), Some("b")),
    marked!("a.", "b.", Some("a"), Some("b")),
    marked!("a)", "b)", Some("a"), Some("b")),
    marked!("(1)", "(2)", Some("1"), Some("2")),
    marked!("1.", "2.", Some("1"), Some("2")),
    marked!("1)", "2)", Some("1"), Some("2")),
    marked!("7.1", "7.2", Some("7.1"), Some("7.2")),
    marked!("7.1.", "7.2.", Some("7.1"), Some("7.2")),
    marked!("·", "·", None, None),
    marked!("•", "•", None, None),
    marked!("▪", "▪", None, None),
    marked!("\u{f0b7}", "\u{f0b7}", None, None),
    marked!("*", "*", None, None),
    marked!("-", "-", None, None),
];

#[test]
fn lists_may_be_marked_in_many_ways() {
    check(MARKERS);
}

#[test]
fn lists_and_paragraphs_start_and_end_where_they_should() {
    check(CASES);
}

#[test]
fn labels_end_a_decision() {
    check(STOPS);
}

#[test]
fn what_opens_a_list_is_kept_apart_from_its_items() {
    for (opener, lead_in) in [
        ("Resolved: That the;", "That the;"),
        ("The Committee agreed:", "The Committee agreed:"),
        ("RESOLVED that:", "RESOLVED that:"),
    ] {
        let paper =
            read(PaperKind::Minutes, &format!("{opener}\n\ni. wall be mended\n\nii. bell be hung"));
        let told: Vec<(&str, String)> = statements(&paper)
            .map(|it| (it.lead_in.clone().map_or("", |span| &paper.text[span]), said(&paper, it)))
            .collect();
        let wanted = ["wall be mended", "bell be hung"].map(|it| (lead_in, it.to_owned()));
        assert_eq!(told, wanted, "{opener}");
    }
}
