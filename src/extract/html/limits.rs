//! Parses a page within bounds, so that no page takes minutes or all memory.
//!
//! The parser's work grows with the square of the nesting: 200,000 nested `<div>` would take
//! minutes. Beyond a depth no real page reaches, tags are taken for line breaks; their text
//! stays. It knows elements by name only, not what they mean.

use std::cell::Cell;
use std::cell::RefCell;

use ego_tree::NodeId;
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::BufferQueue;
use html5ever::tokenizer::Tag;
use html5ever::tokenizer::TagKind;
use html5ever::tokenizer::Token;
use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::TokenSinkResult;
use html5ever::tokenizer::Tokenizer;
use html5ever::tree_builder::TreeBuilder;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::tree_builder::TreeSink;
use scraper::Html;

use crate::extract::html::depth::DepthSink;
use crate::extract::html::flat;
use crate::extract::html::flat::Flat;
use crate::extract::html::tags;

/// The deepest nesting that is kept. The deepest real page seen has 60 levels.
const DEPTH: usize = 512;

/// The most nodes of any page.
const NODES: usize = 5_000_000;

/// The most nodes of a small page. Above it, a page may have one node for every two bytes: more
/// can only come of unclosed formatting that the parser must repeat in every paragraph.
const FREE_NODES: usize = 50_000;

/// Parses a page. Returns the tree and, where something was left out, what.
pub(super) fn parse(html: &str) -> (Html, Option<String>) {
    let (pieces, overlong) = tags::trimmed(html);
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let sink = Bounded {
        builder: TreeBuilder::new(DepthSink::default(), options),
        nodes: NODES.min(FREE_NODES + html.len() / 2),
        flat: RefCell::default(),
        flattened: Cell::new(0),
        has_root: Cell::new(false),
        has_body: Cell::new(false),
        templates: Cell::new(0),
        full: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let queue = BufferQueue::default();
    for piece in pieces {
        queue.push_back(StrTendril::from_slice(piece));
    }
    // The tokenizer pauses at every script; there is nothing to run.
    while !queue.is_empty() {
        let _ = tokenizer.feed(&queue);
    }
    tokenizer.end();
    let sink = tokenizer.sink;
    let mut complaints = Vec::new();
    if sink.full.get() {
        complaints.push(format!("more than {} elements, the rest was left out", sink.nodes));
    }
    if sink.flattened.get() > 0 {
        complaints
            .push(format!("nested more than {DEPTH} deep, {} tags ignored", sink.flattened.get()));
    }
    if overlong > 0 {
        complaints.push(format!("{overlong} tags with too many attributes"));
    }
    let complaint = (!complaints.is_empty()).then(|| complaints.join("; "));
    (sink.builder.sink.finish(), complaint)
}

/// Stands between tokenizer and tree builder.
struct Bounded {
    builder: TreeBuilder<NodeId, DepthSink>,
    /// The most nodes of this page.
    nodes: usize,
    flat: RefCell<Flat>,
    flattened: Cell<usize>,
    has_root: Cell<bool>,
    has_body: Cell<bool>,
    /// How many templates are open. They show nothing and would cost the most.
    templates: Cell<usize>,
    full: Cell<bool>,
}

impl Bounded {
    /// Says whether a token belongs to a template.
    fn is_in_template(&self, token: &Token) -> bool {
        let open = self.templates.get();
        match token {
            Token::TagToken(tag) if tag.name == local_name!("template") => {
                let is_start = tag.kind == TagKind::StartTag;
                self.templates.set(if is_start { open + 1 } else { open.saturating_sub(1) });
                true
            }
            Token::EOFToken => false,
            _ => open > 0,
        }
    }

    /// Returns the tag as the builder may see it, or `None` if it may not.
    fn passed(&self, mut tag: Tag) -> Option<Tag> {
        if tag.kind == TagKind::EndTag {
            let mut flat = self.flat.borrow_mut();
            if flat.pop(&tag.name) {
                return flat::is_block(&tag.name).then(line_break);
            }
            flat.clear();
            return Some(tag);
        }
        // Each further `<html>` or `<body>` adds its attributes to the first, one by one.
        let seen = match tag.name {
            local_name!("html") => self.has_root.replace(true),
            local_name!("body") => self.has_body.replace(true),
            _ => false,
        };
        if seen {
            tag.attrs.clear();
        }
        if self.builder.sink.depth() < DEPTH || tag.self_closing || flat::ends_at_once(&tag.name) {
            return Some(tag);
        }
        self.flattened.set(self.flattened.get() + 1);
        self.flat.borrow_mut().push(&tag.name);
        flat::is_block(&tag.name).then(line_break)
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if self.is_in_template(&token) || (self.full.get() && token != Token::EOFToken) {
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::TagToken(tag) => match self.passed(tag) {
                Some(tag) => Token::TagToken(tag),
                None => return TokenSinkResult::Continue,
            },
            token => token,
        };
        let result = self.builder.process_token(token, line);
        self.full.set(self.builder.sink.nodes() > self.nodes);
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn line_break() -> Tag {
    Tag {
        kind: TagKind::StartTag,
        name: local_name!("br"),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> (String, Option<String>) {
        let (tree, complaint) = parse(html);
        let text = tree.tree.values().filter_map(|node| node.as_text()).map(|text| &**text);
        (text.collect(), complaint)
    }

    #[test]
    fn deep_pages_keep_their_text() {
        let html = format!("{}deep{}after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let (text, complaint) = text(&html);
        assert_eq!(text, "deepafter");
        assert!(complaint.unwrap().starts_with("nested more than 512 deep"));
    }

    #[test]
    fn tags_left_open_are_not_depth() {
        let row = "<tr><td><a name=x><font color=red>cell</td></tr>";
        let html = format!("<table>{}</table><p>after", row.repeat(1_000));
        assert_eq!(text(&html).1, None);
        let html = format!("<ul>{}</ul>", "<li>item".repeat(1_000));
        assert_eq!(text(&html).1, None);
    }

    #[test]
    fn formatting_that_multiplies_is_stopped() {
        let html: String = (0..3_000).map(|n| format!("<p><font size={n}>word</p>")).collect();
        let (text, complaint) = text(&html);
        assert!(text.starts_with("wordword"));
        assert!(complaint.unwrap().starts_with("more than "));
    }
}
