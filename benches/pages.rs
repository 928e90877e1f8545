//! Reads PDFs beside `pdftotext`, in one run: pages a second of processor time, and words of a
//! dictionary found, file by file.
//!
//! ```sh
//! cargo bench --bench pages -- FOLDER
//! ```
//!
//! Needs `pdftotext` (poppler-utils) and a list of words, one a line, at [`WORDS`] (wbritish).
//! Ours is timed in this process, theirs as a process a file, as each is used; Linux only.

// A bench prints its figures.
#![allow(clippy::print_stdout)]

use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use minutebook::extract;

/// Where Debian keeps British words.
const WORDS: &str = "/usr/share/dict/british-english";

/// How often all files are read; the best counts.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().skip(1).find(|arg| !arg.starts_with("--"));
    let Some(folder) = folder else {
        println!("skipped: give a folder with PDFs: cargo bench --bench pages -- FOLDER");
        return Ok(());
    };
    let mut files = Vec::new();
    below(Path::new(&folder), &mut files)?;
    files.sort();
    let words: HashSet<String> =
        fs::read_to_string(WORDS)?.lines().map(str::to_lowercase).collect();
    let read: Vec<(PathBuf, Vec<u8>)> = files
        .into_iter()
        .map(|path| fs::read(&path).map(|bytes| (path, bytes)))
        .collect::<Result<_, _>>()?;

    let (mut pages, mut ours, mut theirs) = (0, 0, 0);
    let mut fewer = Vec::new();
    for (path, bytes) in &read {
        let (text, _) = extract::text(&path.to_string_lossy(), bytes);
        let output = Command::new("pdftotext").arg(path).arg("-").output()?;
        let found = known(&text.content.replace('\u{ad}', ""), &words);
        let there = known(&String::from_utf8_lossy(&output.stdout), &words);
        pages += text.pages;
        ours += found;
        theirs += there;
        if found + text.furniture_words < there {
            fewer.push(format!("{}: {found} + {} < {there}", path.display(), text.furniture_words));
        }
    }
    println!("{} files, {pages} pages", read.len());
    println!("words of the dictionary: {ours} in the text, {theirs} by pdftotext");
    println!("files with fewer, words of running heads added: {}", fewer.len());
    fewer.iter().for_each(|line| println!("  {line}"));

    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..RUNS {
        let before = seconds()?;
        for (path, bytes) in &read {
            std::hint::black_box(extract::text(&path.to_string_lossy(), bytes));
        }
        let between = seconds()?;
        for (path, _) in &read {
            Command::new("pdftotext").arg(path).arg("-").output()?;
        }
        let after = seconds()?;
        best.0 = best.0.min(between.0 - before.0);
        best.1 = best.1.min(after.1 - between.1);
    }
    let (here, there) = (f64::from(pages) / best.0, f64::from(pages) / best.1);
    println!("pages a CPU second, best of {RUNS}: {here:.0}, pdftotext {there:.0}");
    println!("ratio: {:.2}", here / there);
    Ok(())
}

/// Collects the PDFs below a folder.
fn below(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            below(&path, files)?;
        } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("pdf")) {
            files.push(path);
        }
    }
    Ok(())
}

/// How many words of more than two letters the dictionary knows.
fn known(text: &str, words: &HashSet<String>) -> usize {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 2 && words.contains(&word.to_lowercase()))
        .count()
}

/// Seconds of processor time that this process, and those it has waited for, have had.
fn seconds() -> Result<(f64, f64), Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let behind = stat.rsplit(')').next().unwrap_or_default();
    let ticks: Vec<f64> = behind.split_whitespace().filter_map(|it| it.parse().ok()).collect();
    // Behind the name and the state: fields 14 to 17 of proc(5), of 100 ticks a second.
    let at = |field: usize| ticks.get(field - 4).copied().ok_or("no such field");
    Ok(((at(14)? + at(15)?) / 100.0, (at(16)? + at(17)?) / 100.0))
}
