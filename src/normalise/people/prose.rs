//! Reads what the sentence about a name tells of someone: apologies, an application, a chair.

use std::ops::Range;

use memchr::memmem;

use super::lists::LISTS;
use super::mention::Mention;
use super::names::Name;
use super::scan::Passage;
use crate::normalise::reading::folded_space;
use crate::paper::Attendance;
use crate::paper::PersonKind;
use crate::vocabulary::roles;
use crate::vocabulary::roles::Marks;

/// Reads the body that someone chairs, in `the Programme Board which was chaired by NAME`. Returns
/// the role.
pub(super) fn chaired(passage: &Passage<'_>, name: &Name) -> Option<String> {
    let before = passage.before(name.start(), 140);
    let before = before.strip_suffix("chaired by ")?;
    let before = ["which was ", ", ", "which is ", "was ", "is "]
        .iter()
        .find_map(|link| before.strip_suffix(link))
        .unwrap_or(before)
        .trim_end_matches([' ', ',']);
    let at = before.rfind("the ").or_else(|| before.rfind("The "))?;
    let body = before[at + 4..].trim();
    let plain =
        body.len() < 90 && !body.contains(['.', ';', ':']) && body.contains(char::is_uppercase);
    plain.then(|| format!("Chair of the {}", folded_space(body)))
}

/// Says whether the sentence about the byte `at` speaks of apologies.
pub(super) fn apologises(passage: &Passage<'_>, at: usize) -> bool {
    let before = passage.before(at, 240);
    let after = passage.after(at);
    let after = &after[..after.floor_char_boundary(240)];
    let near = |part: &str| ["polog", "POLOG", "mddiheur"].iter().any(|word| part.contains(word));
    if !near(before) && !near(after) {
        return false;
    }
    let begin = before.rfind(". ").filter(|stop| {
        let word = before[..*stop].rsplit(' ').next().unwrap_or_default();
        word.len() > 4
    });
    let before = &before[begin.map_or(0, |stop| stop + 1)..];
    let end = after.match_indices(". ").find(|(stop, _)| {
        let word = after[..*stop].rsplit(' ').next().unwrap_or_default();
        word.len() > 4
    });
    let after = &after[..end.map_or(after.len(), |(stop, _)| stop)];
    let holds = |part: &str| {
        let lower = part.to_lowercase();
        lower.contains("apolog") || lower.contains("ymddiheur")
    };
    // `Mr Hill gave apologies from Mrs Dale`: he is there.
    let others = after.find("polog").is_some_and(|at| {
        let rest = after[at..].trim_start_matches(char::is_alphabetic);
        rest.starts_with(" from ") || rest.starts_with(" on behalf ")
    });
    holds(before) || holds(after) && after.len() < 200 && !others
}

/// Reads that those named up to the byte `end` were there: `Mr Hill was also in attendance`.
/// Returns how, and where their sentence begins.
pub(super) fn attends(passage: &Passage<'_>, end: usize) -> Option<(Attendance, usize)> {
    let rest = passage.after(end).trim_start_matches([' ', '\u{a0}', ',', ')']);
    let rest = ["was ", "were "].iter().find_map(|verb| rest.strip_prefix(verb))?;
    let rest = rest.strip_prefix("also ").unwrap_or(rest);
    let attendance = match rest {
        _ if rest.starts_with("in attendance") => Attendance::InAttendance,
        _ if rest.starts_with("present") => Attendance::Present,
        _ => return None,
    };
    let before = passage.before(end, 300);
    // `Mr. J. Hill` ends no sentence.
    let stops = before.rmatch_indices(". ");
    let mut ends = stops
        .filter(|(stop, _)| before[..*stop].rsplit(' ').next().is_some_and(|word| word.len() > 3));
    let begin = ends.next().map_or(0, |(stop, _)| stop + 2);
    Some((attendance, end - before.len() + begin))
}

/// Says whether a name in a list of planning applications is that of an applicant.
pub(super) fn applies(passage: &Passage<'_>, name: &Name, mention: &Mention) -> bool {
    if mention.councillor || mention.role.is_some() || name.possessive {
        return false;
    }
    let next = passage.after(name.end).trim_start();
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let before = passage.before(name.start(), 14).to_lowercase();
    let moves = before.ends_with("proposed by ") || before.ends_with("seconded by ");
    !roles::marks(word).has(Marks::SPEAKS) && !moves
}

