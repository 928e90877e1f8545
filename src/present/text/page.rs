//! Lays words on lines: wraps them, indents them, colours them where it may.
//!
//! The one way to the writer for all text answers, so that no word of a paper reaches a
//! terminal unclean. It knows no answer.

use std::borrow::Cow;
use std::io;
use std::io::Write;

use anstyle::Style;

use crate::present::clean;

/// What a page is written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// How many columns a line may take. What cannot be broken may take more.
    pub width: usize,
    /// Whether styles may be written.
    pub colour: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

/// How a run of words looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    /// A heading or a total.
    Strong,
    /// A word that was searched for.
    Match,
    /// What is needed now and then: ids, paths.
    Faint,
}

impl Look {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Match => Style::new().bold().underline(),
            Self::Faint => Style::new().dimmed(),
        }
    }
}

/// Words of one look.
#[derive(Debug, Clone)]
pub(super) struct Run<'a> {
    look: Look,
    text: Cow<'a, str>,
}

impl<'a> Run<'a> {
    pub(super) fn new(look: Look, text: impl Into<Cow<'a, str>>) -> Self {
        Self { look, text: text.into() }
    }

    pub(super) fn plain(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Look::Plain, text)
    }

    pub(super) fn strong(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Look::Strong, text)
    }

    pub(super) fn faint(text: impl Into<Cow<'a, str>>) -> Self {
        Self::new(Look::Faint, text)
    }
}

/// A character and how it looks.
type Cell = (char, Look);

/// Lines on their way to a writer.
pub(super) struct Page<'a> {
    out: &'a mut dyn Write,
    screen: Screen,
}

impl<'a> Page<'a> {
    pub(super) fn new(out: &'a mut dyn Write, screen: Screen) -> Self {
        Self { out, screen }
    }

    /// How many columns a line may take; never so few that nothing fits.
    pub(super) fn width(&self) -> usize {
        self.screen.width.max(20)
    }

    /// Writes an empty line.
    pub(super) fn gap(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// Writes one line, however long.
    pub(super) fn line(&mut self, runs: &[Run<'_>]) -> io::Result<()> {
        let cells: Vec<Cell> = cells(runs).collect();
        self.row(&cells)
    }

    /// Writes one line with `right` at its end, or gives `false` and writes nothing where the
    /// two do not fit beside each other.
    pub(super) fn two_ends(&mut self, left: &[Run<'_>], right: &Run<'_>) -> io::Result<bool> {
        let mut row: Vec<Cell> = cells(left).collect();
        let end: Vec<Cell> = cells(std::slice::from_ref(right)).collect();
        let taken = columns(&row) + columns(&end);
        if taken + 2 > self.width() {
            return Ok(false);
        }
        row.extend(std::iter::repeat_n((' ', Look::Plain), self.width() - taken));
        row.extend(end);
        self.row(&row)?;
        Ok(true)
    }

    /// Writes words one after another, broken between words so that lines fit the width; the
    /// first line begins in column `first`, the others in column `rest`. White space is folded.
    pub(super) fn flow(&mut self, first: usize, rest: usize, runs: &[Run<'_>]) -> io::Result<()> {
        self.hang(&Run::plain(" ".repeat(first)), rest, runs)
    }

    /// Writes words as [`flow`](Self::flow) does, behind `lead`, whose spaces stay.
    pub(super) fn hang(&mut self, lead: &Run<'_>, rest: usize, runs: &[Run<'_>]) -> io::Result<()> {
        let mut row: Vec<Cell> = cells(std::slice::from_ref(lead)).collect();
        let mut begun = false;
        let mut space = Look::Plain;
        let mut word: Vec<Cell> = Vec::new();
        // A last space makes the last word end like any other.
        for (c, look) in cells(runs).chain([(' ', Look::Plain)]) {
            if c != ' ' {
                word.push((c, look));
                continue;
            }
            if word.is_empty() {
                continue;
            }
            let taken = columns(&row) + usize::from(begun) + columns(&word);
            if begun && taken > self.width() {
                self.row(&row)?;
                row = vec![(' ', Look::Plain); rest];
            } else if begun {
                row.push((' ', space));
            }
            row.append(&mut word);
            begun = true;
            // The space within a phrase that matches is part of the match.
            space = look;
        }
        if begun { self.row(&row) } else { Ok(()) }
    }

    /// Writes text of several lines; each is wrapped by itself, and empty lines stay, but never
    /// two of them together.
    pub(super) fn paragraphs(&mut self, indent: usize, text: &str) -> io::Result<()> {
        let mut blank = true;
        for line in text.lines() {
            let empty = line.chars().filter_map(clean::on_a_line).all(char::is_whitespace);
            if !empty {
                self.flow(indent, indent, &[Run::plain(line)])?;
            } else if !blank {
                self.gap()?;
            }
            blank = empty;
        }
        Ok(())
    }

    fn row(&mut self, row: &[Cell]) -> io::Result<()> {
        let end = row.iter().rposition(|(c, _)| *c != ' ').map_or(0, |last| last + 1);
        let mut line = String::new();
        let mut now = Look::Plain;
        for (c, look) in &row[..end] {
            if self.screen.colour && *look != now {
                line.push_str(&now.style().render_reset().to_string());
                line.push_str(&look.style().render().to_string());
                now = *look;
            }
            // It has kept its line together; what is pasted elsewhere is better off without.
            line.push(if *c == '\u{a0}' { ' ' } else { *c });
        }
        line.push_str(&now.style().render_reset().to_string());
        line.push('\n');
        self.out.write_all(line.as_bytes())
    }
}

/// The characters of `runs` that may be shown.
fn cells<'r>(runs: &'r [Run<'_>]) -> impl Iterator<Item = Cell> + 'r {
    runs.iter().flat_map(|run| run.text.chars().filter_map(clean::on_a_line).map(|c| (c, run.look)))
}

fn columns(cells: &[Cell]) -> usize {
    cells.iter().map(|(c, _)| clean::columns(*c)).sum()
}

#[cfg(test)]
mod tests {
    use super::Look;
    use super::Page;
    use super::Run;
    use super::Screen;

    fn flowed(width: usize, colour: bool, runs: &[Run<'_>]) -> String {
        let mut out = Vec::new();
        Page::new(&mut out, Screen { width, colour }).flow(3, 5, runs).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn words_are_broken_at_the_width_and_never_within() {
        let text = "The size of caseloads was noted. democracy.tarnbridge.gov.uk/documents/g2290";
        insta::assert_snapshot!(flowed(24, false, &[Run::plain(text)]), @r"
           The size of caseloads
             was noted.
             democracy.tarnbridge.gov.uk/documents/g2290
        ");
    }

    #[test]
    fn a_paper_cannot_colour_the_terminal_but_a_match_is_coloured() {
        let runs = [
            Run::plain("a \u{1b}[31mred\u{1b}]0;title\u{7} "),
            Run::new(Look::Match, "bus lane"),
            Run::plain("s."),
        ];
        assert_eq!(
            flowed(80, true, &runs),
            "   a [31mred]0;title \u{1b}[1m\u{1b}[4mbus lane\u{1b}[0ms.\n"
        );
        assert_eq!(flowed(80, false, &runs), "   a [31mred]0;title bus lanes.\n");
    }
}
