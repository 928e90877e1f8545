//! Reads what stands right behind a name: its role, the body it comes from.

use std::ops::Range;

use super::kinds;
use super::lists::LISTS;
use super::names;
use super::names::Name;
use super::names::Trust;
use super::roles as reading_roles;
use super::scan::Passage;
use super::scan::Shape;
use super::scan::is_blank;
use super::titles::joins_titles;
use crate::normalise::reading::folded_space;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// What stands right behind a name.
pub(super) struct Beside {
    /// Where it ends in the text.
    pub(super) end: usize,
    /// The role.
    pub(super) role: Option<String>,
    /// The body the person comes from.
    pub(super) body: Option<String>,
    /// `Councillor` stands there.
    pub(super) councillor: bool,
}

impl Beside {
    /// Nothing that counts, up to the byte `end`.
    fn nothing(end: usize) -> Self {
        Self { end, role: None, body: None, councillor: false }
    }
}

/// Reads what stands at the byte `end`, right behind `name`.
pub(super) fn beside(
    passage: &Passage<'_>,
    end: usize,
    name: &Name,
    listed: bool,
) -> Option<Beside> {
    if name.possessive {
        return None;
    }
    let rest = passage.after(end);
    let blank = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '*', '_']).len();
    let mark = rest[blank..].chars().next()?;
    let from = end + blank + mark.len_utf8();
    match mark {
        '(' => bracket(passage, from, name, listed),
        ',' => {
            let more = passage.after(from).trim_start_matches([' ', '\u{a0}']);
            match more.strip_prefix('(').filter(|_| listed) {
                Some(inner) => bracket(passage, passage.end - inner.len(), name, listed),
                None => behind_comma(passage, from, listed),
            }
        }
        ':' if listed => role(passage, from, true),
        '-' | '\u{2013}' | '\u{2014}' => {
            let more = passage.after(from).trim_start_matches(['-', '\u{2013}', '\u{2014}']);
            let from = passage.end - more.len();
            // A dash parts name and role; one within a word does not, unless a role is glued on.
            if !more.starts_with([' ', '\u{a0}', '*']) && blank == 0 {
                return role(passage, from, false);
            }
            role(passage, from, true)
                .or_else(|| listed.then(|| body(passage, from, listed)).flatten())
        }
        // `A Reed | Clerk's travel`, in a list of payments.
        '\t' if !listed => {
            let cap = passage.caps.get(passage.at(from)).filter(|cap| cap.possessive)?;
            let role = cap.start == from && cap.marks.has(Marks::ALONE);
            let printed = || Some(passage.text[cap.start..cap.end].to_owned());
            role.then(|| Beside { role: printed(), ..Beside::nothing(cap.end) })
        }
        '\t' => role(passage, from, true).or_else(|| body(passage, from, listed)),
        _ if listed && blank >= 2 => {
            role(passage, end + blank, true).or_else(|| body(passage, end + blank, listed))
        }
        _ => adjacent(passage, end, blank, name, listed),
    }
}

fn role(passage: &Passage<'_>, from: usize, open: bool) -> Option<Beside> {
    let role = reading_roles::at(passage, from, open)?;
    let printed = folded_space(&passage.text[role.clone()]);
    // `seconded by Mrs Reed, the aforementioned Councillors`.
    if roles::marks(printed.rsplit(' ').next().unwrap_or_default()).has(Marks::MANY) {
        return None;
    }
    let held = held(printed);
    let councillor = held.is_none();
    Some(Beside { role: held, councillor, ..Beside::nothing(role.end) })
}

