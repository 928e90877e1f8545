//! Says what a line is before its names are read: where its words begin, whether it names anyone,
//! whether it lists members or only remarks on a roll.

use super::lists::LISTS;
use super::scan::Passage;
use super::scan::Shape;
use crate::vocabulary::roles::Marks;

/// What a word may be that opens a name in running words, a role or the label of a roll.
const OPENS_ANY: Marks = Marks::TITLE
    .or(Marks::TIER)
    .or(Marks::GIVEN)
    .or(Marks::DOUBTFUL)
    .or(Marks::HEAD)
    .or(Marks::ROLL);

/// Says whether the byte `at` stands in a further cell of a row: behind a tab or many blanks.
pub(super) fn in_later_cell(passage: &Passage<'_>, at: usize) -> bool {
    const BLANKS: usize = 4;
    // The bound keeps the walk linear on long lines.
    let line = passage.before(at, 160);
    let line = &line[line.rfind('\n').map_or(0, |end| end + 1)..];
    let Some(written) = line.find(|c: char| !c.is_whitespace()) else { return false };
    let mut blanks = 0;
    line[written..].chars().any(|c| {
        blanks = if c == ' ' || c == '\u{a0}' { blanks + 1 } else { 0 };
        c == '\t' || blanks == BLANKS
    })
}

/// Says whether the word `at` may be a surname alone in its cell: the cell before it is a role or
/// a title, or there is none in its `row` and it stands `below` another surname.
pub(super) fn is_lone_cell(passage: &Passage<'_>, at: usize, row: bool, below: bool) -> bool {
    const NO: Marks = Marks::NO.or(Marks::HEAD).or(Marks::FILL).or(Marks::ROLL).or(Marks::TITLE);
    let cap = passage.caps[at];
    if cap.shape != Shape::Word || cap.marks.has(NO) {
        return false;
    }
    let before = passage.before(cap.start, 40);
    let cell = before.trim_end_matches(['\t', ' ', '\u{a0}']);
    let label = at > 0 && passage.marks(at - 1).has(Marks::HEAD | Marks::COUNCILLOR);
    let behind = label && cell.trim_end_matches([':', '.']).ends_with(passage.word(at - 1));
    let rest = passage.after(cap.end).trim_start_matches([' ', '\u{a0}']);
    // Empty cells at the beginning of a row are not part of its line.
    (row && cell.is_empty() || before[cell.len()..].contains('\t'))
        && (rest.is_empty() || rest.starts_with(['\t', '\n', '(']))
        && (behind || below && cell.is_empty())
}

/// Where the words of a line begin, behind bullets and numbers.
pub(super) fn line_start(passage: &Passage<'_>) -> usize {
    let text = &passage.text[passage.start..passage.end];
    let blank = |c: char| !c.is_alphabetic() && c != '\u{a3}';
    let mut start = text.len() - text.trim_start_matches(blank).len();
    // `a. Present`, `iv) Apologies`.
    let rest = &text[start..];
    let mark = rest.bytes().take(4).position(|byte| matches!(byte, b'.' | b')'));
    if let Some(mark) = mark
        && rest[..mark].chars().all(|c| c.is_ascii_lowercase())
    {
        let after = &rest[mark + 1..];
        start += mark + 1 + (after.len() - after.trim_start_matches(blank).len());
    }
    passage.start + start
}

/// Says whether a line is a roll without a label: `The Chairman, Messrs Hill, Dale and Mrs Reed
/// with ten members of the public`.
pub(super) fn lists_members(passage: &Passage<'_>) -> bool {
    let line = &passage.text[passage.start..passage.end];
    let names = |at: &usize| {
        passage.marks(*at).has(Marks::TITLE) || passage.caps[*at].shape == Shape::Initials
    };
    passage.start < 800
        && line.len() < 400
        && line.contains("of the public")
        && line.matches(',').count() >= 2
        && (0..passage.caps.len()).filter(names).count() >= 2
}

/// Says whether no word of a passage may open a name, a role or the label of a roll.
pub(super) fn names_nobody(passage: &Passage<'_>) -> bool {
    !passage.initials
        && !passage.any.has(OPENS_ANY)
        && (!passage.any.has(Marks::FILL)
            || (0..passage.caps.len()).all(|at| !opens_label(passage, at)))
}

/// Says whether a number opens the line: the next item.
pub(super) fn opens_item(passage: &Passage<'_>, first: usize) -> bool {
    let before = &passage.text[passage.start..first];
    before.trim_start().starts_with(|c: char| c.is_ascii_digit()) && !before.contains('/')
}

/// Says whether a label of a roll may begin at the word `at` within a line.
pub(super) fn opens_label(passage: &Passage<'_>, at: usize) -> bool {
    let marks = passage.marks(at);
    marks.has(Marks::ROLL) || marks.has(Marks::FILL) && LISTS.roll.opens.has(passage.word(at))
}

/// Says whether a line in a roll is a remark that does not end it: `4 members of the public`.
pub(super) fn is_remark(passage: &Passage<'_>, first: usize) -> bool {
    let line = &passage.text[first..passage.end];
    let lower = if line.len() < 90 { line.to_lowercase() } else { return false };
    LISTS.roll.remark.within(&lower) || lower.trim().len() < 3
}
