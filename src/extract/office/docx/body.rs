//! Reads the text of a Word document: its body, a note, a header or a footer.
//!
//! Leaves out what a reader does not see: what was deleted, the instructions of fields, hidden
//! text, and the second copy of a text box that is kept for older programs.

use std::collections::HashMap;

use crate::extract::office::docx::numbering::Lists;
use crate::extract::office::docx::properties::ParagraphProperties;
use crate::extract::office::docx::properties::RunProperties;
use crate::extract::office::docx::properties::Section;
use crate::extract::office::docx::styles::Resolved;
use crate::extract::office::docx::styles::Styles;
use crate::extract::office::numbers::Counters;
use crate::extract::office::story::Draft;
use crate::extract::office::story::Piece;
use crate::extract::office::symbols;
use crate::extract::office::symbols::Font;
use crate::extract::office::xml::Element;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;

/// How many paragraphs the instruction of a field may run over. One that runs on further was
/// never ended.
const INSTRUCTION: usize = 3;

/// What the parts of a document share.
pub(super) struct Sources {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    pub(super) counters: Counters,
    /// The notes, by the name of the element that refers to them and their number.
    pub(super) notes: HashMap<(String, String), Vec<Piece>>,
}

/// A text under way.
pub(super) struct Body<'a> {
    sources: &'a mut Sources,
    /// It is a header or footer, where page numbers say nothing.
    is_head: bool,
    draft: Draft,
    /// The paragraphs that are open, each in a text box of the one before.
    paragraphs: Vec<Paragraph>,
    /// Whether each open row was deleted.
    rows: Vec<bool>,
    fields: Vec<Field>,
    sections: Vec<Section>,
    /// The text of a paragraph that runs on into the next.
    carried: String,
}

#[derive(Default)]
struct Paragraph {
    properties: ParagraphProperties,
    style: Resolved,
    run: RunProperties,
    ends_section: bool,
}

struct Field {
    instruction: String,
    has_result: bool,
    paragraphs: usize,
}

/// What the end of an element must do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    Nothing,
    Paragraph,
    Text,
    Field,
    Table,
    Row,
    Cell,
    Box,
}

impl<'a> Body<'a> {
    /// Begins a text.
    pub(super) fn new(sources: &'a mut Sources, is_head: bool) -> Self {
        Self {
            sources,
            is_head,
            draft: Draft::default(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
            fields: Vec::new(),
            sections: Vec::new(),
            carried: String::new(),
        }
    }

    /// Reads to the end. Returns why some of it was left out, if it was.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Option<String> {
        self.run(xml, 0);
        self.flush_carried();
        if self.draft.is_full() {
            return Some("more text than one paper may hold; the rest was left out".to_owned());
        }
        xml.cut().map(str::to_owned)
    }

    /// Reads what stands in the element that was just opened.
    pub(super) fn read_within(&mut self, xml: &mut Xml<'_>) {
        self.run(xml, xml.depth());
        self.flush_carried();
    }

    /// The pieces and the sections that were read.
    pub(super) fn into_parts(self) -> (Vec<Piece>, Vec<Section>) {
        (self.draft.into_pieces(), self.sections)
    }

