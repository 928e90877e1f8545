//! Reads XML as a run of elements and texts, within bounds.
//!
//! It does not know what the elements mean.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;

/// How deep elements may stand in one another.
const DEPTH: usize = 4_096;

/// A run of XML.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    cut: Option<&'static str>,
}

/// What comes next.
pub(super) enum Node<'a> {
    /// An element begins. Every one of them ends, those without content too.
    Open(Element<'a>),
    Close,
    Text(Cow<'a, str>),
}

/// An element.
pub(super) struct Element<'a>(BytesStart<'a>);

impl<'a> Element<'a> {
    /// Its name with its prefix.
    pub(super) fn full_name(&self) -> &str {
        let written = self.0.as_ref();
        let end = written.find(|c: char| c.is_ascii_whitespace() || c == '/');
        &written[..end.unwrap_or(written.len())]
    }

    /// Its name without its prefix.
    pub(super) fn name(&self) -> &str {
        local(self.full_name())
    }

    /// The value of the attribute that goes by `name` without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| local(attribute.key.as_ref()) == name)?;
        Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Says whether the property that this element sets is on: it has no value, or one that
    /// does not say no.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

impl<'a> Xml<'a> {
    /// Begins to read.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0, cut: None }
    }

    /// Why reading stopped before the end, if it did.
    pub(super) fn cut(&self) -> Option<&'static str> {
        self.cut
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Returns what comes next, or `None` at the end.
    pub(super) fn next(&mut self) -> Option<Node<'a>> {
        if self.cut.is_some() {
            return None;
        }
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(_) => {
                    self.cut = Some("its XML is broken; the rest was left out");
                    return None;
                }
            };
            return Some(match event {
                Event::Start(element) | Event::Empty(element) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        self.cut = Some("nested too deeply; the rest was left out");
                        return None;
                    }
                    Node::Open(Element(element))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => {
                    let name = reference.as_ref();
                    match resolve_predefined_entity(name) {
                        Some(known) => Node::Text(known.into()),
                        None => match reference.resolve_char_ref() {
                            Ok(Some(c)) => Node::Text(c.to_string().into()),
                            _ => continue,
                        },
                    }
                }
                Event::Eof => {
                    if self.depth > 0 {
                        self.cut = Some("its XML breaks off; the rest is missing");
                    }
                    return None;
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    /// Passes over the rest of the element that was just opened.
    pub(super) fn skip(&mut self) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next().is_some() {}
    }

    /// Shows every element within the one that was just opened, to its end. What `show` reads
    /// on it has read.
    pub(super) fn each_within(&mut self, mut show: impl FnMut(&mut Self, &Element<'a>)) {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            match self.next() {
                Some(Node::Open(element)) => show(self, &element),
                Some(_) => {}
                None => return,
            }
        }
    }

    /// Reads the text within the element that was just opened, to its end.
    pub(super) fn text_within(&mut self) -> String {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next() {
                Some(Node::Text(piece)) => text.push_str(&piece),
                Some(_) => {}
                None => break,
            }
        }
        text
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
