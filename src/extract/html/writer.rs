//! Writes the elements and texts of a page to a sheet, as a browser would show them.
//!
//! It is told in order what opens, what stands there and what closes. It does not know the
//! page, nor what of it was left out.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::extract::BlockKind;
use crate::extract::html::elements::Marks;
use crate::extract::html::elements::Role;
use crate::extract::html::lists::Numbering;
use crate::extract::html::moderngov;
use crate::extract::html::rows;
use crate::extract::sheet::Sheet;

/// A page being written.
pub(super) struct Writer<'a> {
    sheet: &'a mut Sheet,
    /// The levels of the headings that are open.
    headings: Vec<u8>,
    lists: Vec<Numbering>,
    /// The row that is being written on one line.
    row: Option<Row>,
    preformatted: usize,
    /// Where the last label ended.
    label_end: Option<usize>,
}

/// What an open element changed, to be undone when it closes.
pub(super) struct Effect {
    role: Role,
    is_heading: bool,
    is_label: bool,
}

/// A row that is written on one line.
struct Row {
    cells: usize,
    filled: usize,
    cell_start: usize,
}

impl<'a> Writer<'a> {
    /// Begins to write to `sheet`.
    pub(super) fn new(sheet: &'a mut Sheet) -> Self {
        Self {
            sheet,
            headings: Vec::new(),
            lists: Vec::new(),
            row: None,
            preformatted: 0,
            label_end: None,
        }
    }

    /// Opens an element. Returns what its end must undo, or `None` if nothing can stand in it.
    pub(super) fn open(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        role: Role,
        marks: &Marks<'_>,
    ) -> Option<Effect> {
        let mut effect = Effect { role, is_heading: false, is_label: false };
        let level = match role {
            Role::Inline => None,
            Role::Heading(level) => Some(moderngov::heading(marks.class).unwrap_or(level)),
            _ => moderngov::heading(marks.class),
        };
        match role {
            Role::LineEnd if self.row.is_some() => self.sheet.space(),
            Role::LineEnd => self.sheet.line_end(),
            Role::Gap => self.sheet.space(),
            Role::Inline => {
                effect.is_label = marks.is_label();
                if effect.is_label && self.label_end == Some(self.sheet.len()) {
                    self.sheet.seam();
                }
            }
            Role::Cell if self.row.is_some() => self.open_cell(),
            Role::List { is_ordered } => {
                self.part();
                let attribute = |name: &str| element.attr(name);
                let count = || node.children().filter(|child| is_item(*child)).count();
                self.lists.push(Numbering::of(is_ordered, marks, attribute, count));
            }
            Role::Item => {
                self.part();
                let mut stray = Numbering::bullets();
                let list = self.lists.last_mut().unwrap_or(&mut stray);
                let marker = list.marker(marks, element.attr("value"), element.attr("type"));
                self.sheet.set_marker(&marker);
            }
            Role::Row => {
                self.part();
                if self.row.is_none() && rows::is_one_line(node) {
                    self.row = Some(Row { cells: 0, filled: 0, cell_start: 0 });
                } else {
                    effect.role = Role::Block;
                }
            }
            Role::Preformatted => {
                self.part();
                self.preformatted += 1;
            }
            _ => self.part(),
        }
        if matches!(role, Role::LineEnd | Role::Gap | Role::Rule) {
            return None;
        }
        if let Some(level) = level {
            effect.is_heading = true;
            self.headings.push(level);
        }
        Some(effect)
    }

    /// Closes an element.
    pub(super) fn close(&mut self, effect: Effect) {
        match effect.role {
            Role::Inline if effect.is_label => self.label_end = Some(self.sheet.len()),
            Role::Inline => {}
            Role::Cell if self.row.is_some() => self.close_cell(),
            Role::Row => self.close_row(),
            Role::List { .. } => {
                self.part();
                self.lists.pop();
            }
            Role::Item => {
                self.part();
                self.sheet.drop_marker();
            }
            Role::Preformatted => {
                self.part();
                self.preformatted -= 1;
            }
            _ => self.part(),
        }
        if effect.is_heading {
            self.headings.pop();
        }
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (at, line) in text.split(['\n', '\r']).enumerate() {
                if at > 0 {
                    self.sheet.line_end();
                }
                let line = line.trim_end();
                if !line.is_empty() {
                    self.sheet.open(self.kind());
                    self.sheet.verbatim(line);
                }
            }
        } else if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.sheet.space();
        } else {
            self.sheet.open(self.kind());
            self.sheet.words(text);
        }
    }

    /// Parts what was from what comes: by a line end, or in a row by a space.
    pub(super) fn part(&mut self) {
        if self.row.is_some() {
            self.sheet.space();
        } else {
            self.sheet.close();
        }
    }

    fn open_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        if row.cells > 0 {
            self.sheet.tab();
        }
        row.cells += 1;
        row.cell_start = self.sheet.len();
    }

    fn close_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        row.filled += usize::from(self.sheet.end_cell(row.cell_start));
    }

    /// Ends a row. With words in one cell only it is a paragraph that a table sets apart.
    fn close_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let kind = if row.filled > 1 { BlockKind::TableRow } else { self.kind() };
        self.sheet.close_as(kind);
    }

    /// The kind of a block that begins here.
    fn kind(&self) -> BlockKind {
        match (&self.row, self.headings.last()) {
            (Some(_), _) => BlockKind::TableRow,
            (None, Some(level)) => BlockKind::Heading(*level),
            (None, None) => BlockKind::Paragraph,
        }
    }
}

fn is_item(node: NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == "li")
}
