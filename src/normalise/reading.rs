//! Holds a paper while it is read: its kind and the lines that someone wrote.
//!
//! Lines are those of the extracted text without what a template left in them.

use crate::extract::BlockKind;
use crate::extract::Line;
use crate::extract::Text;
use crate::normalise::lexicon::begins_with;
use crate::normalise::rubbish;
use crate::paper::PaperKind;
use crate::paper::Rubbish;

/// How many characters of a line are kept as evidence.
const EVIDENCE: usize = 160;

/// A paper being read.
pub(super) struct Reading<'a> {
    /// What kind of paper it is.
    pub(super) kind: PaperKind,
    /// All text.
    pub(super) content: &'a str,
    /// The page's own title.
    pub(super) page_title: Option<&'a str>,
    /// The lines that are not blank and no left-over of a template, in order.
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Reading<'a> {
    /// Opens `text` for reading.
    pub(super) fn new(text: &'a Text, kind: PaperKind, rubbish: &[Rubbish]) -> Self {
        let mut lines = text.lines();
        if !rubbish.is_empty() {
            lines =
                lines.into_iter().flat_map(|line| written(&text.content, line, rubbish)).collect();
        }
        Self { kind, content: &text.content, page_title: text.title.as_deref(), lines }
    }

    /// The first `count` lines.
    pub(super) fn top(&self, count: usize) -> &[Line<'a>] {
        &self.lines[..self.lines.len().min(count)]
    }

    /// The first lines, at most `count`, before the roll of members: the head of a paper. A name
    /// in the roll is that of a guest's employer.
    pub(super) fn head(&self, count: usize) -> &[Line<'a>] {
        let top = self.top(count);
        let end = top.iter().position(|line| opens_roll(line.text));
        &top[..end.unwrap_or(top.len())]
    }

    /// Returns the value printed after `label` and a colon, be it on the same line or alone on
    /// the next, with the number of the line the label stands on. The label stands at the
    /// beginning of one of the lines `within`; case does not matter.
    pub(super) fn labelled(&self, label: &str, within: usize) -> Option<(usize, String)> {
        self.top(within).iter().enumerate().find_map(|(at, line)| {
            let rest = after_label(line.text, label)?;
            let value = folded_space(rest);
            if !value.is_empty() {
                return Some((at, value));
            }
            let next = self.lines.get(at + 1)?;
            (!next.text.ends_with(':')).then(|| (at, folded_space(next.text)))
        })
    }
}

/// Says whether a line begins the roll of members, or the items where there is none.
pub(super) fn opens_roll(line: &str) -> bool {
    const WORDS: [&str; 4] = ["present", "attend", "apolog", "absent"];
    const BEFORE: [&str; 14] = [
        "also",
        "those",
        "the",
        "members",
        "member",
        "councillors",
        "cllrs",
        "cllr",
        "committee",
        "officers",
        "people",
        "in",
        "to",
        "receive",
    ];
    let mut words = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_before = |word: &str| BEFORE.iter().any(|before| before.eq_ignore_ascii_case(word));
    let first = words.find(|word| !is_before(word)).unwrap_or_default();
    WORDS.iter().any(|word| begins_with(first, word)) || begins_with(line, "in the chair")
}

/// What follows `label` and its colon at the beginning of `line`.
fn after_label<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let line = line.trim_start_matches(['*', '#', '_', '•', ' ']);
    let start = line.get(..label.len())?;
    if !start.eq_ignore_ascii_case(label) {
        return None;
    }
    let rest = line[label.len()..].trim_start_matches(['*', '_', ' ', '\u{a0}']);
    Some(rest.strip_prefix([':', '\t'])?.trim_matches(['*', '_', ' ', '\u{a0}', '\t', ':']))
}

/// The pieces of `line` that no template left behind.
fn written<'a>(content: &'a str, line: Line<'a>, rubbish: &[Rubbish]) -> Vec<Line<'a>> {
    let pieces = rubbish::outside(rubbish, line.span.clone());
    if pieces.len() == 1 && pieces[0] == line.span {
        return vec![line];
    }
    pieces
        .into_iter()
        .filter_map(|piece| {
            let raw = &content[piece.clone()];
            let text = raw.trim();
            let start = piece.start + (raw.len() - raw.trim_start().len());
            let span = start..start + text.len();
            (!text.is_empty()).then_some(Line { text, span, kind: line.kind, page: line.page })
        })
        .collect()
}

