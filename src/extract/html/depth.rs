//! Builds scraper's tree and knows how deep the element is that is being filled.
//!
//! The tree builder keeps its stack of open elements to itself; what it appends and closes
//! tells the same. It passes everything on and changes nothing.

use std::borrow::Cow;
use std::cell::Ref;
use std::cell::RefCell;

use ego_tree::NodeId;
use html5ever::Attribute;
use html5ever::QualName;
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::ElementFlags;
use html5ever::tree_builder::NodeOrText;
use html5ever::tree_builder::QuirksMode;
use html5ever::tree_builder::TreeSink;
use scraper::Html;
use scraper::HtmlTreeSink;

/// The tree under way, and the elements that are open.
pub(super) struct DepthSink {
    tree: HtmlTreeSink,
    open: RefCell<Vec<NodeId>>,
}

impl Default for DepthSink {
    fn default() -> Self {
        Self { tree: HtmlTreeSink::new(Html::new_document()), open: RefCell::default() }
    }
}

impl DepthSink {
    /// How many elements are open. Elements without content may count for one too many.
    pub(super) fn depth(&self) -> usize {
        self.open.borrow().len()
    }

    /// How many nodes the tree has.
    pub(super) fn nodes(&self) -> usize {
        self.tree.0.borrow().tree.values().len()
    }

    /// Notes that `child` was put into `parent`: whatever else was open in it is closed.
    fn note(&self, parent: NodeId, child: &NodeOrText<NodeId>) {
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().rposition(|node| *node == parent) {
            open.truncate(at + 1);
        }
        if let NodeOrText::AppendNode(child) = child {
            open.push(*child);
        }
    }

    /// Notes that `child` was put in front of the table it was written in.
    fn note_moved(&self, child: &NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(child) = child {
            self.open.borrow_mut().push(*child);
        }
    }
}

impl TreeSink for DepthSink {
    type Handle = NodeId;
    type Output = Html;
    type ElemName<'a> = Ref<'a, QualName>;

    fn pop(&self, node: &NodeId) {
        let mut open = self.open.borrow_mut();
        if let Some(at) = open.iter().rposition(|other| other == node) {
            open.truncate(at);
        }
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.note(*parent, &child);
        self.tree.append(parent, child);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.note_moved(&child);
        self.tree.append_before_sibling(sibling, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.note_moved(&child);
        self.tree.append_based_on_parent_node(element, previous, child);
    }

    fn finish(self) -> Html {
        self.tree.finish()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        self.tree.same_node(one, other)
    }

    fn elem_name<'a>(&'a self, node: &'a NodeId) -> Ref<'a, QualName> {
        self.tree.elem_name(node)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, text: StrTendril) -> NodeId {
        self.tree.create_pi(target, text)
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.tree.append_doctype_to_document(name, public_id, system_id);
    }

    fn remove_from_parent(&self, node: &NodeId) {
        self.tree.remove_from_parent(node);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.tree.reparent_children(node, parent);
    }

    fn add_attrs_if_missing(&self, node: &NodeId, attributes: Vec<Attribute>) {
        self.tree.add_attrs_if_missing(node, attributes);
    }

    fn get_template_contents(&self, node: &NodeId) -> NodeId {
        self.tree.get_template_contents(node)
    }

    fn mark_script_already_started(&self, node: &NodeId) {
        self.tree.mark_script_already_started(node);
    }
}
