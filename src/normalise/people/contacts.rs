//! Reads lines whose label says who is named: `Report author:`, `Contact:`, `Chairman:`; and the
//! block of a signature.

use memchr::memchr;

use super::acting;
use super::lists::LISTS;
use super::mention::Mention;
use super::names;
use super::names::Name;
use super::names::Trust;
use super::roles as reading_roles;
use super::scan::Passage;
use super::scan::Shape;
use crate::normalise::reading::folded_space;
use crate::paper::PersonKind;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// A label before a name.
pub(super) struct Label {
    /// Where it ends, behind its colon.
    pub(super) end: usize,
    /// The kind that it tells.
    kind: Option<PersonKind>,
    /// The role that the label is.
    role: Option<String>,
}

impl Label {
    /// Says whether the word at the byte `at` may be the name that the label announces: nothing
    /// but blanks, commas and the like stand before it.
    pub(super) fn wants(&self, passage: &Passage<'_>, cursor: usize, at: usize) -> bool {
        let between = &passage.text[cursor.max(self.end).min(at)..at];
        if self.kind == Some(PersonKind::External) {
            // What follows an applicant's comma is the address.
            return ["", "&", "and"].contains(&between.trim());
        }
        between.len() < 60 && between.chars().all(|c| !c.is_lowercase())
            || ["and", "or", "and/or"].contains(&between.trim())
    }

    /// Notes what the label tells of a name behind it.
    pub(super) fn tell(&self, mention: &mut Mention) {
        mention.place = mention.place.filter(|_| mention.seated).or(self.kind);
        if mention.role.is_none() {
            mention.role.clone_from(&self.role);
        }
    }
}

/// Reads the label that the line begins with, at the byte `first`.
pub(super) fn label(passage: &Passage<'_>, first: usize) -> Option<Label> {
    let rest = passage.after(first);
    let head = &rest[..rest.floor_char_boundary(64)];
    let colon = memchr(b':', head.as_bytes())?;
    let printed = head[..colon].trim_matches(['*', '_', ' ', '\u{a0}', '\t']);
    if printed.is_empty() || printed.contains(['.', ';', '\t']) {
        return None;
    }
    let kind = roles::label(printed);
    let post = is_post(printed);
    if kind.is_none() && !post {
        return None;
    }
    let role = (post && !LISTS.label.seats.has_folded(printed)).then(|| folded_space(printed));
    Some(Label { end: first + colon + 1, kind, role })
}

/// Reads a post that stands for a person, behind the label `Decision Maker:`.
pub(super) fn post(passage: &Passage<'_>, label: &Label) -> Option<std::ops::Range<usize>> {
    let maker = passage.text[..label.end].trim_end_matches([':', ' ', '*', '_']);
    if label.role.is_some() || !(maker.ends_with("Maker") || maker.ends_with("maker")) {
        return None;
    }
    let role = reading_roles::at(passage, label.end, false)?;
    let alone = passage.after(role.end).trim_matches([' ', '.', '\u{a0}', '_', '*']).is_empty();
    (alone && acting::may_act(&passage.text[role.clone()])).then_some(role)
}

/// Says whether a label is itself a post: `Minute Secretary`, `Support officer`.
fn is_post(printed: &str) -> bool {
    let words: Vec<&str> = printed.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    let marks = roles::marks(last);
    let label = words.iter().any(|word| LISTS.label.papers.has_folded(word));
    let small = |word: &&str| {
        let marks = roles::marks(word);
        word.starts_with(char::is_lowercase) && !marks.has(Marks::HEAD | Marks::INSIDE)
    };
    let own =
        words.iter().position(|word| ["of", "to", "for"].contains(word)).unwrap_or(words.len());
    let names_post = words[..own].last().is_some_and(|word| roles::marks(word).has(Marks::HEAD));
    words.len() <= 5
        && names_post
        && !words.iter().any(small)
        && marks.has(Marks::HEAD)
        && printed.starts_with(char::is_uppercase)
        && !label
        && !(words.len() == 1 && LISTS.label.lone.has_folded(last))
}

/// Reads the name that stands alone on a line, as in a signature.
pub(super) fn signer(passage: &Passage<'_>) -> Option<Name> {
    if passage.caps.is_empty() || passage.caps.len() > 6 || passage.end - passage.start > 60 {
        return None;
    }
    let known = passage.caps[0].shape == Shape::Initials
        || passage.marks(0).has(Marks::GIVEN | Marks::DOUBTFUL | Marks::TITLE);
    if !known {
        return None;
    }
    let name = names::name(passage, 0, Trust::Roll)?;
    let stands_alone = passage.text[passage.start..name.start()].trim().is_empty()
        && passage.after(name.end).trim_matches([' ', ',', '\u{a0}']).is_empty();
    (stands_alone && !name.given.is_empty()).then_some(name)
}

/// Reads the role below the name of a signature: the line `next` begins with it.
pub(super) fn signature(name: &Name, next: &Passage<'_>) -> Option<Mention> {
    let role = reading_roles::at(next, next.start, false)?;
    let rest = next.after(role.end).trim_start_matches([' ', '\u{a0}']);
    if !(rest.is_empty() || rest.starts_with([',', '(', '\u{2013}', '-'])) {
        return None;
    }
    let mut mention = Mention::new(next.text, name);
    mention.role = Some(folded_space(&next.text[role]));
    Some(mention)
}
