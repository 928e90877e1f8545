//! Reads the honorifics, titles and ranks before a name.

use std::ops::Range;

use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use crate::vocabulary::roles::Marks;

/// The honorifics and titles before a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Titles {
    /// Where they begin and end in the text; empty where there are none.
    pub(super) span: Range<usize>,
    /// One of them is a councillor's.
    pub(super) councillor: bool,
    /// They stand before several names.
    pub(super) many: bool,
    /// `Mr`.
    pub(super) he: bool,
    /// `Mrs`.
    pub(super) she: bool,
    /// An honorific that schools carry too.
    pub(super) grand: bool,
    /// The words that are a role of their own: `County Councillor`, `PCSO`.
    pub(super) role: Option<Range<usize>>,
    /// The role is a rank of the police.
    pub(super) rank: bool,
}

impl Titles {
    /// Says whether there is any title.
    pub(super) fn any(&self) -> bool {
        !self.span.is_empty()
    }
}

/// Reads the titles that begin at the word `at`. Returns them with the next word.
pub(super) fn titles(passage: &Passage<'_>, at: usize) -> Option<(Titles, usize)> {
    let mut titles = Titles::default();
    let mut next = at;
    // `County Councillor`: the words before the title are a role with it.
    while next < at + 3
        && passage.marks(next).has(Marks::TIER)
        && !passage.marks(next).has(Marks::TITLE)
        && is_blank(passage.gap(next), 2)
    {
        next += 1;
    }
    if next > at && !passage.marks(next).has(Marks::COUNCILLOR | Marks::RANK) {
        return None;
    }
    let tier = next > at;
    let first = next;
    while next < passage.caps.len() && next < first + 5 {
        let cap = passage.caps[next];
        let marks = cap.marks;
        if !marks.has(Marks::TITLE) || cap.possessive || is_name_word(passage, next, first) {
            break;
        }
        titles.councillor |= marks.has(Marks::COUNCILLOR);
        titles.many |= marks.has(Marks::MANY);
        titles.he |= marks.has(Marks::HE);
        titles.she |= marks.has(Marks::SHE);
        titles.grand |= marks.has(Marks::GRAND);
        if marks.has(Marks::RANK) {
            let from = titles.role.as_ref().map_or(cap.start, |role| role.start);
            titles.role = Some(from..cap.end);
            titles.rank = true;
        }
        titles.span = passage.caps[at].start..cap.end;
        next += 1;
        let gap = passage.gap(next - 1);
        // `Borough Councillor and Mr Reed`: of two people.
        let ends = marks.has(Marks::COUNCILLOR | Marks::RANK);
        if !joins_titles(gap, titles.rank)
            || ends && (gap.contains(['&', '/']) || gap.contains("and"))
        {
            break;
        }
    }
    if !titles.any() {
        return None;
    }
    if tier {
        titles.role = Some(passage.caps[at].start..passage.caps[first].end);
    }
    Some((titles, next))
}

/// Says whether the word, though it may be a title, is part of the name: `Major`, `Ward`.
fn is_name_word(passage: &Passage<'_>, at: usize, first: usize) -> bool {
    let marks = passage.marks(at);
    let cap = passage.caps[at];
    // `Ashby PC` is a parish council.
    if passage.word(at) == "PC" && at > 0 && is_blank(passage.gap(at - 1), 1) {
        let before = passage.caps[at - 1];
        let police = before.marks.has(Marks::TIER | Marks::TITLE | Marks::HEAD);
        if before.shape == Shape::Word && !police {
            return true;
        }
    }
    // Ranks of two letters are written in capitals: `DC`, not `Dc`.
    let small_rank = marks.has(Marks::RANK) && cap.end - cap.start <= 2 && cap.shape == Shape::Word;
    let surname_too = at > first && marks.has(Marks::SURNAME) && cap.shape == Shape::Word;
    // `MS` behind a name and `Ms` before one.
    small_rank || surname_too && !passage.marks(at + 1).has(Marks::GIVEN)
}

/// Says whether what stands between two titles, or a title and a name, joins them.
pub(super) fn joins_titles(gap: &str, rank: bool) -> bool {
    let inner = gap.trim_matches([' ', '\u{a0}', '.', '\t', '\n', '*', ':']);
    let digits = rank && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    (inner.is_empty() || digits || ["&", "and", "/"].contains(&inner)) && gap.len() <= 24
}
