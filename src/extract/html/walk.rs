//! Walks the tree of a page once and writes what a reader would see.
//!
//! Does not know where the page comes from; what is the paper was settled by the survey.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::extract::BlockKind;
use crate::extract::html::elements;
use crate::extract::html::elements::Marks;
use crate::extract::html::elements::Role;
use crate::extract::html::furniture;
use crate::extract::html::furniture::Furniture;
use crate::extract::html::lists::Numbering;
use crate::extract::html::moderngov;
use crate::extract::html::rows;
use crate::extract::html::survey::Survey;
use crate::extract::html::words;
use crate::extract::sheet::Sheet;

/// What is left out on a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Nothing.
    Everything,
    /// Hidden parts, and furniture that the page declares.
    WithoutDeclared,
    /// These, and what is named like furniture.
    WithoutFurniture,
}

/// The words a walk left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// All of them.
    pub(super) words: usize,
    /// Those outside links that stood in what was only named like furniture.
    pub(super) named: usize,
}

/// A walk under way.
pub(super) struct Walk<'a> {
    sheet: &'a mut Sheet,
    survey: &'a Survey,
    choice: Choice,
    /// The elements that are open, the innermost last.
    frames: Vec<Frame>,
    /// The levels of the headings that are open.
    headings: Vec<u8>,
    lists: Vec<Numbering>,
    /// The row that is being written on one line.
    row: Option<Row>,
    preformatted: usize,
    /// Where the last label ended.
    label_end: Option<usize>,
    is_reading: bool,
    /// The depth of an element that is named like furniture but holds the page. Names in it
    /// say nothing.
    trusted: Option<usize>,
    /// How many words stand in what is read; counted when first needed.
    size: Option<usize>,
    left_out: LeftOut,
}

/// An element that is open.
#[derive(Clone, Copy)]
struct Frame {
    role: Role,
    is_heading: bool,
    is_root: bool,
    is_label: bool,
}

/// A row that is written on one line.
struct Row {
    cells: usize,
    filled: usize,
    cell_start: usize,
}

impl<'a> Walk<'a> {
    /// Begins a walk that writes to `sheet`.
    pub(super) fn new(sheet: &'a mut Sheet, survey: &'a Survey, choice: Choice) -> Self {
        Self {
            sheet,
            survey,
            choice,
            frames: Vec::new(),
            headings: Vec::new(),
            lists: Vec::new(),
            row: None,
            preformatted: 0,
            label_end: None,
            is_reading: false,
            trusted: None,
            size: None,
            left_out: LeftOut::default(),
        }
    }

    /// Walks everything below `root`. Returns what was left out.
    pub(super) fn run(mut self, root: NodeRef<'_, Node>) -> LeftOut {
        let mut node = root;
        loop {
            if self.enter(node) {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.leave();
            }
            loop {
                if node.id() == root.id() {
                    self.sheet.close();
                    return self.left_out;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return self.left_out };
                node = parent;
                self.leave();
            }
        }
    }

