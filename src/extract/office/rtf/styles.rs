//! Knows which paragraph styles of a rich text are headings.

use std::collections::HashMap;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    outlines: HashMap<i32, i32>,
    /// The style that is being described.
    number: i32,
    is_other: bool,
    outline: Option<i32>,
    name: String,
}

impl Styles {
    /// Takes in a control word of the style sheet.
    pub(super) fn describe(&mut self, word: &str, number: Option<i32>) {
        match word {
            "s" => self.number = number.unwrap_or(0),
            "cs" | "ds" | "ts" => self.is_other = true,
            "outlinelevel" => self.outline = number,
            _ => {}
        }
    }

    /// Takes in a piece of a style's name.
    pub(super) fn name(&mut self, text: &str) {
        if self.name.len() < 100 {
            self.name.push_str(text);
        }
        if text.ends_with(';') {
            self.end();
        }
    }

    /// Ends the description of a style.
    pub(super) fn end(&mut self) {
        let style = std::mem::take(self);
        self.outlines = style.outlines;
        let name = style.name.trim_end_matches(';').to_ascii_lowercase();
        let outline = style.outline.or_else(|| match name.strip_prefix("heading ") {
            Some(level) => level.trim().parse::<i32>().ok().map(|level| level - 1),
            None => (name == "title").then_some(0),
        });
        if let (Some(outline), false, false) = (outline, style.is_other, name.is_empty()) {
            self.outlines.insert(style.number, outline);
        }
    }

    /// The outline level of a style, counted from 0, if it is one of headings.
    pub(super) fn outline(&self, style: i32) -> Option<i32> {
        self.outlines.get(&style).copied()
    }
}
