//! Reads how far the words of a name reach: initials, given names, particles, surname.

use super::lists::LISTS;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// The words of a name, as far as they are one.
pub(super) struct Words {
    /// The first word that is no initial.
    pub(super) first_word: usize,
    /// The surname.
    pub(super) last: usize,
    /// The surname stands before the initials.
    pub(super) turned: bool,
}

/// Reads the words of a name from `at`. `sure` says that its place is one for names.
pub(super) fn words(passage: &Passage<'_>, at: usize, sure: bool) -> Option<Words> {
    let mut next = at;
    // Initials, with blanks or full stops between.
    while next < passage.caps.len() && passage.caps[next].shape == Shape::Initials && next < at + 4
    {
        let gap = passage.gap(next);
        let comma = gap == ", " && sure && passage.word(next).len() == 1;
        if !(is_blank(gap, 2) || gap.is_empty() || gap == ". " || gap == "." || comma) {
            return None;
        }
        next += 1;
    }
    let first_word = next;
    let first = passage.caps.get(next)?;
    let upper = sure && first.shape == Shape::Upper && first.end - first.start > 2;
    let initials = at < next;
    if !is_part(passage, next, upper) || (first.shape == Shape::Upper && !upper) {
        return None;
    }
    let no = first.marks.has(Marks::NO) && !first.marks.has(Marks::GIVEN | Marks::DOUBTFUL);
    // `Cllr D Risk (Chairman)`: between a title with initials and a stop, any word is a surname.
    let led = initials && sure && at > 0 && passage.marks(at - 1).has(Marks::TITLE);
    let named = led && first.shape == Shape::Word && ends(passage, next);
    if no && !named && !(first.marks.has(Marks::SURNAME) && (sure || initials)) {
        return None;
    }
    let mut last = next;
    let mut count = 1;
    while count < 4 {
        let after = last + 1;
        if after >= passage.caps.len() || passage.caps[last].possessive {
            break;
        }
        let gap = passage.gap(last);
        if let Some(over) = particle(passage, last, gap) {
            last = over;
            count += 1;
            continue;
        }
        let short = gap == ". " && LISTS.name.abbreviated.has(passage.word(last));
        if !is_blank(gap, 1) && gap != "- " && !short {
            break;
        }
        let cap = passage.caps[after];
        if cap.shape == Shape::Initials {
            // `Smith J`, or a middle initial: `John F. Smith`.
            let middle = after + 1 < passage.caps.len()
                && (is_blank(passage.gap(after), 1) || passage.gap(after) == ". ")
                && is_part(passage, after + 1, false)
                && !passage.marks(after + 1).has(Marks::NO);
            if middle && first.marks.has(Marks::GIVEN | Marks::DOUBTFUL) {
                last = after + 1;
                count += 2;
                continue;
            }
            if count == 1
                && sure
                && !cap.marks.has(Marks::AFTER)
                && ends(passage, after)
                && at == last
                && cap.end - cap.start <= 4
            {
                return Some(Words { first_word, last: after, turned: true });
            }
            break;
        }
        if !is_part(passage, after, true)
            || cap.marks.has(Marks::NO) && !surname_here(passage, after, count, sure)
        {
            break;
        }
        // Capitals behind small letters are a surname only where the name lacks one.
        if cap.shape == Shape::Upper
            && (count > 1
                || !sure && !initials
                || cap.marks.has(Marks::AFTER | Marks::HEAD)
                || first.shape == Shape::Word && !first.marks.has(Marks::GIVEN | Marks::DOUBTFUL)
                || cap.end - cap.start < 4 && first.shape != Shape::Upper)
        {
            break;
        }
        if initials && !sure {
            break;
        }
        if count >= 2 && !third(passage, last, after, sure) {
            break;
        }
        if count == 1 && initials && !(third(passage, last, after, sure) && ends(passage, after)) {
            break;
        }
        last = after;
        count += 1;
    }
    Some(Words { first_word, last, turned: false })
}

/// Says whether a name ends behind the word `at`: no small word goes on from it.
pub(super) fn ends(passage: &Passage<'_>, at: usize) -> bool {
    let from = passage.caps[at].end;
    let rest = passage.after(from).trim_start_matches([' ', '\u{a0}']);
    let next = rest.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric()) || rest.starts_with("and ") || rest.starts_with("ac ")
}

/// Says whether a word marked as no part of a name is a surname here.
fn surname_here(passage: &Passage<'_>, at: usize, count: usize, sure: bool) -> bool {
    let marks = passage.marks(at);
    marks.has(Marks::SURNAME)
        && count == 1
        && passage.marks(at - 1).has(Marks::GIVEN | Marks::DOUBTFUL)
        && (sure || !is_blank(passage.gap(at), 1))
}

/// Says whether a further word after two belongs to the name: a middle name went before it, or
/// it ends the name where the place is one for names.
fn third(passage: &Passage<'_>, last: usize, after: usize, sure: bool) -> bool {
    let marks = passage.marks(after);
    if marks.has(Marks::GIVEN | Marks::HEAD | Marks::PLACE | Marks::NO) {
        // `R. Mackworth Hill, Ash House`: a surname of two words, though the second is a place too.
        let rest = passage.after(passage.caps[after].end);
        return sure && marks.has(Marks::SURNAME) && rest.starts_with(',');
    }
    if passage.gap(last) == "- " || passage.marks(last).has(Marks::GIVEN | Marks::PARTICLE) {
        return true;
    }
    sure && ends(passage, after) && passage.caps[after].shape == Shape::Word
}

/// Says whether a word can be part of a name by its shape and marks.
fn is_part(passage: &Passage<'_>, at: usize, upper: bool) -> bool {
    let Some(cap) = passage.caps.get(at) else { return false };
    let word = passage.word(at);
    let shape = cap.shape == Shape::Word || upper && cap.shape == Shape::Upper;
    let title = cap.marks.has(Marks::TITLE)
        && !cap.marks.has(Marks::SURNAME | Marks::GIVEN)
        && !cap.marks.has(Marks::PARTICLE);
    shape && !title && word.len() > 1 && word.bytes().all(|byte| !byte.is_ascii_digit())
}

/// The surname after a particle in small letters: `de Souza`, `ap Gwilym`, `van der Berg`.
pub(super) fn particle(passage: &Passage<'_>, last: usize, gap: &str) -> Option<usize> {
    let inner = gap.trim();
    let words = inner.split(' ');
    let small = !inner.is_empty()
        && inner.len() <= 8
        && words.clone().all(|word| {
            roles::marks(word).has(Marks::PARTICLE) && word.bytes().all(|b| b.is_ascii_lowercase())
        })
        && inner != "al";
    let next = last + 1;
    (small && is_part(passage, next, false) && !passage.marks(next).has(Marks::NO)).then_some(next)
}
