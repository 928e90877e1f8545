//! Reads the properties of paragraphs, runs and sections in a Word document.
//!
//! It does not know the styles they refer to.

use crate::extract::office::symbols::Font;
use crate::extract::office::xml::Element;
use crate::extract::office::xml::Xml;

/// What a paragraph or a paragraph style says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    /// The list it belongs to; `0` takes it out of one.
    pub(super) list: Option<u32>,
    /// The level in the list, counted from 0.
    pub(super) level: Option<usize>,
    /// The level in the outline, counted from 0; 9 is none.
    pub(super) outline: Option<u32>,
    /// Its end was deleted: it runs on into the next.
    pub(super) is_end_deleted: bool,
    pub(super) section: Option<Section>,
}

/// What a run of text or a style says of its letters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProperties {
    pub(super) is_hidden: Option<bool>,
    /// The symbol font it is set in, if a font is named at all.
    pub(super) font: Option<Option<Font>>,
}

/// A header or footer that a section names.
#[derive(Debug, Clone)]
pub(super) struct HeadRef {
    pub(super) is_header: bool,
    /// `first`, `default` or `even`.
    pub(super) kind: String,
    pub(super) id: String,
}

/// A section of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub(super) heads: Vec<HeadRef>,
    /// Its first page has a header of its own.
    pub(super) has_title_page: bool,
}

/// Says whether an element keeps properties that a change replaced.
fn is_former(name: &str) -> bool {
    name.ends_with("Change")
}

impl ParagraphProperties {
    /// Reads a `pPr` element that was just opened, and the run properties of its end.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut properties = Self::default();
        xml.each_within(|xml, element| properties.take(xml, element));
        properties
    }

    fn take(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) {
        match element.name() {
            name if is_former(name) => xml.skip(),
            "pStyle" => self.style = element.attribute("val"),
            "numId" => self.list = element.number("val"),
            "ilvl" => self.level = element.number("val").map(|level| level as usize),
            "outlineLvl" => self.outline = element.number("val"),
            "rPr" => xml.each_within(|xml, element| match element.name() {
                name if is_former(name) => xml.skip(),
                "del" | "moveFrom" => self.is_end_deleted = true,
                _ => {}
            }),
            "sectPr" => self.section = Some(Section::read(xml)),
            _ => {}
        }
    }
}

impl RunProperties {
    /// Reads a `rPr` element that was just opened, and the style that it names.
    pub(super) fn read(xml: &mut Xml<'_>) -> (Self, Option<String>) {
        let mut properties = Self::default();
        let mut style = None;
        xml.each_within(|xml, element| match element.name() {
            name if is_former(name) => xml.skip(),
            "rStyle" => style = element.attribute("val"),
            "vanish" => properties.is_hidden = Some(element.is_on()),
            "rFonts" => {
                let name = element.attribute("ascii").or_else(|| element.attribute("hAnsi"));
                if let Some(name) = name {
                    properties.font = Some(Font::named(&name));
                }
            }
            _ => {}
        });
        (properties, style)
    }

    /// What holds where `self` says nothing is what `base` says.
    pub(super) fn over(self, base: Self) -> Self {
        Self { is_hidden: self.is_hidden.or(base.is_hidden), font: self.font.or(base.font) }
    }
}

impl Section {
    /// Reads a `sectPr` element that was just opened.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut section = Self::default();
        xml.each_within(|xml, element| match element.name() {
            name if is_former(name) => xml.skip(),
            name @ ("headerReference" | "footerReference") => {
                if let Some(id) = element.attribute("id") {
                    let kind = element.attribute("type").unwrap_or_else(|| "default".to_owned());
                    section.heads.push(HeadRef { is_header: name == "headerReference", kind, id });
                }
            }
            "titlePg" => section.has_title_page = element.is_on(),
            _ => {}
        });
        section
    }
}
