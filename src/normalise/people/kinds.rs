//! Decides on which side of the table someone sits.
//!
//! In order: an outsider's role or body, a councillor's title or role, a seat in the roll, an
//! officer's role, what the place in the paper says.

use crate::paper::PersonKind;
use crate::vocabulary::roles;

/// What is known of the council whose paper it is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Body {
    /// A parish, town or community council: it has few officers of its own.
    pub(super) parish: bool,
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
}

/// Returns the kind of someone with the roles `printed` and the body `organisation`.
pub(super) fn decide(
    printed: &[String],
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
    let outside = cues.rank || any(roles::is_outsiders);
    let named_outside = organisation.is_some_and(roles::is_outside) || any(roles::is_outside);
    if (outside || named_outside) && !(body.uniformed && is_uniformed(printed)) {
        let clerk = body.parish && any(roles::is_parish_post) && !outside;
        return if clerk { PersonKind::Officer } else { PersonKind::External };
    }
    if any(is_chair_elsewhere) {
        return cues.place.unwrap_or(PersonKind::Unknown);
    }
    if any(is_council_role) {
        return PersonKind::Councillor;
    }
    if body.parish {
        return of_parish(printed, organisation, cues);
    }
    if printed.iter().any(|role| !role.is_empty()) {
        return PersonKind::Officer;
    }
    match (cues.place, organisation) {
        (None, Some(_)) => PersonKind::External,
        (place, _) => place.unwrap_or(PersonKind::Unknown),
    }
}

/// The kind in a paper of a parish council, which employs a clerk and few others.
fn of_parish(printed: &[String], organisation: Option<&str>, cues: &Cues) -> PersonKind {
    let own = printed.iter().any(|role| roles::is_parish_post(role));
    let clerk = printed.iter().any(|role| role.to_lowercase().contains("clerk"));
    if clerk {
        return PersonKind::Officer;
    }
    if cues.seated && organisation.is_none() {
        return PersonKind::Councillor;
    }
    if own {
        return PersonKind::Officer;
    }
    if printed.iter().any(|role| !role.is_empty()) || organisation.is_some() {
        return PersonKind::External;
    }
    cues.place.unwrap_or(PersonKind::Unknown)
}

/// Says whether a role is one a councillor holds in the body that meets.
fn is_council_role(role: &str) -> bool {
    roles::is_councillors(role) && !is_chair_elsewhere(role)
}

/// Says whether someone chairs another body: `Chair of the Programme Board`.
fn is_chair_elsewhere(role: &str) -> bool {
    let lower = role.to_lowercase();
    let chair = ["chair", "vice-chair", "vice chair", "deputy chair", "leader"]
        .iter()
        .any(|word| lower.starts_with(word));
    let council =
        lower.contains("council") || lower.contains("committee") || lower.contains("panel");
    chair && lower.contains(" of ") && !council
}

fn is_uniformed(printed: &[String]) -> bool {
    printed.iter().any(|role| {
        let lower = role.to_lowercase();
        ["fire", "constable", "commander", "commissioner", "superintendent"]
            .iter()
            .any(|word| lower.contains(word))
    })
}
