//! Turns the bytes of a file into plain text with blocks.
//!
//! It never fails: what falls short is a problem beside the text. It knows file formats and
//! encodings, and the markup that council software writes; it knows no kind of paper, no
//! council and no date.

mod encoding;
mod format;
mod front_matter;
mod html;
mod markdown;
mod names;
mod numerals;
mod office;
mod pdf;
mod plain;
mod sheet;
mod told;

use std::num::NonZeroU32;
use std::ops::Range;

use serde::Deserialize;
use serde::Serialize;

use crate::extract::format::Format;
use crate::extract::told::Told;
use crate::problem::Outcome;
use crate::problem::Problem;
use crate::problem::ProblemKind;

/// The text of one file, in reading order, as a reader would see it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// All text. Blocks stand on lines of their own; lines end in `\n` alone.
    pub content: String,
    /// The blocks, in order, without overlap. What lies between them is white space.
    pub blocks: Vec<Block>,
    /// The page's own title (`<title>`), which is no part of the text.
    pub title: Option<String>,
    /// Where the page says it was published or saved from.
    pub address: Option<String>,
    /// The words of page furniture (menus, cookie banners, running heads) that were left out.
    pub furniture_words: usize,
    /// How many pages it has; 0 where the format has none.
    pub pages: u32,
    /// Where the words of each page begin in [`Text::content`], in bytes, in order. A paragraph
    /// may run over the end of a page.
    pub page_starts: Vec<(usize, NonZeroU32)>,
    /// The pages whose words are not in the text, since they are pictures or their letters are
    /// not those that a reader sees, in order.
    pub unread: Vec<NonZeroU32>,
    /// The pages whose words a machine read from a picture, in order.
    pub from_pictures: Vec<NonZeroU32>,
}

/// What a reader made of the bytes of one file.
#[derive(Debug, Default)]
struct Reading {
    text: Text,
    /// What fell short, with particulars in a few words.
    shortfalls: Vec<(ProblemKind, String)>,
}

/// One block of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What kind of block.
    pub kind: BlockKind,
    /// Where it stands in [`Text::content`], in bytes, without its line end. A block may hold
    /// several lines (`<br>`).
    pub span: Range<usize>,
    /// The page it begins on, where the format has pages.
    pub page: Option<NonZeroU32>,
}

/// What kind of block a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph, or one line of plain text.
    Paragraph,
    /// An item of a list, its marker (`1.`, `a)`, `•`) included in the text.
    ListItem,
    /// A row of a table, its cells parted by tabs.
    TableRow,
}

/// One line of a text that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line, trimmed of white space at both ends.
    pub text: &'a str,
    /// Where the trimmed line stands in [`Text::content`], in bytes.
    pub span: Range<usize>,
    /// The kind of the block it belongs to.
    pub kind: BlockKind,
    /// The page its block begins on, where the format has pages.
    pub page: Option<NonZeroU32>,
}

impl Text {
    /// Says whether blocks and pages lie in the text as they should: asked of a text that comes
    /// from another process.
    pub fn is_sound(&self) -> bool {
        let cuts = |at: usize| self.content.is_char_boundary(at);
        let spans = || self.blocks.iter().map(|block| &block.span);
        spans().all(|span| span.start < span.end && cuts(span.start) && cuts(span.end))
            && spans().is_sorted_by(|one, next| one.end <= next.start)
            && self.page_starts.iter().all(|(at, _)| cuts(*at))
            && self.page_starts.is_sorted_by(|(one, _), (next, _)| one <= next)
    }

    /// Puts the words of pages that a machine read from pictures in their places, one block a
    /// line. These pages hold nothing else then.
    pub fn with_pages_read(self, read: Vec<(NonZeroU32, String)>) -> Self {
        if read.is_empty() {
            return self;
        }
        let mut made = Self { content: String::new(), blocks: Vec::new(), ..self.clone() };
        let is_read = |page: Option<NonZeroU32>| read.iter().any(|(of, _)| Some(*of) == page);
        let mut printed = self.blocks.iter().filter(|block| !is_read(block.page)).peekable();
        let add = |made: &mut Self, kind, words: &str, page| {
            let start = made.content.len();
            made.content.push_str(words);
            made.blocks.push(Block { kind, span: start..made.content.len(), page });
            made.content.push('\n');
        };
        for (page, words) in &read {
            while let Some(block) = printed.next_if(|block| block.page < Some(*page)) {
                add(&mut made, block.kind, &self.content[block.span.clone()], block.page);
            }
            for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let is_item = plain::is_list_item(line);
                let kind = if is_item { BlockKind::ListItem } else { BlockKind::Paragraph };
                add(&mut made, kind, line, Some(*page));
            }
        }
        for block in printed {
            add(&mut made, block.kind, &self.content[block.span.clone()], block.page);
        }
        made.unread.retain(|page| !is_read(Some(*page)));
        made.from_pictures = read.iter().map(|(page, _)| *page).collect();
        made.page_starts = sheet::page_starts(&made.blocks, &[]);
        made
    }

    /// Returns the lines that are not blank, in order. A line of no-break spaces is blank.
    pub fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::with_capacity(self.blocks.len());
        for block in &self.blocks {
            let mut start = block.span.start;
            for raw in self.content[block.span.clone()].split('\n') {
                let text = raw.trim();
                if !text.is_empty() {
                    let from = start + (raw.len() - raw.trim_start().len());
                    lines.push(Line {
                        text,
                        span: from..from + text.len(),
                        kind: block.kind,
                        page: block.page,
                    });
                }
                start += raw.len() + 1;
            }
        }
        lines
    }
}

