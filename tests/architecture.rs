//! Holds the walls between the rooms, the file headers, and that no test file is forgotten.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Each room and the rooms it may name. A room names only rooms above it, so data flows one way.
const WALLS: &[(&str, &[&str])] = &[
    ("paper", &[]),
    ("problem", &[]),
    ("error", &[]),
    ("source", &["paper", "problem", "error"]),
    ("extract", &["problem"]),
    ("vocabulary", &["paper"]),
    ("recognise", &["paper", "extract", "vocabulary"]),
    ("normalise", &["paper", "problem", "extract", "vocabulary", "recognise"]),
    ("index", &["paper", "problem", "error"]),
    ("query", &["paper", "error"]),
    // It checks the index, so it may know nothing of `index` and `search`. The tables of
    // the vocabulary are given to both.
    ("verify", &["paper", "vocabulary", "query"]),
    ("search", &["paper", "problem", "error", "vocabulary", "index", "query", "verify"]),
    (
        "pipeline",
        &[
            "paper",
            "problem",
            "error",
            "source",
            "extract",
            "recognise",
            "normalise",
            "index",
            "verify",
        ],
    ),
    ("present", &["paper", "problem", "error", "query", "verify", "search", "pipeline"]),
];

/// Crates that belong to one or two rooms, as they are written in code.
const CRATES: &[(&str, &[&str])] = &[
    ("tantivy", &["index", "search"]),
    ("tantivy_fst", &["search"]),
    ("scraper", &["extract"]),
    ("html5ever", &["extract"]),
    ("rayon", &["pipeline"]),
    ("postcard", &["index"]),
    ("lz4_flex", &["index"]),
    ("winnow", &["query"]),
    ("ignore", &["source"]),
    ("flate2", &["source"]),
    // In `source` it is a module of that name; its tests make archives with the crate.
    ("zip", &["source", "extract"]),
    ("tempfile", &["source", "pipeline"]),
    ("plotters", &["present"]),
    ("hayro_interpret", &["extract"]),
    ("skrifa", &["extract"]),
    ("quick_xml", &["extract"]),
    ("zip", &["extract", "source"]),
    ("flate2", &["source"]),
    ("httparse", &["source"]),
    ("rustix", &["pipeline"]),
    ("std::process", &["pipeline"]),
    ("std::thread", &["pipeline"]),
    ("std::fs", &["source", "index"]),
    ("std::net", &[]),
];

/// The lines of code: no comments, and nothing after the unit tests begin.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"))
}

/// Lists the names that follow `crate::` in code. `use crate::{…}` yields the empty name, which
/// no wall lets through: one `use` per room keeps the arrows readable.
fn rooms_named(text: &str) -> Vec<&str> {
    code(text)
        .flat_map(|line| line.split("crate::").skip(1))
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect()
}

/// Says whether `text` names the path `name`, as a whole word.
fn names(text: &str, name: &str) -> bool {
    code(text).any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + name.len()..].chars().next();
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            edge(before)
                && before != Some(':')
                && before != Some('.')
                && before != Some('"')
                && edge(after)
                && line[at..].contains("::")
        })
    })
}

/// Every Rust file below `folder`, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The room a file of `src` belongs to: its folder, or its name at the top.
fn room(src: &Path, file: &Path) -> String {
    let below = file.strip_prefix(src).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn each_row_names_only_rows_above_it() {
    for (at, (room, may)) in WALLS.iter().enumerate() {
        for name in *may {
            assert!(
                WALLS[..at].iter().any(|(above, _)| above == name),
                "`{room}` may name `{name}`, which does not stand above it"
            );
        }
    }
}

#[test]
fn rooms_keep_to_their_walls() {
    let src = root().join("src");
    for file in rust_files(&src) {
        let room = room(&src, &file);
        let text = fs::read_to_string(&file).unwrap();
        let shown = file.strip_prefix(root()).unwrap().display().to_string();
        assert!(!text.contains("super::super"), "{shown} climbs over a wall with super::super");
        if ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let (_, may) = WALLS
            .iter()
            .find(|(name, _)| *name == room)
            .unwrap_or_else(|| panic!("{shown}: no wall is drawn for `{room}`"));
        for name in rooms_named(&text) {
            assert!(
                name == room || may.contains(&name),
                "{shown} names `crate::{name}`, but `{room}` may name only {may:?}"
            );
        }
        for (name, owners) in CRATES {
            assert!(
                !names(&text, name) || owners.contains(&room.as_str()),
                "{shown} names `{name}`, which belongs to {owners:?}"
            );
        }
    }
}

#[test]
fn the_map_names_every_room() {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for (room, _) in WALLS {
        assert!(map.contains(&format!("pub mod {room};")), "lib.rs does not declare `{room}`");
        assert!(
            map.contains(&format!("[`{room}`]")) || map.contains(&format!("(paper::{room})")),
            "the map in lib.rs does not mention `{room}`"
        );
    }
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    for folder in ["src", "tests", "benches"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//! "), "{} has no `//!` header", file.display());
        }
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let tests = root().join("tests");
    for file in rust_files(&tests) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "suite" || name == "mod" {
            continue;
        }
        let parent = file.parent().unwrap();
        let list = if parent == tests { tests.join("suite.rs") } else { parent.join("mod.rs") };
        let listed = fs::read_to_string(&list).unwrap_or_default();
        assert!(
            listed.lines().any(|line| line
                .trim_end_matches(';')
                .trim_end()
                .ends_with(&format!("mod {name}"))),
            "{} never runs: {} does not list it",
            file.display(),
            list.display()
        );
    }
}

#[test]
fn no_bench_is_forgotten() {
    let (root, declared) = (root(), fs::read_to_string(root().join("Cargo.toml")).unwrap());
    for file in rust_files(&root.join("benches")) {
        let text = fs::read_to_string(&file).unwrap();
        let shown = file.strip_prefix(&root).unwrap().display().to_string();
        let runs = text.lines().any(|line| line.starts_with("fn main()"));
        assert_eq!(
            runs,
            declared.contains(&format!("path = \"{shown}\"")),
            "Cargo.toml and {shown} disagree on whether it is a bench"
        );
    }
}
