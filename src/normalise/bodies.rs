//! Judges names: is this the name of a committee, of a council, or of neither?
//!
//! Works on a name that was cut out already; where it may be cut out is for `heads`,
//! `committee` and `council` to say. The words it goes by are in `bodies.toml`.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;
use serde::Deserialize;

use crate::normalise::lexicon::ends_with;
use crate::normalise::pattern;
use crate::normalise::pattern::Pattern;
use crate::normalise::reading::folded_space;
use crate::vocabulary::councils;

/// A name longer than this, in bytes, is a sentence.
const LONGEST: usize = 140;

/// The words of which a council's name holds one, the first aside: a councillor is no council.
const COUNCIL_WORDS: [&str; 4] = ["councillor", "council", "borough", "yngor"];

/// How names end that are those of a meeting.
const MEETING_TAILS: [&str; 4] = ["agm", "meeting", "meetings", "minutes"];

#[derive(Deserialize)]
struct Words {
    committee: String,
    committee_of: String,
    person: String,
    person_but: String,
    no_committee: String,
    generic: String,
    own_council: String,
    meeting_words: String,
    council_type: String,
    council_type_welsh: String,
    local: String,
    no_council: String,
    sections: String,
}

struct Patterns {
    committee_end: Pattern,
    committee_of: Pattern,
    person: Pattern,
    person_but: Pattern,
    no_committee: Pattern,
    generic: Pattern,
    own_council: Pattern,
    meeting_words: Pattern,
    meeting_tail: Pattern,
    expired: Pattern,
    /// One of these words stands in every name that the four patterns below find; they are slow.
    council_words: AhoCorasick,
    council: Pattern,
    council_head: Pattern,
    bare_council: Pattern,
    council_welsh: Pattern,
    welsh_end: Pattern,
    youth: Pattern,
    local: Pattern,
    no_council: Pattern,
    sections: Pattern,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let words: Words = toml::from_str(include_str!("bodies.toml"))
        .expect("bodies.toml is embedded and parsed in a test");
    let any_case = |pattern: &str| -> Pattern {
        let pattern = pattern.replace(r"\b", r"(?-u:\b)");
        pattern::pattern(format!("(?i){pattern}"))
    };
    let (committee, types) = (&words.committee, &words.council_type);
    // A word of a council's name: it begins with a capital, or is one of the small words.
    let name = r"(?:(?:\p{Lu}[\p{L}’'.-]*|of|and|&|upon|on|in|the|le|la|cum|with|next|by|under|juxta|y|yr|a)[\s,]+){1,9}?";
    Patterns {
        committee_end: any_case(&format!(
            r"\b(?:{committee})(?:\s*\([^()]{{2,80}}\)|\s+[-–—]\s*[^.;]{{3,80}})?$"
        )),
        committee_of: any_case(&format!(r"\b(?:{})", words.committee_of)),
        person: any_case(&words.person),
        person_but: any_case(&words.person_but),
        no_committee: any_case(&words.no_committee),
        generic: any_case(&words.generic),
        own_council: any_case(&words.own_council),
        meeting_words: any_case(&words.meeting_words),
        meeting_tail: any_case(r"[\s,-]+(?:agm|(?:(?:ordinary|annual|special|extraordinary|general|virtual|monthly|statutory)\s+)*meetings?)(?: minutes)?$"),
        expired: any_case(r"\s*[-–—(\[]*\s*\b(?:expired|historic|decommissioned|abolished|dissolved)\b.*$"),
        council_words: AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(COUNCIL_WORDS)
            .expect("four fixed words"),
        council: pattern::pattern(format!(
            r"^(?:[Tt]he\s+|THE\s+)?(?P<name>{name}(?i:{types})\s+(?i:council))\b"
        )),
        council_head: pattern::pattern(
            r"^(?:[Tt]he\s+|THE\s+)?(?P<name>(?i:(?:london|royal|metropolitan|county)\s+borough\s+of)\s+\p{Lu}[\p{L}’'.-]+(?:\s+(?:(?i:upon|and|on|of|the|with|&)|\p{Lu}[\p{L}’'.-]+)){0,5})".to_owned(),
        ),
        bare_council: pattern::pattern(
            r"^(?:[Tt]he\s+|THE\s+)?(?P<name>\p{Lu}[\p{L}’'.-]+(?:[\s,]+(?:\p{Lu}[\p{L}’'.-]+|of|and|&|upon|on|with)){0,4}\s+(?:Council|COUNCIL))\b".to_owned(),
        ),
        council_welsh: pattern::pattern(format!(
            r"^(?:[Yy]r?\s+|YR?\s+)?(?P<name>(?i:[cg]h?yngor\s+(?:{}))\s+\p{{Lu}}[\p{{L}}’'.-]*(?:\s+(?:(?i:ac?|yr?|ar)\s+)?\p{{Lu}}[\p{{L}}’'.-]*){{0,6}})",
            words.council_type_welsh
        )),
        welsh_end: any_case(r"\s+(?:(?:is-?)?b?[ph]h?wyllgor|cabinet|bwrdd|gweithgor|cofnodion|agenda|cyfarfod|rhybudd)\b.*$"),
        youth: any_case(r"\s+youth\s+(?:parish|town|community)$"),
        local: any_case(&format!(r"^(?:{}) ", words.local)),
        no_council: any_case(&words.no_council),
        sections: any_case(&words.sections),
    }
});

