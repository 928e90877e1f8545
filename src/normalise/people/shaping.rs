//! Makes the people of a paper out of the joined mentions.

use std::collections::HashMap;

use super::joining;
use super::kinds;
use super::kinds::Body;
use super::kinds::Cues;
use super::lists::LISTS;
use super::lists::List;
use super::mention::Mention;
use crate::normalise::reading::evidence;
use crate::paper::Person;
use crate::vocabulary::folded;
use crate::vocabulary::roles;

/// How much of the text before a mention is shown as evidence, in bytes.
const BEFORE: usize = 60;

/// Says whether the paper is a parish's, by the name of its council or by its words.
pub(super) fn is_parish(name: &str, text: &str, found: &[Mention]) -> bool {
    let lists = &LISTS.paper;
    if !name.is_empty() {
        return lists.small.within(name) || lists.small_names.within(name);
    }
    let officers = found
        .iter()
        .filter_map(|mention| mention.role.as_ref())
        .any(|role| lists.high.starts(&role.to_lowercase()));
    let top = text[..text.floor_char_boundary(1200)].to_lowercase();
    let first = |words: &List| words.iter().filter_map(|word| top.find(word)).min();
    match (first(&lists.small), first(&lists.principal)) {
        (Some(_), None) if lists.small_own.within(&top) => true,
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
    let printed: Vec<&str> = mentions
        .iter()
        .flat_map(|mention| mention.role.iter().chain(&mention.title_role))
        .map(String::as_str)
        .collect();
    let organisation = mentions.iter().find_map(|mention| mention.organisation.clone());
    let cues = Cues {
        titled: mentions.iter().any(|mention| mention.councillor),
        rank: mentions.iter().any(|mention| mention.rank),
        place: mentions.iter().find_map(|mention| mention.place),
        seated: mentions.iter().any(|mention| mention.seated),
        bare: body.rolled && mentions.iter().all(|mention| is_bare(mention)),
    };
    let kind = kinds::decide(&printed, organisation.as_deref(), &cues, body);
    let role = role(&mentions);
    let attendance = mentions.iter().find_map(|mention| mention.attendance);
    let decided = mentions
        .iter()
        .find(|mention| mention.role.is_some() || mention.councillor)
        .or(mentions.first());
    let mut aliases: Vec<String> = Vec::new();
    for mention in &mentions {
        if mention.folded != name.folded && !aliases.contains(&mention.titled) {
            aliases.push(mention.titled.clone());
        }
    }
    Person {
        name: Some(name.listed_name().unwrap_or_else(|| name.name())),
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

/// Says whether a mention tells no more of someone than a given name and a surname.
fn is_bare(mention: &Mention) -> bool {
    let given = mention.given.chars().nth(1).is_some_and(char::is_lowercase);
    given
        && !mention.councillor
        && mention.titled.len() == mention.given.len() + 1 + mention.surname.len()
        && mention.place.is_none()
        && mention.role.is_none()
        && !mention.outside
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
    let held: Vec<Held> = people.iter().filter_map(Held::new).collect();
    let mut all: Vec<Person> = Vec::new();
    // Folded role → its entry; `None` where someone named holds it.
    let mut known: HashMap<String, Option<usize>> = HashMap::new();
    for mention in found.iter().filter(|mention| mention.surname.is_empty()) {
        let Some(printed) = &mention.role else { continue };
        let entry = *known.entry(folded(printed)).or_insert_with_key(|key| {
            let canonical = roles::canonical(printed);
            if held.iter().any(|held| held.is(key, canonical.as_deref())) {
                return None;
            }
            // `Clerk` and `Parish Clerk` are one.
            let same = |person: &Person| canonical.is_some() && person.canonical_role == canonical;
            Some(all.iter().position(same).unwrap_or_else(|| {
                all.push(Person {
                    name: None,
                    canonical_role: canonical,
                    role: Some(printed.clone()),
                    kind: kinds::decide(&[printed.as_str()], None, &Cues::default(), body),
                    organisation: None,
                    attendance: None,
                    aliases: Vec::new(),
                    spans: Vec::new(),
                    evidence: shown(text, mention),
                });
                all.len() - 1
            }))
        });
        let Some(person) = entry.and_then(|at| all.get_mut(at)) else { continue };
        person.spans.push(mention.span.clone());
        person.attendance = person.attendance.or(mention.attendance);
        if person.role.as_ref() != Some(printed) && !person.aliases.contains(printed) {
            person.aliases.push(printed.clone());
        }
    }
    all
}

/// A role that a named person holds.
struct Held {
    folded: String,
    canonical: Option<String>,
}

impl Held {
    fn new(person: &Person) -> Option<Self> {
        let folded = folded(person.role.as_deref()?);
        let canonical = person.canonical_role.clone();
        (!folded.is_empty()).then_some(Self { folded, canonical })
    }

    /// Says whether the role with the folded words `key` is the same.
    fn is(&self, key: &str, canonical: Option<&str>) -> bool {
        let vice = |role: &str| role.contains("vice") || role.contains("deputy");
        let alike = vice(&self.folded) == vice(key);
        self.folded.contains(key) && alike
            || canonical.is_some() && self.canonical.as_deref() == canonical
            || key.starts_with("chair") && self.folded.contains("chair") && !vice(&self.folded)
    }
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
