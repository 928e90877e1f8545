//! The mentions of a word that is spelt in several ways are those that a pattern finds in the
//! text, and acronyms that are words too are told from the words.

use minutebook::paper::PaperKind;
use minutebook::query::Query;
use minutebook::search::MentionOptions;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use regex::Regex;

use super::generated::Sheet;
use super::generated::library;

const WORDS: [&str; 18] = [
    "caseload",
    "Caseloads",
    "case",
    "load",
    "loads",
    "loading",
    "case-load",
    "case-loads",
    "online",
    "on",
    "line",
    "lines",
    "on-line",
    "e-mail",
    "email",
    "SEND",
    "SENDs",
    "sending",
];

/// What is typed, and what a plain scan of the text should find for it.
const TYPED: [(&str, &str); 12] = [
    ("caseload", r"(?i)\bcase[ -]?loads?\b"),
    ("Case-Loads", r"(?i)\bcase[ -]?loads?\b"),
    ("\"caseload\"", r"(?i)\bcaseload\b"),
    ("\"case load\"", r"(?i)\bcase[ -]load\b"),
    ("online", r"(?i)\bonlines?\b|\bon-lines?\b"),
    ("on-line", r"(?i)\bonlines?\b|\bon[ -]lines?\b"),
    ("email", r"(?i)\be-?mails?\b"),
    ("SEND", r"\bSENDs?\b"),
    ("send", r"(?i)\bsen(d|ds|ding)\b"),
    ("\"SEND\"", r"\bSEND\b"),
    ("caseload ONTO/1 SEND", r"(?i:\bcase[ -]?loads?)[ -]SENDs?\b"),
    ("\"please send\"", r"(?i)\bplease send\b"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_spelling_is_counted_once(
        items in vec(vec(select(WORDS.to_vec()), 0..9), 1..8),
        apart in any::<bool>(),
    ) {
        let texts: Vec<String> = items.iter().map(|words| words.join(" ")).collect();
        let sheets = items.chunks(2).map(|items| Sheet {
            council: None,
            committee: None,
            date: None,
            kind: PaperKind::Minutes,
            items: items.to_vec(),
        });
        let sheets: Vec<Sheet> = sheets.collect();
        let folder = tempfile::tempdir().unwrap();
        let library = library(&sheets, folder.path(), apart, false);
        for (typed, pattern) in TYPED {
            let pattern = Regex::new(pattern).unwrap();
            let mut expected: Vec<String> = texts
                .iter()
                .flat_map(|text| pattern.find_iter(text).map(|found| found.as_str().to_owned()))
                .collect();
            let query: Query = typed.parse().unwrap();
            let (mentions, rows) = library.mentions(&query, &MentionOptions::default()).unwrap();
            let mut found: Vec<String> = rows.map(|row| row.unwrap().text).collect();
            expected.sort();
            found.sort();
            prop_assert_eq!(&found, &expected, "{}", typed);
            prop_assert_eq!(mentions.totals.occurrences, expected.len() as u64, "{}", typed);
            let items = texts.iter().filter(|text| pattern.is_match(text)).count();
            let hits = library.search(&query, &minutebook::search::Options::default()).unwrap();
            prop_assert_eq!(hits.total, items as u64, "{}", typed);
            for hit in hits.hits {
                // What is marked is what was counted, and no other print of the word.
                let snippet = &hit.snippets[0];
                let chars: Vec<char> = snippet.text.chars().collect();
                for (start, end) in &snippet.marks {
                    let marked: String = chars[*start..*end].iter().collect();
                    let near = typed.contains("ONTO");
                    prop_assert!(near || pattern.is_match(&marked), "{typed}: {marked}");
                }
            }
        }
    }
}
