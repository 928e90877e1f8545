//! Counts and cuts mentions out of a real index, and holds the counts against a linear scan.
//!
//! Takes an index and the folder of plain text that it was made of:
//! `cargo bench --bench mentions -- INDEX FOLDER`. 200 words are drawn from the texts, over all
//! frequencies; each must be counted as a plain scan of the files counts it, or the bench fails.
//! Then the words are timed: the total of one, and the contexts of all its mentions, in CPU time
//! of one thread. Figures are medians of [`ROUNDS`] rounds.

// A bench prints its figures.
#![allow(clippy::print_stdout)]

/// CPU time and medians.
mod measured;

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::path::PathBuf;

use minutebook::extract;
use minutebook::query::Query;
use minutebook::search::Library;
use minutebook::search::MentionOptions;
use minutebook::search::Surroundings;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use measured::median;
use measured::used;

/// How many words are drawn.
const WORDS: usize = 200;
/// How often each is timed.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds flags of its own, such as `--bench`.
    let named: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).map(PathBuf::from).collect();
    let [index, folder] = named.as_slice() else {
        println!("name an index and its texts: cargo bench --bench mentions -- INDEX FOLDER");
        return Ok(());
    };
    let library = Library::open(index)?;
    let counts = scanned(folder)?;
    let drawn = drawn(&counts);
    check(&library, &drawn)?;
    for at in [0, WORDS / 20, WORDS / 4, WORDS / 2, WORDS - 1] {
        if let Some((word, count)) = drawn.get(at) {
            measure(&library, word, *count)?;
        }
    }
    Ok(())
}

/// Counts the words of all files below a folder. It shares with the index how a file is read, and
/// nothing of how words are cut, folded and counted.
fn scanned(folder: &Path) -> Result<HashMap<String, u64>, Box<dyn Error>> {
    let mut counts: HashMap<String, u64> = HashMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.to_string_lossy().into_owned();
            let (text, _) = extract::text(&name, &fs::read(&path)?);
            count(&text.content, &mut counts);
        }
    }
    Ok(counts)
}

/// Counts the words of a text: runs of letters and digits in small letters and without accents, an
/// apostrophe between two letters dropped, and what cannot be seen too.
fn count(text: &str, counts: &mut HashMap<String, u64>) {
    let apostrophe = |c: &char| "'`\u{b4}\u{2018}\u{2019}".contains(*c);
    let unseen = |c: &char| "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(*c);
    let mut word = String::new();
    let mut signs = text.nfkd().filter(|c| !unseen(c) && !is_combining_mark(*c)).peekable();
    while let Some(c) = signs.next() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
            continue;
        }
        let joins = apostrophe(&c) && !word.is_empty();
        if joins && signs.peek().is_some_and(|next| next.is_alphanumeric()) {
            continue;
        }
        if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            match counts.get_mut(&word) {
                Some(count) => *count += 1,
                None => _ = counts.insert(word.clone(), 1),
            }
        }
        word.clear();
    }
}

/// Draws words over all frequencies: their ranks are spread evenly over the powers of ten, and
/// where two fall together the next is taken.
fn drawn(counts: &HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut ranked: Vec<(&String, &u64)> = counts.iter().collect();
    ranked.sort_by(|a, b| (b.1, a.0).cmp(&(a.1, b.0)));
    let mut drawn: Vec<(String, u64)> = Vec::new();
    let mut free = 0;
    for step in 0..WORDS {
        let power = step as f64 / (WORDS - 1) as f64;
        let rank = (ranked.len() as f64).powf(power) as usize - 1;
        let at = rank.max(free).min(ranked.len() - 1);
        free = at + 1;
        drawn.push((ranked[at].0.clone(), *ranked[at].1));
    }
    drawn
}

fn query(word: &str) -> Result<Query, Box<dyn Error>> {
    Ok(format!("\"{word}\"").parse::<Query>().map_err(|error| error.to_string())?)
}

fn options() -> MentionOptions {
    MentionOptions {
        exact: true,
        context: Surroundings::Words(8),
        limit: 0,
        ..MentionOptions::default()
    }
}

/// Holds the total of each word against its count by the scan.
fn check(library: &Library, drawn: &[(String, u64)]) -> Result<(), Box<dyn Error>> {
    let mut wrong = 0;
    for (word, count) in drawn {
        let (mentions, _) = library.mentions(&query(word)?, &options())?;
        if mentions.totals.occurrences != *count {
            wrong += 1;
            println!(
                "  {word}: counted {}, but the files have {count}",
                mentions.totals.occurrences
            );
        }
    }
    let all = drawn.len();
    println!("{} of {all} words are counted as the files have them", all - wrong);
    if wrong > 0 { Err("some counts are wrong".into()) } else { Ok(()) }
}

/// Times the total of a word, the contexts of its mentions as parts of the texts, and as rows.
fn measure(library: &Library, word: &str, count: u64) -> Result<(), Box<dyn Error>> {
    let query = query(word)?;
    let (mut totals, mut contexts, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = used();
        let (mentions, mut all) = library.mentions(&query, &options())?;
        totals.push(used() - start);
        assert_eq!(mentions.totals.occurrences, count);

        let start = used();
        let (mut seen, mut bytes) = (0, 0);
        while let Some(found) = all.next_cutting()? {
            seen += 1;
            bytes += black_box(found.before).len() + found.text.len() + found.after.len();
        }
        contexts.push(used() - start);
        assert!(seen == count && bytes > 0);

        let (_, mut all) = library.mentions(&query, &options())?;
        let start = used();
        let (mut seen, mut mention) = (0, None);
        loop {
            all.next_into(&mut mention)?;
            let Some(mention) = &mention else { break };
            black_box(mention);
            seen += 1;
        }
        rows.push(used() - start);
        assert_eq!(seen, count);
    }
    let rate = |times| count as f64 / median(times) / 1e6;
    println!(
        "  {word}: {count} mentions, total {:.1} ms, contexts {:.1} and rows {:.1} million a second",
        median(totals) * 1e3,
        rate(contexts),
        rate(rows)
    );
    Ok(())
}
