//! Reads the styles of a Word document.
//!
//! Answers what a style says of headings, lists and hidden text, itself or through the styles
//! it is based on.

use std::collections::HashMap;

use crate::extract::office::docx::properties::ParagraphProperties;
use crate::extract::office::docx::properties::RunProperties;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;

/// How many styles may be based on one another.
const CHAIN: usize = 30;

#[derive(Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Option<String>,
}

/// What a paragraph style says, all in all.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// The list of its items, and the style that says so.
    pub(super) list: Option<(u32, String)>,
    pub(super) level: Option<usize>,
    /// The level of its heading, counted from 0; 9 is none.
    pub(super) outline: Option<u32>,
    pub(super) run: RunProperties,
}

impl Styles {
    /// Reads the part that holds the styles.
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(element) = node else { continue };
            if element.name() != "style" {
                continue;
            }
            let Some(id) = element.attribute("styleId") else { continue };
            let is_paragraph = element.attribute("type").as_deref() == Some("paragraph");
            let is_default = matches!(element.attribute("default").as_deref(), Some("1" | "true"));
            let mut style = Style::default();
            xml.each_within(|xml, element| match element.name() {
                "name" => style.name = element.attribute("val").unwrap_or_default(),
                "basedOn" => style.base = element.attribute("val"),
                "pPr" => style.paragraph = ParagraphProperties::read(xml),
                "rPr" => style.run = RunProperties::read(xml).0,
                "tblStylePr" => xml.skip(),
                _ => {}
            });
            if is_paragraph && is_default {
                styles.default = Some(id.clone());
            }
            styles.styles.insert(id, style);
        }
        styles
    }

    /// What the style called `id` says; without a name, what the default style says.
    pub(super) fn resolve(&self, id: Option<&str>) -> Resolved {
        let mut resolved = Resolved::default();
        for (id, style) in self.chain(id.or(self.default.as_deref())) {
            let properties = &style.paragraph;
            if resolved.list.is_none() {
                resolved.list = properties.list.map(|list| (list, id.to_owned()));
            }
            resolved.level = resolved.level.or(properties.level);
            let outline = properties.outline.or_else(|| heading_named(&style.name));
            resolved.outline = resolved.outline.or(outline);
            resolved.run = resolved.run.over(style.run);
        }
        resolved
    }

    /// What a style says of letters.
    pub(super) fn run(&self, id: &str) -> RunProperties {
        let chain = self.chain(Some(id));
        chain.fold(RunProperties::default(), |run, (_, style)| run.over(style.run))
    }

    /// The list that the style called `id` names.
    pub(super) fn list_of(&self, id: &str) -> Option<u32> {
        self.styles.get(id)?.paragraph.list
    }

    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let find = |id: &'a str| self.styles.get_key_value(id).map(|(id, it)| (id.as_str(), it));
        std::iter::successors(id.and_then(find), move |(_, style)| find(style.base.as_deref()?))
            .take(CHAIN)
    }
}

/// The level, counted from 0, of the headings that every Word has.
fn heading_named(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(0);
    }
    let level: u32 = name.strip_prefix("heading ")?.trim().parse().ok()?;
    level.checked_sub(1)
}
