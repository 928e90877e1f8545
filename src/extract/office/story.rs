//! Holds a document as its reader finds it: paragraphs and tables, in reading order.
//!
//! It knows no file format. What it holds is bounded, so that no file can fill the memory.

/// The most text that is kept of one document, in bytes.
const TEXT: usize = 64 << 20;

/// The most paragraphs, rows and cells that are kept of one document.
const PARTS: usize = 4_000_000;

/// How deep tables may stand in one another. What is deeper loses its frame, not its words.
const NESTING: usize = 64;

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph. Its lines end in `\n`, tabs are `\t`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its level from 1 to 6, if it is a heading.
    pub(super) heading: Option<u8>,
    /// Its number or bullet, if it is an item of a list.
    pub(super) marker: Option<String>,
    pub(super) text: String,
}

/// A table: rows of cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
pub(super) type Cell = Vec<Piece>;

/// What a reader found in a document.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// The title in its properties, as it stands there.
    pub(super) title: Option<String>,
    pub(super) body: Vec<Piece>,
    /// The header that the first page shows.
    pub(super) letterhead: Vec<Piece>,
    /// Every other header and footer, each once.
    pub(super) running: Vec<Vec<Piece>>,
    /// Why the document was not read to its end, if it was not.
    pub(super) cut: Option<String>,
}

/// A story under way.
#[derive(Debug)]
pub(super) struct Draft {
    /// What is open; the first is the whole.
    frames: Vec<Frame>,
    /// Notes whose place is below what is being written.
    notes: Vec<Piece>,
    written: usize,
    parts: usize,
}

#[derive(Debug)]
enum Frame {
    /// The whole, or a cell.
    Pieces(Vec<Piece>),
    /// A paragraph, and what is anchored in it: text boxes.
    Paragraph(Paragraph, Vec<Piece>),
    Table(Table),
    Row(Vec<Cell>),
    /// A table, row or cell that stands too deep to be kept apart.
    Flat,
}

impl Default for Draft {
    fn default() -> Self {
        Self { frames: vec![Frame::Pieces(Vec::new())], notes: Vec::new(), written: 0, parts: 0 }
    }
}

impl Draft {
    /// Says whether as much is written as one document may hold.
    pub(super) fn is_full(&self) -> bool {
        self.written > TEXT || self.parts > PARTS
    }

    /// Begins a paragraph, in the text or in what is open.
    pub(super) fn open_paragraph(&mut self) {
        self.parts += 1;
        self.frames.push(Frame::Paragraph(Paragraph::default(), Vec::new()));
    }

    /// Ends the innermost paragraph, which is of the given kind.
    pub(super) fn close_paragraph(&mut self, heading: Option<u8>, marker: Option<String>) {
        match self.frames.pop() {
            Some(Frame::Paragraph(mut paragraph, anchored)) => {
                paragraph.heading = heading;
                paragraph.marker = marker.filter(|marker| !marker.is_empty());
                let is_blank = paragraph.text.trim().is_empty() && paragraph.marker.is_none();
                if !is_blank {
                    self.push(Piece::Paragraph(paragraph));
                }
                anchored.into_iter().for_each(|piece| self.push(piece));
                self.flush_notes();
            }
            other => self.frames.extend(other),
        }
    }

    /// Says whether words stand in the innermost open paragraph.
    pub(super) fn has_text(&self) -> bool {
        match self.frames.last() {
            Some(Frame::Paragraph(paragraph, _)) => !paragraph.text.trim().is_empty(),
            _ => false,
        }
    }

    /// Takes back the text of the innermost open paragraph.
    pub(super) fn take_text(&mut self) -> String {
        match self.frames.last_mut() {
            Some(Frame::Paragraph(paragraph, _)) => std::mem::take(&mut paragraph.text),
            _ => String::new(),
        }
    }

