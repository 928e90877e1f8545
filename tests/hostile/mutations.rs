//! Good files with changes by chance: bits, cuts, pieces moved and doubled, lengths of FF.
//!
//! 60 of each format in every run; `MINUTEBOOK_FUZZ=100000` for as many as that. The command
//! reads them in folders of 500, so that a file that breaks its reader breaks a process of the
//! command, and no more than one folder is on disk.

use std::io::Read;

use super::build;
use super::check_account;
use super::made;
use super::made::chance::Chance;
use crate::support::Corpus;

/// How many of each format, unless told otherwise.
const USUAL: usize = 60;

/// How many files a folder holds.
const FOLDER: usize = 500;

/// A good file changed as this seed tells.
fn mutated(of: &[u8], seed: u64) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    // Changes to what is packed mostly break a sum: every second archive is unpacked first.
    if of.starts_with(b"PK") && chance.below(2) == 0 {
        return repacked(of, &mut chance);
    }
    let mut bytes = of.to_vec();
    change(&mut bytes, &mut chance);
    bytes
}

/// An archive with one of its parts changed.
fn repacked(of: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(of)).unwrap();
    let changed = chance.below(archive.len());
    let parts = (0..archive.len()).map(|at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        // The text is the longest part, and changed most often.
        let name = part.name().unwrap().into_owned();
        let is_text = name.ends_with("document.xml") || name == "content.xml";
        if at == changed || is_text && chance.below(2) == 0 {
            change(&mut bytes, chance);
        }
        (name, bytes)
    });
    made::zipped(&parts.collect::<Vec<_>>())
}

/// Changes a few places.
fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let length = 1 + chance.below(64.min(bytes.len()));
        let end = (at + length).min(bytes.len());
        match chance.below(10) {
            0 | 1 => (0..=chance.below(16)).for_each(|_| {
                let at = chance.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << chance.below(8);
                }
            }),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(at..end)),
            4 => bytes[at..end].fill(0xff),
            5 => bytes[at..end].fill(0),
            6 => {
                let piece = bytes[at..end].repeat(1 + chance.below(100));
                let to = chance.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            7 => {
                let piece = bytes[at..end].to_vec();
                let to = chance.below(bytes.len());
                let until = (to + length).min(bytes.len());
                bytes.splice(to..until, piece);
            }
            8 => {
                let garbage = chance.bytes(length);
                bytes.splice(at..at, garbage);
            }
            // A number in the text becomes another one.
            _ => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    let number = *chance.one_of(NUMBERS);
                    bytes.splice(at + digit..=at + digit, number.bytes());
                }
            }
        }
    }
}

/// Numbers that tables and counts are tried with.
const NUMBERS: &[&str] = &["0", "-1", "65536", "2147483647", "4294967295", "99999999999999999999"];

/// How many of each format.
fn times() -> usize {
    let told = std::env::var_os("MINUTEBOOK_FUZZ");
    let told = told.map(|times| times.to_str().and_then(|times| times.parse().ok()));
    told.map_or(USUAL, |times| times.expect("MINUTEBOOK_FUZZ is a number"))
}

#[test]
fn files_with_changes_by_chance_are_told() {
    let good = made::good();
    let total = times() * good.len();
    for start in (0..total).step_by(FOLDER) {
        let corpus = Corpus::empty();
        corpus.write("papers/good.txt", b"Drains Panel\n\nMinutes of 3 May 2031\n\n1. Hedges\n");
        for seed in start..total.min(start + FOLDER) {
            let (extension, bytes) = &good[seed % good.len()];
            let path = format!("papers/hostile/{seed}.{extension}");
            corpus.write(&path, &mutated(bytes, seed as u64));
        }
        // Names the folder where a build ends badly: the same seeds make the same files.
        println!("files {start} to {}", total.min(start + FOLDER));
        let summary = build(&corpus);
        check_account(&corpus, &summary);
    }
}
