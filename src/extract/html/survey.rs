//! Looks over a page once, before it is read: what it is called, where it comes from, and
//! which part of it is the paper.

use std::sync::LazyLock;

use ego_tree::NodeId;
use ego_tree::NodeRef;
use html5ever::ns;
use regex::Regex;
use scraper::Html;
use scraper::Node;
use scraper::node::Element;

use crate::extract::html::address;
use crate::extract::html::address::Addresses;
use crate::extract::html::elements::Marks;
use crate::extract::html::furniture;
use crate::extract::html::moderngov;
use crate::extract::html::words;

/// The longest trail of pages, in words. What is longer only has the name of one.
const TRAIL: usize = 60;

/// The most nodes of a trail.
const TRAIL_NODES: usize = 600;

/// What parts the names in a trail.
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[>»›→|]|(?:^|\s)[/\\:•·-](?:\s|$)").expect("the pattern is ours")
});

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// `<title>`.
    pub(super) title: Option<String>,
    /// Where the page says it comes from.
    pub(super) addresses: Addresses,
    /// The parts to read, in the tree's own order: the paper itself, or the whole page.
    pub(super) roots: Vec<NodeId>,
    /// Whether ModernGov wrote what is read.
    pub(super) is_moderngov: bool,
    /// The element with the trail of pages that lead here, and the trail as text.
    pub(super) trail: Option<(NodeId, String)>,
}

/// The parts of a page that may be the paper.
#[derive(Default)]
struct Candidates {
    moderngov: Option<NodeId>,
    mains: Vec<NodeId>,
    articles: Vec<NodeId>,
}

/// Looks over a page.
pub(super) fn of(html: &Html) -> Survey {
    let mut survey = Survey::default();
    let mut candidates = Candidates::default();
    for node in html.tree.root().descendants() {
        match node.value() {
            Node::Comment(comment) if survey.addresses.saved.is_none() => {
                survey.addresses.saved = address::of_comment(comment);
            }
            Node::Element(element) => {
                survey.note(node, element);
                candidates.note(node, element);
            }
            _ => {}
        }
    }
    let moderngov = candidates.moderngov;
    survey.roots = candidates.roots(html);
    survey.is_moderngov = moderngov.is_some_and(|id| survey.roots.contains(&id));
    survey.roots.sort_unstable();
    if survey.roots.is_empty() {
        survey.roots.push(html.tree.root().id());
    }
    survey
}

impl Survey {
    /// Says whether reading begins at a node.
    pub(super) fn is_root(&self, node: NodeRef<'_, Node>) -> bool {
        self.roots.binary_search(&node.id()).is_ok()
    }

    /// A survey that says: read all of it.
    pub(super) fn of_everything(root: NodeRef<'_, Node>) -> Self {
        Self { roots: vec![root.id()], ..Self::default() }
    }

    fn note(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "title" if self.title.is_none() && element.name.ns == ns!(html) => {
                self.title = collapsed(&text_of(node));
            }
            "link" if self.addresses.canonical.is_none() => {
                let is_canonical = element.attr("rel").is_some_and(|rel| {
                    rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"))
                });
                if is_canonical {
                    self.addresses.canonical = element.attr("href").and_then(address::of_page);
                }
            }
            "meta" if self.addresses.shared.is_none() => {
                let name = element.attr("property").or_else(|| element.attr("name"));
                if name == Some("og:url") {
                    self.addresses.shared = element.attr("content").and_then(address::of_page);
                }
            }
            "html" | "head" | "body" | "main" | "article" | "form" => {}
            _ if self.trail.is_none() => self.trail = trail(node, element),
            _ => {}
        }
    }
}

impl Candidates {
    fn note(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        if element.attrs.is_empty() && !matches!(element.name(), "main" | "article") {
            return;
        }
        let marks = Marks::of(element);
        if self.moderngov.is_none() && marks.id == moderngov::ID {
            self.moderngov = Some(node.id());
        } else if element.name() == "main" || marks.role == "main" {
            push_outer(&mut self.mains, node);
        } else if element.name() == "article" || marks.role == "article" {
            push_outer(&mut self.articles, node);
        }
    }

    /// The parts to read, or nothing if it must be the whole page.
    fn roots(self, html: &Html) -> Vec<NodeId> {
        let words = |id: &NodeId| html.tree.get(*id).map(words::below).unwrap_or_default();
        if let Some(id) = self.moderngov.filter(|id| words(id).all > 0) {
            return vec![id];
        }
        if self.mains.iter().any(|id| words(id).all > 0) {
            return self.mains;
        }
        // A page may be one article, or show a few beside its text.
        let prose = |words: words::Words| words.all - words.linked;
        let within: usize = self.articles.iter().map(|id| prose(words(id))).sum();
        if within > 0 && within * 2 >= prose(words::below(html.tree.root())) {
            return self.articles;
        }
        Vec::new()
    }
}

/// Adds a node, unless it stands in the one added last.
fn push_outer(nodes: &mut Vec<NodeId>, node: NodeRef<'_, Node>) {
    let is_inner =
        nodes.last().is_some_and(|last| node.ancestors().any(|outer| outer.id() == *last));
    if !is_inner {
        nodes.push(node.id());
    }
}

/// The trail of pages, if the element is one: `Home > Meetings > Minutes`.
fn trail(node: NodeRef<'_, Node>, element: &Element) -> Option<(NodeId, String)> {
    let marks = Marks::of(element);
    let is_trail =
        [marks.class, marks.id, marks.label].into_iter().any(furniture::names_breadcrumb);
    if !is_trail || node.descendants().nth(TRAIL_NODES).is_some() {
        return None;
    }
    let mut names = Vec::new();
    let mut count = 0;
    words::visit(node, |text, _| {
        count += words::count(text);
        names.extend(SEPARATOR.split(text).filter_map(collapsed));
        count <= TRAIL
    });
    names.retain(|name| {
        name.contains(char::is_alphanumeric) && !name.to_lowercase().starts_with("you are here")
    });
    let is_short = (1..=TRAIL).contains(&count) && !names.is_empty();
    is_short.then(|| (node.id(), names.join(" > ")))
}

fn text_of(node: NodeRef<'_, Node>) -> String {
    node.descendants().filter_map(|node| node.value().as_text()).map(|text| &**text).collect()
}

/// The text with its white space collapsed, or `None` if it is blank.
fn collapsed(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
