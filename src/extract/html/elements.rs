//! Says what each element does to the text around it, as a browser would show it.
//!
//! Knows the elements of HTML; does not know any website.

use scraper::node::Element;

/// What an element does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Its text runs on.
    Inline,
    /// It begins and ends on lines of its own.
    Block,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list, with numbers or without.
    List {
        /// Whether its items are numbered.
        is_ordered: bool,
    },
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Text whose line ends are kept.
    Preformatted,
    /// A line end within a block.
    LineEnd,
    /// A line drawn across the page.
    Rule,
    /// Something that is no text but parts the words around it.
    Gap,
    /// It shows no text, or none that belongs to the page: scripts, pictures, form controls.
    LeftOut,
}

/// Returns what the element called `name` does.
pub(super) fn role(name: &str) -> Role {
    match name {
        "p" | "div" | "address" | "article" | "aside" | "blockquote" | "body" | "caption"
        | "center" | "dd" | "details" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "header" | "hgroup" | "html" | "legend" | "main" | "nav"
        | "optgroup" | "search" | "section" | "summary" | "table" | "tbody" | "tfoot" | "thead" => {
            Role::Block
        }
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ol" => Role::List { is_ordered: true },
        "ul" | "menu" | "dir" => Role::List { is_ordered: false },
        "li" => Role::Item,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "pre" | "listing" | "xmp" | "plaintext" => Role::Preformatted,
        "br" => Role::LineEnd,
        "hr" => Role::Rule,
        "img" | "picture" => Role::Gap,
        "head" | "script" | "style" | "noscript" | "template" | "title" | "svg" | "iframe"
        | "frame" | "noframes" | "noembed" | "button" | "select" | "option" | "datalist"
        | "input" | "textarea" | "object" | "embed" | "applet" | "audio" | "video" | "canvas"
        | "map" | "area" | "meter" | "progress" | "dialog" | "link" | "meta" | "xml" => {
            Role::LeftOut
        }
        _ => Role::Inline,
    }
}

/// Says whether HTML has an element called `name`.
pub(super) fn is_known(name: &str) -> bool {
    const INLINE: &[&str] = &[
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "col",
        "colgroup", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
        "marquee", "math", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "slot", "small",
        "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "var",
        "wbr",
    ];
    role(name) != Role::Inline || INLINE.contains(&name)
}

/// The attributes of an element that say how to read it, looked up in one go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks<'a> {
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) role: &'a str,
    pub(super) style: &'a str,
    pub(super) label: &'a str,
    has_hidden: bool,
}

impl<'a> Marks<'a> {
    /// Reads the marks of an element.
    pub(super) fn of(element: &'a Element) -> Self {
        let mut marks = Self::default();
        for (name, value) in element.attrs() {
            match name {
                "class" => marks.class = value,
                "id" => marks.id = value,
                "role" => marks.role = value,
                "style" => marks.style = value,
                "aria-label" => marks.label = value,
                "hidden" => marks.has_hidden = value != "until-found",
                _ => {}
            }
        }
        marks
    }

    /// Says whether a browser shows the element.
    pub(super) fn is_hidden(&self) -> bool {
        self.has_hidden || self.styled("display").is_some_and(|value| value.starts_with("none"))
    }

    /// Says whether the element is one of the labels that a page's own style sets apart, as in
    /// `<span class="when">`. Word and converters give classes to pieces of words, too; theirs
    /// have numbers in them or are known.
    pub(super) fn is_label(&self) -> bool {
        !self.class.is_empty()
            && !self.class.contains(|c: char| c.is_ascii_digit())
            && !["SpellE", "GramE", "Mso", "apple-", "_"].iter().any(|own| self.class.contains(own))
    }

    /// The value of a property in the style attribute, in lower case.
    pub(super) fn styled(&self, property: &str) -> Option<String> {
        if self.style.is_empty() {
            return None;
        }
        let declared = self.style.split(';').filter_map(|part| part.split_once(':'));
        let of_property = |(name, _): &(&str, &str)| name.trim().eq_ignore_ascii_case(property);
        declared.filter(of_property).map(|(_, value)| value.trim().to_ascii_lowercase()).next_back()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_is_told_by_attribute_and_style() {
        let styled = |style| Marks { style, ..Marks::default() }.is_hidden();
        assert!(styled("color:red; DISPLAY : none !important"));
        assert!(!styled("display:block"));
        assert!(!styled("background:url(display:none)"));
        assert!(!Marks::default().is_hidden());
    }
}
