//! Puts text into paragraphs, cells and rows where a format has no tables, only paragraphs
//! that end a cell or a row: rich text and old Word documents.

use crate::extract::office::numbers;
use crate::extract::office::story::Draft;
use crate::extract::office::story::Piece;

/// How deep tables may stand in one another.
const TABLES: usize = 16;

/// What a paragraph is, as the state of its end says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Kind {
    /// The level of a heading, from 1 to 6.
    pub(super) heading: Option<u8>,
    /// How many tables it stands in.
    pub(super) tables: usize,
}

/// A text under way.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) draft: Draft,
    line: Line,
    /// What is open around a text box.
    around: Vec<Line>,
}

/// The paragraph and the tables that are open.
#[derive(Debug, Default)]
struct Line {
    is_open: bool,
    marker: String,
    tables: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    has_row: bool,
    has_cell: bool,
}

impl Flow {
    /// Writes text into the paragraph.
    pub(super) fn text(&mut self, text: &str, kind: Kind) {
        self.open(kind);
        self.draft.text(text);
    }

    /// Adds to the number or bullet of the paragraph.
    pub(super) fn marker(&mut self, text: &str) {
        if self.line.marker.len() < 100 {
            self.line.marker.push_str(text);
        }
    }

    /// Ends the paragraph.
    pub(super) fn end_paragraph(&mut self, kind: Kind) {
        if self.line.is_open || !self.line.marker.is_empty() {
            self.open(kind);
        }
        self.close(kind.heading);
    }

    /// Ends a cell of a table that stands in `depth` others less one.
    pub(super) fn end_cell(&mut self, depth: usize, heading: Option<u8>) {
        let kind = Kind { heading, tables: depth.clamp(1, TABLES) };
        self.enter(kind.tables);
        self.end_paragraph(kind);
        self.close_cell();
    }

    /// Ends a row of a table that stands in `depth` others less one.
    pub(super) fn end_row(&mut self, depth: usize) {
        self.close(None);
        self.leave_to(depth.clamp(1, TABLES));
        if self.line.tables.len() == depth {
            self.close_row();
        }
    }

    /// Begins a text box, which is anchored in the paragraph.
    pub(super) fn enter_box(&mut self, kind: Kind) {
        self.open(kind);
        self.around.push(std::mem::take(&mut self.line));
    }

    /// Ends a text box.
    pub(super) fn leave_box(&mut self) {
        self.close(None);
        self.leave_to(0);
        self.line = self.around.pop().unwrap_or_default();
    }

    /// Ends everything and gives the pieces.
    pub(super) fn into_pieces(mut self) -> Vec<Piece> {
        self.close(None);
        self.draft.into_pieces()
    }

    fn open(&mut self, kind: Kind) {
        if !self.line.is_open {
            self.enter(kind.tables.min(TABLES));
            self.draft.open_paragraph();
            self.line.is_open = true;
        }
    }

    fn close(&mut self, heading: Option<u8>) {
        let marker = std::mem::take(&mut self.line.marker);
        if std::mem::take(&mut self.line.is_open) {
            let marker = numbers::marker(&marker);
            self.draft.close_paragraph(heading, Some(marker));
        }
    }

    /// Makes sure that what comes stands in a cell of so many tables, one in another.
    fn enter(&mut self, depth: usize) {
        if self.line.is_open {
            return;
        }
        self.leave_to(depth);
        loop {
            let is_deep_enough = self.line.tables.len() >= depth;
            if let Some(table) = self.line.tables.last_mut() {
                if !std::mem::replace(&mut table.has_row, true) {
                    self.draft.open_row();
                }
                if !std::mem::replace(&mut table.has_cell, true) {
                    self.draft.open_cell();
                }
            }
            if is_deep_enough {
                return;
            }
            self.draft.open_table();
            self.line.tables.push(Table::default());
        }
    }

    fn leave_to(&mut self, depth: usize) {
        while self.line.tables.len() > depth {
            self.close_row();
            self.draft.close();
            self.line.tables.pop();
        }
    }

    fn close_cell(&mut self) {
        if let Some(table) = self.line.tables.last_mut()
            && std::mem::take(&mut table.has_cell)
        {
            self.draft.close();
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        if let Some(table) = self.line.tables.last_mut()
            && std::mem::take(&mut table.has_row)
        {
            self.draft.close();
        }
    }
}
