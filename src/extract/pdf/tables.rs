//! Finds the rows of tables among the lines of a page.
//!
//! A row is either one line with wide gaps, or cells of several lines that were drawn one
//! after the other, each beginning again at the top of the row. Both count as rows of a table
//! only where the next row shows the same columns. It does not know what a table says.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::pdf::lines::Cell;
use crate::extract::pdf::lines::Line;
use crate::extract::pdf::starts;

/// What stands on a page, in reading order.
#[derive(Debug)]
pub(super) enum Part {
    /// A line of running text, or of a list.
    Line(Line),
    /// A row of a table.
    Row(Row),
}

/// A row of a table: for each cell its lines.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) cells: Vec<Vec<String>>,
}

/// A cell with more lines than this is a column of text.
const TALLEST_CELL: usize = 9;
/// A gap between two lines of a cell, in em, that makes them paragraphs of a column.
const PARAGRAPH_GAP: f32 = 2.3;
/// Rows further apart than this, in em, belong to different tables.
const ROW_GAP: f32 = 6.0;
/// Edges of cells within this, in em, are aligned.
const ALIGNED: f32 = 0.6;

/// A cell that only numbers what stands beside it.
static MARKER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:[\[(]?(?:",
        r"[A-Z]{0,3}\d{1,4}(?:[./-]\d{1,4}){0,3}[a-z]?", // 5 5.1 23/045 C12
        r"|[ivxIVX]{1,5}|[a-zA-Z]",                      // ii A
        r")[\])]?[.:)]{0,2}",
        r"|[•·▪●○◦‣✓–—*-]|o)$",
    );
    Regex::new(pattern).expect("the pattern is ours")
});

/// Says whether a text is nothing but the marker of an item.
pub(super) fn is_marker(text: &str) -> bool {
    text.len() <= 20 && MARKER.is_match(text)
}

/// One column of a strip.
struct Column {
    x0: f32,
    x1: f32,
    texts: Vec<String>,
}

/// What stands side by side: one line, or the lines of several cells.
struct Strip {
    lines: Vec<Line>,
    columns: Vec<Column>,
    top: f32,
    bottom: f32,
    size: f32,
}

/// Parts the lines of a page into running lines and rows of tables.
pub(super) fn parts(lines: Vec<Line>) -> Vec<Part> {
    let strips = strips(lines);
    let is_row = rows(&strips);
    let mut parts: Vec<Part> = Vec::with_capacity(strips.len());
    // The columns of the row that was written last, and where it ends.
    let mut above: Option<(Vec<(f32, f32)>, f32)> = None;
    for (strip, is_row) in strips.into_iter().zip(is_row) {
        if is_row {
            above = Some((strip.columns.iter().map(|it| (it.x0, it.x1)).collect(), strip.bottom));
            let cells = strip.columns.into_iter().map(|column| column.texts).collect();
            parts.push(Part::Row(Row { cells }));
            continue;
        }
        let wraps = above.as_ref().and_then(|(columns, bottom)| wraps(&strip, columns, *bottom));
        if let (Some(places), Some(Part::Row(row))) = (wraps, parts.last_mut())
            && (places[0] > 0 || row.goes_on_with(&strip))
        {
            for (place, column) in places.into_iter().zip(strip.columns) {
                row.cells[place].extend(column.texts);
            }
            if let Some((_, bottom)) = &mut above {
                *bottom = strip.bottom;
            }
            continue;
        }
        above = None;
        parts.extend(strip.lines.into_iter().map(Part::Line));
    }
    parts
}

impl Row {
    /// Says whether the words of its first cell go on in the first of a strip.
    fn goes_on_with(&self, strip: &Strip) -> bool {
        let above = self.cells.first().and_then(|lines| lines.last());
        let next = strip.columns.first().and_then(|column| column.texts.first());
        above
            .zip(next)
            .is_some_and(|(above, next)| starts::goes_on(next) && !starts::is_done(above))
    }
}

/// Returns the columns of the row above in which the cells of a strip go on, if all of them
/// do.
fn wraps(strip: &Strip, columns: &[(f32, f32)], bottom: f32) -> Option<Vec<usize>> {
    let near = ALIGNED * strip.size;
    if strip.lines.len() > 1 || strip.top - bottom > 1.4 * strip.size || strip.top <= bottom {
        return None;
    }
    strip
        .columns
        .iter()
        .map(|cell| {
            let place = columns.iter().position(|(x0, _)| (cell.x0 - x0).abs() <= near)?;
            let fits = columns.get(place + 1).is_none_or(|(x0, _)| cell.x1 <= *x0);
            fits.then_some(place)
        })
        .collect()
}

