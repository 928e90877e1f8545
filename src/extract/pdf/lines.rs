//! Puts the letters of a page together to words, cells and lines.
//!
//! Letters are taken as they were drawn; what stands on one base line is one line, and a wide
//! gap inside a line parts its cells. It does not know paragraphs or tables.

use crate::extract::pdf::letters::Drawn;
use crate::extract::pdf::letters::Letter;
use crate::extract::pdf::rules::Rules;

/// A gap this wide parts words, in em. In papers of councils, gaps within words end at 0.11 and
/// those between words begin at 0.14.
const WORD_GAP: f32 = 0.14;
/// After the number of an item a gap this wide does: "10. To elect".
const NUMBER_GAP: f32 = 0.08;
/// A gap this wide parts the cells of a line, in em. Justified lines seldom have wider ones.
const CELL_GAP: f32 = 1.3;
/// Letters may overlap by this much, in em: kerning, italics, accents set apart.
const OVERLAP: f32 = 0.5;
/// A letter this much smaller than its neighbour may be raised or lowered: "2nd".
const SMALLER: f32 = 0.85;

/// Sizes that differ by more than this share are different sizes.
const SIZE_STEP: f32 = 0.08;

/// One line of a page, or of one column of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its cells from left to right, at least one.
    pub(super) cells: Vec<Cell>,
    /// Its base line, in points; down is more.
    pub(super) y: f32,
    /// The size of most of its letters, in points.
    pub(super) size: f32,
    /// The direction in which it runs: 0 is upright.
    pub(super) angle: i16,
    /// Whether nearly all of it is drawn bold.
    pub(super) is_bold: bool,
    /// Whether it is marked as furniture of the page.
    pub(super) is_artifact: bool,
    /// Whether it is a header or footer that is kept: no paragraph goes on with it.
    pub(super) stands_alone: bool,
    /// A note to its right, which is no part of its sentence.
    pub(super) aside: Option<Cell>,
    /// Where the border of its cell stands, to its right.
    pub(super) border: Option<f32>,
    /// Where the lines of its column end, to its right.
    pub(super) end: f32,
    /// Where the next level line below it stands.
    pub(super) rule_below: Option<f32>,
}

/// A piece of a line without wide gaps. Its text has no white space at its ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Where it begins, in points.
    pub(super) x0: f32,
    /// Where it ends.
    pub(super) x1: f32,
    /// How wide its first word is.
    pub(super) first_word: f32,
}

impl Line {
    /// Where it begins, in points.
    pub(super) fn x0(&self) -> f32 {
        self.cells.first().map_or(0.0, |cell| cell.x0)
    }

    /// Where it ends.
    pub(super) fn x1(&self) -> f32 {
        self.cells.last().map_or(0.0, |cell| cell.x1)
    }

    /// Its text, cells parted by a space.
    pub(super) fn text(&self) -> String {
        let texts: Vec<&str> = self.cells.iter().map(|cell| cell.text.as_str()).collect();
        texts.join(" ")
    }

    /// How many letters it has that are not blank.
    pub(super) fn letters(&self) -> usize {
        let texts = self.cells.iter().map(|cell| cell.text.as_str());
        texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).count()
    }

    /// Says whether both are written in letters of one size.
    pub(super) fn is_size_of(&self, other: &Self) -> bool {
        (self.size - other.size).abs() <= SIZE_STEP * self.size.max(other.size)
    }

    /// Says whether `other`, drawn next, stands on the same base line and in its own place.
    fn takes(&self, other: &Self) -> bool {
        let size = self.size.max(other.size);
        self.angle == other.angle
            && self.is_artifact == other.is_artifact
            && (self.y - other.y).abs() < 0.3 * size
            && self.cells.iter().all(|cell| {
                let slack = 0.2 * size;
                cell.x1 <= other.x0() + slack || other.x1() <= cell.x0 + slack
            })
    }

    /// Adds what stands on the same base line.
    fn take(&mut self, other: Self, rules: &Rules) {
        let space = WORD_GAP * self.size.max(other.size);
        if other.letters() > self.letters() {
            (self.y, self.size) = (other.y, other.size);
        }
        self.is_bold &= other.is_bold;
        for cell in other.cells {
            let at = self.cells.partition_point(|it| it.x0 <= cell.x0);
            self.cells.insert(at, cell);
        }
        // Pieces drawn out of order may turn out to be neighbours.
        let mut cells: Vec<Cell> = Vec::with_capacity(self.cells.len());
        for cell in self.cells.drain(..) {
            match cells.last_mut() {
                Some(last)
                    if cell.x0 - last.x1 < CELL_GAP * self.size
                        && !rules.parts(last.x1, cell.x0, self.y - 0.3 * self.size) =>
                {
                    if cell.x0 - last.x1 >= space {
                        last.text.push(' ');
                    }
                    last.text.push_str(&cell.text);
                    last.x1 = cell.x1;
                }
                _ => cells.push(cell),
            }
        }
        self.cells = cells;
    }

    /// Says whether the gaps between its cells are those of a line stretched to its column:
    /// single words, all equally far apart.
    fn is_stretched(&self) -> bool {
        let gaps = || self.cells.windows(2).map(|pair| pair[1].x0 - pair[0].x1);
        let widest = gaps().fold(0.0, f32::max);
        self.cells.len() >= 4
            && gaps().all(|gap| gap > 0.97 * widest)
            && self.cells.iter().all(|cell| cell.text.chars().all(|c| !c.is_numeric() && c != ' '))
    }

    /// Makes one cell of all.
    fn close_up(&mut self) {
        let text = self.text();
        let (first_word, x0, x1) = (self.cells[0].first_word, self.x0(), self.x1());
        self.cells = vec![Cell { text, x0, x1, first_word }];
    }
}

