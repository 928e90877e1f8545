//! Finds the places in a text where a body of the registry, its place or its address is named.
//!
//! One pass with one automaton over places, names, domains and initials; what stands round a
//! place then tells whether it is a council's full name. Whether a mention is a sign of the
//! author is for the caller to judge.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;
use serde::Deserialize;

use super::Body;
use super::REGISTRY;
use super::Tier;
use super::called;
use super::is_full_name;

/// How a body is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By a full name: `Lancashire County Council`, `London Borough of Barnet`.
    Name,
    /// By its place alone: `Lancashire`. Bodies of a place that is a word are not given.
    Place,
    /// As the domain of an e-mail address.
    Email,
    /// As the host of a web address.
    Web,
    /// By initials that are no other body's: `LBBD`.
    Initials,
    /// By initials that may be anyone's: `LCC`.
    VagueInitials,
}

/// A place in a text that names one or several bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// How they are named.
    pub how: How,
    /// The bodies it may mean, in the order of the table.
    pub bodies: Vec<&'static Body>,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

/// The words that say a council's type, after its place.
const TYPES: [&str; 12] = [
    "metropolitan",
    "london",
    "royal",
    "county",
    "city",
    "district",
    "borough",
    "islands",
    "and",
    "&",
    "combined",
    "unitary",
];

/// The words that end a council's name.
const ENDS: [&str; 10] =
    ["council", "corporation", "authority", "mbc", "mdc", "lbc", "cbc", "dc", "bc", "cc"];

/// What may stand before a place in its council's name, the longest first.
const OPENINGS: [&str; 10] = [
    "council of the city of ",
    "metropolitan borough of ",
    "county borough of ",
    "london borough of ",
    "county council of ",
    "royal borough of ",
    "borough of ",
    "city of ",
    "lb ",
    "rb ",
];

#[derive(Deserialize)]
struct Initials {
    one: BTreeMap<String, Vec<String>>,
    several: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Place,
    Name,
    Domain,
    Initials,
    VagueInitials,
}

struct Entry {
    sort: Sort,
    printed: String,
    bodies: Vec<usize>,
}

struct Matcher {
    automaton: AhoCorasick,
    entries: Vec<Entry>,
}

static MATCHER: LazyLock<Matcher> = LazyLock::new(Matcher::build);

/// Returns every mention in `text`, in order and without overlaps.
pub fn mentions(text: &str) -> impl Iterator<Item = Mention> {
    let matcher = &*MATCHER;
    let mut past = 0;
    matcher.automaton.find_iter(text).filter_map(move |found| {
        let entry = &matcher.entries[found.pattern().as_usize()];
        let mention = read(text, entry, found.range())?;
        // A full name may reach over the place that follows in it.
        if mention.span.start < past {
            return None;
        }
        past = mention.span.end;
        Some(mention)
    })
}

fn read(text: &str, entry: &Entry, span: Range<usize>) -> Option<Mention> {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let whole =
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    if !whole {
        return None;
    }
    let bodies = || entry.bodies.iter().map(|at| &REGISTRY.bodies[*at]).collect();
    let mention = |how| Some(Mention { how, bodies: bodies(), span: span.clone() });
    match entry.sort {
        Sort::Name => {
            text[span.clone()].starts_with(char::is_uppercase).then(|| mention(How::Name))?
        }
        Sort::Initials | Sort::VagueInitials if text[span.clone()] != entry.printed => None,
        Sort::Initials => mention(How::Initials),
        Sort::VagueInitials => mention(How::VagueInitials),
        Sort::Domain if after.starts_with('-') => None,
        Sort::Domain => {
            let stem =
                before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || ".-_".contains(c));
            match stem.ends_with('@') {
                true => mention(How::Email),
                false => mention(How::Web),
            }
        }
        Sort::Place => place(text, span.clone()).or_else(|| {
            let is_name = text[span.clone()].starts_with(char::is_uppercase);
            let is_local = ["parish", "town", "community"].contains(&next_word(after).as_str());
            (is_name && !is_local).then(|| mention(How::Place))?
        }),
    }
}

/// Reads a council's full name round its place.
fn place(text: &str, span: Range<usize>) -> Option<Mention> {
    let end = span.end + name_end(&text[span.end..]).unwrap_or(0);
    let start = span.start - opening(&text[..span.start]);
    if (start, end) == (span.start, span.end) {
        return None;
    }
    // `City of York Council`, `York Council`, `City of York`: the longest that is a name.
    [start..end, span.start..end, start..span.end].into_iter().find_map(|whole| {
        let name = &text[whole.clone()];
        if whole == span || !name.starts_with(char::is_uppercase) || !is_full_name(name) {
            return None;
        }
        let bodies = called(name);
        (!bodies.is_empty()).then_some(Mention { how: How::Name, bodies, span: whole })
    })
}

