//! Says what a committee is and what it covers, from its name.
//!
//! The rules are in `committees.toml`; beside them it goes by the registry of councils only.
//! Knows no paper: whether a name is that of a committee is for the caller to judge.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;
use regex::Regex;
use regex::RegexSet;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::vocabulary::councils;
use crate::vocabulary::councils::Body;

/// The rules as a table.
const TABLE: &str = include_str!("committees.toml");

/// The function of a body that no rule knows.
const OTHER: &str = "other";

/// The theme of a body that has none of its own.
const GENERAL: &str = "general";

/// The function whose names say `area` anyway, and the flag that says it of other bodies.
const AREA: &str = "area";

/// The flag of a body that is no more.
pub const EXPIRED: &str = "expired";

/// A council's name has no more words than this.
const LONGEST: usize = 10;

/// What a committee's name says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// What it is: `scrutiny`, `executive`, …; `other` where no rule knows.
    pub function: &'static str,
    /// Further functions of the same name: an audit and standards committee is both.
    pub also: Vec<&'static str>,
    /// What it covers, as the name orders it; `general` alone where it names no subject.
    pub themes: Vec<&'static str>,
    /// Marks: `joint`, `sub`, `special`, `shadow`, `area`, `expired`, in this order.
    pub flags: Vec<&'static str>,
}

#[derive(Deserialize)]
struct Table {
    normalise: Steps,
    words: BTreeMap<String, String>,
    welsh: BTreeMap<String, String>,
    rule: Vec<Rule>,
    theme: Vec<Theme>,
    guards: BTreeMap<String, String>,
    corporate: Corporate,
    also: BTreeMap<String, Vec<String>>,
    flag: Vec<Flag>,
}

#[derive(Deserialize)]
struct Steps {
    expired: String,
    renamed: String,
    leading: String,
    bare: String,
    goes_on: String,
    welsh: String,
}

#[derive(Deserialize)]
struct Rule {
    function: String,
    patterns: Vec<String>,
    /// No name that holds this is meant.
    but: Option<String>,
}

#[derive(Deserialize)]
struct Theme {
    id: String,
    patterns: Vec<String>,
}

#[derive(Deserialize)]
struct Corporate {
    no_theme: Vec<String>,
}

#[derive(Deserialize)]
struct Flag {
    id: String,
    pattern: String,
}

/// Words and phrases that are written otherwise, the longest first.
struct Glossary {
    keys: AhoCorasick,
    values: Vec<String>,
}

impl Glossary {
    fn new(pairs: &BTreeMap<String, String>) -> Self {
        let keys = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(pairs.keys())
            .expect("committees.toml is compiled in a test");
        Self { keys, values: pairs.values().cloned().collect() }
    }

    /// Returns `name` with each whole word or phrase of the glossary written otherwise.
    fn written(&self, name: &str) -> String {
        let mut written = String::with_capacity(name.len() + 16);
        let mut end = 0;
        for found in self.keys.find_iter(name) {
            let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
            let before = found.start().checked_sub(1).and_then(|at| name.as_bytes().get(at));
            if is_part(before) || is_part(name.as_bytes().get(found.end())) {
                continue;
            }
            written.push_str(&name[end..found.start()]);
            written.push_str(&self.values[found.pattern().as_usize()]);
            end = found.end();
        }
        written.push_str(&name[end..]);
        written
    }
}

/// The rules, each pattern built once.
struct Rules {
    table: Table,
    expired: Regex,
    renamed: Regex,
    leading: Regex,
    bare: Regex,
    goes_on: Regex,
    is_welsh: Regex,
    words: Glossary,
    welsh: Glossary,
    guards: Glossary,
    functions: RegexSet,
    /// For each rule the names that it does not mean.
    buts: Vec<Option<Regex>>,
    themes: RegexSet,
    /// The pattern of each theme, to say where it stands.
    theme: Vec<Regex>,
    flags: RegexSet,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(TABLE).expect("committees.toml is embedded and parsed in a test");
    let one =
        |pattern: &str| Regex::new(&ascii(pattern)).expect("committees.toml is compiled in a test");
    let set = |patterns: Vec<String>| {
        RegexSet::new(patterns).expect("committees.toml is compiled in a test")
    };
    let either = |patterns: &[String]| ascii(&patterns.join("|"));
    let themes: Vec<String> = table.theme.iter().map(|theme| either(&theme.patterns)).collect();
    Rules {
        expired: one(&table.normalise.expired),
        renamed: one(&table.normalise.renamed),
        leading: one(&table.normalise.leading),
        bare: one(&table.normalise.bare),
        goes_on: one(&table.normalise.goes_on),
        is_welsh: one(&table.normalise.welsh),
        words: Glossary::new(&table.words),
        welsh: Glossary::new(&table.welsh),
        guards: Glossary::new(&table.guards),
        buts: table.rule.iter().map(|rule| rule.but.as_deref().map(one)).collect(),
        functions: set(table.rule.iter().map(|rule| either(&rule.patterns)).collect()),
        theme: themes.iter().map(|pattern| one(pattern)).collect(),
        themes: set(themes),
        flags: set(table.flag.iter().map(|flag| ascii(&flag.pattern)).collect()),
        table,
    }
});

