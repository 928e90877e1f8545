//! Reads Markdown as a browser would show it, but keeps the numbers of lists as they were
//! written: a resolution that was number 7 stays number 7.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use pulldown_cmark::TextMergeWithOffset;

use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::front_matter;
use crate::extract::html;
use crate::extract::sheet::Sheet;

/// The longest line that is taken to end where its author wanted it to. Longer ones were
/// wrapped by an editor.
const SHORT_LINE: usize = 50;

/// Reads Markdown. Returns its text and, where markup in it was too complex, what was left out.
pub(super) fn read(text: &str) -> (Text, Option<String>) {
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let front = front_matter::of(&text);
    let mut reading = Reading::default();
    if front.has_pages {
        // The hyphens would make a heading of the line before them.
        let mut page = NonZeroU32::MIN;
        for (at, part) in pages(front.rest).enumerate() {
            if at > 1 {
                page = page.saturating_add(1);
            }
            reading.sheet.set_page(Some(page));
            reading.read(part);
        }
    } else {
        reading.read(front.rest);
    }
    let text = Text { title: front.title, address: front.address, ..reading.sheet.into_text() };
    (text, reading.complaint)
}

/// The parts between lines of three hyphens.
fn pages(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.trim_end() == "---" {
                rest = Some(&text[at + line.len()..]);
                return Some(&text[..at]);
            }
            at += line.len();
        }
        rest = None;
        Some(text)
    })
}

/// A text being read.
#[derive(Default)]
struct Reading {
    sheet: Sheet,
    lists: Vec<List>,
    heading: Option<u8>,
    /// Where the line of the source begins that is being read.
    line_start: usize,
    is_row: bool,
    cells: usize,
    is_code: bool,
    pictures: usize,
    /// A block of markup, collected line by line.
    markup: Option<String>,
    complaint: Option<String>,
}

/// A list under way.
struct List {
    is_ordered: bool,
    written: Option<u64>,
    shown: u64,
}

impl Reading {
    fn read(&mut self, text: &str) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let events = Parser::new_ext(text, options).into_offset_iter();
        for (event, span) in TextMergeWithOffset::new(events) {
            match event {
                Event::Start(tag) => self.open(tag, text, span),
                Event::End(tag) => self.close(tag),
                Event::Text(text) | Event::Code(text) => self.text(&text),
                Event::Html(markup) => match &mut self.markup {
                    Some(block) => block.push_str(&markup),
                    None => self.inline_markup(&markup),
                },
                Event::InlineHtml(markup) => self.inline_markup(&markup),
                Event::SoftBreak => {
                    let line = self.sheet.len().saturating_sub(self.line_start);
                    let is_wrapped = line >= SHORT_LINE;
                    if is_wrapped {
                        self.sheet.space();
                    } else {
                        self.line_end();
                    }
                    self.line_start = self.sheet.len();
                }
                Event::HardBreak => self.line_end(),
                Event::Rule => self.sheet.close(),
                _ => {}
            }
        }
        self.sheet.close();
    }

    fn open(&mut self, tag: Tag<'_>, text: &str, span: Range<usize>) {
        if matches!(tag, Tag::Paragraph | Tag::Item) {
            self.line_start = self.sheet.len();
        }
        match tag {
            Tag::Heading { level, .. } => {
                self.sheet.close();
                self.heading = Some(number(level));
            }
            Tag::List(first) => {
                self.sheet.close();
                self.lists.push(List { is_ordered: first.is_some(), written: None, shown: 0 });
            }
            Tag::Item => {
                self.sheet.close();
                let source = text.get(span).unwrap_or_default();
                if let Some(list) = self.lists.last_mut() {
                    self.sheet.set_marker(&list.marker(source));
                }
            }
            Tag::TableHead | Tag::TableRow => {
                self.sheet.close();
                self.is_row = true;
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.sheet.tab();
                }
                self.cells += 1;
            }
            Tag::CodeBlock(_) => {
                self.sheet.close();
                self.is_code = true;
            }
            Tag::HtmlBlock => {
                self.sheet.close();
                self.markup = Some(String::new());
            }
            Tag::Image { .. } => self.pictures += 1,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) => self.sheet.close(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.sheet.close();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.sheet.close();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.sheet.close();
                self.sheet.flush_marker();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.sheet.close();
                self.is_row = false;
            }
            TagEnd::CodeBlock => {
                self.sheet.close();
                self.is_code = false;
            }
            TagEnd::HtmlBlock => {
                let markup = self.markup.take().unwrap_or_default();
                let complaint = html::write(&markup, &mut self.sheet);
                self.complaint = self.complaint.take().or(complaint);
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::Table => self.sheet.close(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.pictures > 0 {
            self.sheet.space();
        } else if self.is_code {
            for line in text.split_inclusive('\n') {
                if !line.trim().is_empty() {
                    self.sheet.open(BlockKind::Paragraph);
                    self.sheet.verbatim(line.trim_end());
                }
                if line.ends_with('\n') {
                    self.sheet.line_end();
                }
            }
        } else if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.sheet.space();
        } else {
            let kind = match self.heading {
                _ if self.is_row => BlockKind::TableRow,
                Some(level) => BlockKind::Heading(level),
                None => BlockKind::Paragraph,
            };
            self.sheet.open(kind);
            // Marks that open or close beside a colon or bracket are no emphasis by the rules,
            // but they were meant as such.
            if text.contains("**") {
                text.split("**").for_each(|part| self.sheet.words(part));
            } else {
                self.sheet.words(text);
            }
        }
    }

    fn line_end(&mut self) {
        if self.is_row {
            self.sheet.space();
        } else {
            self.sheet.line_end();
            self.line_start = self.sheet.len();
        }
    }

    /// Drops a tag of HTML within a line. What only looks like one (`<AI1>`) is text.
    fn inline_markup(&mut self, markup: &str) {
        let name = markup.trim_start_matches(['<', '/']);
        let ends = |c: char| !c.is_ascii_alphanumeric();
        let name = name.split(ends).next().unwrap_or_default().to_ascii_lowercase();
        if name == "br" {
            self.line_end();
        } else if !html::is_element(&name) && !markup.starts_with("<!") {
            self.text(markup);
        }
    }
}