    /// Writes into the innermost paragraph. Outside of paragraphs nothing is written.
    pub(super) fn text(&mut self, text: &str) {
        for frame in self.frames.iter_mut().rev() {
            match frame {
                Frame::Paragraph(paragraph, _) => {
                    if self.written <= TEXT {
                        self.written += text.len();
                        if text.contains(is_control) {
                            paragraph.text.extend(text.chars().filter(|c| !is_control(*c)));
                        } else {
                            paragraph.text.push_str(text);
                        }
                    }
                    return;
                }
                Frame::Flat => {}
                _ => return,
            }
        }
    }

    /// Begins a table.
    pub(super) fn open_table(&mut self) {
        self.open(Frame::Table(Table::default()));
    }

    /// Begins a row of the innermost table.
    pub(super) fn open_row(&mut self) {
        self.parts += 1;
        self.open(Frame::Row(Vec::new()));
    }

    /// Begins a cell of the innermost row.
    pub(super) fn open_cell(&mut self) {
        self.parts += 1;
        self.open(Frame::Pieces(Vec::new()));
    }

    /// Ends the innermost cell, row or table.
    pub(super) fn close(&mut self) {
        if self.frames.len() < 2 {
            return;
        }
        match (self.frames.pop(), self.frames.last_mut()) {
            (Some(Frame::Pieces(cell)), Some(Frame::Row(cells))) => cells.push(cell),
            (Some(Frame::Row(cells)), Some(Frame::Table(table))) => table.rows.push(cells),
            (Some(Frame::Table(table)), _) => {
                if !table.rows.is_empty() {
                    self.push(Piece::Table(table));
                }
                self.flush_notes();
            }
            // A cell without a row, a row without a table: its words count all the same.
            (Some(Frame::Pieces(pieces)), _) => pieces.into_iter().for_each(|it| self.push(it)),
            (Some(Frame::Row(cells)), _) => self.push(Piece::Table(Table { rows: vec![cells] })),
            (Some(Frame::Paragraph(paragraph, anchored)), _) => {
                self.frames.push(Frame::Paragraph(paragraph, anchored));
                self.close_paragraph(None, None);
            }
            _ => {}
        }
    }

    /// Drops the innermost row or cell: it was deleted.
    pub(super) fn discard(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }

    /// Keeps a note. It stands below the paragraph or table that refers to it.
    pub(super) fn note(&mut self, pieces: Vec<Piece>) {
        self.notes.extend(pieces);
    }

    /// Ends whatever is open and gives the pieces.
    pub(super) fn into_pieces(mut self) -> Vec<Piece> {
        while self.frames.len() > 1 {
            self.close();
        }
        let mut pieces = match self.frames.pop() {
            Some(Frame::Pieces(pieces)) => pieces,
            _ => Vec::new(),
        };
        pieces.append(&mut self.notes);
        pieces
    }

    fn open(&mut self, frame: Frame) {
        let is_flat = self.frames.len() > NESTING * 4;
        self.frames.push(if is_flat { Frame::Flat } else { frame });
    }

    fn push(&mut self, piece: Piece) {
        let home = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Pieces(pieces) | Frame::Paragraph(_, pieces) => Some(pieces),
            _ => None,
        });
        if let Some(home) = home {
            home.push(piece);
        }
    }

    /// Writes the notes that wait, once nothing is open that refers to them.
    fn flush_notes(&mut self) {
        if let [Frame::Pieces(pieces)] = &mut self.frames[..] {
            pieces.append(&mut self.notes);
        }
    }
}

/// Says whether a character is neither seen nor parts what is seen.
fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

/// Calls `show` with every paragraph in the pieces, in order.
pub(super) fn paragraphs<'a>(pieces: &'a [Piece], show: &mut impl FnMut(&'a Paragraph)) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(paragraph) => show(paragraph),
            Piece::Table(table) => {
                table.rows.iter().flatten().for_each(|cell| paragraphs(cell, show));
            }
        }
    }
}