/// The role as it counts: `Councillor` is none, and what stands behind it is one.
pub(super) fn held(printed: String) -> Option<String> {
    let plain = ["councillors", "councillor", "cllr"].into_iter().find(|word| {
        printed.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    });
    let Some(word) = plain else { return Some(printed) };
    let rest = &printed[word.len()..];
    if rest.starts_with(char::is_alphanumeric) {
        return Some(printed);
    }
    let rest = rest.trim_start_matches([' ', '/', ',', '-', '\u{2013}']);
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// Reads the words at `from` as the body someone comes from.
fn body(passage: &Passage<'_>, from: usize, listed: bool) -> Option<Beside> {
    let (span, head) = reading_roles::phrase(passage, from, false)?;
    let printed = folded_space(&passage.text[span.clone()]);
    let first = passage.at(span.start);
    let stop = passage.marks(first).has(Marks::ROLL | Marks::SPEAKS | Marks::TITLE);
    // `Police Sgt Hill`, `Barsetshire County Councillor Hill`: it is the next one's.
    let next = passage.at(span.end);
    let others =
        passage.caps.get(next).is_some_and(|cap| is_blank(&passage.text[span.end..cap.start], 2))
            && names::titles(passage, next).is_some();
    let address = printed.split(", ").any(ends_in_place) && !kinds::is_authority(&printed);
    if others || address {
        return None;
    }
    let known = names_body(&printed)
        || listed && passage.marks(first).has(Marks::NO)
        || printed.bytes().all(|b| b.is_ascii_uppercase() || b == b'&' || b == b' ')
            && printed.len() <= 8
        || LISTS.role.employers.within(&printed);
    (!head && !stop && known && !printed.starts_with("None"))
        .then(|| Beside { body: Some(printed), ..Beside::nothing(span.end) })
}

/// Reads all that stands behind the comma or dash at `end`, to the end of the line, as the body
/// that a co-opted member comes from.
pub(super) fn whole_body(passage: &Passage<'_>, end: usize) -> Option<(String, usize)> {
    let rest = passage.after(end);
    let after = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(" - "))?;
    let long = after.split([';', '\n', '\t']).next()?;
    let from = passage.end - after.len();
    let first = passage.at(from);
    // Another name, or a role, is no body.
    if names::titles(passage, first).is_some() || !long.contains(' ') {
        return None;
    }
    let named = names::name(passage, first, Trust::Prose);
    let body = long.split(' ').any(|word| {
        let marks = roles::marks(word.trim_matches(|c: char| !c.is_alphanumeric()));
        marks.has(Marks::NO | Marks::PLACE) || roles::is_nearby(word)
    });
    (named.is_none() && body).then(|| (folded_space(long), from + long.trim_end().len()))
}

/// Reads what stands in the bracket whose inside begins at `from`.
fn bracket(passage: &Passage<'_>, from: usize, name: &Name, listed: bool) -> Option<Beside> {
    let rest = passage.after(from);
    let Some(close) = rest[..rest.floor_char_boundary(160)].find(')') else {
        // The bracket is never closed.
        return role(passage, from, true);
    };
    // Another bracket opens before it is closed.
    if rest[..close].contains('(') {
        return role(passage, from, true);
    }
    let inner = rest[..close].trim_matches([' ', '\u{a0}', '*', '_']);
    let end = from + close + 1;
    let nothing = Beside::nothing(end);
    let lower = inner.to_lowercase();
    if lower.starts_with("sub") || lower.contains(" for ") && lower.contains("cllr") {
        return None;
    }
    if inner.is_empty() || !inner.starts_with(char::is_alphabetic) || is_code(passage, inner, name)
    {
        return Some(nothing);
    }
    if let Some(role) = reading_roles::at(passage, from, true) {
        let printed = folded_space(&passage.text[role.clone()]);
        let more = passage.text[role.end..end].trim_start_matches([' ', ',', '-', '\u{2013}']);
        let body = more.trim_end_matches(')').trim();
        let body =
            (body.len() > 2 && body.starts_with(char::is_uppercase)).then(|| folded_space(body));
        let held = held(printed);
        let councillor = held.is_none();
        return Some(Beside { end, role: held, body, councillor });
    }
    let capital = inner.starts_with(char::is_uppercase);
    let short = inner.bytes().all(|byte| byte.is_ascii_uppercase() || b" &/".contains(&byte));
    let first = inner.split(' ').next().unwrap_or_default();
    let upper = first.len() >= 2 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    if capital
        && (short && inner.len() <= 12
            || upper
            || roles::is_nearby(inner)
            || inner.contains("Council")
            || kinds::is_authority(inner)
            || listed && name_of_body(passage, from, inner, name))
    {
        return Some(Beside { body: Some(folded_space(inner)), ..nothing });
    }
    Some(nothing)
}