/// Notes what the words about a name tell of someone. Says whether it is known already on which
/// side they sit, or which of several they are is not.
pub(super) fn tell(passage: &Passage<'_>, name: &Name, mention: &mut Mention) -> bool {
    if lives_nearby(passage, name) {
        mention.place = mention.place.or(Some(PersonKind::External));
    }
    mention.councillor |= !mention.seated && is_co_opted(passage, name);
    let known = mention.councillor || mention.seated || mention.given.is_empty();
    if !known {
        // `Tom Hale's wall`: it is told what someone owns.
        mention.outside = name.possessive || comes_from_outside(passage.text, &mention.span);
        mention.afar = comes_from_afar(passage, name);
    }
    known
}

/// Says whether the words about a name tell that someone comes from outside: who writes, works for
/// money or gives. `name` and the words are of the text of the paper.
fn comes_from_outside(text: &str, name: &Range<usize>) -> bool {
    const NEAR: usize = 80;
    let from = text.ceil_char_boundary(name.start.saturating_sub(NEAR));
    let to = text.floor_char_boundary((name.end + NEAR).min(text.len()));
    let before = &text[from..name.start];
    let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let after = &text[name.end..to.max(name.end)];
    let after = &after[..after.find('\n').unwrap_or(after.len())];
    let outside = |words: &str| LISTS.kind.outside.within(&words.to_lowercase());
    // `12. Ann Reed - Noise`, `Cakes - Ann Reed`: a list of letters, of help.
    let dash = ['-', '\u{2013}', ':'];
    let listed = after.trim_start().starts_with(dash) && after.starts_with([' ', '\t'])
        || before.trim_end().ends_with(dash);
    // `Ann Reed asked`, `Ann Reed from Reed Play`.
    let next = after.trim_start();
    let word = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let speaks = word.starts_with(char::is_lowercase)
        && roles::marks(word).has(Marks::SPEAKS)
        && !LISTS.role.weak.has(word);
    let body = ["from ", "of ", "at "].iter().find_map(|lead| next.strip_prefix(lead));
    let body = body.map(|rest| rest.strip_prefix("the ").unwrap_or(rest));
    listed
        || speaks
        || body.is_some_and(|rest| rest.starts_with(char::is_uppercase))
        || outside(before)
        || outside(after)
}

/// Says whether the words right behind a name say where someone comes from: ` from Ashby`.
fn comes_from_afar(passage: &Passage<'_>, name: &Name) -> bool {
    let rest = passage.after(name.end);
    [" from ", " of "]
        .iter()
        .find_map(|lead| rest.strip_prefix(lead))
        .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Says whether a sentence says that the council takes someone in: `Ann Reed was co-opted onto the
/// Council`, `Mrs Dale had applied. It was agreed that she be co-opted`.
fn is_co_opted(passage: &Passage<'_>, name: &Name) -> bool {
    let rest = passage.after(name.end);
    let rest = &rest[..rest.floor_char_boundary(240)];
    let Some(at) = memmem::find(rest.as_bytes(), b"co-opted") else { return false };
    let council = || {
        let behind = &rest[at..rest.floor_char_boundary(at + 60)];
        behind.contains("ouncil") || behind.contains("COUNCIL")
    };
    let before = &rest[..at];
    match before.trim() {
        "is" | "was" | "be" | "is duly" | "was duly" | "be duly" | "was unanimously" => council(),
        _ if name.titles.she => before.ends_with(" she be "),
        _ if name.titles.he => before.ends_with(" he be "),
        _ => false,
    }
}

/// Says whether someone is told to be a resident or an applicant.
fn lives_nearby(passage: &Passage<'_>, name: &Name) -> bool {
    let before = passage.before(name.start(), 24).to_lowercase();
    let before = before.trim_end_matches([' ', ',', ':', '\u{a0}', '-', '(']);
    let after = passage.after(name.end);
    let after = after[..after.floor_char_boundary(24)].to_lowercase();
    LISTS.kind.nearby.ends(before) || LISTS.kind.nearby_tails.starts(&after)
}