/// Says of each strip whether it is a row of a table.
fn rows(strips: &[Strip]) -> Vec<bool> {
    let mut is_row = vec![false; strips.len()];
    for (at, pair) in strips.windows(2).enumerate() {
        let gap = pair[1].top - pair[0].bottom;
        if pair[0].agrees(&pair[1]) && gap < ROW_GAP * pair[0].size && gap > 0.0 {
            is_row[at] = true;
            is_row[at + 1] = true;
        }
    }
    // A row whose cells were drawn one by one is one even where its neighbours are not.
    for (strip, is_row) in strips.iter().zip(&mut is_row) {
        *is_row |= strip.lines.len() > 1 && strip.columns.len() >= 3;
    }
    is_row
}

impl Strip {
    fn of_line(line: Line) -> Self {
        let columns = line.cells.iter().map(Column::of).collect();
        let (y, size) = (line.y, line.size);
        Self { columns: numbered(columns), top: y, bottom: y, size, lines: vec![line] }
    }

    /// Says whether both show the same columns.
    fn agrees(&self, other: &Self) -> bool {
        let (few, many) = match self.columns.len() <= other.columns.len() {
            true => (&self.columns, &other.columns),
            false => (&other.columns, &self.columns),
        };
        if few.len() < 2 || self.lines[0].angle != other.lines[0].angle {
            return false;
        }
        let near = ALIGNED * self.size.max(other.size);
        let aligned = few.iter().filter(|a| many.iter().any(|b| a.is_aligned(b, near))).count();
        aligned >= 2 && 3 * aligned >= 2 * few.len()
    }
}

impl Column {
    fn of(cell: &Cell) -> Self {
        Self { x0: cell.x0, x1: cell.x1, texts: vec![cell.text.clone()] }
    }

    fn is_aligned(&self, other: &Self, near: f32) -> bool {
        (self.x0 - other.x0).abs() <= near
            || (self.x1 - other.x1).abs() <= near
            || ((self.x0 + self.x1) - (other.x0 + other.x1)).abs() <= 2.0 * near
    }
}

/// Puts a number in the first column before the words that it numbers.
fn numbered(mut columns: Vec<Column>) -> Vec<Column> {
    while columns.len() >= 2 && columns[0].texts.len() == 1 && is_marker(&columns[0].texts[0]) {
        let number = columns.remove(0);
        let first = &mut columns[0];
        first.x0 = number.x0;
        if let Some(text) = first.texts.first_mut() {
            *text = format!("{} {text}", number.texts[0]);
        }
        if columns.len() == 1 {
            break;
        }
    }
    columns
}

/// Groups lines that stand side by side.
fn strips(lines: Vec<Line>) -> Vec<Strip> {
    let mut bands = bands(&lines);
    for (start, end) in ruled(&lines) {
        if !bands.iter().any(|(from, to)| *from < end && start < *to) {
            bands.push((start, end));
        }
    }
    bands.sort_unstable();
    let mut strips = Vec::with_capacity(lines.len());
    let mut bands = bands.into_iter().peekable();
    let mut rest = lines.into_iter().enumerate();
    while let Some((at, line)) = rest.next() {
        let Some((_, end)) = bands.next_if(|(start, _)| *start == at) else {
            strips.push(Strip::of_line(line));
            continue;
        };
        let mut lines = vec![line];
        lines.extend(rest.by_ref().take(end - at - 1).map(|(_, line)| line));
        match columns(&lines) {
            Some(columns) if columns.len() >= 2 => {
                let ys = || lines.iter().map(|line| line.y);
                strips.push(Strip {
                    top: ys().fold(f32::MAX, f32::min),
                    bottom: ys().fold(f32::MIN, f32::max),
                    size: lines[0].size,
                    columns: numbered(columns),
                    lines,
                });
            }
            _ => strips.extend(lines.into_iter().map(Strip::of_line)),
        }
    }
    strips
}

