//! Adds up what the files of an index hold.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Result;

/// What each kind of file holds, by the end of its name.
const HOLD: [(&str, &str); 8] = [
    ("concordance", "texts, where their words stand, and records"),
    ("pos", "the places of words, for phrases"),
    ("idx", "which items hold a word or a value"),
    ("store", "what the engine keeps: nothing"),
    ("term", "the words and values"),
    ("fast", "the columns: dates, facets, papers, ranks"),
    ("fieldnorm", "how long texts and titles are"),
    ("jsonl", "the account of files, and what went wrong"),
];

/// The table of the files of an index: bytes, and times the `text`, where its size is known.
pub(crate) fn table(folder: &Path, text: Option<u64>) -> Result<String> {
    let mut bytes: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    add(folder, &mut bytes)?;
    let mut out = String::new();
    let (mut files, mut sum) = (0, 0);
    let mut line = |name: &str, what: &str, (files, bytes): (u64, u64)| {
        let part = text.map_or("-".to_owned(), |text| format!("{:.3}", bytes as f64 / text as f64));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{name:<14}{what:<52}{files:>6}{bytes:>14}{part:>10}");
    };
    let mut kinds: Vec<(&String, &(u64, u64))> = bytes.iter().collect();
    kinds.sort_by_key(|(_, (_, bytes))| std::cmp::Reverse(*bytes));
    for (kind, held) in kinds {
        let what = HOLD.iter().find(|(end, _)| end == kind).map(|(_, what)| *what);
        line(kind, what.unwrap_or("the commit, the card and locks"), *held);
        (files, sum) = (files + held.0, sum + held.1);
    }
    line("all", "", (files, sum));
    Ok(format!("{:<66}{:>6}{:>14}{:>10}\n{out}", "files", "count", "bytes", "of text"))
}

/// Adds the files of a folder and below, by the ends of their names.
fn add(folder: &Path, bytes: &mut BTreeMap<String, (u64, u64)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            add(&path, bytes)?;
            continue;
        }
        let end = path.extension().map(|end| end.to_string_lossy().into_owned());
        let known = end.filter(|end| HOLD.iter().any(|(kind, _)| kind == end));
        let (files, sum) = bytes.entry(known.unwrap_or_else(|| "others".to_owned())).or_default();
        (*files, *sum) = (*files + 1, *sum + fs::metadata(&path)?.len());
    }
    Ok(())
}
