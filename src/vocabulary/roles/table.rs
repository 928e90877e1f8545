//! Reads the tables of `roles.toml` and builds their matchers.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::hash::Hasher;

use aho_corasick::AhoCorasick;
use aho_corasick::AhoCorasickKind;
use aho_corasick::MatchKind;
use regex::Regex;
use regex::RegexSet;
use serde::Deserialize;

use super::Marks;
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

/// A hash that is quick for short words; the table is fixed, so no one can choose collisions.
#[derive(Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let mut mix = |word: u64| {
            self.0 = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 ^= self.0 >> 29;
        };
        let (chunks, rest) = bytes.as_chunks::<8>();
        for chunk in chunks {
            mix(u64::from_le_bytes(*chunk));
        }
        let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
        mix(last | (rest.len() as u64) << 56);
    }
}

/// The longest word that has marks, in bytes.
const LONGEST: usize = 24;

/// The words with their marks.
#[derive(Default)]
pub(super) struct Words {
    /// Word in small letters → what it may be.
    marks: HashMap<Box<str>, Marks, BuildHasherDefault<Quick>>,
    /// A bit for each word's length and beginning. Most words of a text have no marks: one look
    /// here tells so.
    beginnings: Vec<u64>,
}

impl Words {
    /// Gives `word` these marks beside those that it has.
    fn add(&mut self, word: &str, marks: Marks) {
        let word = word.to_lowercase();
        self.beginnings.resize(1 << 10, 0);
        let bit = beginning(word.as_bytes());
        self.beginnings[bit / 64] |= 1 << (bit % 64);
        let kept = self.marks.entry(word.into()).or_default();
        *kept = *kept | marks;
    }

    /// The marks of `word`, in whatever case it is written.
    pub(super) fn marks(&self, word: &str) -> Marks {
        if word.len() > LONGEST {
            return Marks::default();
        }
        let found = if word.is_ascii() {
            let bit = beginning(word.as_bytes());
            if (self.beginnings[bit / 64] >> (bit % 64)) & 1 == 0 {
                return Marks::default();
            }
            let mut lower = [0; LONGEST];
            let lower = &mut lower[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).ok().and_then(|lower| self.marks.get(lower))
        } else {
            self.marks.get(word.to_lowercase().replace('\u{2019}', "'").as_str())
        };
        found.copied().unwrap_or_default()
    }
}

/// The hash of a word's length and its first eight letters, whatever their case: 16 bits.
fn beginning(word: &[u8]) -> usize {
    // This bit makes a letter small; what else it changes does not matter to a hash.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mut first = [0; 8];
    let count = word.len().min(8);
    first[..count].copy_from_slice(&word[..count]);
    let letters = (u64::from_le_bytes(first) | SMALL) ^ (word.len() as u64) << 59;
    (letters.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

/// The matchers, built.
pub(super) struct Known {
    /// Word in small letters → what it may be.
    pub(super) words: Words,
    /// Groups of given names and their short forms.
    pub(super) short: Vec<Vec<String>>,
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
        let mut words = Words::default();
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
            short: table.name.short.lines().map(group).filter(|names| !names.is_empty()).collect(),
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

fn group(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
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
