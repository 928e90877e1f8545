//! Makes the people of a paper out of the joined mentions.

use super::joining;
use super::kinds;
use super::kinds::Body;
use super::kinds::Cues;
use super::mention::Mention;
use crate::normalise::reading::evidence;
use crate::paper::Person;
use crate::vocabulary::folded;
use crate::vocabulary::roles;

/// How much of the text before a mention is shown as evidence, in bytes.
const BEFORE: usize = 60;

/// Says whether the paper is a parish's, by the name of its council or by its words.
pub(super) fn is_parish(name: &str, text: &str, found: &[Mention]) -> bool {
    let small = ["parish", "town council", "community council", "cymuned", "village"];
    if !name.is_empty() {
        return small.iter().any(|word| name.contains(word));
    }
    let high = ["director", "head of", "democratic services", "solicitor", "chief executive"];
    let officers = found.iter().filter_map(|mention| mention.role.as_ref()).any(|role| {
        let role = role.to_lowercase();
        high.iter().any(|word| role.starts_with(word))
    });
    let top = text[..text.floor_char_boundary(1200)].to_lowercase();
    let county = ["county council", "borough council", "city council", "district council"];
    let first = |words: &[&str]| words.iter().filter_map(|word| top.find(word)).min();
    match (first(&small[..3]), first(&county)) {
        (Some(one), Some(other)) => one < other,
        (Some(at), None) => at < 300 || !officers,
        _ if officers => false,
        (None, Some(_)) => false,
        (None, None) => found.iter().any(|mention| {
            let role = mention.role.as_deref().map(folded);
            role.is_some_and(|role| role == "clerk" || role == "parish clerk")
        }),
    }
}

/// Returns the people of the mentions `found`, in the order of their first mention.
pub(super) fn people(text: &str, found: &[Mention], body: Body) -> Vec<Person> {
    let mut people: Vec<Person> = joining::join(found)
        .into_iter()
        .map(|joined| person(text, found, joined.mentions, body))
        .collect();
    people.extend(unnamed(text, found, &people, body));
    people.sort_by_key(|person| person.spans.first().map_or(0, |span| span.start));
    people
}

/// Makes one person of the mentions `at`.
fn person(text: &str, found: &[Mention], mut at: Vec<usize>, body: Body) -> Person {
    at.sort_unstable();
    let mentions: Vec<&Mention> = at.iter().map(|at| &found[*at]).collect();
    let name = fullest(&mentions);
    let printed: Vec<String> = mentions
        .iter()
        .flat_map(|mention| mention.role.iter().chain(&mention.title_role))
        .cloned()
        .collect();
    let organisation = mentions.iter().find_map(|mention| mention.organisation.clone());
    let cues = Cues {
        titled: mentions.iter().any(|mention| mention.councillor),
        rank: mentions.iter().any(|mention| mention.rank),
        place: mentions.iter().find_map(|mention| mention.place),
        seated: mentions.iter().any(|mention| mention.seated),
    };
    let kind = kinds::decide(&printed, organisation.as_deref(), &cues, body);
    let role = role(&mentions);
    let attendance = mentions.iter().find_map(|mention| mention.attendance);
    let decided = mentions
        .iter()
        .find(|mention| mention.role.is_some() || mention.councillor)
        .or(mentions.first());
    let surname = folded(&name.surname);
    let mut aliases: Vec<String> = Vec::new();
    for mention in &mentions {
        if folded(&mention.surname) != surname && !aliases.contains(&mention.titled) {
            aliases.push(mention.titled.clone());
        }
    }
    Person {
        name: Some(name.name()),
        canonical_role: role.as_deref().and_then(roles::canonical),
        role,
        kind,
        organisation,
        attendance,
        aliases,
        spans: mentions.iter().map(|mention| mention.span.clone()).collect(),
        evidence: decided.map(|mention| shown(text, mention)).unwrap_or_default(),
    }
}