/// Names are matched without accents, so that the quick ASCII word boundary will do.
fn ascii(pattern: &str) -> String {
    pattern.replace(r"\b", r"(?-u:\b)")
}

/// Returns what the name of a committee says of it. `council` is the council it belongs to, as
/// far as that is known: by any name that the registry has, or by its printed one.
pub fn class(name: &str, council: Option<&str>) -> Class {
    let rules = &*RULES;
    let (name, expired) = normalised(name, council);
    let hits: Vec<&'static str> = rules
        .functions
        .matches(&name)
        .iter()
        .filter(|at| !rules.buts[*at].as_ref().is_some_and(|but| but.is_match(&name)))
        .map(|at| rules.table.rule[at].function.as_str())
        .collect();
    let function = hits.first().copied().unwrap_or(OTHER);
    let further = rules.table.also.get(function).map_or(&[][..], Vec::as_slice);
    let mut also: Vec<&'static str> =
        hits.into_iter().filter(|hit| further.iter().any(|id| id == hit)).collect();
    also.dedup();
    let themes = themes(&name, function);
    Class { function, also, themes, flags: flags(&name, function, expired) }
}

/// What the name covers, in the order of its words.
fn themes(name: &str, function: &str) -> Vec<&'static str> {
    let rules = &*RULES;
    let name = rules.guards.written(name);
    let corporate = !rules.table.corporate.no_theme.iter().any(|id| id == function);
    let mut found: Vec<(usize, usize, usize)> = rules
        .themes
        .matches(&name)
        .iter()
        .filter(|at| corporate || rules.table.theme[*at].id != "corporate")
        .filter_map(|at| {
            let hit = rules.theme[at].find(&name)?;
            Some((hit.start(), hit.end(), at))
        })
        .collect();
    found.sort_unstable();
    let mut themes: Vec<&'static str> =
        found.into_iter().map(|(.., at)| rules.table.theme[at].id.as_str()).collect();
    if themes.is_empty() {
        themes.push(GENERAL);
    }
    themes
}

fn flags(name: &str, function: &str, expired: bool) -> Vec<&'static str> {
    let rules = &*RULES;
    let found = rules.flags.matches(name);
    let found = found.iter().map(|at| rules.table.flag[at].id.as_str());
    let mut flags: Vec<&'static str> = found.filter(|id| *id != AREA || function != AREA).collect();
    if expired {
        flags.push(EXPIRED);
    }
    flags
}

/// The name as the rules are written for, and whether it said that the body is no more.
fn normalised(name: &str, council: Option<&str>) -> (String, bool) {
    let rules = &*RULES;
    let plain = plain(name);
    let mut name = plain.as_str();
    let mark = rules.expired.find(name);
    if let Some(mark) = mark.or_else(|| rules.renamed.find(name)) {
        name = &name[..mark.start()];
    }
    if let Some(words) = rules.leading.find(name).filter(|words| words.end() < name.len()) {
        name = &name[words.end()..];
    }
    let name = without_council(name, council).replace("'s ", " s ").replace('\'', "");
    let mut name = rules.words.written(&name);
    if rules.is_welsh.is_match(&name) {
        name = rules.welsh.written(&name);
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    (name.trim_matches([',', '-', ' ']).to_owned(), mark.is_some())
}

/// The name in small letters without accents, with plain quotes, dashes and spaces.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    for c in name.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            '&' => plain.push_str(" and "),
            '\u{2018}' | '\u{2019}' | '`' => plain.push('\''),
            '\u{2010}'..='\u{2015}' => plain.push('-'),
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name without the council's in front of it, unless nothing of worth would be left.
fn without_council<'a>(name: &'a str, council: Option<&str>) -> &'a str {
    let rules = &*RULES;
    let own = council.and_then(councils::by_name);
    let printed = council.map(plain);
    let ends = name.match_indices(' ').map(|(at, _)| at).take(LONGEST);
    // The longest name first: `Kingston upon Thames`, then `Kingston`.
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let (front, rest) = (&name[..end], name[end..].trim_start_matches([' ', ',', '-']));
        if is_council(front, own, printed.as_deref())
            && !rules.bare.is_match(rest)
            && !rules.goes_on.is_match(rest)
        {
            return rest;
        }
    }
    name
}

