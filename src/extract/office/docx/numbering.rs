//! Reads the lists of a Word document.

use std::collections::HashMap;

use crate::extract::office::docx::styles::Styles;
use crate::extract::office::numbers;
use crate::extract::office::numbers::Format;
use crate::extract::office::numbers::LEVELS;
use crate::extract::office::numbers::Level;
use crate::extract::office::numbers::List;
use crate::extract::office::numbers::Part;
use crate::extract::office::numbers::Restart;
use crate::extract::office::xml::Element;
use crate::extract::office::xml::Node;
use crate::extract::office::xml::Xml;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List>,
    /// The level of a list that belongs to a paragraph style.
    styled: HashMap<(u32, String), usize>,
}

/// How a list looks.
#[derive(Debug, Clone)]
struct Look {
    levels: Vec<Level>,
    /// The paragraph style of each level.
    styles: Vec<Option<String>>,
    /// The list style where it is defined.
    link: Option<String>,
}

impl Default for Look {
    fn default() -> Self {
        Self { levels: vec![Level::default(); LEVELS], styles: vec![None; LEVELS], link: None }
    }
}

/// What a list changes of the look it refers to.
#[derive(Debug, Default)]
struct Instance {
    look: String,
    changes: Vec<Change>,
}

/// What changes at a level, counted from 0.
#[derive(Debug)]
struct Change {
    at: usize,
    start: Option<u32>,
    level: Option<StyledLevel>,
}

/// A level, and the paragraph style that belongs to it.
type StyledLevel = (Level, Option<String>);

impl Lists {
    /// Reads the part that holds the lists.
    pub(super) fn read(text: &str, styles: &Styles) -> Self {
        let mut looks: HashMap<String, (usize, Look)> = HashMap::new();
        let mut instances: Vec<(u32, Instance)> = Vec::new();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "abstractNum" => {
                    let key = looks.len();
                    let id = element.attribute("abstractNumId").unwrap_or_default();
                    looks.insert(id, (key, read_look(&mut xml)));
                }
                "num" => {
                    if let Some(id) = element.number("numId") {
                        instances.push((id, read_instance(&mut xml)));
                    }
                }
                _ => {}
            }
        }
        let look_of: HashMap<u32, String> =
            instances.iter().map(|(id, instance)| (*id, instance.look.clone())).collect();
        let mut lists = Self::default();
        for (id, instance) in instances {
            let Some((mut key, mut look)) = looks.get(&instance.look).cloned() else { continue };
            // A look may stand in for that of a list style.
            let linked = look.link.as_deref().and_then(|link| styles.list_of(link));
            let linked = linked.and_then(|list| look_of.get(&list)).and_then(|it| looks.get(it));
            if let Some((linked_key, linked)) = linked {
                (key, look) = (*linked_key, linked.clone());
            }
            let mut list = List { key, levels: look.levels, restarts: [false; LEVELS] };
            for Change { at, start, level } in instance.changes {
                if let Some((level, style)) = level {
                    list.levels[at] = level;
                    look.styles[at] = style;
                }
                if let Some(start) = start {
                    list.levels[at].start = start;
                    list.restarts[at] = true;
                }
            }
            for (at, style) in look.styles.into_iter().enumerate() {
                if let Some(style) = style {
                    lists.styled.insert((id, style), at);
                }
            }
            lists.lists.insert(id, list);
        }
        lists
    }

    /// The list that goes by `id`.
    pub(super) fn get(&self, id: u32) -> Option<&List> {
        self.lists.get(&id)
    }

    /// The level of a list that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, id: u32, style: &str) -> Option<usize> {
        self.styled.get(&(id, style.to_owned())).copied()
    }
}

fn read_look(xml: &mut Xml<'_>) -> Look {
    let mut look = Look::default();
    xml.each_within(|xml, element| match element.name() {
        "numStyleLink" => look.link = element.attribute("val"),
        "lvl" => {
            if let Some((at, (level, style))) = read_level(xml, element) {
                look.levels[at] = level;
                look.styles[at] = style;
            }
        }
        _ => {}
    });
    look
}

fn read_instance(xml: &mut Xml<'_>) -> Instance {
    let mut instance = Instance::default();
    let mut at = 0;
    xml.each_within(|xml, element| match element.name() {
        "abstractNumId" => instance.look = element.attribute("val").unwrap_or_default(),
        "lvlOverride" => at = level_number(element).unwrap_or(0),
        "startOverride" => {
            instance.changes.push(Change { at, start: element.number("val"), level: None });
        }
        "lvl" => {
            if let Some((at, level)) = read_level(xml, element) {
                instance.changes.push(Change { at, start: None, level: Some(level) });
            }
        }
        _ => {}
    });
    // A start counts for the level that replaces another, whichever is written first.
    instance.changes.sort_by_key(|change| (change.at, change.start.is_some()));
    instance
}

fn level_number(element: &Element<'_>) -> Option<usize> {
    let at = element.number("ilvl")? as usize;
    (at < LEVELS).then_some(at)
}

fn read_level(xml: &mut Xml<'_>, element: &Element<'_>) -> Option<(usize, StyledLevel)> {
    let at = level_number(element);
    let mut level = Level { start: 0, ..Level::default() };
    let (mut format, mut text, mut style) = ("decimal".to_owned(), String::new(), None);
    xml.each_within(|xml, element| match element.name() {
        "start" => level.start = element.number("val").unwrap_or(1),
        "numFmt" => format = element.attribute("val").unwrap_or_default(),
        "lvlText" => text = element.attribute("val").unwrap_or_default(),
        "isLgl" => level.is_legal = element.is_on(),
        "pStyle" => style = element.attribute("val"),
        "lvlRestart" => {
            level.restart = match element.number("val") {
                Some(0) => Restart::Never,
                Some(after) => Restart::After(after as usize),
                None => Restart::Always,
            };
        }
        "pPr" => xml.skip(),
        _ => {}
    });
    level.format = format_named(&format);
    level.pattern = match format.as_str() {
        "bullet" => vec![Part::Text(numbers::bullet(&text))],
        _ => pattern(&text),
    };
    Some((at?, (level, style)))
}

/// How Word calls the ways of writing a number.
fn format_named(name: &str) -> Format {
    let letter = |is_upper| Format::Letter { is_upper, is_repeated: true };
    match name {
        "none" | "bullet" => Format::None,
        "decimalZero" => Format::DecimalZero,
        "lowerLetter" => letter(false),
        "upperLetter" => letter(true),
        "lowerRoman" => Format::Roman { is_upper: false },
        "upperRoman" => Format::Roman { is_upper: true },
        "ordinal" => Format::Ordinal,
        _ => Format::Decimal,
    }
}

/// Reads `%1.%2`.
fn pattern(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let level = chars.peek().and_then(|digit| digit.to_digit(10)).filter(|level| *level > 0);
        match (c, level) {
            ('%', Some(level)) => {
                chars.next();
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(Part::Level(level as usize - 1));
            }
            _ => plain.push(c),
        }
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}
