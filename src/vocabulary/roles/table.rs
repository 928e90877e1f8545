//! Reads the tables of `roles.toml` and builds their matchers.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;
use regex::Regex;
use regex::RegexSet;
use serde::Deserialize;

use super::Marks;
use super::words::Words;
use crate::paper::PersonKind;
use crate::vocabulary::folded;

/// The file as it is written.
#[derive(Deserialize)]
pub(super) struct Table {
    before: Before,
    name: NameWords,
    no: NoWords,
    role: RoleWords,
    verbs: Verbs,
    acting: Acting,
    roll: RollWords,
    label: Labels,
    canonical: Vec<Form>,
}

#[derive(Deserialize)]
struct Before {
    he: String,
    she: String,
    either: String,
    grand: String,
    councillor: String,
    many: String,
    tier: String,
    rank: String,
}

#[derive(Deserialize)]
struct NameWords {
    short: String,
    after: String,
    particle: String,
    given: String,
    doubtful: String,
}

#[derive(Deserialize)]
struct NoWords {
    words: String,
    surnames: String,
    place: String,
    saint: String,
    bodies: String,
}

#[derive(Deserialize)]
struct RoleWords {
    heads: String,
    councillor: String,
    external: String,
    co_opted: String,
    outside: String,
    nearby: String,
    parish: String,
    public: String,
    acronyms: HashMap<String, String>,
    inside: String,
}

#[derive(Deserialize)]
struct Acting {
    alone: String,
    post: String,
    body: String,
}

#[derive(Deserialize)]
struct Verbs {
    speaks: String,
}

#[derive(Deserialize)]
struct RollWords {
    fill: String,
    remark: String,
    present: String,
    attendance: String,
    apologies: String,
    absent: String,
    co_opted: String,
}

#[derive(Deserialize)]
struct Labels {
    officer: String,
    councillor: String,
    external: String,
}

#[derive(Deserialize)]
struct Form {
    form: String,
    post: String,
}

/// The matchers, built.
pub(super) struct Known {
    /// Word in small letters → what it may be.
    pub(super) words: Words,
    /// Given name or short form of one → the groups of these that it stands in, by number.
    pub(super) short: HashMap<String, Vec<usize>>,
    /// Two words that open the name of a firm or a body.
    pub(super) bodies: Vec<[String; 2]>,
    /// Folded label → kind of the person behind it.
    pub(super) labels: HashMap<String, PersonKind>,
    /// Roles that only a councillor holds.
    pub(super) councillor: Phrases,
    /// Roles of outsiders.
    pub(super) external: Phrases,
    /// Roles of co-opted members.
    pub(super) co_opted: Phrases,
    /// Bodies outside any council.
    pub(super) outside: Phrases,
    /// Words of bodies outside a parish council.
    pub(super) nearby: Phrases,
    /// Posts of a parish council.
    pub(super) parish: Phrases,
    /// Posts of principal councils.
    pub(super) public: Phrases,
    /// Role in letters → role in words.
    pub(super) acronyms: HashMap<String, String>,
    /// The same forms, matched all at once.
    pub(super) forms: RegexSet,
    /// Form of a folded role → the name under which it compares.
    pub(super) canonical: Vec<(Regex, String)>,
}

