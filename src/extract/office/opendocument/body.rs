//! Reads the text of an OpenDocument: its body, a header or a footer.
//!
//! Leaves out what a reader does not see: what was deleted (it is stored apart), annotations,
//! hidden text and the patterns of indexes.

use crate::extract::office::opendocument::lists::Lists;
use crate::extract::office::opendocument::styles::Style;
use crate::extract::office::opendocument::styles::Styles;
use crate::extract::office::story::Draft;
use crate::extract::office::story::Piece;
use crate::extract::office::symbols;
use crate::extract::office::xml::Element;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;

/// The most spaces that one element may stand for.
const SPACES: u32 = 64;

/// How deep notes may stand in one another.
const NOTES: usize = 4;

/// A text under way.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    /// It is a header or footer, where page numbers say nothing.
    is_head: bool,
    draft: Draft,
    lists: Lists,
    /// The paragraphs that are open: their kind, and the style of their letters.
    paragraphs: Vec<(Option<u8>, Option<String>, Style)>,
    spans: Vec<Style>,
    notes: usize,
    first_page: Option<String>,
    has_begun: bool,
}

/// What the end of an element must do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Nothing,
    Paragraph,
    Span,
    List,
    /// A table, a row or a cell.
    Frame,
    Cell,
    /// A text box or drawing, whose text belongs to no list around it.
    Box,
}

impl<'a> Body<'a> {
    /// Begins a text.
    pub(super) fn new(styles: &'a Styles, is_head: bool) -> Self {
        Self {
            styles,
            is_head,
            draft: Draft::default(),
            lists: Lists::default(),
            paragraphs: Vec::new(),
            spans: Vec::new(),
            notes: 0,
            first_page: None,
            has_begun: false,
        }
    }

    /// Says whether as much is written as one document may hold.
    pub(super) fn is_full(&self) -> bool {
        self.draft.is_full()
    }

    /// The name of the page on which the text begins, if it says so.
    pub(super) fn first_page(&self) -> Option<&str> {
        self.first_page.as_deref()
    }

    /// The pieces that were read.
    pub(super) fn into_pieces(self) -> Vec<Piece> {
        self.draft.into_pieces()
    }

    /// Reads what stands in the element that was just opened.
    pub(super) fn read_within(&mut self, xml: &mut Xml<'_>) {
        let outside = xml.depth();
        let mut effects = Vec::new();
        while !self.is_full() {
            match xml.next() {
                Some(Node::Open(element)) => {
                    if let Some(effect) = self.open(xml, &element) {
                        effects.push(effect);
                    }
                }
                Some(Node::Close) => match effects.pop() {
                    Some(effect) => self.close(effect),
                    None if xml.depth() < outside => return,
                    None => {}
                },
                Some(Node::Text(text)) => {
                    let is_tidy = !text.contains(['\n', '\r', '\t']);
                    if is_tidy {
                        self.write(&text);
                    } else {
                        self.write(&text.replace(['\n', '\r', '\t'], " "));
                    }
                }
                None => return,
            }
        }
    }

