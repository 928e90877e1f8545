//! A scan of the papers, which knows nothing of the index, agrees with the answers drawn from it,
//! and says so where papers are not what the index holds.

use minutebook::paper::Layer;
use minutebook::paper::PaperKind;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::verify::FileCheck;
use minutebook::verify::Reread;
use minutebook::verify::Scan;
use minutebook::verify::State;
use minutebook::verify::Verification;
use minutebook::vocabulary::plurals;
use minutebook::vocabulary::synonyms;
use minutebook::vocabulary::synonyms::Group;
use minutebook::vocabulary::synonyms::Tie;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::generated::Sheet;
use super::generated::layer;
use super::generated::library;
use super::generated::paper;
use super::generated::query;
use super::generated::sheet;
use super::search::answerable;

/// Asks the index and scans the papers of `sheets`, as if they had been read again.
fn verified(
    library: &Library,
    sheets: &[Sheet],
    query: &Query,
    options: &MentionOptions,
) -> Verification {
    let (mentions, _) = library.mentions(query, options).unwrap();
    let claims = library.claims(query, options, &mentions).unwrap();
    let scan = Scan::new(&claims);
    let ledger = library.ledger().unwrap();
    let mut checks: Vec<FileCheck> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let source = format!("/{number}");
        if claims.aside.contains(&source) {
            continue;
        }
        let id = &ledger.entries[&source].paper.as_ref().unwrap().id;
        let paper = Some(paper(sheet, number));
        let file = Reread { source: &source, path: &source, id, state: State::Same, paper };
        checks.push(scan.check(&claims, file));
    }
    Verification::of(&claims, &scan, checks)
}

fn with_words(query: &Query) -> bool {
    !query.without(minutebook::query::Field::Only).patterns().is_empty()
}

/// A paper of no one with these items.
fn bare(items: Vec<Vec<&'static str>>) -> Sheet {
    Sheet { council: None, committee: None, date: None, kind: PaperKind::Minutes, items }
}

/// Words that are read in more ways than one, and many that inflect.
const HARD: [&str; 40] = [
    "MASH",
    "Mash",
    "O'Neill",
    "oneill",
    "O’NEILL’s",
    "Café",
    "cafe\u{301}",
    "case\u{ad}load",
    "case-loads",
    "caseloads",
    "Caseload,",
    "14:30",
    "re-inspection",
    "re",
    "inspections",
    "planned",
    "planning",
    "plan",
    "plans",
    "plane",
    "applied",
    "applies",
    "apply",
    "agreeing",
    "agreed",
    "agrees",
    "meetings",
    "meets",
    "meeting",
    "families",
    "family",
    "caring",
    "cares",
    "car",
    "ﬁnance",
    "finances",
    "bus",
    "buses",
    "children",
    "child",
];

const TYPED: [&str; 40] = [
    "mash",
    "MASH",
    "oneill",
    "o'neill",
    "café",
    "caseload",
    "case-load",
    "14:30",
    "re-inspection",
    "plan",
    "planning",
    "plane",
    "apply",
    "agree",
    "meeting",
    "meet",
    "family",
    "care",
    "car",
    "finance",
    "bus",
    "child",
    "*load*",
    "re*",
    "m*s",
    "plan~",
    "famly~2",
    "oneil~",
    "\"case loads\"",
    "\"re inspection\"",
    "\"plan * bus\"",
    "\"me* plan*\"",
    "plan NEAR/3 bus",
    "child NEAR/2 (car OR bus)",
    "meeting ONTO/2 plan*",
    "re-inspection ONTO/4 \"14 30\"",
    "plan -bus",
    "car OR (bus -child)",
    "(plan NEAR/2 bus) NEAR/4 child",
    "agree meeting",
];

/// What is asked for, with words of the tables for `{a}` and `{b}`.
const ASKED: [&str; 8] = [
    "{a}",
    "{a}",
    "\"{a}\"",
    "{a} NEAR/2 {b}",
    "({a} OR \"{b}\") ONTO/3 {b}",
    "{a} -{b}",
    "\"{a} {b}\" OR {a}",
    "{b} \"{a} * {b}\"",
];

/// The words that the tables of the vocabulary spell in several ways, hold to capitals, or give
/// other plurals than the rule does: each in all its forms, cut into words.
fn subjects() -> Vec<Vec<Vec<String>>> {
    let spelt = |group: &&Group| matches!(group.kind, Tie::Spelling | Tie::Misprint);
    let groups = synonyms::groups().iter().filter(spelt);
    let spelt = groups.map(|group| group.forms.iter().map(|form| form.words.clone()).collect());
    let acronyms = synonyms::acronyms().iter().filter(|acronym| acronym.cased);
    let cased = acronyms.map(|acronym| vec![acronym.short.words.clone()]);
    let irregular = ["man", "bus", "life", "child"].map(plurals::forms);
    let plural =
        irregular.map(|forms| forms.iter().map(|form| vec![form.clone()]).collect::<Vec<_>>());
    spelt.chain(cased).chain(plural).collect()
}

/// How a word of the tables is printed or typed.
#[derive(Debug, Clone)]
struct Printed {
    subject: prop::sample::Index,
    form: prop::sample::Index,
    /// What stands between its words.
    between: &'static str,
    /// In small letters, with a capital, in capitals.
    capitals: u8,
    ending: &'static str,
}

