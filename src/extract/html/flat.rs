//! Remembers the tags that were ignored because they stood too deep, until their end tags come.
//!
//! Knows which elements may be ignored at all; does not know how deep is too deep.

use std::collections::HashMap;

use html5ever::LocalName;

/// The start tags that were ignored and whose end tags are still to come.
#[derive(Default)]
pub(super) struct Flat {
    names: Vec<LocalName>,
    counts: HashMap<LocalName, usize>,
}

impl Flat {
    /// Notes an ignored start tag.
    pub(super) fn push(&mut self, name: &LocalName) {
        self.names.push(name.clone());
        *self.counts.entry(name.clone()).or_default() += 1;
    }

    /// Takes the innermost `name` and what stands in it. Returns whether there was one.
    pub(super) fn pop(&mut self, name: &LocalName) -> bool {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return false;
        }
        while let Some(last) = self.names.pop() {
            if let Some(count) = self.counts.get_mut(&last) {
                *count -= 1;
            }
            if last == *name {
                break;
            }
        }
        true
    }

    /// Forgets all: an element around them ended.
    pub(super) fn clear(&mut self) {
        self.names.clear();
        self.counts.clear();
    }
}

/// Elements without content, or whose content is no markup: they add no depth, and the
/// tokenizer must know them.
pub(super) fn ends_at_once(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
            | "script"
            | "style"
            | "textarea"
            | "title"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
    )
}

/// Elements whose loss would run words together.
pub(super) fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_tag_takes_what_stands_in_its_element() {
        let [div, span] = ["div", "span"].map(LocalName::from);
        let mut flat = Flat::default();
        flat.push(&div);
        flat.push(&span);
        flat.push(&span);
        assert!(flat.pop(&div));
        assert!(!flat.pop(&span));
        assert!(!flat.pop(&div));
    }
}
