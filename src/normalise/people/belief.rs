//! Judges whether what reads like a name is a person's: running words must bear it out, and it
//! must not be a street, a school or a firm.

use super::lists::LISTS;
use super::names::Name;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// Says whether running words about a name bear it out.
pub(super) fn believed(passage: &Passage<'_>, at: usize, name: &Name) -> bool {
    let cap = passage.caps[at];
    let before = passage.before(cap.start, 40);
    let last = before.trim_end_matches([' ', '\u{a0}', '*', '"', '\u{201c}']);
    let word = last.rsplit([' ', '\u{a0}', '\n', '(', '\t']).next().unwrap_or_default();
    let joined = at > 0 && is_blank(passage.gap(at - 1), 3);
    let before_marks = if joined { passage.marks(at - 1) } else { Marks::default() };
    // `the Nelson Mandela …`, `St John …`, `Upper Robert …`.
    if LISTS.name.thing.has(word) || before_marks.has(Marks::SAINT) {
        return false;
    }
    let led =
        LISTS.name.led.has(word) || last.ends_with([',', ';', ':', '-', '\u{2013}', '\u{2014}']);
    let surname = passage.at(name.surname.start);
    let after = passage.after(name.end);
    let next = after.trim_start();
    let speaks = next
        .split([' ', ',', '.', '\n', '\u{a0}'])
        .next()
        .is_some_and(|word| roles::marks(word).has(Marks::SPEAKS) && !word.is_empty());
    let follows = speaks || next.starts_with(['(', ',', '\u{2013}']) || next.starts_with("- ");
    if cap.shape == Shape::Initials {
        let dotted = passage.word(at).ends_with('.');
        let count = passage.word(at).bytes().filter(u8::is_ascii_uppercase).count();
        // `N.C.C. Works`: a council, no initials.
        let council = [".C.C.", ".D.C.", ".B.C."].iter().any(|end| passage.word(at).ends_with(end));
        let sure = !passage.marks(surname).has(Marks::NO | Marks::PLACE | Marks::HEAD) && !council;
        return dotted
            && count <= 3
            && sure
            && !before_marks.has(Marks::HEAD)
            && !last.ends_with(|c: char| c.is_ascii_digit())
            || !dotted && sure && led && follows && word != "to" && word != "of";
    }
    if passage.marks(surname).has(Marks::SURNAME | Marks::NO) {
        let place = passage.marks(surname).has(Marks::PLACE);
        return speaks || led && follows || !place && stands_alone(passage, name);
    }
    // A word before it that is no role and no ordinary word makes it the end of another name.
    let alien = joined
        && !before_marks.has(Marks::HEAD | Marks::NO | Marks::TITLE | Marks::SPEAKS)
        && passage.caps[at - 1].shape == Shape::Word
        && !passage.caps[at - 1].possessive
        && matches!(passage.gap(at - 1), " " | "-" | "\t")
        && !passage.word(at - 1).ends_with("ly");
    if alien {
        return false;
    }
    cap.marks.has(Marks::GIVEN) || led || follows
}

/// Says whether a name fills its cell of a row, or its entry of a list: `(c) Tom King; (d) …`.
fn stands_alone(passage: &Passage<'_>, name: &Name) -> bool {
    let before = passage.before(name.start(), 8);
    let after = passage.after(name.end);
    let first = before.ends_with("   ");
    let entry = before.trim_end().ends_with(')') || before.ends_with('\t') || first;
    entry && (after.is_empty() || after.starts_with(['\n', '\t', ';']) || after.starts_with("   "))
}

/// Says whether the words behind a name make it the name of a place, a firm or an award.
pub(super) fn is_place(passage: &Passage<'_>, name: &Name) -> bool {
    let gap = passage.after(name.end);
    let joined = name.next < passage.caps.len() && is_blank(passage.gap(name.next - 1), 2);
    let after = gap.trim_start_matches(['\u{a0}', ' ']);
    if joined && passage.marks(name.next).has(Marks::PLACE) {
        let cap = passage.caps[name.next];
        return !cap.marks.has(Marks::AFTER) || cap.shape != Shape::Upper;
    }
    if name.possessive && passage.caps.get(name.next).is_some_and(|cap| cap.marks.has(Marks::PLACE))
    {
        return is_blank(passage.gap(name.next - 1), 2);
    }
    let small = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if LISTS.name.place.has(small) {
        return true;
    }
    // A firm's name may be longer: `Dominic Winter Book Auctions Ltd`.
    let firm = (name.next..passage.caps.len().min(name.next + 4))
        .take_while(|at| is_blank(passage.gap(at - 1), 2))
        .any(|at| LISTS.name.firm.has(passage.word(at)));
    if firm {
        return true;
    }
    // `Grace Primary`, where the word is joined further on: `Ann Edwards C of E School`.
    LISTS.name.firm_tails.starts(after)
}