/// The mention that gives the fullest name; the first of those that are as full.
fn fullest<'a>(mentions: &[&'a Mention]) -> &'a Mention {
    let fullness = |mention: &Mention| {
        let first = mention.given.split([' ', '.']).next().unwrap_or_default().chars().count();
        let capitals = mention.surname.len() > 2 && !mention.surname.contains(char::is_lowercase);
        (
            if first > 2 { 2 } else { first.min(1) },
            usize::from(!capitals),
            if first > 2 { first } else { 0 },
        )
    };
    let mut best = mentions[0];
    for mention in mentions {
        if fullness(mention) > fullness(best) {
            best = mention;
        }
    }
    best
}

/// The role as printed: one beside the name goes before one in the title, and both stand where
/// they are printed together.
fn role(mentions: &[&Mention]) -> Option<String> {
    let beside = mentions.iter().find(|mention| mention.role.is_some());
    let Some(mention) = beside else {
        return mentions.iter().find_map(|mention| mention.title_role.clone());
    };
    let role = mention.role.clone()?;
    match &mention.title_role {
        Some(title) if mention.seated && roles::is_councillors(&role) => {
            Some(format!("{title} ({role})"))
        }
        _ => Some(role),
    }
}

/// The roles that act without a name, once each, less those that a named person holds.
fn unnamed(text: &str, found: &[Mention], people: &[Person], body: Body) -> Vec<Person> {
    let mut roles_found: Vec<(String, Person)> = Vec::new();
    for mention in found.iter().filter(|mention| mention.surname.is_empty()) {
        let Some(printed) = mention.role.clone() else { continue };
        let key = folded(&printed);
        if is_held(&key, &printed, people) {
            continue;
        }
        let post = roles::canonical(&printed);
        let same = |(other, known): &&mut (String, Person)| {
            *other == key || post.is_some() && known.canonical_role == post
        };
        if let Some((_, known)) = roles_found.iter_mut().find(same) {
            known.spans.push(mention.span.clone());
            known.attendance = known.attendance.or(mention.attendance);
            if known.role.as_ref() != Some(&printed) && !known.aliases.contains(&printed) {
                known.aliases.push(printed);
            }
            continue;
        }
        let printed_roles = [printed.clone()];
        let person = Person {
            name: None,
            canonical_role: roles::canonical(&printed),
            role: Some(printed),
            kind: kinds::decide(&printed_roles, None, &Cues::default(), body),
            organisation: None,
            attendance: mention.attendance,
            aliases: Vec::new(),
            spans: vec![mention.span.clone()],
            evidence: shown(text, mention),
        };
        roles_found.push((key, person));
    }
    roles_found.into_iter().map(|(_, person)| person).collect()
}

/// Says whether a named person holds the role with the folded words `key`.
fn is_held(key: &str, printed: &str, people: &[Person]) -> bool {
    let canonical = roles::canonical(printed);
    people.iter().filter_map(|person| person.role.as_deref()).any(|held| {
        let folded_role = folded(held);
        let vice = |role: &str| role.contains("vice") || role.contains("deputy");
        let within = folded_role.contains(key) && vice(&folded_role) == vice(key);
        within
            || canonical.is_some() && roles::canonical(held) == canonical
            || key.starts_with("chair") && folded_role.contains("chair") && !vice(&folded_role)
    })
}

/// The words about a mention.
fn shown(text: &str, mention: &Mention) -> String {
    let from = text.ceil_char_boundary(mention.span.start.saturating_sub(BEFORE));
    let before = &text[from..mention.span.start];
    let from = before.rfind('\n').map_or(from, |at| from + at + 1);
    let to = text.floor_char_boundary((mention.span.end + 2 * BEFORE).min(text.len()));
    let to = text[mention.span.end..to.max(mention.span.end)]
        .find('\n')
        .map_or(to, |at| mention.span.end + at);
    evidence(&text[from..to.max(mention.span.end)])
}
