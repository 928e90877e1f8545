//! Times how papers are read: recognised and normalised, in megabytes of text a CPU second.
//!
//! Takes folders of papers: `cargo bench --bench reading -- FOLDER…`. Every folder is timed by
//! itself, on one thread, over at most [`MOST`] bytes of files spread evenly over it. Extracting
//! the text is not timed. The figures are medians of [`ROUNDS`] rounds, in CPU time, so that
//! other work on the machine disturbs them little.

// A bench prints its figures.
#![allow(clippy::print_stdout)]

/// CPU time and medians.
mod measured;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use minutebook::extract;
use minutebook::extract::Text;
use minutebook::normalise;
use minutebook::paper::Origin;
use minutebook::recognise;

use measured::median;
use measured::used;

/// How many bytes of files are read from a folder at most.
const MOST: u64 = 24 << 20;
/// How often each stage runs.
const ROUNDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds flags of its own, such as `--bench`.
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).map(PathBuf::from).collect();
    if folders.is_empty() {
        println!("name folders of papers: cargo bench --bench reading -- FOLDER…");
    }
    for folder in &folders {
        measure(folder)?;
    }
    Ok(())
}

fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let papers = papers(folder)?;
    let bytes: usize = papers.iter().map(|(_, text)| text.content.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    let mut recognising = Vec::new();
    let mut normalising = Vec::new();
    for _ in 0..ROUNDS {
        let mut texts = papers.clone();
        let start = used();
        let verdicts: Vec<_> =
            texts.iter().map(|(path, text)| recognise::kind(text, path)).collect();
        recognising.push(used() - start);
        let start = used();
        let read: usize = texts
            .drain(..)
            .zip(&verdicts)
            .map(|((path, text), verdict)| {
                let origin = Origin { path, ..Origin::default() };
                normalise::paper(text, verdict, origin).0.items.len()
            })
            .sum();
        normalising.push(used() - start);
        assert!(read >= papers.len(), "every paper has an item");
    }
    println!("{}: {} papers, {megabytes:.1} MB of text", folder.display(), papers.len());
    println!("  recognise {:6.1} MB a CPU second", megabytes / median(recognising));
    println!("  normalise {:6.1} MB a CPU second", megabytes / median(normalising));
    Ok(())
}

/// The texts of files spread evenly over `folder`, in the order of their paths.
fn papers(folder: &Path) -> Result<Vec<(String, Text)>, Box<dyn Error>> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let total: u64 = files.iter().map(|(_, size)| size).sum();
    let step = usize::try_from(total.div_ceil(MOST).max(1))?;
    let mut papers = Vec::new();
    for (path, _) in files.iter().step_by(step) {
        let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
        let (text, _) = extract::text(&name, &fs::read(path)?);
        if !text.content.trim().is_empty() {
            papers.push((name, text));
        }
    }
    Ok(papers)
}

fn list(folder: &Path, files: &mut Vec<(PathBuf, u64)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let meta = entry.metadata()?;
        if meta.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push((entry.path(), meta.len()));
        }
    }
    Ok(())
}
