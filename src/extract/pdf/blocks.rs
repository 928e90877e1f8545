//! Writes the lines of a document as blocks: paragraphs, headings, items and rows.
//!
//! Lines that were broken because they were full become one paragraph, also between pages;
//! lines that end early stay apart, as in agendas and lists of names. It knows no kind of
//! paper.

use std::num::NonZeroU32;

use unicode_normalization::UnicodeNormalization;

use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::pdf::hyphens::Hyphens;
use crate::extract::pdf::lines::Line;
use crate::extract::pdf::measure::Measure;
use crate::extract::pdf::measure::is_full;
use crate::extract::pdf::page::Page;
use crate::extract::pdf::starts;
use crate::extract::pdf::tables;
use crate::extract::pdf::tables::Part;
use crate::extract::plain;
use crate::extract::sheet::Sheet;

/// A heading is larger than the running text by this.
const HEADING: f32 = 1.15;
/// A longer text is no heading, in bytes.
const LONGEST_HEADING: usize = 160;

/// Writes the pages as a text.
pub(super) fn write(mut pages: Vec<Page>) -> Text {
    let mut writer = Writer {
        sheet: Sheet::default(),
        hyphens: Hyphens::of(&pages),
        measure: Measure::of(&mut pages),
        open: None,
        held: Vec::new(),
    };
    for (index, page) in pages.into_iter().enumerate() {
        let number = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
        writer.page(index, number, page);
    }
    writer.close();
    writer.sheet.into_text()
}

struct Writer {
    sheet: Sheet,
    hyphens: Hyphens,
    measure: Measure,
    open: Option<Paragraph>,
    /// Footers that are kept and notes at the side, until the paragraph that they would cut
    /// is written.
    held: Vec<Held>,
}

/// Stands in a paragraph under way where a page ends. No letter of a page is one.
const PAGE_END: char = '\u{c}';

/// What waits for the end of a paragraph.
struct Held {
    number: Option<NonZeroU32>,
    text: String,
    /// Where a note at the side begins.
    x0: Option<f32>,
}

/// A paragraph under way.
struct Paragraph {
    text: String,
    /// Its last line.
    last: Line,
    lines: usize,
    /// Where its first line begins, and where the words after a marker do.
    first_x0: f32,
    inner_x0: f32,
    /// Where its other lines begin.
    rest_x0: Option<f32>,
    /// The page that it begins on, and the page of its last line.
    number: Option<NonZeroU32>,
    page: usize,
    /// The further pages that it runs on to: its text has a [`PAGE_END`] before each.
    further: Vec<NonZeroU32>,
}

impl Writer {
    fn page(&mut self, index: usize, number: Option<NonZeroU32>, page: Page) {
        let (alone, lines): (Vec<Line>, Vec<Line>) =
            page.lines.into_iter().partition(|line| line.stands_alone);
        let middle = page.top + page.height / 2.0;
        let (above, below): (Vec<Line>, Vec<Line>) =
            alone.into_iter().partition(|line| line.angle == page.angle && line.y < middle);
        let held = |line: &Line| Held { number, text: line.text(), x0: None };
        self.held.extend(above.iter().map(held));
        if self.open.is_none() {
            self.flush();
        }
        for part in tables::parts(lines) {
            match part {
                Part::Line(line) => self.line(index, number, line),
                Part::Row(row) => {
                    self.close();
                    self.row(number, &row.cells);
                }
            }
        }
        self.held.extend(below.iter().map(held));
    }