/// Says whether `front` is the name of the council: its own, or where none is known any full name.
fn is_council(front: &str, own: Option<&Body>, printed: Option<&str>) -> bool {
    let front = front.trim_end_matches(['\'', ',', '-', ' ']);
    match (own, printed) {
        (Some(own), _) => councils::by_name(front).is_some_and(|body| body.id == own.id),
        (None, Some(printed)) => {
            let rest = printed.strip_prefix(front);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        }
        (None, None) => councils::by_full_name(front).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(name: &str, council: Option<&str>, expected: &str) {
        let class = class(name, council);
        let lists = [class.also, class.themes, class.flags];
        let lists = lists.map(|list| list.join(" ")).join(" / ");
        assert_eq!(format!("{} / {lists}", class.function), expected, "{name}");
    }

    #[test]
    fn the_table_parses_and_names_only_what_it_holds() {
        let table = &RULES.table;
        let functions: BTreeSet<&str> =
            table.rule.iter().map(|rule| rule.function.as_str()).collect();
        let named = table.also.iter().flat_map(|(from, to)| to.iter().chain([from]));
        for function in named.chain(&table.corporate.no_theme) {
            assert!(functions.contains(function.as_str()), "`{function}` has no rule");
        }
        assert!(functions.contains(AREA) && table.flag.iter().any(|flag| flag.id == AREA));
        assert!(table.theme.iter().any(|theme| theme.id == "corporate"));
    }

    #[test]
    fn a_name_says_function_themes_and_flags() {
        check("Harbour Committee", None, "service_committee /  / general / ");
        check(
            "Roads & Homes Scrutiny Sub\u{2011}Committee",
            None,
            "scrutiny /  / transport housing / sub",
        );
        check("Joint Audit and Standards Panel", None, "audit / standards / audit / joint");
        check("Ridge Forum \u{2013} Expired 18/10/22", None, "advisory /  / general / expired");
        check("Parks Committee (formerly Grounds)", None, "service_committee /  / communities / ");
        check("Emergency Planning Sub Committee", None, "service_committee /  / safety / sub");
        check("Pwyllgor Craffu Addysg a Thai", None, "scrutiny /  / education housing / ");
        check(
            "Social Development Strategic Policy Committee",
            None,
            "service_committee /  / communities / ",
        );
        check("The Widgets", None, "other /  / general / ");
        check("", None, "other /  / general / ");
    }

    #[test]
    fn posts_decide_and_committees_of_posts_do_not() {
        check("Assistant Director - Highways", None, "officer_decision /  / transport / ");
        check("Directors Panel", None, "service_committee /  / general / ");
        check("Cabinet Member for Roads", None, "executive_member /  / transport / ");
        check("Chief Officers Employment Committee", None, "appointments_hr /  / general / ");
    }

    #[test]
    fn the_councils_own_name_says_nothing() {
        let place = Some("Royal Borough of Kingston upon Thames");
        check("Kingston upon Thames Cabinet", place, "executive /  / general / ");
        check("Lancashire Council", Some("Lancashire"), "full_council /  / general / ");
        check("Lancashire County Council Cabinet", None, "executive /  / general / ");
        // What is no council's name in front, or would leave nothing, stays.
        check("Fire Authority", Some("Avon Fire Authority"), "fire_authority /  / safety / ");
        check("Avon Fire Authority", Some("Avon Fire Authority"), "fire_authority /  / safety / ");
        let parish = Some("Housing Parva Parish Council");
        check("Housing Parva Parish Council Audit Panel", parish, "audit /  / audit / ");
        check("Housing Parva Harbour Board", parish, "service_committee /  / general / ");
    }

    proptest! {
        #[test]
        fn any_name_has_a_class(name in "\\PC{0,60}", council in "\\PC{0,20}") {
            for council in [None, Some(council.as_str())] {
                let class = class(&name, council);
                prop_assert!(!class.themes.is_empty());
            }
        }
    }
}
