//! Finds the people of a paper: who is named, in which role, on which side of the table.
//!
//! The capitalised words of each passage are collected once; names are read from them by what
//! stands about them (a title, a roll, a role), then the mentions of one person are joined.
//! Someone who cannot be told from another is left out: an invented person is worse than a gap.

mod acting;
mod belief;
mod beside;
mod contacts;
mod joining;
mod kinds;
#[cfg(test)]
mod laws;
mod lines;
mod lists;
mod mention;
mod names;
mod prose;
mod roles;
mod roll;
mod scan;
mod shaping;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod tests;
mod titles;
#[cfg(test)]
mod trials;
mod walk;
mod words;

use std::ops::Range;

use self::kinds::Body;
use self::lists::LISTS;
use self::scan::Passage;
use self::walk::Walk;
use crate::extract::BlockKind;
use crate::extract::Line;
use crate::normalise::reading::Reading;
use crate::paper::Council;
use crate::paper::Fact;
use crate::paper::Person;
use crate::vocabulary::roles::Marks;
use crate::vocabulary::roles::marks;

/// How much of the line below a signature is looked at, in bytes.
const SIGNED: usize = 240;

/// Returns the people named in a paper and the roles that act in it without a name, in the order
/// of their first mention. `council` is who published it.
pub(super) fn find(reading: &Reading<'_>, council: Option<&Fact<Council>>) -> Vec<Person> {
    let mut walk = Walk {
        found: Vec::new(),
        roll: None,
        planning: false,
        present: false,
        row: false,
        columns: false,
    };
    let mut caps = Vec::new();
    let spans = passages(&reading.lines);
    let mut at = 0;
    while let Some((span, kind)) = spans.get(at) {
        let heading = matches!(kind, BlockKind::Heading(_));
        let line = &reading.content[span.clone()];
        // A row with one cell alone is a paragraph.
        walk.row = *kind == BlockKind::TableRow || walk.row && !line.contains([' ', '\t']);
        if heading && !line.to_lowercase().contains("plan") || opens_part(line) {
            walk.planning = speaks_of_planning(line);
        } else if heading {
            walk.planning = true;
        }
        let passage = Passage::new(reading.content, span.start, span.end, caps);
        let next = spans.get(at + 1).filter(|_| walk.roll.is_none() && !heading);
        let signed = next.and_then(|(next, _)| {
            let name = contacts::signer(&passage)?;
            let end = reading.content.floor_char_boundary(next.end.min(next.start + SIGNED));
            let below = Passage::new(reading.content, next.start, end, Vec::new());
            contacts::signature(&name, &below)
        });
        match signed {
            Some(mention) => walk.found.push(mention),
            None => walk.passage(&passage),
        }
        caps = passage.caps;
        at += 1;
    }
    let name = council.map(|fact| fact.value.name.to_lowercase()).unwrap_or_default();
    let body = Body {
        parish: shaping::is_parish(&name, reading.content, &walk.found),
        rolled: walk.found.iter().filter(|mention| mention.seated).count() >= 3,
        uniformed: LISTS.paper.uniformed.within(&name),
    };
    shaping::people(reading.content, &walk.found, body)
}

/// The passages of a paper: its lines, those joined that a line break parts in mid-sentence. Says
/// of each what it is.
fn passages(lines: &[Line<'_>]) -> Vec<(Range<usize>, BlockKind)> {
    let mut passages: Vec<(Range<usize>, BlockKind)> = Vec::with_capacity(lines.len());
    let mut last: Option<&Line<'_>> = None;
    for line in lines {
        let runs_on = last.is_some_and(|last| {
            let plain =
                |line: &Line<'_>| matches!(line.kind, BlockKind::Paragraph | BlockKind::ListItem);
            let small = line.text.starts_with(char::is_lowercase);
            let open = !last.text.ends_with(['.', ';', ':', ')', '|']);
            plain(last)
                && line.kind == BlockKind::Paragraph
                && line.span.start - last.span.end <= 12
                && open
                && (small && last.text.len() >= 24
                    || last.text.len() >= 58
                        && !opens_item(line.text)
                        && !line.text[..line.text.floor_char_boundary(40)].contains(':')
                        && breaks_off(last.text))
                && !last.text.contains('\t')
        });
        match passages.last_mut() {
            Some((span, _)) if runs_on => span.end = line.span.end,
            _ => passages.push((line.span.clone(), line.kind)),
        }
        last = Some(line);
    }
    passages
}

/// Says whether a line breaks off in the middle of a sentence: with a small word, a comma, or a
/// title or given name whose surname is to come.
fn breaks_off(line: &str) -> bool {
    let word = line.rsplit([' ', '\u{a0}']).next().unwrap_or_default();
    let bare = word.trim_end_matches(['.', ',']);
    let marks = marks(bare);
    word.ends_with(',')
        || bare.starts_with(char::is_lowercase)
        || bare == "&"
        || marks.has(Marks::TITLE | Marks::GIVEN) && !marks.has(Marks::NO)
}

/// Says whether a bullet or a number opens a line.
fn opens_item(line: &str) -> bool {
    line.starts_with(|c: char| !c.is_alphabetic() && c != '(' && c != '\u{2018}' && c != '"')
}

/// Says whether a line begins a part of the paper, by number or by capitals.
fn opens_part(line: &str) -> bool {
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit() || " .)/\t".contains(c));
    let start = &words[..words.floor_char_boundary(40)];
    let capitals =
        start.len() > 5 && line.len() < 80 && !start.contains(|c: char| c.is_lowercase());
    let numbered = words.len() < line.len() && line.starts_with(|c: char| c.is_ascii_digit());
    let label =
        start.bytes().take(30).any(|byte| byte == b':') && start.starts_with(char::is_uppercase);
    capitals || numbered && line.len() < 90 || label && !start.starts_with("Applicant")
}

/// Says whether the line that begins a part is about planning applications.
fn speaks_of_planning(line: &str) -> bool {
    let lower = line[..line.floor_char_boundary(60)].to_lowercase();
    lower.contains("planning") || lower.contains("applications")
}
