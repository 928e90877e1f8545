//! Measures a document: the size of its running text, how far apart its lines stand and how
//! far they reach.
//!
//! Paragraphs are told by these. It does not know words.

use std::collections::BTreeMap;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::page::Page;
use crate::extract::pdf::starts;

/// Lines this wide, as a share of the page, are running text.
const WIDE: f32 = 0.4;
/// Where lines end on a page without running text, as a share of its width.
const USUAL_END: f32 = 0.9;
/// How far apart lines stand where nothing tells, in em.
const USUAL_LEADING: f32 = 1.2;
/// How far words keep from the border of their cell, in points.
const BORDER: f32 = 5.0;
/// How many columns of a page are remembered.
const MOST_COLUMNS: usize = 100;
/// Lines further apart than this, in em, are not lines of one column.
const COLUMN_STEP: f32 = 4.0;
/// Lines further apart than this, in em, are not lines of one paragraph.
const WIDEST_LEADING: f32 = 2.6;

/// What a document measures.
#[derive(Debug)]
pub(super) struct Measure {
    /// The size of most letters, in points.
    pub(super) body: f32,
    /// How far apart the lines of a paragraph stand, in em.
    pub(super) leading: f32,
    /// How large the sizes are that take a good part of the text: none of them is a heading's.
    pub(super) largest_body: f32,
}

impl Measure {
    /// Measures the lines of a document, and tells each line where its column ends.
    pub(super) fn of(pages: &mut [Page]) -> Self {
        set_ends(pages);
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            *sizes.entry(half_points(line.size)).or_default() += line.letters();
        }
        let all: usize = sizes.values().sum();
        let body = sizes.iter().max_by_key(|(_, letters)| **letters).map_or(24, |it| *it.0);
        let often = sizes.iter().filter(|(_, letters)| 8 * **letters > all);
        let largest = often.map(|(size, _)| *size).max().unwrap_or(body);
        Self {
            body: body as f32 / 2.0,
            largest_body: largest as f32 / 2.0,
            leading: leading(pages),
        }
    }
}

/// How far apart lines of one paragraph stand, in em: the median over lines that are full.
fn leading(pages: &[Page]) -> f32 {
    let mut gaps = Vec::new();
    for pair in pages.iter().flat_map(|page| page.lines.windows(2)) {
        let gap = (pair[1].y - pair[0].y) / pair[0].size;
        let alike = pair[0].is_size_of(&pair[1])
            && (pair[0].x0() - pair[1].x0()).abs() < 0.5 * pair[0].size;
        if alike && (0.8..WIDEST_LEADING).contains(&gap) && is_full(&pair[0], &pair[1]) {
            gaps.push(gap);
        }
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_LEADING)
}

/// Says whether the first word of `next` would not have fitted into `line`: then the line
/// ended because its column did.
pub(super) fn is_full(line: &Line, next: &Line) -> bool {
    let word = next.cells.first().map_or(0.0, |cell| cell.first_word);
    line.x1() + 0.55 * line.size + word > line.end
}

fn half_points(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 1_000.0) as u32
}

/// Tells each line where its column ends: at the border of its cell, as the other lines of a
/// narrow column, or as the lines of all pages of that width.
fn set_ends(pages: &mut [Page]) {
    let mut by_width: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for page in &*pages {
        let ends = by_width.entry(half_points(page.width)).or_default();
        let lines = page.lines.iter().filter(|line| line.angle == page.angle);
        let wide = lines
            .filter(|line| line.cells.len() == 1)
            .filter(|line| line.x1() - line.x0() > WIDE * page.width && line.x1() <= page.width);
        ends.extend(wide.map(Line::x1));
    }
    for ends in by_width.values_mut() {
        ends.sort_by(f32::total_cmp);
    }
    for page in pages {
        let ends = by_width.get(&half_points(page.width));
        let end = ends.and_then(|ends| ends.get(ends.len() * 19 / 20));
        let end = end.copied().unwrap_or(USUAL_END * page.width);
        // Short pieces of a column end where its paragraphs do.
        let columns = page.lines.chunk_by(is_one_column);
        let known: Vec<(f32, f32)> = columns
            .filter_map(|column| Some((column[0].x0(), end_of_column(column)?)))
            .take(MOST_COLUMNS)
            .collect();
        for column in page.lines.chunk_by_mut(is_one_column) {
            let near = |x0: f32| (x0 - column[0].x0()).abs() < 0.5 * column[0].size;
            let alike = known.iter().filter(|it| near(it.0)).map(|it| it.1);
            let column_end =
                end_of_column(column).or_else(|| alike.max_by(f32::total_cmp)).unwrap_or(end);
            for line in column {
                let border = line.border.map_or(f32::MAX, |border| border - BORDER);
                line.end = column_end.min(end).min(border).max(line.x1());
            }
        }
    }
}

/// Says whether a line stands below another in the same column.
fn is_one_column(above: &Line, below: &Line) -> bool {
    let step = below.y - above.y;
    let shared = above.x1().min(below.x1()) - above.x0().max(below.x0());
    let narrower = (above.x1() - above.x0()).min(below.x1() - below.x0());
    above.angle == below.angle
        && above.is_size_of(below)
        && (0.0..COLUMN_STEP * above.size).contains(&step)
        && shared > 0.5 * narrower
}

/// Where a column of running text ends. A list of names or figures is none: few of its lines
/// begin within a sentence.
fn end_of_column(lines: &[Line]) -> Option<f32> {
    let begun = lines.iter().skip(1).filter(|line| starts::goes_on(&line.cells[0].text)).count();
    if lines.len() < 3 || 10 * begun < 3 * (lines.len() - 1) {
        return None;
    }
    lines.iter().map(Line::x1).max_by(f32::total_cmp)
}