    /// Takes a node in. Returns whether what is below it is to be walked too; if so, a frame
    /// stands for it until it is left.
    fn enter(&mut self, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.text(text);
                false
            }
            Node::Element(element) => self.element(node, element),
            Node::Document | Node::Fragment => {
                let frame = self.outside(node);
                self.frames.push(frame);
                true
            }
            _ => false,
        }
    }

    /// The frame of a node that has no effect but for being where reading begins.
    fn outside(&mut self, node: NodeRef<'_, Node>) -> Frame {
        let is_root = !self.is_reading && self.survey.is_root(node);
        self.is_reading |= is_root;
        Frame { role: Role::Inline, is_heading: false, is_root, is_label: false }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> bool {
        let role = elements::role(element.name());
        if role == Role::LeftOut {
            return false;
        }
        let marks = Marks::of(element);
        let mut frame = self.outside(node);
        if self.survey.trail.as_ref().is_some_and(|(trail, _)| *trail == node.id()) {
            return false;
        }
        let is_left_out = self.choice != Choice::Everything
            && (marks.is_hidden()
                || (self.is_reading && !frame.is_root && self.is_furniture(node, element, &marks)));
        if is_left_out {
            self.left_out.words += words::below(node).all;
            if role != Role::Inline {
                self.part();
            }
            self.is_reading &= !frame.is_root;
            return false;
        }
        if !self.is_reading {
            self.frames.push(frame);
            return true;
        }
        match role {
            Role::LineEnd if self.row.is_some() => self.sheet.space(),
            Role::LineEnd => self.sheet.line_end(),
            Role::Rule => self.part(),
            Role::Gap => self.sheet.space(),
            _ => {
                frame.role = role;
                self.open(node, element, &marks, &mut frame);
                self.frames.push(frame);
                return true;
            }
        }
        false
    }

    fn open(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        marks: &Marks<'_>,
        frame: &mut Frame,
    ) {
        let level = match frame.role {
            Role::Inline => None,
            Role::Heading(level) => Some(moderngov::heading(marks.class).unwrap_or(level)),
            _ => moderngov::heading(marks.class),
        };
        match frame.role {
            Role::Inline => {
                frame.is_label = marks.is_label();
                if frame.is_label && self.label_end == Some(self.sheet.len()) {
                    self.sheet.seam();
                }
            }
            Role::Cell if self.row.is_some() => self.open_cell(),
            Role::List { is_ordered } => {
                self.part();
                let items = || node.children().filter(|child| is_item(*child)).count() as i64;
                let attribute = |name: &str| element.attr(name);
                self.lists.push(Numbering::of(is_ordered, marks, attribute, items));
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
                    frame.role = Role::Block;
                }
            }
            Role::Preformatted => {
                self.part();
                self.preformatted += 1;
            }
            _ => self.part(),
        }
        if let Some(level) = level {
            frame.is_heading = true;
            self.headings.push(level);
        }
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.trusted.take_if(|depth| *depth >= self.frames.len());
        match frame.role {
            Role::Inline if frame.is_label => self.label_end = Some(self.sheet.len()),
            Role::Inline => {}
            Role::Cell if self.row.is_some() => self.leave_cell(),
            Role::Row => self.leave_row(),
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
        if frame.is_heading {
            self.headings.pop();
        }
        if frame.is_root {
            self.sheet.close();
            self.is_reading = false;
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

    fn leave_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        row.filled += usize::from(self.sheet.end_cell(row.cell_start));
    }

    /// Ends a row. With words in one cell only it is a paragraph that a table sets apart.
    fn leave_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let kind = if row.filled > 1 { BlockKind::TableRow } else { self.kind() };
        self.sheet.close_as(kind);
    }

    /// Parts what was from what comes: by a line end, or in a row by a space.
    fn part(&mut self) {
        if self.row.is_some() {
            self.sheet.space();
        } else {
            self.sheet.close();
        }
    }

    /// The kind of a block that begins here.
    fn kind(&self) -> BlockKind {
        match (&self.row, self.headings.last()) {
            (Some(_), _) => BlockKind::TableRow,
            (None, Some(level)) => BlockKind::Heading(*level),
            (None, None) => BlockKind::Paragraph,
        }
    }

    fn text(&mut self, text: &str) {
        if !self.is_reading {
            self.left_out.words += words::count(text);
        } else if self.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
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

    /// Says whether an element is furniture and may be left out: what is only named so must
    /// not be most of the page, unless it is nearly all links.
    fn is_furniture(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        marks: &Marks<'_>,
    ) -> bool {
        if self.survey.is_moderngov {
            return moderngov::is_furniture(marks.class);
        }
        match furniture::of(node, element.name(), marks) {
            None => false,
            Some(Furniture::Declared) => true,
            Some(Furniture::Named) if self.choice != Choice::WithoutFurniture => false,
            Some(Furniture::Named) => {
                if self.trusted.is_some() {
                    return false;
                }
                let here = words::below(node);
                let is_left_out =
                    here.linked * 5 >= here.all * 4 || here.all * 2 <= self.size(node);
                if is_left_out {
                    self.left_out.named += here.all - here.linked;
                } else {
                    self.trusted = Some(self.frames.len());
                }
                is_left_out
            }
        }
    }

    /// How many words stand in all that is read.
    fn size(&mut self, node: NodeRef<'_, Node>) -> usize {
        let roots = self.survey.roots.iter().filter_map(|root| node.tree().get(*root));
        *self.size.get_or_insert_with(|| roots.map(|root| words::below(root).all).sum())
    }
}

fn is_item(node: NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == "li")
}
