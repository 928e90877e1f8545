//! Reads documents of word processors.
//!
//! Each format has a reader of its own that gives a [`Story`]; what becomes of
//! headers, titles and tables is decided once, for all of them. It does not know what a
//! document is about.

mod archive;
mod bytes;
mod compound;
mod doc;
mod docx;
mod flow;
mod heads;
mod numbers;
mod opendocument;
mod rtf;
mod story;
mod symbols;
#[cfg(test)]
mod tests;
mod title;
mod writing;
mod xml;

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use crate::extract::Reading;
use crate::extract::office::archive::Archive;
use crate::extract::office::archive::Refusal;
use crate::extract::office::compound::Compound;
use crate::extract::office::story::Story;
use crate::extract::sheet::Sheet;
use crate::problem::ProblemKind;

/// The formats of word processors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Word 6 to 2003.
    Doc,
    /// Word since 2007.
    Docx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument text in one XML file.
    FlatOdt,
    /// Rich text.
    Rtf,
    /// An Office document that needs a password.
    Locked,
}

/// The names of the files in a zip archive, or `None` if it has no list of them.
pub(super) fn part_names(bytes: &[u8]) -> Option<Vec<String>> {
    Some(Archive::open(bytes).ok()?.names().collect())
}

/// The names of the streams and folders at the top of an old Office file, or `None` if its
/// directory cannot be read.
pub(super) fn stream_names(bytes: &[u8]) -> Option<Vec<String>> {
    let compound = Compound::open(bytes)?;
    Some(compound.names().into_iter().map(str::to_owned).collect())
}

/// Reads a document of the given kind.
pub(super) fn read(kind: Kind, bytes: &[u8]) -> Reading {
    // A reader that breaks on a broken file costs that file, never the run.
    let story = catch_unwind(AssertUnwindSafe(|| story(kind, bytes)));
    match story {
        Ok(Ok(story)) => reading(story),
        Ok(Err((kind, detail))) => Reading::none(kind, detail),
        Err(_) => Reading::none(ProblemKind::GaveUp, "its reader broke"),
    }
}

fn story(kind: Kind, bytes: &[u8]) -> Result<Story, Refusal> {
    match kind {
        Kind::Doc => doc::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Odt => opendocument::read(bytes),
        Kind::FlatOdt => opendocument::read_flat(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::Locked => Err((ProblemKind::Encrypted, "Office document".to_owned())),
    }
}

/// Writes a story down.
fn reading(mut story: Story) -> Reading {
    let mut sheet = Sheet::default();
    let kept = heads::letterhead(&story);
    writing::drop_false_headings(&mut story.body);
    kept.iter().for_each(|line| writing::write_line(line, &mut sheet));
    writing::write(&story.body, &mut sheet);
    let mut text = sheet.into_text();
    text.title = title::of(story.title.as_deref(), &text.content);
    text.furniture_words = heads::words_aside(&story, &kept);
    let mut shortfalls = Vec::new();
    match text.furniture_words {
        0 => {}
        1 => shortfalls.push((ProblemKind::RunningHeads, "1 word".to_owned())),
        words => shortfalls.push((ProblemKind::RunningHeads, format!("{words} words"))),
    }
    if let Some(cut) = story.cut {
        shortfalls.push((ProblemKind::TooComplex, cut));
    }
    Reading { text, shortfalls }
}