/// Puts the letters of a page together to lines, in the order of drawing.
pub(super) fn lines(drawn: &Drawn) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut piece = Piece::default();
    for letter in &drawn.letters {
        if letter.is_blank {
            piece.space = true;
        } else if !piece.takes(letter, &drawn.rules) {
            let done = std::mem::take(&mut piece);
            add(&mut lines, done, &drawn.rules);
            piece.begin(letter, drawn.text_of(letter));
        } else {
            piece.push(letter, drawn.text_of(letter));
        }
    }
    add(&mut lines, piece, &drawn.rules);
    lines.iter_mut().filter(|line| line.is_stretched()).for_each(Line::close_up);
    lines
}

fn add(lines: &mut Vec<Line>, piece: Piece, rules: &Rules) {
    let Some(line) = piece.into_line() else { return };
    match lines.last_mut() {
        Some(last) if last.takes(&line) => last.take(line, rules),
        _ => lines.push(line),
    }
}

/// A cell under way.
#[derive(Debug, Default)]
struct Piece {
    line: Line,
    cell: Cell,
    /// White space was drawn since the last letter.
    space: bool,
    /// Where the first word ended, once it has.
    first_word: Option<f32>,
    /// How many letters there are, and the gaps between them that made words, in em.
    letters: usize,
    bold: usize,
    gaps: Vec<f32>,
    /// How many letters have each size.
    sizes: Vec<(f32, usize)>,
}

impl Piece {
    fn begin(&mut self, letter: &Letter, text: &str) {
        self.line = Line {
            y: letter.y,
            size: letter.size,
            angle: letter.angle,
            is_artifact: letter.is_artifact,
            ..Line::default()
        };
        self.cell = Cell { x0: letter.x0, x1: letter.x0, ..Cell::default() };
        self.write(letter, text);
    }

    /// Says whether a letter goes on with this piece.
    fn takes(&self, letter: &Letter, rules: &Rules) -> bool {
        let line = &self.line;
        if self.letters == 0 || letter.angle != line.angle || letter.is_artifact != line.is_artifact
        {
            return false;
        }
        let (size, rise) = (letter.size.max(line.size), (letter.y - line.y).abs());
        let differs = letter.size < SMALLER * line.size || line.size < SMALLER * letter.size;
        let gap = letter.x0 - self.cell.x1;
        (rise < 0.3 * size || (differs && rise < 0.65 * size))
            && (-OVERLAP * size..CELL_GAP * size).contains(&gap)
            && !(gap > 0.03 * size
                && line.angle == 0
                && rules.parts(self.cell.x1, letter.x0, line.y - 0.3 * size))
    }

    fn push(&mut self, letter: &Letter, text: &str) {
        let size = letter.size.min(self.line.size);
        let gap = (letter.x0 - self.cell.x1) / size;
        // "2nd": the space that some files draw before raised letters is not seen.
        let is_raised =
            letter.size < SMALLER * self.line.size && self.line.y - letter.y > 0.15 * size;
        let after_number = gap >= NUMBER_GAP
            && self.cell.text.len() <= 4
            && self.cell.text.ends_with('.')
            && text.starts_with(char::is_uppercase);
        // A space without any room was drawn over: "fl ooding". Widths that lie overlap more.
        let has_space = self.space && !is_raised && !(-0.03..0.04).contains(&gap);
        if gap >= WORD_GAP || after_number || has_space {
            if !self.space {
                self.gaps.push(gap);
            }
            self.first_word.get_or_insert(self.cell.x1);
            self.cell.text.push(' ');
        }
        if letter.size > self.line.size / SMALLER {
            (self.line.size, self.line.y) = (letter.size, letter.y);
        }
        self.write(letter, text);
    }

    fn write(&mut self, letter: &Letter, text: &str) {
        self.space = false;
        match self.sizes.iter_mut().find(|(size, _)| (*size - letter.size).abs() < 0.1) {
            Some((_, count)) => *count += 1,
            None => self.sizes.push((letter.size, 1)),
        }
        self.letters += 1;
        self.bold += usize::from(letter.is_bold);
        self.cell.text.push_str(text);
        self.cell.x1 = letter.x1.max(letter.x0);
    }

    fn into_line(mut self) -> Option<Line> {
        if self.letters == 0 {
            return None;
        }
        // "M I N U T E S": the gaps are those of letters set apart, not of words.
        if self.letters >= 5 && self.gaps.len() + 1 == self.letters {
            let widest = self.gaps.iter().copied().fold(0.0, f32::max);
            let narrowest = self.gaps.iter().copied().fold(f32::MAX, f32::min);
            if widest < 2.0 * narrowest {
                self.cell.text.retain(|c| c != ' ');
            }
        }
        if let Some((size, _)) = self.sizes.iter().rev().max_by_key(|(_, count)| *count) {
            self.line.size = *size;
        }
        self.line.is_bold = 4 * self.bold > 3 * self.letters;
        let end = self.first_word.unwrap_or(self.cell.x1);
        self.cell.first_word = end - self.cell.x0;
        self.line.cells.push(self.cell);
        Some(self.line)
    }
}
