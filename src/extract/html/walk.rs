//! Walks the tree of a page once and settles what of it is read.
//!
//! How the text comes out is the writer's matter; which parts may be the paper was settled by
//! the survey.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::extract::html::elements;
use crate::extract::html::elements::Marks;
use crate::extract::html::elements::Role;
use crate::extract::html::furniture;
use crate::extract::html::furniture::Furniture;
use crate::extract::html::moderngov;
use crate::extract::html::survey::Survey;
use crate::extract::html::words;
use crate::extract::html::writer::Effect;
use crate::extract::html::writer::Writer;
use crate::extract::sheet::Sheet;

/// What is left out on a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// Nothing.
    Everything,
    /// Hidden parts, and furniture that the page declares.
    WithoutDeclared,
    /// These, and what is named like furniture.
    WithoutFurniture,
}

/// The words a walk left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// All of them.
    pub(super) words: usize,
    /// Those outside links that stood in what was only named like furniture.
    pub(super) named: usize,
}

/// A walk under way.
pub(super) struct Walk<'a> {
    writer: Writer<'a>,
    survey: &'a Survey,
    choice: Choice,
    /// The elements that are open, the innermost last.
    frames: Vec<Frame>,
    is_reading: bool,
    /// The depth of an element that is named like furniture but holds the page. Names in it
    /// say nothing.
    trusted: Option<usize>,
    /// How many words stand in what is read; counted when first needed.
    size: Option<usize>,
    left_out: LeftOut,
}

/// An element that is open.
struct Frame {
    /// What is to be undone when it ends, if it is read.
    effect: Option<Effect>,
    /// Whether reading begins and ends with it.
    is_root: bool,
}

impl<'a> Walk<'a> {
    /// Begins a walk that writes to `sheet`.
    pub(super) fn new(sheet: &'a mut Sheet, survey: &'a Survey, choice: Choice) -> Self {
        Self {
            writer: Writer::new(sheet),
            survey,
            choice,
            frames: Vec::new(),
            is_reading: false,
            trusted: None,
            size: None,
            left_out: LeftOut::default(),
        }
    }

    /// Walks everything below `root`. Returns what was left out.
    ///
    /// It climbs by itself: nesting is bounded, but not so tightly that the stack of a thread
    /// would surely do.
    pub(super) fn run(mut self, root: NodeRef<'_, Node>) -> LeftOut {
        let mut node = root;
        loop {
            if self.enter(node) {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                self.leave();
            }
            loop {
                if node.id() == root.id() {
                    self.writer.part();
                    return self.left_out;
                }
                if let Some(next) = node.next_sibling() {
                    node = next;
                    break;
                }
                let Some(parent) = node.parent() else { return self.left_out };
                node = parent;
                self.leave();
            }
        }
    }

    /// Takes a node in. Returns whether what is below it is to be walked too; if so, a frame
    /// stands for it until it is left.
    fn enter(&mut self, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) if self.is_reading => {
                self.writer.text(text);
                false
            }
            Node::Text(text) => {
                self.left_out.words += words::count(text);
                false
            }
            Node::Element(element) => self.element(node, element),
            Node::Document | Node::Fragment => {
                let is_root = self.begins(node);
                self.frames.push(Frame { effect: None, is_root });
                true
            }
            _ => false,
        }
    }

    /// Begins to read, if this is where.
    fn begins(&mut self, node: NodeRef<'_, Node>) -> bool {
        let begins = !self.is_reading && self.survey.is_root(node);
        self.is_reading |= begins;
        begins
    }

    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) -> bool {
        let role = elements::role(element.name());
        let is_trail = self.survey.trail.as_ref().is_some_and(|(trail, _)| *trail == node.id());
        if role == Role::LeftOut || is_trail {
            return false;
        }
        let marks = Marks::of(element);
        let is_root = self.begins(node);
        if self.is_left_out(node, element, &marks, is_root) {
            self.left_out.words += words::below(node).all;
            if role != Role::Inline {
                self.writer.part();
            }
            self.is_reading &= !is_root;
            return false;
        }
        let effect = if self.is_reading {
            match self.writer.open(node, element, role, &marks) {
                Some(effect) => Some(effect),
                None => return false,
            }
        } else {
            None
        };
        self.frames.push(Frame { effect, is_root });
        true
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.trusted.take_if(|depth| *depth >= self.frames.len());
        if let Some(effect) = frame.effect {
            self.writer.close(effect);
        }
        if frame.is_root {
            self.writer.part();
            self.is_reading = false;
        }
    }

    fn is_left_out(
        &mut self,
        node: NodeRef<'_, Node>,
        element: &Element,
        marks: &Marks<'_>,
        is_root: bool,
    ) -> bool {
        if self.choice == Choice::Everything {
            return false;
        }
        if marks.is_hidden() {
            return true;
        }
        if !self.is_reading || is_root {
            return false;
        }
        if self.survey.is_moderngov {
            return moderngov::is_furniture(marks.class);
        }
        match furniture::of(node, element.name(), marks) {
            None => false,
            Some(Furniture::Declared) => true,
            Some(Furniture::Named) => self.is_named_rightly(node),
        }
    }

    /// Says whether what is named like furniture may be left out: it must not be most of the
    /// page, unless it is nearly all links.
    fn is_named_rightly(&mut self, node: NodeRef<'_, Node>) -> bool {
        if self.choice != Choice::WithoutFurniture || self.trusted.is_some() {
            return false;
        }
        let here = words::below(node);
        let is_menu = here.linked * 5 >= here.all * 4;
        if is_menu || here.all * 2 <= self.size(node) {
            self.left_out.named += here.all - here.linked;
            return true;
        }
        self.trusted = Some(self.frames.len());
        false
    }

    /// How many words stand in all that is read.
    fn size(&mut self, node: NodeRef<'_, Node>) -> usize {
        let roots = self.survey.roots.iter().filter_map(|root| node.tree().get(*root));
        *self.size.get_or_insert_with(|| roots.map(|root| words::below(root).all).sum())
    }
}