/// A committee's name and what its print says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CommitteeName {
    /// The name, without the words of the meeting and without marks such as `Expired`.
    pub(super) name: String,
    /// Whether the print says that the committee is no more.
    pub(super) expired: bool,
}

/// Returns the committee that `printed` names, or `None` if it names none: a person, a council's
/// own meeting, a sentence.
pub(super) fn committee(printed: &str) -> Option<CommitteeName> {
    let patterns = &*PATTERNS;
    let folded = folded_space(printed);
    let name = folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let (mut name, expired) = without_mark(name);
    let may_have_tail = MEETING_TAILS.iter().any(|tail| ends_with(name, tail));
    if may_have_tail && let Some(tail) = patterns.meeting_tail.find(name) {
        name = &name[..tail.start()];
    }
    let name = without_place(after_meeting_of(without_meeting_words(name)))
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '(' && c != ')');
    let is_named = || patterns.committee_end.is_match(name) || patterns.committee_of.is_match(name);
    let is_person = || patterns.person.is_match(name) && !patterns.person_but.is_match(name);
    if !is_named()
        || is_person()
        || is_sentence(name)
        || name.to_ascii_lowercase().matches("committee").count() > 1
        || patterns.own_council.is_match(name)
    {
        return None;
    }
    if let Some(council) = council(name) {
        // `Eastmere Council, Audit Panel` names both; `Eastmere City and County Council` met as
        // a whole, which is the council and no committee of it.
        let rest = &name[council.len()..];
        let owned = ["'s", "’s", "'S", "’S"].iter().find_map(|mark| rest.strip_prefix(mark));
        let rest = owned.unwrap_or(rest).trim_start_matches(['\'', '’', ' ', ',', ':', '-', '–']);
        return if rest.is_empty() { None } else { committee(rest) };
    }
    if let Some((before, after)) = name.rsplit_once(" of ")
        && council(after).is_some_and(|council| council.len() == after.len())
    {
        // `Audit Panel of Eastmere City and County Council`
        return committee(before);
    }
    let is_capital = |words: &str| words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    // `the village Liaison Committee`
    let local = patterns.local.find(name).is_some_and(|local| is_capital(&name[local.end()..]));
    let starts_as_name = is_capital(name) || local;
    starts_as_name.then(|| CommitteeName { name: name.to_owned(), expired })
}

/// Parts a name from a mark behind it, such as `Expired 18/10/22`, and says whether it has one.
pub(super) fn without_mark(name: &str) -> (&str, bool) {
    match PATTERNS.expired.find(name) {
        Some(mark) => (name[..mark.start()].trim_end(), true),
        None => (name, false),
    }
}

/// Says whether `name` is too long for one, or holds words of a sentence.
pub(super) fn is_sentence(name: &str) -> bool {
    name.len() > LONGEST || PATTERNS.no_committee.is_match(name)
}

/// Cuts off what follows the name of a district that met: `District of Hill on the 5th`.
fn without_place(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    let district = lower.find("district of ");
    match district.and_then(|at| Some(at + lower[at..].find(" on ")?)) {
        Some(end) => &name[..end],
        None => name,
    }
}

/// Returns `printed` without the words for a meeting before the name of the body that met.
pub(super) fn without_meeting_words(printed: &str) -> &str {
    let printed = printed.trim();
    match PATTERNS.meeting_words.find(printed) {
        Some(words) if words.end() < printed.len() => &printed[words.end()..],
        _ => printed,
    }
}

