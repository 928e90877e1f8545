//! Reads the title that a PDF gives itself, where it can be believed.
//!
//! Most cannot: they are names of files, or were left in a template years ago. A title is
//! taken only if its words stand on the first page.

use std::collections::BTreeSet;

use hayro_interpret::hayro_syntax::metadata::Metadata;

use crate::extract::pdf::page::Page;

/// A longer title is a text, in bytes.
const LONGEST: usize = 200;

/// Returns the title of a document if its first page bears it out.
pub(super) fn title(metadata: &Metadata, first: Option<&Page>) -> Option<String> {
    let title = decoded(metadata.title.as_deref()?);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let words: Vec<String> = words(&title).collect();
    if title.len() > LONGEST || words.len() < 2 {
        return None;
    }
    let lines = &first?.lines;
    let shown: BTreeSet<String> = lines.iter().flat_map(|line| words_of(&line.text())).collect();
    words.iter().all(|word| shown.contains(word)).then_some(title)
}

fn words_of(text: &str) -> Vec<String> {
    words(text).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Decodes a text string of a PDF: UTF-16, UTF-8 or, nearly, Latin-1.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode(rest).0.into_owned(),
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode(rest).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
