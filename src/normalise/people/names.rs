//! Reads a person's name where one begins: honorifics, initials, given names, surname, letters.
//!
//! How much is believed depends on where the name stands: behind a title a surname is enough, in
//! running words a known given name is asked for, in a roll any two capitalised words will do.

use std::ops::Range;

use super::belief::believed;
use super::belief::is_place;
use super::lists::LISTS;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
pub(super) use super::titles::Titles;
use super::titles::joins_titles;
pub(super) use super::titles::titles;
use super::words::Words;
use super::words::ends;
use super::words::particle;
use super::words::words;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// A name as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What stands before it.
    pub(super) titles: Titles,
    /// Given names and initials; empty for a surname alone.
    pub(super) given: Range<usize>,
    /// The surname.
    pub(super) surname: Range<usize>,
    /// The surname stands first: `SMITH J`.
    pub(super) turned: bool,
    /// The next capitalised word after name and letters.
    pub(super) next: usize,
    /// Where name and letters end in the text.
    pub(super) end: usize,
    /// `'s` follows.
    pub(super) possessive: bool,
}

impl Name {
    /// Where the name stands, without titles and letters.
    pub(super) fn span(&self) -> Range<usize> {
        if self.given.is_empty() {
            return self.surname.clone();
        }
        self.given.start.min(self.surname.start)..self.given.end.max(self.surname.end)
    }

    /// Where the name begins with its titles.
    pub(super) fn start(&self) -> usize {
        if self.titles.any() { self.titles.span.start } else { self.span().start }
    }
}

/// How much is believed where the name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Running words: a known given name, or initials with full stops.
    Prose,
    /// The place is one for names: a roll, a label, a list of names.
    Roll,
}

/// Reads the name at the word `at`, with its titles.
pub(super) fn name(passage: &Passage<'_>, at: usize, trust: Trust) -> Option<Name> {
    match titles(passage, at) {
        Some((titles, next)) => {
            let gap = passage.gap(next - 1);
            // `Councillors.` ends a sentence; `Cllrs.` does not.
            let whole = next > 0 && passage.word(next - 1).len() > 5 && gap.starts_with('.');
            // `PC & MOV`: titles are joined so, a title and a name are not.
            let apart = |gap: &str| gap.contains(['&', '/']) || gap.contains("and");
            if whole || !joins_titles(gap, titles.rank) || apart(gap) {
                return None;
            }
            // A title at the end of a line and a word on the next are one name only where the
            // lines run on.
            let name = titled(passage, next, titles)?;
            if name.titles.grand && !name.titles.councillor && is_place(passage, &name) {
                return None;
            }
            Some(name)
        }
        None => plain(passage, at, trust),
    }
}

/// Reads the name behind titles: a surname is enough.
pub(super) fn titled(passage: &Passage<'_>, at: usize, titles: Titles) -> Option<Name> {
    let words = words(passage, at, true)?;
    let Words { first_word, last, .. } = words;
    // `Councillor Ward Funding`, `PCSO Liaison Officer`: no one's name.
    if words.last == at && passage.caps.len() > at + 1 && is_blank(passage.gap(at), 1) {
        let next = passage.marks(at + 1);
        let thing = passage.marks(at).has(Marks::NO) && passage.caps[at + 1].shape == Shape::Word;
        if thing || titles.rank && next.has(Marks::HEAD) && next.has(Marks::NO) {
            return None;
        }
    }
    // `Councillors GCC`: letters are no surname, unless the title is in capitals too.
    let first = passage.caps[at];
    let letters = first.shape == Shape::Upper && words.last == at && first.end - first.start < 5;
    if letters && titles.any() && passage.text[titles.span.clone()].contains(char::is_lowercase) {
        return None;
    }
    // `PC 24. Moore Highways`: the number of a letter, no constable.
    let gap = passage.gap(at.max(1) - 1);
    let numbered = titles.rank && gap.contains(|c: char| c.is_ascii_digit());
    if numbered && (gap.contains('.') || !ends(passage, words.last)) {
        return None;
    }
    // `Mrs Newell Stoke Road`: the street of the next.
    let street = words.last > at
        && words.last + 1 < passage.caps.len()
        && is_blank(passage.gap(words.last), 1)
        && passage.marks(words.last + 1).has(Marks::PLACE)
        && first.shape == Shape::Word
        && !first.marks.has(Marks::GIVEN);
    if street {
        return finish(passage, titles, at..at, at, false);
    }
    // A given name alone behind a title is a surname as well: `Cllr James`.
    let given = if first_word == last && at == last { at..at } else { at..last };
    finish(passage, titles, given, last, words.turned)
}

