//! Reads what the sentence about a name tells of someone: apologies, an application, a chair.

use super::mention::Mention;
use super::names::Name;
use super::scan::Passage;
use crate::normalise::reading::folded_space;
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
    holds(before) || holds(after) && after.len() < 200
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

/// Says whether someone is told to be a resident or an applicant.
pub(super) fn lives_nearby(passage: &Passage<'_>, name: &Name) -> bool {
    let before = passage.before(name.start(), 24).to_lowercase();
    let before = before.trim_end_matches([' ', ',', ':', '\u{a0}', '-', '(']);
    let told = [
        "resident",
        "applicant",
        "applicants",
        "parishioner",
        "agent",
        "owner",
        "contractor",
        "villager",
        "landlord",
    ];
    let after = passage.after(name.end);
    let after = after[..after.floor_char_boundary(24)].to_lowercase();
    told.iter().any(|word| before.ends_with(word))
        || [", a resident", ", resident", " (resident", ", a parishioner", ", a local resident"]
            .iter()
            .any(|tail| after.starts_with(tail))
}
