//! Counts the words that stand in a part of the tree.
//!
//! What a browser never shows does not count. It does not judge what the words are.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use crate::extract::html::elements;
use crate::extract::html::elements::Role;

/// How many words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// All of them.
    pub(super) all: usize,
    /// Those in links.
    pub(super) linked: usize,
}

/// Counts the words of a text: runs without white space that hold a letter or digit.
pub(super) fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Counts the words at and below `node`, without those of scripts and the like.
pub(super) fn below(node: NodeRef<'_, Node>) -> Words {
    let mut words = Words::default();
    visit(node, |text, is_linked| {
        let here = count(text);
        words.all += here;
        words.linked += if is_linked { here } else { 0 };
        true
    });
    words
}

/// Shows every text at and below `node` in order, and whether it stands in a link, until `show`
/// says that it has seen enough.
pub(super) fn visit<'a>(node: NodeRef<'a, Node>, mut show: impl FnMut(&'a str, bool) -> bool) {
    let (mut left_out, mut links) = (0, 0);
    for edge in node.traverse() {
        let (node, step) = match edge {
            Edge::Open(node) => (node, 1),
            Edge::Close(node) => (node, -1),
        };
        match node.value() {
            Node::Text(text) if step == 1 && left_out == 0 && !show(text, links > 0) => return,
            // Once something is left out, all below it is counted in and out again.
            Node::Element(_) if left_out > 0 => left_out += step,
            Node::Element(element) => match element.name() {
                "a" => links += step,
                name if elements::role(name) == Role::LeftOut => left_out += step,
                _ => {}
            },
            _ => {}
        }
    }
}
