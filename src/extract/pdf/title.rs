//! Reads the title that a PDF gives itself, where it can be believed.
//!
//! Most cannot: they are names of files, or were left in a template years ago. A title is
//! taken only if it stands at the top of the first page.

use hayro_interpret::hayro_syntax::metadata::Metadata;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::page::Page;

/// A longer title is a text, in bytes.
const LONGEST: usize = 200;

/// How many lines at the top of the first page may hold the title.
const FIRST_LINES: usize = 14;

/// Returns the title of a document if its first page bears it out, with the page's capitals.
pub(super) fn title(metadata: &Metadata, first: Option<&Page>) -> Option<String> {
    let title = decoded(metadata.title.as_deref()?);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = words(&title);
    if title.len() > LONGEST || wanted.len() < 2 {
        return None;
    }
    let lines: Vec<String> = first?.lines.iter().take(FIRST_LINES).map(Line::text).collect();
    if let Some(line) = lines.iter().find(|line| words(line) == wanted) {
        return Some(line.clone());
    }
    // A title may take several lines, or the first words of one.
    let starts_at = |at: usize| {
        let shown = lines[at..].iter().flat_map(|line| words(line));
        shown.take(wanted.len()).eq(wanted.iter().cloned())
    };
    (0..lines.len()).any(starts_at).then_some(title)
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
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
