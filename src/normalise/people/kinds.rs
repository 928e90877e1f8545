//! Decides on which side of the table someone sits.
//!
//! In order: an outsider's role or body, a councillor's title or role, a seat in the roll, an
//! officer's role, what the place in the paper says.

use super::lists::LISTS;
use crate::paper::PersonKind;
use crate::vocabulary::roles;

/// What is known of the council whose paper it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Body {
    /// A parish, town or community council: it has few officers of its own.
    pub(super) parish: bool,
    /// Its members are on a roll: whoever else is named comes from outside, unless the paper tells no
    /// more of them than a given name and a surname.
    pub(super) rolled: bool,
    /// A fire or police body: its officers are no outsiders.
    pub(super) uniformed: bool,
}

/// What the paper tells of someone.
#[derive(Debug, Clone, Default)]
pub(super) struct Cues {
    /// A councillor's title stands before the name.
    pub(super) titled: bool,
    /// A rank of the police stands before the name.
    pub(super) rank: bool,
    /// The place in the paper: a roll, a label, a planning application.
    pub(super) place: Option<PersonKind>,
    /// The place is a roll of those who sit at the table.
    pub(super) seated: bool,
    /// The words about the name tell nothing of someone.
    pub(super) bare: bool,
}

/// Returns the kind of someone with the roles `printed` and the body `organisation`.
pub(super) fn decide(
    printed: &[&str],
    organisation: Option<&str>,
    cues: &Cues,
    body: Body,
) -> PersonKind {
    let any = |holds: fn(&str) -> bool| printed.iter().any(|role| holds(role));
    if cues.titled {
        return PersonKind::Councillor;
    }
    if cues.place == Some(PersonKind::CoOpted) || any(roles::is_co_opted) {
        return PersonKind::CoOpted;
    }
    let outside = cues.rank || printed.iter().any(|role| is_outsiders(role));
    let named_outside = organisation.is_some_and(roles::is_nearby)
        || any(if body.parish { roles::is_nearby } else { roles::is_outside });
    // Those who work for another council are officers too, though not of this one.
    let authority = organisation.is_some_and(is_authority) || any(is_authority);
    if any(is_member) || authority && any(is_chair) {
        return PersonKind::Councillor;
    }
    let public = body.parish && any(is_public_post) && organisation.is_none() && !any(is_private);
    let works = authority || public && !outside;
    if works && !cues.seated && !cues.rank {
        return PersonKind::Officer;
    }
    if (outside || named_outside) && !(body.uniformed && is_uniformed(printed)) {
        let clerk = body.parish && any(is_own_post) && !outside;
        return if clerk { PersonKind::Officer } else { PersonKind::External };
    }
    if any(is_chair_elsewhere) {
        let other = if body.parish { PersonKind::External } else { PersonKind::Unknown };
        return cues.place.unwrap_or(other);
    }
    if any(is_council_role) {
        return PersonKind::Councillor;
    }
    if body.parish {
        return of_parish(printed, organisation, cues, body);
    }
    let elsewhere = organisation.is_some_and(|body| !body.contains("Council"));
    if printed.iter().any(|role| !role.is_empty()) {
        return if elsewhere { PersonKind::External } else { PersonKind::Officer };
    }
    match (cues.place, organisation) {
        (None, Some(_)) => PersonKind::External,
        (place, _) => place.unwrap_or(PersonKind::Unknown),
    }
}

/// The kind in a paper of a parish council, which employs a clerk and few others.
fn of_parish(printed: &[&str], organisation: Option<&str>, cues: &Cues, body: Body) -> PersonKind {
    if cues.place == Some(PersonKind::Officer) {
        return PersonKind::Officer;
    }
    let own = printed.iter().any(|role| is_own_post(role));
    let clerk = printed.iter().any(|role| role.to_lowercase().contains("clerk"));
    if clerk {
        return PersonKind::Officer;
    }
    if cues.seated && organisation.is_none_or(is_authority) {
        return PersonKind::Councillor;
    }
    if own {
        return PersonKind::Officer;
    }
    if printed.iter().any(|role| !role.is_empty()) || organisation.is_some() {
        return PersonKind::External;
    }
    let outside = body.rolled && !cues.bare;
    cues.place.unwrap_or(if outside { PersonKind::External } else { PersonKind::Unknown })
}

/// Says whether a role is a post of this parish council, and not of another body in the place:
/// `Village Hall Treasurer`.
fn is_own_post(role: &str) -> bool {
    roles::is_parish_post(role) && !LISTS.kind.elsewhere.within(&role.to_lowercase())
}

/// Says whether a role is one in the service of a principal council.
fn is_public_post(role: &str) -> bool {
    roles::is_public_post(role) || LISTS.kind.public.starts(&role.to_lowercase())
}

/// Says whether a role names a firm or the like as the one who employs: `Housing Officer at Ash Homes`.
fn is_private(role: &str) -> bool {
    LISTS.kind.private.within(role)
}

/// Says whether a role is one that outsiders hold. `PC Chairman` chairs a parish council.
fn is_outsiders(role: &str) -> bool {
    let council = role.strip_prefix("PC ").filter(|role| is_chair(role) || is_member(role));
    roles::is_outsiders(council.unwrap_or(role))
}

/// Says whether words name a principal council: `CDC Planning`, `Norfolk County Council`.
pub(super) fn is_authority(words: &str) -> bool {
    let short = |word: &str| {
        (3..=5).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'&')
            && ["CC", "DC", "BC"].iter().any(|end| word.ends_with(end))
            && !LISTS.kind.not_councils.has(word)
    };
    words.split([' ', ',', '(', ')', '\'', '\u{2019}']).any(short)
        || LISTS.kind.councils.within(words)
}

/// Says whether a role is a seat in a council: `County Councillor`.
fn is_member(role: &str) -> bool {
    let lower = role.to_lowercase();
    ["councillor", "cllr"].iter().any(|word| lower.ends_with(word))
}

/// Says whether a role is one a councillor holds in the body that meets.
fn is_council_role(role: &str) -> bool {
    let last = role.rsplit(' ').next().unwrap_or_default();
    (roles::is_councillors(role) || LISTS.kind.own_chairs.has_folded(last))
        && !is_chair_elsewhere(role)
}

fn is_chair(role: &str) -> bool {
    LISTS.kind.chairs.starts(&role.to_lowercase())
}

/// Says whether someone chairs another body: `Chair of the Programme Board`.
fn is_chair_elsewhere(role: &str) -> bool {
    let lower = role.to_lowercase();
    let own = LISTS.kind.here.within(&lower);
    is_chair(role) && (lower.contains(" of ") && !own || LISTS.kind.elsewhere.within(&lower))
}

fn is_uniformed(printed: &[&str]) -> bool {
    printed.iter().any(|role| LISTS.kind.uniformed.within(&role.to_lowercase()))
}