    fn row(&mut self, number: Option<NonZeroU32>, cells: &[Vec<String>]) {
        self.sheet.set_page(number);
        self.sheet.open(BlockKind::TableRow);
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.sheet.tab();
            }
            let mut text = String::new();
            for line in cell {
                self.hyphens.join(&mut text, line);
            }
            self.sheet.verbatim(&composed(text));
        }
        self.sheet.close();
    }

    fn line(&mut self, index: usize, number: Option<NonZeroU32>, mut line: Line) {
        let aside = line.aside.take();
        self.body_line(index, number, line);
        let Some(note) = aside else { return };
        let near = |x0: f32| (x0 - note.x0).abs() < note.first_word.max(1.0);
        match self.held.last_mut().filter(|held| held.x0.is_some_and(near)) {
            Some(held) => self.hyphens.join(&mut held.text, &note.text),
            None => self.held.push(Held { number, text: note.text, x0: Some(note.x0) }),
        }
    }

    fn body_line(&mut self, index: usize, number: Option<NonZeroU32>, line: Line) {
        if let Some(open) = self.open.as_mut()
            && open.takes(&line, index, &self.measure)
        {
            let words = line.text();
            self.hyphens.join(&mut open.text, &words);
            if open.page != index
                && let Some(number) = number
            {
                open.text.insert(open.text.len() - words.len(), PAGE_END);
                open.further.push(number);
            }
            if open.page == index {
                open.rest_x0.get_or_insert(line.x0());
            } else {
                open.rest_x0 = Some(line.x0());
            }
            open.lines += 1;
            open.page = index;
            open.last = line;
            return;
        }
        self.close();
        let inner_x0 = line.cells.get(1).map_or(line.x0() + marker_width(&line), |cell| cell.x0);
        self.open = Some(Paragraph {
            text: line.text(),
            lines: 1,
            first_x0: line.x0(),
            inner_x0,
            rest_x0: None,
            number,
            page: index,
            further: Vec::new(),
            last: line,
        });
    }

    /// Writes the open paragraph.
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let text = composed(open.text);
            let kind = if self.is_heading(&open.last, open.lines, &text) {
                BlockKind::Heading(level(open.last.size / self.measure.body))
            } else if plain::is_list_item(&text) || starts::is_bulleted(&text) {
                BlockKind::ListItem
            } else {
                BlockKind::Paragraph
            };
            self.write(open.number, kind, &text, &open.further);
        }
        self.flush();
    }

    /// Writes the headers and footers that waited.
    fn flush(&mut self) {
        for held in std::mem::take(&mut self.held) {
            self.write(held.number, BlockKind::Paragraph, &composed(held.text), &[]);
        }
    }

    fn write(
        &mut self,
        number: Option<NonZeroU32>,
        kind: BlockKind,
        text: &str,
        further: &[NonZeroU32],
    ) {
        self.sheet.set_page(number);
        self.sheet.open(kind);
        let mut further = further.iter();
        for (at, words) in text.trim().split(PAGE_END).enumerate() {
            if at > 0
                && let Some(page) = further.next()
            {
                self.sheet.page_begins(*page);
            }
            self.sheet.verbatim(words);
        }
        self.sheet.close();
    }

    fn is_heading(&self, line: &Line, lines: usize, text: &str) -> bool {
        line.size >= HEADING * self.measure.largest_body
            && lines <= 5
            && text.len() <= LONGEST_HEADING
            && text.chars().filter(|c| c.is_alphabetic()).count() >= 3
            && !text.ends_with(['.', ';', ','])
    }
}

impl Paragraph {
    /// Says whether a line goes on with this paragraph.
    fn takes(&self, line: &Line, page: usize, measure: &Measure) -> bool {
        let last = &self.last;
        let size = last.size.max(line.size);
        let text = &line.cells[0].text;
        if line.angle != last.angle || !last.is_size_of(line) || line.cells.len() > 2 {
            return false;
        }
        let breaks_off = starts::breaks_off(&self.text) && !starts::is_marked(line);
        if starts::is_item(line) && !breaks_off {
            return false;
        }
        let goes_on = breaks_off || starts::goes_on(text);
        let is_done = starts::is_done(&self.text);
        let end = last.end;
        let step = line.y - last.y;
        if page != self.page || step < 0.0 {
            // Over a page or a column: only what surely goes on.
            return goes_on && !is_done && (page == self.page || page == self.page + 1);
        }
        let widest = 1.25 * measure.leading.max(1.15) * size;
        if step > widest || last.rule_below.is_some_and(|rule| rule < line.y - 0.4 * size) {
            return false;
        }
        if !is_full(last, line) {
            // Someone ended the line by hand, within a sentence.
            let is_long = last.x1() - last.x0() > 0.5 * (end - last.x0());
            return goes_on && !is_done && is_long && self.fits(line, size);
        }
        if is_done && !goes_on && end - last.x1() > 0.15 * (end - self.first_x0.min(last.x0())) {
            return false;
        }
        if last.is_bold != line.is_bold && !goes_on && (last.is_bold || is_done) {
            return false;
        }
        // What surely goes on may begin anywhere near: tabs and hanging lines vary.
        (goes_on && !is_done && (line.x0() - last.x0()).abs() < 6.0 * size) || self.fits(line, size)
    }

    /// Says whether a line begins where lines of this paragraph do.
    fn fits(&self, line: &Line, size: f32) -> bool {
        let x0 = line.x0();
        let is_near = |other: f32, em: f32| (x0 - other).abs() <= em * size;
        let last = &self.last;
        let is_centred = is_near(last.x0() + last.x1() - line.x1(), 1.0);
        match self.rest_x0 {
            Some(rest) => is_near(rest, 0.8) || is_centred,
            None => {
                is_near(self.first_x0, 1.0)
                    || is_near(self.inner_x0, 1.2)
                    || is_centred
                    // An indented first line, or a hanging one.
                    || (x0 < self.first_x0 && is_near(self.first_x0, 5.0) && !starts::is_item(last))
                    || (x0 > self.first_x0 && is_near(self.first_x0, 6.0) && self.lines == 1)
            }
        }
    }
}

/// How wide the marker at the beginning of a line is, with the space after it.
fn marker_width(line: &Line) -> f32 {
    let cell = &line.cells[0];
    let word = cell.text.split(' ').next().unwrap_or_default();
    if tables::is_marker(word) { cell.first_word + 0.3 * line.size } else { 0.0 }
}

/// The level of a heading that is `times` as large as the running text.
fn level(times: f32) -> u8 {
    match times {
        times if times >= 1.8 => 1,
        times if times >= 1.4 => 2,
        _ => 3,
    }
}

/// Puts letters and their accents together, where a file has them apart.
fn composed(text: String) -> String {
    match text.contains(|c| ('\u{300}'..'\u{370}').contains(&c)) {
        true => text.nfc().collect(),
        false => text,
    }
}