/// Extracts the text of the file called `path` (its name tells the format where the bytes do
/// not) with the given bytes.
///
/// Where no text can be had the text is empty and a problem says why.
pub fn text(path: &str, bytes: &[u8]) -> (Text, Vec<Problem>) {
    text_as(path, None, bytes)
}

/// As [`text()`], where the server that gave the file said what it is: `text/html;
/// charset=windows-1252`. Its word counts only where the bytes leave a choice.
pub fn text_as(path: &str, content_type: Option<&str>, bytes: &[u8]) -> (Text, Vec<Problem>) {
    let told = content_type.map(Told::of).unwrap_or_default();
    let mut problems = Vec::new();
    let mut note = |kind, detail: String| problems.push(Problem::new(path, kind, detail));
    let (format, decoded) = match format::of_name(path).or_else(|| format::of_bytes(bytes)) {
        Some(format) => (format, None),
        None => match encoding::decode(bytes, told.encoding) {
            Some(decoded) => (format::of_text(path, &decoded.text, &told), Some(decoded)),
            None => (format::of_binary(path), None),
        },
    };
    let mut decoded = decoded.unwrap_or_default();
    if decoded.text.contains('\0') {
        decoded.text.retain(|c| c != '\0');
    }
    let Reading { text, shortfalls } = match format {
        Format::Html => Reading::of(html::read(&decoded.text)),
        Format::Markdown => Reading::of(markdown::read(&decoded.text)),
        Format::Plain => Reading::of((plain::read(decoded.text), None)),
        Format::Pdf => pdf::read(bytes),
        Format::Office(kind) => office::read(kind, bytes),
        Format::NotReadYet(name) => {
            note(ProblemKind::FormatNotReadYet, name.to_owned());
            return (Text::default(), problems);
        }
        Format::NotAPaper(name) => {
            note(ProblemKind::NotAPaper, name.to_owned());
            return (Text::default(), problems);
        }
    };
    for (kind, detail) in shortfalls {
        note(kind, detail);
    }
    match decoded.replaced {
        0 => {}
        1 => note(ProblemKind::Undecodable, "in 1 place".to_owned()),
        places => note(ProblemKind::Undecodable, format!("in {places} places")),
    }
    if text.content.contains(char::is_alphanumeric) {
        return (text, problems);
    }
    // A scan is a paper all the same, and a file that could not be opened is named already.
    if !problems.iter().any(|problem| says_why_no_text(problem.kind)) {
        let detail = if bytes.is_empty() { "the file is empty" } else { "" };
        problems.push(Problem::new(path, ProblemKind::NoText, detail));
    }
    (Text { content: String::new(), blocks: Vec::new(), ..text }, problems)
}

/// Names pages for people, as ranges: `pages 1-3, 7 of 12`.
pub fn pages_named(pages: &[NonZeroU32], all: u32) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for page in pages.iter().map(|page| page.get()) {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == page => *end = page,
            _ => ranges.push((page, page)),
        }
    }
    let named: Vec<String> = ranges
        .iter()
        .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}-{to}") })
        .collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {} of {all}", named.join(", "))
}

/// Says whether bytes are of a format that can be made to take all memory or time there is: to be
/// read where that does no harm.
pub fn is_delicate(bytes: &[u8]) -> bool {
    matches!(format::of_bytes(bytes), Some(Format::Pdf | Format::Office(_)))
}

/// Says whether a problem explains why there is no text at all.
fn says_why_no_text(kind: ProblemKind) -> bool {
    kind.outcome() == Outcome::Unreadable
        || matches!(kind, ProblemKind::NoTextLayer | ProblemKind::TextLayerUnreadable)
}

impl Reading {
    /// A text with, where it was too complex, what was left out.
    fn of((text, complaint): (Text, Option<String>)) -> Self {
        let shortfalls = complaint.into_iter().map(|it| (ProblemKind::TooComplex, it)).collect();
        Self { text, shortfalls }
    }

    /// No text, and why.
    fn none(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self { text: Text::default(), shortfalls: vec![(kind, detail.into())] }
    }
}