/// Returns the columns of lines that were drawn cell by cell, or `None` if they are columns
/// of running text.
fn columns(lines: &[Line]) -> Option<Vec<Column>> {
    let size = lines[0].size;
    let mut cells: Vec<(&Cell, f32)> =
        lines.iter().flat_map(|line| line.cells.iter().map(|cell| (cell, line.y))).collect();
    cells.sort_by(|a, b| a.0.x0.total_cmp(&b.0.x0));
    let mut groups: Vec<(f32, Vec<(&Cell, f32)>)> = Vec::new();
    for (cell, y) in cells {
        match groups.last_mut() {
            Some((x1, group)) if cell.x0 < *x1 - 0.2 * size => {
                *x1 = x1.max(cell.x1);
                group.push((cell, y));
            }
            _ => groups.push((cell.x1, vec![(cell, y)])),
        }
    }
    let columns = groups.into_iter().map(|(x1, mut group)| {
        group.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.x0.total_cmp(&b.0.x0)));
        let has_gap = group.windows(2).any(|pair| pair[1].1 - pair[0].1 > PARAGRAPH_GAP * size);
        if group.len() > TALLEST_CELL || has_gap {
            return None;
        }
        let texts = group.iter().map(|(cell, _)| cell.text.clone()).collect();
        let x0 = group.iter().map(|(cell, _)| cell.x0).fold(f32::MAX, f32::min);
        Some(Column { x0, x1, texts })
    });
    columns.collect()
}

/// Finds lines that stand in one row of a table with borders: above the same level line, one
/// of them in several cells.
fn ruled(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut start = 0;
    let groups = lines.chunk_by(|a, b| {
        let floors = a.rule_below.zip(b.rule_below);
        a.angle == b.angle && floors.is_some_and(|(a, b)| (a - b).abs() < 1.0)
    });
    let mut found = Vec::new();
    for group in groups {
        let end = start + group.len();
        let is_low = (2..=TALLEST_CELL).contains(&group.len());
        if is_low && group.iter().any(|line| line.cells.len() > 1 && line.border.is_some()) {
            found.push((start, end));
        }
        start = end;
    }
    found
}

/// Finds the lines that were drawn cell by cell: from which line up to which.
fn bands(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut bands: Vec<(usize, usize)> = Vec::new();
    let mut free = 0;
    let mut at = 1;
    while at < lines.len() {
        let Some(start) = start_of_band(lines, at, free) else {
            at += 1;
            continue;
        };
        let top = lines[start..=at].iter().map(|line| line.y).fold(f32::MAX, f32::min);
        let (mut left, mut right) = (lines[at].x0(), lines[at].x1());
        let mut bottom = lines[start..=at].iter().map(|line| line.y).fold(f32::MIN, f32::max);
        let mut end = at + 1;
        while let Some(line) = lines.get(end).filter(|line| line.angle == lines[at].angle) {
            let (above, size) = (&lines[end - 1], line.size);
            let goes_on = line.y > above.y && line.x0() >= left - size;
            let is_far = line.y - above.y > PARAGRAPH_GAP * size && line.y > bottom;
            let is_next =
                line.y < above.y && line.x0() >= right - 0.3 * size && line.y >= top - 0.7 * size;
            if is_next {
                left = line.x0();
            } else if !goes_on || is_far {
                break;
            }
            right = right.max(line.x1());
            bottom = bottom.max(line.y);
            end += 1;
        }
        bands.push((start, end));
        free = end;
        at = end + 1;
    }
    bands
}

/// Returns the first line of the row in which line `at` begins another cell, if it does.
/// Lines before `free` belong to other rows.
fn start_of_band(lines: &[Line], at: usize, free: usize) -> Option<usize> {
    let line = &lines[at];
    let is_before = |other: &Line| {
        other.angle == line.angle
            && other.y >= line.y - 0.7 * line.size
            && other.x1() <= line.x0() + 0.3 * line.size
    };
    if at == 0 || lines[at - 1].y - line.y < 0.5 * line.size {
        return None;
    }
    let before = lines[free..at].iter().rev().take_while(|other| is_before(other)).count();
    (before > 0).then_some(at - before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bullets_are_markers() {
        for text in ["5.", "5", "5.1", "23/045", "(a)", "b)", "iv.", "•", "C12", "1.2.3", "104."]
        {
            assert!(is_marker(text), "{text}");
        }
        for text in ["Cllr", "5. Finance", "£40", "", "12 May", "None"] {
            assert!(!is_marker(text), "{text}");
        }
    }
}