/// The name after `meeting of`, unless a committee's name stands before it: `Budget Meeting of
/// the Audit Panel`, `Joint Policing Sub-Committee Meeting of the District of Hill`.
fn after_meeting_of(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    let marks = ["meeting of ", "meeting for ", "meeting - ", "meeting – ", "meeting "];
    let Some((at, mark)) = marks.iter().find_map(|mark| Some((lower.rfind(mark)?, mark))) else {
        return name;
    };
    let before = name[..at].trim_end();
    if PATTERNS.committee_end.is_match(before) {
        return before;
    }
    without_meeting_words(&name[at + mark.len()..])
}

/// Says whether a committee's name is too general to name it where it is only spoken of.
pub(super) fn is_generic(name: &str) -> bool {
    PATTERNS.generic.is_match(name)
}

/// Returns the council's name at the beginning of `printed`, or `None`. What may follow the
/// name is for the caller to judge.
pub(super) fn council(printed: &str) -> Option<&str> {
    let patterns = &*PATTERNS;
    if printed.len() <= LONGEST && councils::by_full_name(printed).is_some() {
        return Some(printed.trim_end_matches([',', '.', ' ']));
    }
    let mut held = [false; COUNCIL_WORDS.len()];
    patterns
        .council_words
        .find_iter(printed)
        .for_each(|word| held[word.pattern().as_usize()] = true);
    let [_, has_council, has_borough, has_welsh] = held;
    if has_welsh
        && let Some(found) =
            patterns.council_welsh.captures(printed).and_then(|all| all.name("name"))
    {
        // `Cyngor Cymuned Bryn Pwyllgor Coed`: the committee is no part of the place.
        let name = found.as_str();
        let end = patterns.welsh_end.find(name).map_or(name.len(), |end| end.start());
        return Some(&name[..end]);
    }
    for (pattern, may) in [
        (&patterns.council, has_council),
        (&patterns.council_head, has_borough),
        (&patterns.bare_council, has_council),
    ] {
        let found = may.then(|| pattern.captures(printed)).flatten();
        let Some(found) = found.and_then(|captures| captures.name("name")) else { continue };
        let name = found.as_str();
        // The last word is `Council` itself; what goes before must name a place.
        let before = match name.rsplit_once(char::is_whitespace) {
            Some((before, last)) if last.eq_ignore_ascii_case("council") => before,
            _ => name,
        };
        // The young people of a parish have a council of their own name.
        let before = patterns.youth.find(before).map_or(before, |youth| &before[..youth.start()]);
        if !patterns.no_council.is_match(before) && names_a_place(before) && is_of_one_print(name) {
            return Some(name);
        }
    }
    None
}

/// Returns the council's name at the beginning of `printed` where the name says its type:
/// `Alder Parish Council`, `London Borough of Alder`. A plain `X Council` may be anything.
pub(super) fn typed_council(printed: &str) -> Option<&str> {
    let name = council(printed)?;
    let patterns = &*PATTERNS;
    let typed =
        [&patterns.council, &patterns.council_head].iter().any(|pattern| pattern.is_match(name));
    typed.then_some(name)
}

/// Says whether `heading` is the name of a section of a report, and so not its title.
pub(super) fn is_section(heading: &str) -> bool {
    PATTERNS.sections.is_match(heading)
}

/// Says whether a name is printed in capitals throughout, or not at all: `CITY Eastmere Council`
/// are words of two lines that a scanner has joined. Its first word is no type either.
fn is_of_one_print(name: &str) -> bool {
    let long = || name.split_whitespace().filter(|word| word.chars().count() > 3);
    let capitals = long().filter(|word| !word.chars().any(char::is_lowercase)).count();
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    (capitals == 0 || capitals == long().count())
        && !["council", "county", "borough", "district"].contains(&first.as_str())
}

/// Says whether something is left of a council's name without the words of its type: `The Parish
/// Council` names none.
fn names_a_place(before: &str) -> bool {
    const TYPES: [&str; 17] = [
        "county",
        "borough",
        "metropolitan",
        "london",
        "royal",
        "city",
        "district",
        "town",
        "parish",
        "community",
        "regional",
        "islands",
        "municipal",
        "unitary",
        "the",
        "and",
        "of",
    ];
    before
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.len() > 1 && !TYPES.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests;
