//! Reads plain text: every line that is not blank is a block.
//!
//! The text stays as it is, but for line ends and characters that are never seen.

use std::num::NonZeroU32;
use std::sync::LazyLock;

use regex::Regex;

use crate::extract::Block;
use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::sheet;

/// How a line begins that is an item of a list.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^\s*(?:",
        r"\(?[ivx]{1,5}[.)]\s",        // i. (ii) iii)
        r"|\([a-z]\)|[a-z][.)]\s",     // (a) a. a)
        r"|\(\d{1,2}\)|\d{1,2}[.)]\s", // (1) 1. 1)
        r"|\d{1,2}\.\d{1,2}\.?\s",     // 2.1 2.1.
        r"|[\x{B7}\x{2022}\x{25AA}\x{F0B7}*-]\s",
        r")",
    );
    Regex::new(pattern).expect("the pattern is ours")
});

/// Says whether a line begins with the marker of a list item.
pub(super) fn is_list_item(line: &str) -> bool {
    MARKER.is_match(line)
}

/// Reads plain text. A form feed ends a page; where there is none, blocks have no page.
pub(super) fn read(text: String) -> Text {
    let has_pages = text.contains('\x0c');
    let is_tidy = !text.contains(['\r', '\u{feff}', '\x0c']);
    let mut page_ends = Vec::new();
    let content = if is_tidy { text } else { tidy(&text, &mut page_ends) };
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut ends = page_ends.into_iter().peekable();
    let mut page = NonZeroU32::MIN;
    for line in content.split('\n') {
        while ends.next_if(|end| *end <= start).is_some() {
            page = page.saturating_add(1);
        }
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            let kind = if is_list_item(line) { BlockKind::ListItem } else { BlockKind::Paragraph };
            let span = from..from + trimmed.len();
            blocks.push(Block { kind, span, page: has_pages.then_some(page) });
        }
        start += line.len() + 1;
    }
    let page_starts = sheet::page_starts(&blocks, &[]);
    Text { content, blocks, page_starts, ..Text::default() }
}

/// Makes every line end `\n` and drops byte order marks. Notes where each page ends.
fn tidy(text: &str, page_ends: &mut Vec<usize>) -> String {
    let mut content = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    content.push('\n');
                }
            }
            '\u{feff}' => {}
            '\x0c' => {
                content.push('\n');
                page_ends.push(content.len());
            }
            c => content.push(c),
        }
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_blocks_and_form_feeds_part_pages() {
        let text = read("Minutes\r\n\r\n 1. Apologies\rNone\x0c2. Accounts \x0c\x0cEnd".to_owned());
        assert_eq!(text.content, "Minutes\n\n 1. Apologies\nNone\n2. Accounts \n\nEnd");
        let lines: Vec<(&str, u32, bool)> = text
            .lines()
            .iter()
            .map(|line| (line.text, line.page.unwrap().get(), line.kind == BlockKind::ListItem))
            .collect();
        assert_eq!(
            lines,
            [
                ("Minutes", 1, false),
                ("1. Apologies", 1, true),
                ("None", 1, false),
                ("2. Accounts", 2, true),
                ("End", 4, false),
            ]
        );
    }

    #[test]
    fn markers_are_told_from_words() {
        for line in
            ["i. one", "(iv) one", "(a)one", "b) one", "12. one", "2.1 one", "· one", "- one"]
        {
            assert!(is_list_item(line), "{line}");
        }
        for line in ["Item 1", "2017 budget", "A. Clerk", "ii", "-one", "3.5% more", "mix. one"] {
            assert!(!is_list_item(line), "{line}");
        }
    }
}
