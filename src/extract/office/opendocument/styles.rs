//! Reads the styles of an OpenDocument text: those of paragraphs and letters, and of lists.

use std::collections::BTreeMap;

use crate::extract::office::numbers;
use crate::extract::office::numbers::Format;
use crate::extract::office::numbers::LEVELS;
use crate::extract::office::numbers::Level;
use crate::extract::office::numbers::Part;
use crate::extract::office::symbols::Font;
use crate::extract::office::xml::Element;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;

/// How many styles may be based on one another.
const CHAIN: usize = 30;

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    parent: Option<String>,
    /// The list style; empty where the style takes a paragraph out of lists.
    pub(super) list: Option<String>,
    /// The page on which a paragraph begins.
    pub(super) page: Option<String>,
    pub(super) is_hidden: Option<bool>,
    pub(super) font: Option<Option<Font>>,
    /// Its own name or that of the style it is based on is that of titles.
    is_title: bool,
}

/// A level of a list before those above it are known.
#[derive(Debug, Clone, Default)]
struct Draft {
    level: Level,
    prefix: String,
    suffix: String,
    /// How many levels its number shows.
    shown: usize,
    /// The number as it is to be written, where newer programs say so.
    format: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<String, Style>,
    letters: BTreeMap<String, Style>,
    tables: BTreeMap<String, Style>,
    drafts: BTreeMap<String, Vec<Draft>>,
    lists: BTreeMap<String, Vec<Level>>,
}

/// The name under which the numbering of headings is kept: no style can have it.
const OUTLINE: &str = "\0outline";

impl Styles {
    /// Reads a part that holds styles.
    pub(super) fn read(&mut self, text: &str) {
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(element) = node else { continue };
            match element.full_name() {
                "style:style" => self.read_style(&mut xml, &element),
                "text:list-style" => {
                    let name = element.attribute("name").unwrap_or_default();
                    self.drafts.insert(name, read_list(&mut xml));
                }
                "text:outline-style" => {
                    self.drafts.insert(OUTLINE.to_owned(), read_list(&mut xml));
                }
                "office:body" | "office:master-styles" => xml.skip(),
                _ => {}
            }
        }
    }

    /// Works out the patterns of the lists, once all styles are read.
    pub(super) fn finish(&mut self) {
        for (name, drafts) in std::mem::take(&mut self.drafts) {
            let formats: Vec<Format> = drafts.iter().map(|draft| draft.level.format).collect();
            let levels = drafts.into_iter().enumerate();
            let levels = levels.map(|(at, draft)| draft.finish(at, &formats)).collect();
            self.lists.insert(name, levels);
        }
    }

    /// What the paragraph style called `name` says, itself or through its base.
    pub(super) fn paragraph(&self, name: &str) -> Style {
        resolve(&self.paragraphs, name)
    }

    /// Says whether the paragraph style called `name` is that of titles.
    pub(super) fn is_title(&self, name: &str) -> bool {
        self.paragraph(name).is_title
    }

    /// What the style of letters called `name` says, itself or through its base.
    pub(super) fn letters(&self, name: &str) -> Style {
        resolve(&self.letters, name)
    }

    /// The page on which a table of the style called `name` begins, if it says so.
    pub(super) fn table_page(&self, name: &str) -> Option<String> {
        resolve(&self.tables, name).page
    }

    /// The levels of the list style called `name`.
    pub(super) fn list(&self, name: &str) -> Option<&[Level]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    /// The levels by which headings are numbered.
    pub(super) fn outline(&self) -> Option<&[Level]> {
        self.list(OUTLINE)
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) {
        let name = element.attribute("name").unwrap_or_default();
        let parent = element.attribute("parent-style-name");
        let is_title = name == "Title" || parent.as_deref() == Some("Title");
        let mut style = Style {
            parent,
            list: element.attribute("list-style-name"),
            page: element.attribute("master-page-name").filter(|page| !page.is_empty()),
            is_title,
            ..Style::default()
        };
        xml.each_within(|_, element| {
            if element.name() == "text-properties" {
                let display = element.attribute("display");
                style.is_hidden = display.map(|display| display == "none");
                style.font = element.attribute("font-name").map(|name| Font::named(&name));
            }
        });
        match element.attribute("family").as_deref() {
            Some("paragraph") => self.paragraphs.insert(name, style),
            Some("text") => self.letters.insert(name, style),
            Some("table") => self.tables.insert(name, style),
            _ => None,
        };
    }
}

