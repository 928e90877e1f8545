//! Holds one page with its lines in reading order.

use crate::extract::pdf::asides;
use crate::extract::pdf::letters::Drawn;
use crate::extract::pdf::lines;
use crate::extract::pdf::lines::Line;
use crate::extract::pdf::order;

/// One page of a PDF.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// How many pages the file has.
    pub(super) of: usize,
    /// The lines, in reading order.
    pub(super) lines: Vec<Line>,
    /// The direction in which most of its lines run. Width, height and top are those of a
    /// reader who turned the page.
    pub(super) angle: i16,
    pub(super) width: f32,
    pub(super) height: f32,
    /// Where the page begins, in the frame of its lines.
    pub(super) top: f32,
    /// How many letters it shows that are not blank, told or not.
    pub(super) glyphs: usize,
    /// How many of them could not be told.
    pub(super) unmapped: usize,
    /// Whether it shows pictures, or drawings that may be letters.
    pub(super) is_drawn: bool,
}

/// A page without letters but with this many shapes has letters that are drawn as shapes.
const SHAPES: usize = 40;
/// Pictures smaller than this share of a page are logos.
const PICTURE: f32 = 0.03;

impl Page {
    /// Makes a page of what was drawn.
    pub(super) fn new(drawn: &Drawn, of: usize) -> Self {
        let mut lines = lines::lines(drawn);
        lines.retain(|line| line.letters() > 0);
        let glyphs = drawn.letters.iter().filter(|letter| !letter.is_blank).count();
        let angle = main_angle(&lines);
        let mut lines = order::sorted(lines);
        asides::set_aside(&mut lines);
        for line in lines.iter_mut().filter(|line| line.angle == 0) {
            let (x0, x1) = (line.x0(), line.x1());
            line.border = drawn.rules.right_of(x1 - 1.0, line.y - 0.3 * line.size);
            // Nearer to the letters it is an underline.
            line.rule_below = drawn.rules.below(line.y + 0.22 * line.size, x0, x1);
        }
        let (width, height, top) = match angle {
            90 => (drawn.height, drawn.width, -drawn.width),
            180 => (drawn.width, drawn.height, -drawn.height),
            270 => (drawn.height, drawn.width, 0.0),
            _ => (drawn.width, drawn.height, 0.0),
        };
        Self {
            of,
            lines,
            angle,
            width,
            height,
            top,
            glyphs: glyphs + drawn.unmapped,
            unmapped: drawn.unmapped,
            is_drawn: drawn.pictures > PICTURE || drawn.paths > SHAPES,
        }
    }
}

/// The direction in which most letters run.
fn main_angle(lines: &[Line]) -> i16 {
    let mut letters = [0; 4];
    for line in lines.iter().filter(|line| line.angle % 90 == 0) {
        letters[usize::from(line.angle.unsigned_abs() / 90) % 4] += line.letters();
    }
    let most = (0..4).rev().max_by_key(|at| letters[*at]).unwrap_or(0);
    most as i16 * 90
}