impl Known {
    /// Builds the matchers of `table`.
    pub(super) fn new(table: Table) -> Self {
        let mut words = Words::new();
        let mut mark = |list: &str, marks: Marks| {
            for word in list.split_whitespace() {
                words.add(word, marks);
            }
        };
        let Before { he, she, either, grand, councillor, many, tier, rank } = table.before;
        for (list, marks) in [
            (&he, Marks::HE),
            (&she, Marks::SHE),
            (&either, Marks::EITHER),
            (&grand, Marks::GRAND),
            (&councillor, Marks::COUNCILLOR),
            (&many, Marks::MANY),
            (&tier, Marks::TIER),
            (&rank, Marks::RANK),
            (&table.name.after, Marks::AFTER),
            (&table.name.particle, Marks::PARTICLE),
            (&table.name.given, Marks::GIVEN),
            (&table.name.doubtful, Marks::DOUBTFUL),
            (&table.no.words, Marks::NO),
            (&table.no.surnames, Marks::SURNAME),
            (&table.no.place, Marks::PLACE),
            (&table.no.saint, Marks::SAINT),
            (&table.role.heads, Marks::HEAD),
            (&table.role.inside, Marks::INSIDE),
            (&table.verbs.speaks, Marks::SPEAKS),
            (&table.acting.alone, Marks::ALONE),
            (&table.acting.post, Marks::POST),
            (&table.acting.body, Marks::BODY),
            (&table.roll.fill, Marks::FILL),
            (&table.roll.remark, Marks::REMARK),
            (&table.roll.present, Marks::PRESENT),
            (&table.roll.attendance, Marks::ATTENDING),
            (&table.roll.apologies, Marks::APOLOGIES),
            (&table.roll.absent, Marks::ABSENT),
            (&table.roll.co_opted, Marks::CO_OPTED),
        ] {
            mark(list, marks);
        }
        let bodies = parts(&table.no.bodies).filter_map(|body| {
            let (first, second) = body.split_once(' ')?;
            Some([first.to_owned(), second.split(' ').next()?.to_owned()])
        });
        let mut labels = HashMap::new();
        for (list, kind) in [
            (&table.label.officer, PersonKind::Officer),
            (&table.label.councillor, PersonKind::Councillor),
            (&table.label.external, PersonKind::External),
        ] {
            labels.extend(parts(list).map(|label| (folded(label), kind)));
        }
        let forms = RegexSet::new(table.canonical.iter().map(|form| &form.form))
            .expect("roles.toml is compiled in a test");
        let canonical = table.canonical.into_iter().map(|form| {
            let pattern = Regex::new(&form.form).expect("roles.toml is compiled in a test");
            (pattern, form.post)
        });
        Self {
            short: groups(&table.name.short),
            bodies: bodies.collect(),
            labels,
            councillor: Phrases::new(&table.role.councillor, false),
            external: Phrases::new(&table.role.external, false),
            co_opted: Phrases::new(&table.role.co_opted, false),
            outside: Phrases::new(&table.role.outside, true),
            nearby: Phrases::new(&table.role.nearby, true),
            parish: Phrases::new(&table.role.parish, false),
            public: Phrases::new(&table.role.public, false),
            acronyms: table.role.acronyms,
            forms,
            canonical: canonical.collect(),
            words,
        }
    }
}

/// The groups that each word of a list stands in: one a line.
fn groups(list: &str) -> HashMap<String, Vec<usize>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in list.lines().enumerate() {
        for word in line.split_whitespace() {
            groups.entry(word.to_owned()).or_default().push(at);
        }
    }
    groups
}

/// The parts of a list, parted by `|` or line ends.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    list.split(['|', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Phrases that are looked for as whole words.
pub(super) struct Phrases(AhoCorasick);

impl Phrases {
    fn new(list: &str, cased: bool) -> Self {
        let found = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(!cased)
            .kind(Some(AhoCorasickKind::DFA))
            .build(parts(list))
            .expect("roles.toml is compiled in a test");
        Self(found)
    }

    /// Says whether one of the phrases stands in `words`.
    pub(super) fn within(&self, words: &str) -> bool {
        self.0.find_iter(words).any(|found| is_whole(words, found.start(), found.end()))
    }

    /// Says whether `words` begin with one of the phrases.
    pub(super) fn starts(&self, words: &str) -> bool {
        let first = self.0.find(words);
        first.is_some_and(|found| found.start() == 0 && is_whole(words, 0, found.end()))
    }
}

/// Says whether no letter or digit touches the bytes from `start` to `end`.
fn is_whole(words: &str, start: usize, end: usize) -> bool {
    let before = words[..start].chars().next_back();
    let after = words[end..].chars().next();
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    open(before) && open(after)
}