/// Where a council's name ends that began with its place: the words of its type and `Council`.
fn name_end(after: &str) -> Option<usize> {
    let mut at = 0;
    for _ in 0..5 {
        let rest = &after[at..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if gap == 0 || gap > 4 {
            return None;
        }
        let word = first_word(&rest[gap..]);
        at += gap + word.len();
        let lower = word.to_ascii_lowercase();
        // `Kent council tax` names no council.
        if ENDS.contains(&lower.as_str()) && word.starts_with(char::is_uppercase) {
            let is_tax = lower == "council" && next_word(&after[at..]) == "tax";
            return (!is_tax).then_some(at);
        }
        if !TYPES.contains(&lower.as_str()) {
            return None;
        }
    }
    None
}

/// How many bytes before a place belong to its council's name.
fn opening(before: &str) -> usize {
    let from = before.len() - before.len().min(26);
    let tail = &before[before.ceil_char_boundary(from)..];
    let lower = tail.to_ascii_lowercase();
    let fits = |opening: &&&str| {
        lower.strip_suffix(**opening).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    OPENINGS.iter().find(fits).map_or(0, |opening| opening.len())
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '&').unwrap_or(text.len());
    &text[..end]
}

/// The next word on the same line, in small letters.
fn next_word(after: &str) -> String {
    first_word(after.trim_start_matches([' ', '\u{a0}'])).to_lowercase()
}

impl Matcher {
    fn build() -> Self {
        let mut found: BTreeMap<(String, bool), Entry> = BTreeMap::new();
        let mut add = |printed: &str, sort: Sort, body: usize| {
            // Initials keep their case, everything else is compared without it.
            let cased = matches!(sort, Sort::Initials | Sort::VagueInitials);
            let key = (printed.to_ascii_lowercase(), cased);
            let entry = found.entry(key).or_insert_with(|| Entry {
                sort,
                printed: printed.to_owned(),
                bodies: Vec::new(),
            });
            if !entry.bodies.contains(&body) {
                entry.bodies.push(body);
            }
        };
        for (at, body) in REGISTRY.bodies.iter().enumerate() {
            if body.tier != Tier::Other {
                add(&body.place, Sort::Place, at);
                if body.place.contains(" and ") {
                    add(&body.place.replace(" and ", " & "), Sort::Place, at);
                }
            }
            // Names that do not hold the place are looked for as they are.
            for name in REGISTRY.spellings[at].iter().filter(|name| is_full_name(name)) {
                let lower = name.to_lowercase();
                if body.tier == Tier::Other || !lower.contains(&body.place.to_lowercase()) {
                    add(name, Sort::Name, at);
                }
            }
        }
        for (domain, bodies) in sorted(&REGISTRY.domains).into_iter().chain(sorted(&REGISTRY.hosts))
        {
            for at in bodies {
                add(domain, Sort::Domain, *at);
            }
        }
        let initials: Initials = toml::from_str(include_str!("initials.toml"))
            .expect("initials.toml is embedded and parsed in a test");
        for (group, sort) in
            [(&initials.one, Sort::Initials), (&initials.several, Sort::VagueInitials)]
        {
            for (printed, ids) in group {
                for at in ids.iter().filter_map(|id| REGISTRY.by_id.get(id)) {
                    add(printed, sort, *at);
                }
            }
        }
        let entries: Vec<Entry> = found.into_values().collect();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(entries.iter().map(|entry| entry.printed.as_str()))
            .expect("the registry's names build an automaton, as a test shows");
        Self { automaton, entries }
    }
}

fn sorted(map: &std::collections::HashMap<String, Vec<usize>>) -> BTreeMap<&String, &Vec<usize>> {
    map.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(How, &str, &str)]) {
        let found: Vec<(How, String, &str)> = mentions(text)
            .map(|mention| {
                let ids: Vec<&str> = mention.bodies.iter().map(|body| body.id.as_str()).collect();
                (mention.how, ids.join(" "), &text[mention.span])
            })
            .collect();
        let found: Vec<(How, &str, &str)> =
            found.iter().map(|(how, ids, text)| (*how, ids.as_str(), *text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn names_are_read_round_their_place() {
        check(
            "Kent County Council and the London Borough of Bexley wrote to CITY OF YORK COUNCIL.",
            &[
                (How::Name, "KEN", "Kent County Council"),
                (How::Name, "BEX", "London Borough of Bexley"),
                (How::Name, "YOR", "CITY OF YORK COUNCIL"),
            ],
        );
        check(
            "Bradford MDC, LB Barnet",
            &[(How::Name, "BRD", "Bradford MDC"), (How::Name, "BNE", "LB Barnet")],
        );
        check("Cyngor Sir Ynys Môn", &[(How::Name, "AGY", "Cyngor Sir Ynys Môn")]);
        check(
            "the Peak District National Park Authority",
            &[(How::Name, "X-NPA-12", "Peak District National Park Authority")],
        );
    }

    #[test]
    fn places_stand_apart_from_names_words_and_parishes() {
        check("Services in Lancashire, and in reading", &[(How::Place, "LAN", "Lancashire")]);
        check("Bury Parish Council; Kentish; Lancaster Town Council", &[]);
        check(
            "the Kent council tax and Kent Council Tax",
            &[(How::Place, "KEN", "Kent"), (How::Place, "KEN", "Kent")],
        );
        check("in Somerset", &[(How::Place, "SMT SOM", "Somerset")]);
    }

    #[test]
    fn addresses_and_initials_are_known() {
        check(
            "j.reed@lancashire.gov.uk, www.kent.gov.uk/a and notkent.gov.uk",
            &[(How::Email, "LAN", "lancashire.gov.uk"), (How::Web, "KEN", "kent.gov.uk")],
        );
        check(
            "LBBD and lbbd; KCC",
            &[(How::Initials, "BDG", "LBBD"), (How::VagueInitials, "KEN", "KCC")],
        );
    }
}