/// Says whether the words in a bracket behind someone's honorific and name in a roll are the body
/// they come from: `(Brackenshire Feeds Group)`, and not a ward, a party or another name.
fn name_of_body(passage: &Passage<'_>, from: usize, inner: &str, name: &Name) -> bool {
    let guest = (name.titles.he || name.titles.she) && !name.titles.councillor;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let small = |word: &str| capital(word) || roles::marks(word).has(Marks::INSIDE);
    guest
        && inner.split(' ').filter(|word| capital(word)).count() >= 2
        && inner.split(' ').all(small)
        && !LISTS.role.seats.within(inner)
        && names::name(passage, passage.at(from), Trust::Prose).is_none()
}

/// Says whether what stands in a bracket is how the minutes shorten the name: `(DHO)`.
fn is_code(passage: &Passage<'_>, inner: &str, name: &Name) -> bool {
    let first = |range: &Range<usize>| {
        passage.text[range.clone()].chars().next().map(|c| c.to_ascii_uppercase())
    };
    let mut letters = inner.chars().filter(|c| c.is_alphanumeric());
    let (one, two) = (letters.next(), letters.next());
    inner.len() <= 4
        && !kinds::is_authority(inner)
        && inner.chars().next().is_some_and(char::is_uppercase)
        && one == first(&name.given)
        && (two.map(|c| c.to_ascii_uppercase()) == first(&name.surname)
            // The second letter may be of a middle name, or wrong.
            || inner.len() == 2 && two.is_some_and(char::is_uppercase))
        || ["Mr", "Mrs", "Ms", "Miss", "Dr"].contains(&inner)
}

/// Reads what stands behind a comma: a role, or in a list a body.
fn behind_comma(passage: &Passage<'_>, from: usize, listed: bool) -> Option<Beside> {
    let next = passage.at(from);
    let rest = passage.after(from).trim_start_matches([' ', '\u{a0}', '\n']);
    let capital = rest.starts_with(char::is_uppercase);
    if capital {
        // `, District Councillor, Ann Reed`: a title that no name follows is a role.
        let named = names::titles(passage, next).is_some_and(|(titles, after)| {
            (!titles.rank || titles.councillor) && joins_titles(passage.gap(after - 1), titles.rank)
        }) || names::name(passage, next, Trust::Roll)
            .is_some_and(|name| !is_post(passage, &name, next));
        if named {
            return None;
        }
    }
    if let Some(found) = role(passage, from, true) {
        // `, the clerk A. Reed`, `, Holme County Councillor A. Reed`: it is the next one's.
        let next = passage.at(found.end);
        let title = next > 0 && passage.marks(next - 1).has(Marks::COUNCILLOR);
        let others = (!capital || title)
            && passage
                .caps
                .get(next)
                .is_some_and(|cap| is_blank(&passage.text[found.end..cap.start], 1))
            && names::name(passage, next, Trust::Roll).is_some();
        return (!others).then_some(found);
    }
    if capital { body(passage, from, listed) } else { None }
}

/// Says whether what reads like a name is a post: `Parish Clerk`.
fn is_post(passage: &Passage<'_>, name: &Name, first: usize) -> bool {
    let surname = passage.at(name.surname.start);
    // `Waste Communications Officer`.
    let goes_on = name.next < passage.caps.len()
        && passage.marks(name.next).has(Marks::HEAD)
        && is_blank(passage.gap(name.next - 1), 1);
    let given =
        passage.marks(first).has(Marks::GIVEN) || passage.caps[first].shape == Shape::Initials;
    (passage.marks(surname).has(Marks::HEAD) || goes_on) && !given
}

