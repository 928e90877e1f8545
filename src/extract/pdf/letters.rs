//! Holds the letters of a page as they were drawn, and writes each as a reader knows it.
//!
//! Ligatures become letters, symbols of bullet fonts become bullets, and a letter that is
//! drawn twice to look bold is kept once.

use crate::extract::pdf::rules::Rules;

/// One letter, in a frame turned so that its line runs from left to right and down is more.
/// All lengths are in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Where it begins along the line.
    pub(super) x0: f32,
    /// Where the next letter would begin.
    pub(super) x1: f32,
    /// Its base line.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Where its text stands in [`Drawn::text`], in bytes.
    pub(super) start: u32,
    /// How long its text is, in bytes.
    pub(super) len: u16,
    /// The direction of its line in degrees, 0 to 359, clockwise from left-to-right.
    pub(super) angle: i16,
    /// Whether it is white space.
    pub(super) is_blank: bool,
    /// Whether its font is a bold one.
    pub(super) is_bold: bool,
    /// Whether it is marked as furniture of the page.
    pub(super) is_artifact: bool,
}

/// What one page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The width of the page in points, as it is shown.
    pub(super) width: f32,
    /// Its height.
    pub(super) height: f32,
    /// The letters, in the order of drawing.
    pub(super) letters: Vec<Letter>,
    /// Their text.
    pub(super) text: String,
    /// How many glyphs could not be told.
    pub(super) unmapped: usize,
    /// How much of the page its pictures cover, added up; 1 is the whole page.
    pub(super) pictures: f32,
    /// How many lines and shapes it draws.
    pub(super) paths: usize,
    /// The straight lines among them.
    pub(super) rules: Rules,
}

impl Drawn {
    /// The text of a letter.
    pub(super) fn text_of(&self, letter: &Letter) -> &str {
        let start = letter.start as usize;
        &self.text[start..start + usize::from(letter.len)]
    }
}

/// Bullets of Symbol and Wingdings, where fonts map them to private letters.
const BULLETS: [char; 14] = [
    '\u{f06c}', '\u{f06e}', '\u{f071}', '\u{f076}', '\u{f0a7}', '\u{f0a8}', '\u{f0b7}', '\u{f0d8}',
    '\u{f0e0}', '\u{f0e8}', '\u{f0f0}', '\u{f0fc}', '\u{f06f}', '\u{f09f}',
];

/// Writes a letter as a reader knows it. Private letters other than bullets, marks of
/// direction and replacement characters are left out.
pub(super) fn write(text: &mut String, c: char) {
    match c {
        ' '..='~' => text.push(c),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => text.push(' '),
        '\u{ad}' | '\u{2010}' | '\u{2011}' => text.push('-'),
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\t' | '\n' | '\r' => text.push(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => {}
        '\u{feff}' | '\u{fffd}'..='\u{ffff}' => {}
        c if BULLETS.contains(&c) => text.push('•'),
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => {}
        c if c.is_control() => {}
        c => text.push(c),
    }
}

/// The side of the squares in which letters are looked for, in points.
const SQUARE: f32 = 8.0;
/// How many squares lie in a row and in a column; beyond, they repeat.
const SQUARES: usize = 128;
/// How many letters of a square are looked at. Ten fit in one; more are no text.
const DEPTH: usize = 24;

/// Finds letters that are drawn twice at one place, as fake bold and shadows are.
#[derive(Debug, Default)]
pub(super) struct Overprints {
    /// For each square the number of its last letter, from 1; 0 for none.
    last: Vec<u32>,
    /// For each letter the number of the one before it in the same square.
    before: Vec<u32>,
}

impl Overprints {
    /// Says whether `letter`, which is the next to be drawn on the page, stands there already.
    pub(super) fn is_repeat(&mut self, drawn: &Drawn, letter: &Letter) -> bool {
        if self.last.is_empty() {
            self.last.resize(SQUARES * SQUARES, 0);
        }
        // Blank letters are not remembered, but have their number.
        self.before.resize(drawn.letters.len(), 0);
        // A narrow letter may stand twice in a row: "all".
        let near = (0.1 * letter.size).min(0.5 * (letter.x1 - letter.x0).max(0.02 * letter.size));
        let text = drawn.text_of(letter);
        let xs = [square(letter.x0 - near), square(letter.x0 + near)];
        let ys = [square(letter.y - near), square(letter.y + near)];
        for y in ys[0]..=ys[1].min(ys[0] + 1) {
            for x in xs[0]..=xs[1].min(xs[0] + 1) {
                let mut number = self.last[place(x, y)];
                for _ in 0..DEPTH {
                    let Some(index) = (number as usize).checked_sub(1) else { break };
                    let Some(other) = drawn.letters.get(index) else { break };
                    if (other.x0 - letter.x0).abs() < near
                        && (other.y - letter.y).abs() < near
                        && other.angle == letter.angle
                        && drawn.text_of(other) == text
                    {
                        return true;
                    }
                    number = self.before[index];
                }
            }
        }
        let own = &mut self.last[place(square(letter.x0), square(letter.y))];
        self.before.push(*own);
        *own = self.before.len() as u32;
        false
    }
}

fn square(at: f32) -> i64 {
    (at / SQUARE).floor() as i64
}

fn place(x: i64, y: i64) -> usize {
    let side = SQUARES as i64;
    y.rem_euclid(side) as usize * SQUARES + x.rem_euclid(side) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        text.chars().for_each(|c| write(&mut out, c));
        out
    }

    #[test]
    fn letters_are_written_as_a_reader_knows_them() {
        assert_eq!(written("o\u{fb03}ce \u{fb01}re\u{a0}4"), "office fire 4");
        assert_eq!(written("\u{f0b7} one\u{f8ff}\u{fffd}\u{e123}"), "• one");
        assert_eq!(written("Tŷ\u{200b} Gwŷn\u{7}"), "Tŷ Gwŷn");
    }

    #[test]
    fn a_letter_drawn_twice_is_found() {
        let mut drawn = Drawn { text: "AAA".to_owned(), ..Drawn::default() };
        let mut overprints = Overprints::default();
        let letter = |x0: f32, start| Letter {
            x0,
            x1: x0 + 6.0,
            y: 100.0,
            size: 10.0,
            start,
            len: 1,
            angle: 0,
            is_blank: false,
            is_bold: false,
            is_artifact: false,
        };
        let first = letter(7.9, 0);
        assert!(!overprints.is_repeat(&drawn, &first));
        drawn.letters.push(first);
        // On the other side of a border between squares.
        assert!(overprints.is_repeat(&drawn, &letter(8.2, 1)));
        assert!(!overprints.is_repeat(&drawn, &letter(14.0, 2)));
    }
}