    /// Opens an element. Returns what its end must do, or `None` if it was read to its end.
    fn open(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Option<Effect> {
        match element.full_name() {
            "text:p" => self.open_paragraph(element, None),
            "text:h" => {
                let level = element.number("outline-level").unwrap_or(1).clamp(1, 10);
                self.open_paragraph(element, Some(level as usize - 1));
            }
            "text:span" => {
                let style = element.attribute("style-name").unwrap_or_default();
                self.spans.push(self.styles.letters(&style));
                return Some(Effect::Span);
            }
            "text:list" => {
                self.lists.open(element);
                return Some(Effect::List);
            }
            "text:list-item" | "text:list-header" => {
                self.lists.item(element);
                return Some(Effect::Nothing);
            }
            "table:table" => {
                if !std::mem::replace(&mut self.has_begun, true) {
                    let style = element.attribute("style-name").unwrap_or_default();
                    self.first_page = self.styles.table_page(&style);
                }
                self.draft.open_table();
                return Some(Effect::Frame);
            }
            "table:table-row" => {
                self.draft.open_row();
                return Some(Effect::Frame);
            }
            "table:table-cell" => {
                self.draft.open_cell();
                self.lists.leave();
                return Some(Effect::Cell);
            }
            name => return self.open_other(name, xml, element),
        }
        Some(Effect::Paragraph)
    }

    fn open_other(
        &mut self,
        name: &str,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Option<Effect> {
        match name {
            "text:s" => {
                let count = element.number("c").unwrap_or(1).min(SPACES);
                self.write(&" ".repeat(count as usize));
            }
            "text:tab" => self.write("\t"),
            "text:line-break" => self.write("\n"),
            "text:note-body" => {
                self.read_note(xml);
                return None;
            }
            "text:section" if element.attribute("display").as_deref() == Some("none") => {
                xml.skip();
                return None;
            }
            "text:page-number" | "text:page-count" if self.is_head => {
                xml.skip();
                return None;
            }
            name if is_left_out(name) => {
                xml.skip();
                return None;
            }
            name if name.starts_with("draw:") => {
                self.lists.leave();
                return Some(Effect::Box);
            }
            _ => {}
        }
        Some(Effect::Nothing)
    }

    fn close(&mut self, effect: Effect) {
        match effect {
            Effect::Nothing => {}
            Effect::Paragraph => {
                if let Some((heading, marker, _)) = self.paragraphs.pop() {
                    self.draft.close_paragraph(heading, marker);
                }
            }
            Effect::Span => {
                self.spans.pop();
            }
            Effect::List => self.lists.close(),
            Effect::Frame => self.draft.close(),
            Effect::Cell => {
                self.draft.close();
                self.lists.come_back();
            }
            Effect::Box => self.lists.come_back(),
        }
    }

    fn open_paragraph(&mut self, element: &Element<'_>, outline: Option<usize>) {
        let name = element.attribute("style-name").unwrap_or_default();
        let style = self.styles.paragraph(&name);
        if !std::mem::replace(&mut self.has_begun, true) {
            self.first_page.clone_from(&style.page);
        }
        let is_title = outline.is_none() && self.styles.is_title(&name);
        let heading = outline.or(is_title.then_some(0)).map(|level| level.min(5) as u8 + 1);
        let is_above = element.attribute("is-list-header").as_deref() == Some("true");
        let marker = match is_above {
            true => None,
            false => self.lists.marker(self.styles, style.list.as_deref(), outline),
        };
        self.draft.open_paragraph();
        self.paragraphs.push((heading, marker, style));
    }

    /// Reads a note apart: it stands below the paragraph that refers to it.
    fn read_note(&mut self, xml: &mut Xml<'_>) {
        if self.notes >= NOTES {
            return xml.skip();
        }
        self.notes += 1;
        let text = std::mem::take(&mut self.draft);
        self.lists.leave();
        self.read_within(xml);
        self.lists.come_back();
        let note = std::mem::replace(&mut self.draft, text);
        self.draft.note(note.into_pieces());
        self.notes -= 1;
    }

    fn write(&mut self, text: &str) {
        let Some((_, _, paragraph)) = self.paragraphs.last() else { return };
        let spans = self.spans.iter().rev();
        let mut styles = spans.chain([paragraph]);
        let is_hidden = styles.clone().find_map(|style| style.is_hidden) == Some(true);
        if !is_hidden {
            let font = styles.find_map(|style| style.font).flatten();
            self.draft.text(&symbols::seen(text, font));
        }
    }
}

/// Says whether nothing of an element is seen as text.
fn is_left_out(name: &str) -> bool {
    matches!(
        name,
        "text:tracked-changes"
            | "text:note-citation"
            | "office:annotation"
            | "office:annotation-end"
            | "office:forms"
            | "office:scripts"
            | "office:binary-data"
            | "office:event-listeners"
            | "text:hidden-text"
            | "text:hidden-paragraph"
            | "text:ruby-text"
            | "text:script"
            | "table:covered-table-cell"
            | "svg:title"
            | "svg:desc"
            | "draw:object"
            | "draw:object-ole"
            | "presentation:notes"
    ) || name.starts_with("text:") && (name.ends_with("-source") || name.ends_with("-decls"))
}
