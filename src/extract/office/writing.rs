//! Writes paragraphs and tables to a sheet, as a printed page shows them.
//!
//! Tells rows that read as one line from rows that only lay out a page, as the reader of web
//! pages does. It knows no file format.

use crate::extract::BlockKind;
use crate::extract::office::story::Cell;
use crate::extract::office::story::Paragraph;
use crate::extract::office::story::Piece;
use crate::extract::office::story::Table;
use crate::extract::sheet::Sheet;

/// The most line ends a cell of one line may hold: a telephone number under another is still
/// one cell.
const LINE_ENDS: usize = 3;

/// The longest text that can be the number of an item, in characters.
const NUMBER: usize = 8;

/// The longest heading, in words. What is longer is text in the dress of a heading.
const HEADING: usize = 30;

/// A text of so many paragraphs or more cannot consist of headings for the most part.
const ENOUGH: usize = 8;

/// Writes the pieces in order.
pub(super) fn write(pieces: &[Piece], sheet: &mut Sheet) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => write_paragraph(paragraph, sheet),
            Piece::Table(table) => write_table(table, sheet),
        }
    }
}

/// Makes paragraphs of headings that are none: long ones, and all of them where most of the
/// text is set as headings.
pub(super) fn drop_false_headings(pieces: &mut [Piece]) {
    let (mut all, mut headings) = (0, 0);
    each_paragraph(pieces, &mut |paragraph| {
        all += 1;
        if paragraph.text.split_whitespace().nth(HEADING).is_some() {
            headings += usize::from(paragraph.heading.take().is_some());
        }
        headings += usize::from(paragraph.heading.is_some());
    });
    if all >= ENOUGH && headings * 2 > all {
        each_paragraph(pieces, &mut |paragraph| paragraph.heading = None);
    }
}

fn each_paragraph(pieces: &mut [Piece], change: &mut impl FnMut(&mut Paragraph)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => change(paragraph),
            Piece::Table(table) => {
                table.rows.iter_mut().flatten().for_each(|cell| each_paragraph(cell, change));
            }
        }
    }
}

/// Writes one line as a paragraph.
pub(super) fn write_line(line: &str, sheet: &mut Sheet) {
    sheet.close();
    write_lines(line, BlockKind::Paragraph, sheet);
    sheet.close();
}

fn write_paragraph(paragraph: &Paragraph, sheet: &mut Sheet) {
    sheet.close();
    if let Some(marker) = &paragraph.marker {
        sheet.set_marker(marker);
    }
    let kind = paragraph.heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
    write_lines(&paragraph.text, kind, sheet);
    sheet.close();
    // A number without words says nothing.
    sheet.drop_marker();
}

fn write_lines(text: &str, kind: BlockKind, sheet: &mut Sheet) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            sheet.line_end();
        }
        if !line.trim().is_empty() {
            sheet.open(kind);
            sheet.words(line);
        }
    }
}

fn write_table(table: &Table, sheet: &mut Sheet) {
    for row in &table.rows {
        if is_one_line(row) {
            write_row(row, sheet);
        } else {
            write_layout(row, sheet);
        }
        sheet.close();
    }
}

/// Writes a row whose cells hold one line each.
fn write_row(row: &[Cell], sheet: &mut Sheet) {
    sheet.open(BlockKind::TableRow);
    for (at, cell) in row.iter().enumerate() {
        if at > 0 {
            sheet.tab();
        }
        if let Some(paragraph) = only_paragraph(cell) {
            if let Some(marker) = &paragraph.marker {
                sheet.words(marker);
                sheet.space();
            }
            sheet.words(&paragraph.text.replace('\n', " "));
        }
    }
    sheet.close();
}

/// Writes a row that only lays out the page: what is in its cells, one after the other. A
/// cell with a number alone stands before the words of the next.
fn write_layout(row: &[Cell], sheet: &mut Sheet) {
    for cell in row {
        match only_paragraph(cell).and_then(lone_number) {
            Some(number) => {
                sheet.flush_marker();
                sheet.set_marker(&number);
            }
            None if cell.is_empty() => {}
            None => write(cell, sheet),
        }
    }
    sheet.flush_marker();
}

/// Says whether a row has words in two cells or more, each of one line.
fn is_one_line(row: &[Cell]) -> bool {
    let filled = row.iter().filter(|cell| !cell.is_empty());
    let (mut cells, mut headings, mut numbers) = (0, 0, 0);
    for cell in filled {
        let [Piece::Paragraph(paragraph)] = &cell[..] else { return false };
        if paragraph.text.trim().matches('\n').count() > LINE_ENDS || has_gap(&paragraph.text) {
            return false;
        }
        cells += 1;
        headings += usize::from(paragraph.heading.is_some());
        numbers += usize::from(lone_number(paragraph).is_some());
    }
    // A number beside a heading is the number of the heading.
    cells > 1 && !(headings > 0 && cells - numbers == 1)
}

/// Says whether a text has a blank line within.
fn has_gap(text: &str) -> bool {
    let mut lines = text.trim().split('\n');
    lines.any(|line| line.trim().is_empty()) && !text.trim().is_empty()
}

fn only_paragraph(cell: &Cell) -> Option<&Paragraph> {
    match &cell[..] {
        [Piece::Paragraph(paragraph)] => Some(paragraph),
        _ => None,
    }
}

/// The number of an item, if a paragraph holds nothing else: `5.`, `5.2`, `(a)`.
fn lone_number(paragraph: &Paragraph) -> Option<String> {
    let marker = paragraph.marker.as_deref().unwrap_or_default();
    let text = paragraph.text.trim();
    let number = match (marker, text) {
        (marker, "") => marker,
        ("", text) => text,
        _ => return None,
    };
    // One slash parts a number from a year; two make a date.
    let is_number = number.chars().count() <= NUMBER
        && number.matches('/').count() < 2
        && !number.contains(char::is_whitespace)
        && (number.contains(|c: char| c.is_ascii_digit())
            || number.ends_with(['.', ')'])
                && number.chars().filter(|c| c.is_alphabetic()).count() <= 4)
        && number
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '(' | ')' | '/' | '-'));
    is_number.then(|| number.to_owned())
}