/// Reads a name without a title.
fn plain(passage: &Passage<'_>, at: usize, trust: Trust) -> Option<Name> {
    let cap = passage.caps.get(at)?;
    let marks = cap.marks;
    if cap.possessive || marks.has(Marks::SAINT) && trust == Trust::Prose {
        return None;
    }
    // `BCC Ann Reed`: the name begins with the next word.
    let next = passage.caps.get(at + 1).map(|next| next.shape);
    if cap.shape == Shape::Upper && next == Some(Shape::Word) {
        return None;
    }
    let given = marks.has(Marks::GIVEN);
    let doubtful = marks.has(Marks::DOUBTFUL);
    let initials = cap.shape == Shape::Initials;
    if trust == Trust::Prose && !given && !doubtful && !initials {
        return None;
    }
    if !given && !doubtful && !initials && marks.has(Marks::NO) {
        return None;
    }
    let words = words(passage, at, trust == Trust::Roll)?;
    if words.last == at {
        return None;
    }
    let name = finish(passage, Titles::default(), at..words.last, words.last, words.turned)?;
    let surname = passage.marks(words.last);
    let thing = surname.has(Marks::PLACE) && !surname.has(Marks::SURNAME);
    let body = roles::is_body(passage.word(at), passage.word(at + 1));
    if thing || body || is_place(passage, &name) {
        return None;
    }
    match trust {
        Trust::Roll => Some(name),
        Trust::Prose => believed(passage, at, &name).then_some(name),
    }
}

/// Says whether a name is a given name alone whose surname the next has too: `Tom and Ann Peel`.
pub(super) fn shares_surname(passage: &Passage<'_>, name: &Name) -> bool {
    let at = name.next;
    name.given.is_empty()
        && at > 0
        && at + 1 < passage.caps.len()
        && passage.marks(at - 1).has(Marks::GIVEN)
        && matches!(passage.gap(at - 1), " and " | " & ")
        && passage.marks(at).has(Marks::GIVEN)
        && passage.caps[at + 1].shape == Shape::Word
        && is_blank(passage.gap(at), 1)
}

/// Makes the name of the words from `given.start` to `last` and reads the letters behind it.
fn finish(
    passage: &Passage<'_>,
    titles: Titles,
    given: Range<usize>,
    last: usize,
    turned: bool,
) -> Option<Name> {
    let caps = &passage.caps;
    let (given, surname) = if turned {
        let surname = given.start;
        (caps[last].start..caps[last].end, caps[surname].start..caps[surname].end)
    } else if given.is_empty() {
        (caps[last].start..caps[last].start, caps[last].start..caps[last].end)
    } else {
        // A particle belongs to the surname; so does a word behind a stray hyphen.
        let mut from = last;
        while from > given.start + 1
            && from > 0
            && (passage.gap(from - 1) == "- " || passage.marks(from - 1).has(Marks::PARTICLE))
        {
            from -= 1;
        }
        let mut begin = caps[from].start;
        let gap = passage.gap(from - 1);
        if particle(passage, from - 1, gap).is_some() {
            begin -= gap.trim_start().len();
        }
        (caps[given.start].start..caps[from - 1].end, begin..caps[last].end)
    };
    let possessive = caps[last].possessive;
    let mut next = last + 1;
    let mut end = caps[last].end;
    while !possessive && next < caps.len() {
        let gap = passage.gap(next - 1);
        let letters = caps[next].shape != Shape::Word
            || passage.word(next).starts_with("Esq")
            || ["Jnr", "Snr", "Jr", "Sr"].contains(&passage.word(next));
        let joined = is_blank(gap, 2) || gap == ", " || gap == ". ";
        if !letters || !joined || !caps[next].marks.has(Marks::AFTER) {
            break;
        }
        // Members of parliaments carry their office; it is read as a role.
        if LISTS.name.offices.has(passage.word(next)) || passage.word(next) == "PCC" {
            break;
        }
        end = caps[next].end;
        next += 1;
    }
    Some(Name { titles, given, surname, turned, next, end, possessive })
}