impl Printed {
    fn of(&self, subjects: &[Vec<Vec<String>>]) -> String {
        let forms = self.subject.get(subjects);
        let word = self.form.get(forms).join(self.between);
        let (first, rest) = word.split_at(1);
        let word = match self.capitals {
            0 => word,
            1 => first.to_uppercase() + rest,
            _ => word.to_uppercase(),
        };
        word + self.ending
    }
}

fn printed(between: Vec<&'static str>) -> impl Strategy<Value = Printed> {
    let endings = vec!["", "", "", "s", "S", "es", "ed", "ing"];
    let at = any::<prop::sample::Index>;
    (at(), at(), select(between), 0..3_u8, select(endings)).prop_map(
        |(subject, form, between, capitals, ending)| Printed {
            subject,
            form,
            between,
            capitals,
            ending,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_scan_agrees_with_every_answer(
        sheets in vec(sheet(), 1..10),
        queries in vec(query(), 1..8),
        only in prop_oneof![3 => Just(Vec::new()), 1 => vec(layer(), 1..3)],
        apart in any::<bool>(),
        exact in any::<bool>(),
        distinct in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), apart, true);
        for query in queries.iter().filter(|it| answerable(it, &sheets) && with_words(it)) {
            let only: Vec<Layer> = only.clone();
            let options = MentionOptions { exact, distinct, only, limit: 1, ..MentionOptions::default() };
            let verification = verified(&library, &sheets, query, &options);
            prop_assert!(verification.agrees, "{}: {:#?}", query, verification);
            prop_assert!(verification.checks.is_empty());
        }
    }

    #[test]
    fn the_scan_reads_words_as_the_index_does(
        items in vec(vec(select(HARD.to_vec()), 0..12), 1..6),
        typed in vec(select(TYPED.to_vec()), 1..6),
        exact in any::<bool>(),
        cased in any::<bool>(),
    ) {
        let sheets = [bare(items)];
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), false, false);
        for typed in typed {
            let cased = cased && !typed.contains('~');
            let options = MentionOptions { exact, cased, ..MentionOptions::default() };
            let verification = verified(&library, &sheets, &typed.parse().unwrap(), &options);
            prop_assert!(verification.agrees, "{}: {:#?}", typed, verification);
        }
    }

    #[test]
    fn forms_are_those_of_the_index(
        stem in "[a-dsuiyen]{1,4}",
        endings in vec(("[esuiydn]{0,2}", select(vec!["", "s", "es", "ies", "ed", "ing", "ings", "e", "y"])), 4..12),
    ) {
        let words: Vec<&'static str> = endings
            .iter()
            .map(|(middle, end)| &*format!("{stem}{middle}{end}").leak())
            .collect();
        let sheets = [bare(vec![words.clone()])];
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), false, false);
        for word in words {
            let query: Query = word.parse().unwrap();
            let verification = verified(&library, &sheets, &query, &MentionOptions::default());
            prop_assert!(verification.agrees, "{}: {:#?}", word, verification);
        }
    }

    #[test]
    fn spellings_and_capitals_are_those_of_the_index(
        subjects in vec(select(subjects()), 1..4),
        items in vec(vec(printed(vec!["", " ", "-", "\u{2011}", "-\n", " - ", "\u{ad}"]), 0..12), 1..4),
        typed in vec((select(ASKED.to_vec()), printed(vec!["", "-", "/"]), printed(vec!["", "-"])), 1..5),
        exact in any::<bool>(),
        cased in any::<bool>(),
    ) {
        let text = |item: &Vec<Printed>| -> Vec<&'static str> {
            item.iter().map(|one| &*one.of(&subjects).leak()).collect()
        };
        let sheets = [bare(items.iter().map(text).collect())];
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), false, false);
        for (asked, a, b) in typed {
            let typed = asked.replace("{a}", &a.of(&subjects)).replace("{b}", &b.of(&subjects));
            let options = MentionOptions { exact, cased, ..MentionOptions::default() };
            let verification = verified(&library, &sheets, &typed.parse().unwrap(), &options);
            prop_assert!(verification.agrees, "{} in {:?}: {:#?}", typed, sheets, verification);
        }
    }

    #[test]
    fn a_word_that_the_index_has_not_is_found_and_named(
        sheets in vec(sheet(), 1..6),
        at in any::<proptest::sample::Index>(),
        added in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), false, false);
        let query: Query = "council".parse().unwrap();
        let mut other = sheets.clone();
        let paper = at.index(other.len());
        let item = &mut other[paper].items[0];
        if added {
            item.push("councils");
        } else {
            match item.iter().rposition(|word| word.starts_with("council")) {
                Some(at) => item[at] = "the",
                None => return Ok(()),
            }
        }
        let verification = verified(&library, &other, &query, &MentionOptions::default());
        prop_assert!(!verification.agrees);
        let [check] = &verification.checks[..] else { panic!("{verification:#?}") };
        prop_assert_eq!(&check.path, &format!("/{paper}"));
        let one_off = if added { check.claimed + 1 } else { check.claimed - 1 };
        prop_assert_eq!(check.found, Some(one_off));
        prop_assert!(!check.spots.is_empty());
    }
}