fn resolve(styles: &BTreeMap<String, Style>, name: &str) -> Style {
    let mut resolved = Style::default();
    let mut next = styles.get(name);
    for _ in 0..CHAIN {
        let Some(style) = next else { break };
        resolved.list = resolved.list.or_else(|| style.list.clone());
        resolved.page = resolved.page.or_else(|| style.page.clone());
        resolved.is_hidden = resolved.is_hidden.or(style.is_hidden);
        resolved.font = resolved.font.or(style.font);
        resolved.is_title |= style.is_title;
        next = style.parent.as_deref().and_then(|parent| styles.get(parent));
    }
    resolved
}

fn read_list(xml: &mut Xml<'_>) -> Vec<Draft> {
    let mut levels = vec![Draft::default(); LEVELS];
    xml.each_within(|_, element| {
        let name = element.full_name();
        let at = element.number("level").and_then(|level| level.checked_sub(1));
        let Some(draft) = at.and_then(|at| levels.get_mut(at as usize)) else { return };
        let value = |name: &str| element.attribute(name);
        match name {
            "text:list-level-style-number" | "text:outline-level-style" => {
                *draft = Draft {
                    level: Level {
                        start: element.number("start-value").unwrap_or(1),
                        format: format(&value("num-format"), &value("num-letter-sync")),
                        ..Level::default()
                    },
                    prefix: value("num-prefix").unwrap_or_default(),
                    suffix: value("num-suffix").unwrap_or_default(),
                    shown: element.number("display-levels").unwrap_or(1) as usize,
                    format: value("num-list-format"),
                };
            }
            "text:list-level-style-bullet" => {
                let bullet = numbers::bullet(&value("bullet-char").unwrap_or_default());
                let pattern = Some(bullet);
                *draft = Draft { format: pattern, ..Draft::default() };
                draft.level.format = Format::None;
            }
            "text:list-level-style-image" => {
                *draft = Draft { format: Some("•".to_owned()), ..Draft::default() };
                draft.level.format = Format::None;
            }
            _ => {}
        }
    });
    levels
}

fn format(name: &Option<String>, sync: &Option<String>) -> Format {
    let is_repeated = sync.as_deref() == Some("true");
    match name.as_deref().unwrap_or_default() {
        "" => Format::None,
        "a" => Format::Letter { is_upper: false, is_repeated },
        "A" => Format::Letter { is_upper: true, is_repeated },
        "i" => Format::Roman { is_upper: false },
        "I" => Format::Roman { is_upper: true },
        "1st" => Format::Ordinal,
        name if name.starts_with("01") => Format::DecimalZero,
        _ => Format::Decimal,
    }
}

impl Draft {
    fn finish(self, at: usize, formats: &[Format]) -> Level {
        let Self { mut level, prefix, suffix, shown, format } = self;
        let has_number = |at: usize| formats.get(at).is_some_and(|it| *it != Format::None);
        level.pattern = match format {
            Some(format) => pattern(&format, has_number),
            None if level.format == Format::None => vec![Part::Text(prefix + &suffix)],
            None => {
                let mut parts = vec![Part::Text(prefix)];
                let first = (at + 1).saturating_sub(shown.max(1));
                for at in (first..=at).filter(|at| has_number(*at)) {
                    if parts.len() > 1 {
                        parts.push(Part::Text(".".to_owned()));
                    }
                    parts.push(Part::Level(at));
                }
                parts.push(Part::Text(suffix));
                parts
            }
        };
        level
    }
}

/// Reads `%1%.%2%`. Levels without a number vanish with the sign that follows them.
fn pattern(format: &str, has_number: impl Fn(usize) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut vanished = false;
    for (at, piece) in format.split('%').enumerate() {
        let level = piece.parse::<usize>().ok().filter(|level| at % 2 == 1 && *level > 0);
        match level {
            Some(level) => {
                vanished = !has_number(level - 1);
                if !vanished {
                    parts.push(Part::Level(level - 1));
                }
            }
            None if vanished && piece == "." => vanished = false,
            None => parts.push(Part::Text(piece.to_owned())),
        }
    }
    parts
}