/// Says whether a line is a heading of a structured page.
pub(super) fn is_heading(line: &Line<'_>) -> bool {
    matches!(line.kind, BlockKind::Heading(_))
}

/// Returns `text` with all white space, no-break spaces included, folded to single spaces, and
/// without the `**` that marks bold print in Markdown.
pub(super) fn folded_space(text: &str) -> String {
    if is_folded(text) {
        return text.to_owned();
    }
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !folded.contains("**") {
        return folded;
    }
    // Where one bold word ends and the next begins, a space was lost: `the****wall`, not `8****th`.
    let mut pieces = folded.split("****");
    let mut joined = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let parts_words = joined.ends_with(char::is_alphabetic);
        if parts_words && piece.starts_with(char::is_alphabetic) {
            joined.push(' ');
        }
        joined.push_str(piece);
    }
    joined.replace("**", "")
}

/// Says whether folding changes nothing: `true` is sure. Most lines are told so by their bytes.
fn is_folded(text: &str) -> bool {
    // Characters whose first bytes these are may be white space.
    let may_be_space = |byte: u8| matches!(byte, 0xC2 | 0xE1..=0xE3);
    let mut before = b' ';
    for &byte in text.as_bytes() {
        let strange = byte < b' ' || may_be_space(byte) && byte != 0xE2 || byte == 0x7F;
        if strange || byte == before && matches!(byte, b' ' | b'*') {
            return false;
        }
        // Of the general punctuation the spaces are those from 80 to 8A, and A8, A9, AF.
        if before == 0x80 && (matches!(byte, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF)) {
            return false;
        }
        if before == 0x81 && byte == 0x9F {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// Returns the beginning of a line, to be shown as evidence.
pub(super) fn evidence(line: &str) -> String {
    let mut line = folded_space(line);
    if let Some((end, _)) = line.char_indices().nth(EVIDENCE) {
        line.truncate(end);
    }
    line
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::extract::Block;
    use crate::normalise::items::Start;

    /// Makes a text as `extract` makes it of plain text, with a light hand for markup: `# ` opens
    /// a heading of level 1, `## ` of level 2, `- ` a list item, a tab inside parts table cells.
    pub(in crate::normalise) fn text(plain: &str) -> Text {
        let mut content = String::new();
        let mut blocks = Vec::new();
        for line in plain.lines() {
            let (kind, shown) = if line.starts_with('#') {
                let level = line.bytes().take_while(|byte| *byte == b'#').count();
                (BlockKind::Heading(level as u8), line[level..].trim_start())
            } else if let Some(item) = line.strip_prefix("- ") {
                (BlockKind::ListItem, item)
            } else if line.trim().contains('\t') {
                (BlockKind::TableRow, line)
            } else {
                (BlockKind::Paragraph, line)
            };
            let start = content.len();
            content.push_str(shown);
            if !shown.trim().is_empty() {
                blocks.push(Block { kind, span: start..content.len(), page: None });
            }
            content.push('\n');
        }
        Text { content, blocks, ..Text::default() }
    }

    /// The titles of the items that `starts` finds in plain minutes, in order.
    pub(in crate::normalise) fn titles(
        plain: &str,
        starts: fn(&Reading<'_>) -> Vec<Start>,
    ) -> Vec<String> {
        let text = text(plain);
        let reading = Reading::new(&text, PaperKind::Minutes, &[]);
        starts(&reading).into_iter().filter_map(|start| start.title).collect()
    }

    #[test]
    fn labels_give_the_value_beside_or_below_them() {
        let text =
            text("Decision Maker: The  Cabinet\nReport title:\nA new bridge\nWard:\nReason:\nNone");
        let reading = Reading::new(&text, PaperKind::Report, &[]);
        let value = |label| reading.labelled(label, 10);
        assert_eq!(value("decision maker"), Some((0, "The Cabinet".to_owned())));
        assert_eq!(value("Report title"), Some((1, "A new bridge".to_owned())));
        assert_eq!(value("Ward"), None);
        assert_eq!(value("Maker"), None);
    }

    #[test]
    fn lines_are_cut_round_what_a_template_left() {
        let text = text("<AI1>1. Apologies\n</AI1>\nNext");
        let found = rubbish::find(&text.content);
        let reading = Reading::new(&text, PaperKind::Minutes, &found);
        let lines: Vec<&str> = reading.lines.iter().map(|line| line.text).collect();
        assert_eq!(lines, ["1. Apologies", "Next"]);
        assert!(reading.lines.iter().all(|line| &text.content[line.span.clone()] == line.text));
    }
}
