//! Measures a document: the size of its running text, how far apart its lines stand and how
//! far they reach.
//!
//! Paragraphs are told by these. It does not know words.

use std::collections::BTreeMap;

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::page::Page;

/// Lines this wide, as a share of the page, are running text.
const WIDE: f32 = 0.4;
/// Where lines end on a page without running text, as a share of its width.
const USUAL_END: f32 = 0.9;
/// How far apart lines stand where nothing tells, in em.
const USUAL_LEADING: f32 = 1.2;
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
    /// For each page, where its lines end.
    ends: Vec<f32>,
}

impl Measure {
    /// Measures the lines of a document.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            *sizes.entry(half_points(line.size)).or_default() += line.letters();
        }
        let all: usize = sizes.values().sum();
        let body = sizes.iter().max_by_key(|(_, letters)| **letters).map_or(24, |it| *it.0);
        let often = sizes.iter().filter(|(_, letters)| 8 * **letters > all);
        let largest = often.map(|(size, _)| *size).max().unwrap_or(body);
        let ends = ends(pages);
        let mut measure = Self {
            body: body as f32 / 2.0,
            largest_body: largest as f32 / 2.0,
            leading: USUAL_LEADING,
            ends,
        };
        measure.leading = measure.leading_of(pages);
        measure
    }

    /// Where the lines of a page end, in points.
    pub(super) fn end(&self, page: usize) -> f32 {
        self.ends.get(page).copied().unwrap_or(f32::MAX)
    }

    /// How far apart lines of one paragraph stand: the median over lines that are full.
    fn leading_of(&self, pages: &[Page]) -> f32 {
        let mut gaps = Vec::new();
        for (number, page) in pages.iter().enumerate() {
            for pair in page.lines.windows(2) {
                let gap = (pair[1].y - pair[0].y) / pair[0].size;
                let alike = (pair[0].size - pair[1].size).abs() < 0.05 * pair[0].size
                    && (pair[0].x0() - pair[1].x0()).abs() < 0.5 * pair[0].size;
                if alike
                    && (0.8..WIDEST_LEADING).contains(&gap)
                    && is_full(&pair[0], &pair[1], self.end(number), 0.3)
                {
                    gaps.push(gap);
                }
            }
        }
        gaps.sort_by(f32::total_cmp);
        gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_LEADING)
    }
}

/// Says whether the first word of `next` would not have fitted into `line`, whose column ends
/// at `end`: then the line ended because it was full. `slack` is in em.
pub(super) fn is_full(line: &Line, next: &Line, end: f32, slack: f32) -> bool {
    let word = next.cells.first().map_or(0.0, |cell| cell.first_word);
    line.x1() + (0.25 + slack) * line.size + word > end
}

fn half_points(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 1_000.0) as u32
}

/// Returns for each page where its lines end: as on all pages of that width.
fn ends(pages: &[Page]) -> Vec<f32> {
    let mut by_width: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for page in pages {
        let ends = by_width.entry(half_points(page.width)).or_default();
        let lines = page.lines.iter().filter(|line| line.angle == page.angle);
        ends.extend(
            lines
                .filter(|line| line.cells.len() == 1)
                .filter(|line| line.x1() - line.x0() > WIDE * page.width)
                .map(Line::x1)
                .filter(|x1| *x1 <= page.width),
        );
    }
    for ends in by_width.values_mut() {
        ends.sort_by(f32::total_cmp);
    }
    pages
        .iter()
        .map(|page| {
            let ends = by_width.get(&half_points(page.width));
            let end = ends.and_then(|ends| ends.get(ends.len() * 19 / 20));
            end.copied().unwrap_or(USUAL_END * page.width)
        })
        .collect()
}