impl List {
    /// The marker of the next item, whose source is given. A list written `1. 1. 1.` is
    /// numbered by position, as it is shown.
    fn marker(&mut self, source: &str) -> String {
        if !self.is_ordered {
            return "•".to_owned();
        }
        let source = source.trim_start();
        let end = source.find(|c: char| !c.is_ascii_digit()).unwrap_or(source.len());
        let digits = &source[..end];
        // At most nine digits make a list.
        let written = digits.bytes().fold(0, |number: u64, digit| {
            number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
        });
        self.shown = match self.written {
            Some(before) if before == written => self.shown + 1,
            _ => written,
        };
        self.written = Some(written);
        let stop = if source[end..].starts_with(')') { ')' } else { '.' };
        format!("{}{stop}", self.shown)
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(read(markdown).0.content, expected);
    }

    #[test]
    fn marks_are_dropped_and_words_stay() {
        check(
            "# Minutes\n\n**Present:** Chair**:** Cllr *A* [Bell](http://a.uk) ![x](y.png)<br>and <AI1>\n\n---\n\nEnd",
            "Minutes\nPresent: Chair: Cllr A Bell\nand <AI1>\nEnd\n",
        );
    }

    #[test]
    fn numbers_of_lists_stay_as_written() {
        check(
            "3. Accounts\n7. Roads\n\ntext\n\n1. a\n1. b\n1. c",
            "3. Accounts\n7. Roads\ntext\n1. a\n2. b\n3. c\n",
        );
        check("1.\n\nAdoption of minutes\n\n2.\n\nRoads", "1.\nAdoption of minutes\n2.\nRoads\n");
        check("- a\n    1) b\n- c", "• a\n1) b\n• c\n");
    }

    #[test]
    fn tables_become_rows() {
        let (text, _) = read("| Ward | Votes |\n|---|---|\n| Mill | 12 |\n");
        assert_eq!(text.content, "Ward\tVotes\nMill\t12\n");
        assert!(text.blocks.iter().all(|block| block.kind == BlockKind::TableRow));
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_ones_kept() {
        let long = "The clerk reported that the hedge along Mill Lane had been cut";
        check(
            &format!("{long}\nin March.\n\nThe Clerk\nMill Lane"),
            &format!("{long} in March.\nThe Clerk\nMill Lane\n"),
        );
    }

    #[test]
    fn pages_of_the_archive_are_counted() {
        let (text, _) =
            read("[Original file](https://a.ie/b.pdf)\n\n---\nMinutes\n---\n2\n\nRoads");
        let pages: Vec<u32> = text.blocks.iter().map(|block| block.page.unwrap().get()).collect();
        assert_eq!((text.content.as_str(), pages), ("Minutes\n2\nRoads\n", vec![1, 2, 2]));
        assert!(text.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    }

    #[test]
    fn blocks_of_markup_are_read_as_a_page() {
        check("<div><p>One</p>\n<ul><li>two</ul></div>\n\nThree", "One\n• two\nThree\n");
    }
}