/// Reads a role or a body that follows a name without any mark: `Kevin Dale Divisional Officer`,
/// `Guy Reed of Ash Homes`, `Mark Hill from the Water Board`.
fn adjacent(
    passage: &Passage<'_>,
    end: usize,
    blank: usize,
    name: &Name,
    listed: bool,
) -> Option<Beside> {
    if blank == 0 {
        return None;
    }
    let rest = passage.after(end + blank);
    if let Some(after) = LISTS.role.from.strip(rest) {
        let found = body(passage, passage.end - after.len(), true)?;
        let street = found.body.as_deref().is_some_and(ends_in_place);
        return Some(Beside { body: found.body.filter(|_| !street), ..found });
    }
    if let Some(after) = LISTS.role.is.strip(rest) {
        let more = after.strip_prefix("as ").unwrap_or(after);
        return role(passage, passage.end - more.len(), true);
    }
    let next = passage.at(end + blank);
    let cap = passage.caps.get(next)?;
    let word = passage.word(next);
    if cap.start == end + blank && cap.shape != Shape::Word && is_code(passage, word, name) {
        return Some(Beside::nothing(cap.end));
    }
    if cap.start == end + blank && cap.shape == Shape::Upper && kinds::is_authority(word) {
        return role(passage, cap.start, true).or_else(|| body(passage, cap.start, true));
    }
    if let Some(after) = rest.strip_prefix("at ") {
        let after = after.strip_prefix("the ").unwrap_or(after);
        let found = body(passage, passage.end - after.len(), false)?;
        return found.body.as_deref().is_some_and(kinds::is_authority).then_some(found);
    }
    // `Ben Hale (BHA) Councillor`, alone in its cell.
    let rest = passage.after(cap.end);
    let ends = rest.is_empty() || rest.starts_with(['\n', '\t']) || rest.starts_with("  ");
    if cap.start == end + blank && word == "Councillor" && ends {
        return Some(Beside { councillor: true, ..Beside::nothing(cap.end) });
    }
    // `Ann Reed(ARE) Councillor/Chair Ben Hale`.
    if cap.start == end + blank && word == "Councillor" && rest.starts_with('/') {
        return role(passage, cap.start, true);
    }
    let post = cap.start == end + blank
        && (cap.marks.has(Marks::HEAD | Marks::NO) || leads_to_head(passage, next))
        && !cap.marks.has(Marks::ROLL | Marks::SPEAKS | Marks::GIVEN | Marks::TITLE)
        && cap.shape != Shape::Initials;
    let office = cap.start == end + blank && LISTS.name.offices.has(word);
    if !post && !office {
        return None;
    }
    // In a flattened roll the role may be that of the next name.
    let found = role(passage, end + blank, false)?;
    let before_name = names::name(passage, passage.at(found.end), Trust::Prose)
        .is_some_and(|name| is_blank(&passage.text[found.end..name.start()], 2) && !listed);
    (!before_name).then_some(found)
}

/// Says whether one of the two words behind the word `at` makes a role of them: `Waste
/// Communications Officer`.
fn leads_to_head(passage: &Passage<'_>, at: usize) -> bool {
    (at + 1..passage.caps.len().min(at + 3))
        .take_while(|next| is_blank(passage.gap(next - 1), 1))
        .take_while(|next| !passage.marks(*next).has(Marks::GIVEN | Marks::TITLE))
        .any(|next| passage.marks(next).has(Marks::HEAD) && passage.caps[next].shape == Shape::Word)
}

/// Says whether words name a body that employs people.
fn names_body(words: &str) -> bool {
    roles::is_nearby(words) || kinds::is_authority(words)
}

/// Says whether words end in that of a street or a place.
fn ends_in_place(words: &str) -> bool {
    words
        .rsplit(' ')
        .next()
        .is_some_and(|word| roles::marks(word).has(Marks::PLACE) && !roles::is_nearby(words))
}
