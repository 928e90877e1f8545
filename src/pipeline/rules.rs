//! Tells whether papers would be read otherwise now than when an index was built.

use std::sync::LazyLock;

/// The state of the rules by which papers are read, as far as they are code. A new number reads
/// every file again, also where its bytes have not changed.
///
/// 1: kinds, councils, committees, dates and items. 2: people and topics. 3: items without a number
/// of their own, rolls in tables. 4: statements. 5: PDF and office files, pages.
const READING: u32 = 5;

/// The rules that are tables. A test sees that none is forgotten.
const TABLES: &[&str] = &[
    include_str!("../extract/office/doc/older.csv"),
    include_str!("../extract/office/symbols.csv"),
    include_str!("../extract/pdf/common_words.toml"),
    include_str!("../extract/pdf/glyph_names.toml"),
    include_str!("../extract/pdf/hyphens.toml"),
    include_str!("../extract/pdf/open_words.toml"),
    include_str!("../extract/pdf/running.toml"),
    include_str!("../normalise/bodies.toml"),
    include_str!("../normalise/calendar.toml"),
    include_str!("../normalise/council/cues.toml"),
    include_str!("../normalise/dates/company.toml"),
    include_str!("../normalise/executive.toml"),
    include_str!("../normalise/heads.toml"),
    include_str!("../normalise/mentioned.toml"),
    include_str!("../normalise/people/lists.toml"),
    include_str!("../normalise/pointed.toml"),
    include_str!("../normalise/procedure.toml"),
    include_str!("../normalise/running.toml"),
    include_str!("../normalise/statement.toml"),
    include_str!("../normalise/statements/cues.toml"),
    include_str!("../normalise/statements/makers.toml"),
    include_str!("../normalise/statements/openers.toml"),
    include_str!("../normalise/statements/outside.toml"),
    include_str!("../normalise/statements/sentences.toml"),
    include_str!("../normalise/statements/votes.toml"),
    include_str!("../recognise/kinds.toml"),
    include_str!("../vocabulary/committees.toml"),
    include_str!("../vocabulary/councils.csv"),
    include_str!("../vocabulary/councils/initials.toml"),
    include_str!("../vocabulary/external.toml"),
    include_str!("../vocabulary/plurals.toml"),
    include_str!("../vocabulary/roles.toml"),
    include_str!("../vocabulary/synonyms.toml"),
    include_str!("../vocabulary/topics.toml"),
];

/// A digest of the rules.
pub(super) fn digest() -> &'static str {
    static DIGEST: LazyLock<String> = LazyLock::new(|| {
        let mut digest = blake3::Hasher::new();
        digest.update(&READING.to_le_bytes());
        for table in TABLES {
            digest.update(&(table.len() as u64).to_le_bytes()).update(table.as_bytes());
        }
        digest.finalize().to_hex()[..16].to_owned()
    });
    &DIGEST
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::path::PathBuf;

    use super::TABLES;

    fn tables(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                tables(&path, found);
            } else if path.extension().is_some_and(|it| it == "toml" || it == "csv") {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_table_is_a_rule() {
        let mut found = Vec::new();
        for room in ["extract", "vocabulary", "recognise", "normalise"] {
            tables(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room), &mut found);
        }
        for path in &found {
            let table = fs::read_to_string(path).unwrap();
            assert!(TABLES.contains(&&*table), "`{}` is in no list of rules", path.display());
        }
        assert_eq!(found.len(), TABLES.len());
    }
}
