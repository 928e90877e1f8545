//! Holds the README to what the program does: its answer, its tables, its commands.
//!
//! `UPDATE=1 cargo test readme` writes the tables and the answer anew.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use minutebook::query::FIELDS;
use minutebook::query::SYNTAX;

use crate::support::Corpus;

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Puts the sample papers into a corpus and indexes them.
fn samples() -> Corpus {
    fn copy(from: &Path, below: &str, corpus: &Corpus) {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            let name = format!("{below}/{}", path.file_name().unwrap().to_string_lossy());
            if path.is_dir() {
                copy(&path, &name, corpus);
            } else {
                corpus.write(&name, &fs::read(&path).unwrap());
            }
        }
    }
    let corpus = Corpus::empty();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/samples"), "papers", &corpus);
    let built = corpus.minutebook(["index", "papers"]);
    assert!(built.ends_with("[exit 0]\n"), "{built}");
    corpus
}

/// A cell of a table: a bar would end it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The part of `text` between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("no `{from}` in the README")) + from.len();
    let end = text[start..].find(to).unwrap_or_else(|| panic!("no `{to}` behind `{from}`"));
    &text[start..start + end]
}

/// Compares a part of the README with what it should be, or writes it anew.
fn check(from: &str, to: &str, expected: &str) {
    let text = fs::read_to_string(readme()).unwrap();
    let found = between(&text, from, to);
    #[allow(clippy::disallowed_methods)] // a test may ask its environment
    if std::env::var("UPDATE").is_ok() {
        let at = text.find(from).unwrap() + from.len();
        let new = format!("{}{expected}{}", &text[..at], &text[at + found.len()..]);
        fs::write(readme(), new).unwrap();
        return;
    }
    assert_eq!(found, expected, "run `UPDATE=1 cargo test readme` and read the difference");
}

#[test]
fn the_readme_is_true() {
    // One test: the parts are written into one file.
    let text = fs::read_to_string(readme()).unwrap();
    let samples = samples();
    let examples = text.split("```text\n$ ").skip(1);
    for command in examples.filter_map(|example| example.lines().next()) {
        let args: Vec<&str> = command.split(' ').skip(1).collect();
        let answer = samples.minutebook(args);
        check(&format!("```text\n$ {command}\n"), "```\n", answer.trim_end_matches("[exit 0]\n"));
    }

    let mut syntax = String::new();
    for (example, meaning) in SYNTAX {
        writeln!(syntax, "| `{}` | {} |", cell(example), cell(meaning)).unwrap();
    }
    check("| you type | it finds |\n| --- | --- |\n", "\n\n", syntax.trim_end());

    let mut fields = String::new();
    for row in FIELDS {
        writeln!(fields, "| `{}` | `{}` | {} |", row.name, cell(row.example), cell(row.about))
            .unwrap();
    }
    let head = "| field | for example | it narrows by |\n| --- | --- | --- |\n";
    check(head, "\n\n", fields.trim_end());
}

#[test]
fn the_rooms_of_the_readme_are_those_of_the_map() {
    let text = fs::read_to_string(readme()).unwrap();
    let line = between(&text, "## How it works\n\n", " builds;");
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for room in line.split(" → ") {
        assert!(map.contains(&format!("[`{room}`]")), "`{room}` is no room of the map");
    }
}
