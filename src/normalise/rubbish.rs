//! Finds what a document template left behind in a text: layout sections, field names, tags.
//!
//! A section that is opened and never closed costs its tag alone, not the rest of the paper.
//! Knows no kind of paper.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::paper::Rubbish;

/// A layout section of a template is a few lines long; what is longer was torn.
const LONGEST_SECTION: usize = 4000;

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<(?P<close>/?)(?:(?P<layout>[A-Z_]*LAYOUT_SECTION)|(?P<trailer>TRAILER_SECTION)|(?P<item>AI)\d{1,4})>|\b(?P<field>FIELD_[A-Z_]+)\b")
        .expect("a fixed pattern")
});

/// Returns the left-overs in `text`, in order and without overlap.
pub(super) fn find(text: &str) -> Vec<Rubbish> {
    // Nearly all papers have none, and a literal search says so at once.
    if !["_SECTION>", "<AI", "</AI", "FIELD_"].iter().any(|mark| text.contains(mark)) {
        return Vec::new();
    }
    let mut found: Vec<Rubbish> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for captures in MARKS.captures_iter(text) {
        let Some(whole) = captures.get(0) else { continue };
        let named = ["layout", "trailer", "item", "field"];
        let Some(name) = named.into_iter().find_map(|group| captures.name(group)) else { continue };
        let mut span = whole.range();
        if captures.name("layout").is_some() {
            if captures.name("close").is_some_and(|slash| slash.is_empty()) {
                open = Some((span.start, found.len()));
            } else if let Some((start, keep)) = open.take()
                && span.end - start <= LONGEST_SECTION
            {
                // The whole section, its field names included, is one left-over.
                found.truncate(keep);
                span.start = start;
            }
        }
        found.push(Rubbish { name: name.as_str().to_owned(), span });
    }
    if !found.is_empty() {
        found.extend(closing_page_numbers(text, found.last().map_or(0, |last| last.span.end)));
    }
    found
}

/// Says how many left-overs of each name there are, in words.
pub(super) fn counts(rubbish: &[Rubbish]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in rubbish {
        *counts.entry(&piece.name).or_default() += 1;
    }
    let words: Vec<String> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    words.join(", ")
}

/// Returns what of `span` is not rubbish, in order.
pub(super) fn outside(rubbish: &[Rubbish], span: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut from = span.start;
    let first = rubbish.partition_point(|piece| piece.span.end <= span.start);
    for piece in rubbish[first..].iter().take_while(|piece| piece.span.start < span.end) {
        if from < piece.span.start {
            pieces.push(from..piece.span.start);
        }
        from = from.max(piece.span.end);
    }
    if from < span.end {
        pieces.push(from..span.end);
    }
    pieces
}

/// Lone page numbers at the very end, which a template's footer leaves. Looked for only where a
/// template left other things too: elsewhere a lone figure may be the last cell of a table.
fn closing_page_numbers(text: &str, from: usize) -> Vec<Rubbish> {
    let mut numbers = Vec::new();
    let mut end = text.len();
    while end > from {
        let rest = text[from..end].trim_end();
        let start = from + rest.rfind('\n').map_or(0, |at| at + 1);
        let line = text[start..from + rest.len()].trim();
        let is_number = (1..=3).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit());
        if !is_number || (start == from && from > 0 && !text[..from].ends_with('\n')) {
            break;
        }
        let from_line = from + rest.len() - line.len();
        numbers.push(Rubbish {
            name: "PAGE_NUMBER".to_owned(),
            span: from_line..from_line + line.len(),
        });
        end = start;
    }
    numbers.reverse();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = find(text)
            .iter()
            .map(|piece| format!("{}={}", piece.name, &text[piece.span.clone()]))
            .collect();
        assert_eq!(found.join(" | "), expected);
    }

    #[test]
    fn sections_fields_and_tags_are_found() {
        check("a <AI1>b</AI1>", "AI=<AI1> | AI=</AI1>");
        check(
            "x <TITLE_ONLY_LAYOUT_SECTION>1. FIELD_TITLE</TITLE_ONLY_LAYOUT_SECTION> y FIELD_SUMMARY",
            "TITLE_ONLY_LAYOUT_SECTION=<TITLE_ONLY_LAYOUT_SECTION>1. FIELD_TITLE</TITLE_ONLY_LAYOUT_SECTION> | FIELD_SUMMARY=FIELD_SUMMARY",
        );
        check("no <b>rubbish</b> here 7", "");
    }

    #[test]
    fn a_torn_section_costs_its_tag_alone() {
        check(
            "a <LAYOUT_SECTION> the rest\n12",
            "LAYOUT_SECTION=<LAYOUT_SECTION> | PAGE_NUMBER=12",
        );
        check("a </LAYOUT_SECTION> b", "LAYOUT_SECTION=</LAYOUT_SECTION>");
        let long = format!("<LAYOUT_SECTION>{}</LAYOUT_SECTION>", "word ".repeat(2000));
        check(&long, "LAYOUT_SECTION=<LAYOUT_SECTION> | LAYOUT_SECTION=</LAYOUT_SECTION>");
    }

    #[test]
    fn page_numbers_count_only_at_the_end_of_a_template() {
        check("<AI1>a</AI1>\n\n1\n 7 \n", "AI=<AI1> | AI=</AI1> | PAGE_NUMBER=1 | PAGE_NUMBER=7");
        check("<AI1>a 7</AI1>", "AI=<AI1> | AI=</AI1>");
        check("total\n7\n", "");
    }

    #[test]
    fn what_is_left_over_and_what_is_outside_make_the_whole() {
        let text = "a<AI1>b</AI1>c";
        let pieces = outside(&find(text), 0..text.len());
        let joined: Vec<&str> = pieces.into_iter().map(|piece| &text[piece]).collect();
        assert_eq!(joined, ["a", "b", "c"]);
    }
}