    fn run(&mut self, xml: &mut Xml<'_>, outside: usize) {
        let mut effects = Vec::new();
        while !self.draft.is_full() {
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
                    if effects.last() == Some(&Effect::Text) {
                        self.write(&text.replace(['\n', '\r', '\t'], " "));
                    }
                }
                None => return,
            }
        }
    }

    /// Opens an element. Returns what its end must do, or `None` if it was read to its end.
    fn open(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Option<Effect> {
        match element.name() {
            "p" if !element.full_name().starts_with("a:") => self.open_paragraph(),
            "tbl" => self.draft.open_table(),
            "tr" => {
                self.draft.open_row();
                self.rows.push(false);
            }
            "tc" => self.draft.open_cell(),
            name => return self.open_within(name, xml, element),
        }
        Some(match element.name() {
            "p" => Effect::Paragraph,
            "tbl" => Effect::Table,
            "tr" => Effect::Row,
            _ => Effect::Cell,
        })
    }

    /// Opens an element that stands in a paragraph, a row or a cell.
    fn open_within(
        &mut self,
        name: &str,
        xml: &mut Xml<'_>,
        element: &Element<'_>,
    ) -> Option<Effect> {
        match name {
            "del" | "moveFrom" | "delText" | "delInstrText" | "Fallback" | "rt" | "sdtPr"
            | "tblPr" | "tblGrid" | "tblPrEx" | "tcPr" | "pPrChange" => xml.skip(),
            "trPr" => {
                let mut is_deleted = false;
                xml.each_within(|_, element| is_deleted |= element.name() == "del");
                if let Some(row) = self.rows.last_mut() {
                    *row |= is_deleted;
                }
            }
            "pPr" => self.set_properties(ParagraphProperties::read(xml)),
            "rPr" => self.set_run(xml),
            "sectPr" => self.sections.push(Section::read(xml)),
            "instrText" => {
                let text = xml.text_within();
                if let Some(field) = self.fields.last_mut().filter(|field| !field.has_result) {
                    field.instruction.push_str(&text);
                }
            }
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = paragraph.style.run;
                }
                return Some(Effect::Nothing);
            }
            "t" if !element.full_name().starts_with("a:") => return Some(Effect::Text),
            "txbxContent" => return Some(Effect::Box),
            "fldSimple" => {
                let instruction = element.attribute("instr").unwrap_or_default();
                self.fields.push(Field { instruction, has_result: true, paragraphs: 0 });
                return Some(Effect::Field);
            }
            name => {
                self.mark(name, element);
                return Some(Effect::Nothing);
            }
        }
        None
    }

    /// Takes in an element that stands for a character or a place in the text.
    fn mark(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tab" | "ptab" => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let font = element.attribute("font").as_deref().and_then(Font::named);
                let code = element.attribute("char");
                let code = code.and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    let text = match font {
                        Some(font) => symbols::sign(font, c).to_owned(),
                        None => symbols::seen(c.encode_utf8(&mut [0; 4]), None).into_owned(),
                    };
                    self.write_seen(&text);
                }
            }
            "footnoteReference" | "endnoteReference" if self.is_visible() => {
                let id = element.attribute("id").unwrap_or_default();
                if let Some(pieces) = self.sources.notes.remove(&(name.to_owned(), id)) {
                    self.draft.note(pieces);
                }
            }
            "fldChar" => match element.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(Field {
                    instruction: String::new(),
                    has_result: false,
                    paragraphs: 0,
                }),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        field.has_result = true;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn close(&mut self, effect: Effect) {
        match effect {
            Effect::Nothing | Effect::Text => {}
            Effect::Paragraph => self.close_paragraph(),
            Effect::Field => {
                self.fields.pop();
            }
            Effect::Box => self.flush_carried(),
            Effect::Table => self.draft.close(),
            Effect::Row => {
                if self.rows.pop() == Some(true) {
                    self.draft.discard();
                } else {
                    self.draft.close();
                }
            }
            Effect::Cell => {
                self.flush_carried();
                self.draft.close();
            }
        }
    }

    fn open_paragraph(&mut self) {
        self.draft.open_paragraph();
        let carried = std::mem::take(&mut self.carried);
        self.draft.text(&carried);
        let style = self.sources.styles.resolve(None);
        let run = style.run;
        self.paragraphs.push(Paragraph { style, run, ..Paragraph::default() });
    }

    fn set_properties(&mut self, mut properties: ParagraphProperties) {
        let section = properties.section.take();
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.ends_section = section.is_some();
            paragraph.style = self.sources.styles.resolve(properties.style.as_deref());
            paragraph.run = paragraph.style.run;
            paragraph.properties = properties;
        }
        self.sections.extend(section);
    }

    fn set_run(&mut self, xml: &mut Xml<'_>) {
        let (run, style) = RunProperties::read(xml);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let styled = style.map(|style| self.sources.styles.run(&style)).unwrap_or_default();
        paragraph.run = run.over(styled).over(paragraph.style.run);
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        for field in self.fields.iter_mut().filter(|field| !field.has_result) {
            field.paragraphs += 1;
            field.has_result = field.paragraphs > INSTRUCTION;
        }
        if paragraph.properties.is_end_deleted {
            self.carried = self.draft.take_text();
            self.draft.close_paragraph(None, None);
            return;
        }
        let outline = paragraph.properties.outline.or(paragraph.style.outline);
        let level = outline.filter(|level| *level < 9).map(|level| level.min(5) as u8 + 1);
        // A paragraph that only holds the end of a section is no item.
        let is_item = !paragraph.ends_section || self.draft.has_text();
        let marker = if is_item { self.marker(&paragraph) } else { None };
        self.draft.close_paragraph(level, marker);
    }

    /// The number of a paragraph that is an item of a list.
    fn marker(&mut self, paragraph: &Paragraph) -> Option<String> {
        let (properties, style) = (&paragraph.properties, &paragraph.style);
        let (id, styled) = match (properties.list, &style.list) {
            (Some(id), _) => (id, None),
            (None, Some((id, styled))) => (*id, Some(styled.as_str())),
            (None, None) => return None,
        };
        let lists = &self.sources.lists;
        let list = lists.get(id).filter(|_| id > 0)?;
        let of_style = || {
            let own = properties.style.as_deref();
            let mut styles = own.into_iter().chain(styled);
            styles.find_map(|style| lists.level_of_style(id, style))
        };
        let level = properties.level.or_else(of_style).or(style.level).unwrap_or(0);
        Some(self.sources.counters.next(id, list, level))
    }

    /// Writes what runs on from a paragraph that has no next.
    fn flush_carried(&mut self) {
        if !self.carried.is_empty() {
            self.open_paragraph();
            self.close_paragraph();
        }
    }

    fn is_visible(&self) -> bool {
        let run = self.paragraphs.last().map(|paragraph| paragraph.run);
        let is_hidden = run.and_then(|run| run.is_hidden) == Some(true);
        !is_hidden
            && self.fields.iter().all(|field| {
                field.has_result && !(self.is_head && is_page_number(&field.instruction))
            })
    }

    fn write(&mut self, text: &str) {
        let font = self.paragraphs.last().and_then(|paragraph| paragraph.run.font).flatten();
        self.write_seen(&symbols::seen(text, font));
    }

    fn write_seen(&mut self, text: &str) {
        if self.is_visible() {
            self.draft.text(text);
        }
    }
}

/// Says whether a field shows the number of a page or of pages.
fn is_page_number(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES"].iter().any(|field| name.eq_ignore_ascii_case(field))
}
