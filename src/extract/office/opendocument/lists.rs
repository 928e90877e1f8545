//! Follows the lists of an OpenDocument text and numbers their items.
//!
//! A list that goes on after other text is written as a list of its own that continues an
//! earlier one.

use std::collections::HashMap;

use crate::extract::office::numbers::Counters;
use crate::extract::office::opendocument::styles::Styles;
use crate::extract::office::xml::Element;

/// The key of the numbering of headings. Lists have higher ones.
const HEADINGS: usize = 0;

/// The lists of a text.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counters: Counters,
    /// The lists that are open, each in an item of the one before.
    open: Vec<List>,
    /// Lists that are open around a text box or a cell.
    around: Vec<Vec<List>>,
    keys: usize,
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
struct List {
    key: usize,
    style: Option<String>,
    /// The item's first paragraph is still to come.
    is_new_item: bool,
    start: Option<u32>,
}

impl Lists {
    /// Opens a list.
    pub(super) fn open(&mut self, element: &Element<'_>) {
        let style = element.attribute("style-name").filter(|style| !style.is_empty());
        let list = match self.open.last() {
            Some(outer) => {
                let style = style.or_else(|| outer.style.clone());
                List { key: outer.key, style, is_new_item: false, start: None }
            }
            None => {
                let earlier = element.attribute("continue-list");
                let earlier = earlier.and_then(|id| self.by_id.get(&id)).copied();
                let goes_on = element.attribute("continue-numbering").as_deref() == Some("true");
                let alike = style.as_ref().and_then(|style| self.by_style.get(style)).copied();
                let key = earlier.or(alike.filter(|_| goes_on)).unwrap_or_else(|| {
                    self.keys += 1;
                    HEADINGS + self.keys
                });
                if let Some(style) = &style {
                    self.by_style.insert(style.clone(), key);
                }
                List { key, style, is_new_item: false, start: None }
            }
        };
        if let Some(id) = element.attribute("id") {
            self.by_id.insert(id, list.key);
        }
        self.open.push(list);
    }

    /// Closes a list.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Begins an item, or a paragraph above the items.
    pub(super) fn item(&mut self, element: &Element<'_>) {
        if let Some(list) = self.open.last_mut() {
            list.is_new_item = element.name() == "list-item";
            list.start = element.number("start-value");
        }
    }

    /// Begins a text that belongs to no list around it.
    pub(super) fn leave(&mut self) {
        self.around.push(std::mem::take(&mut self.open));
    }

    /// Goes back to the lists around.
    pub(super) fn come_back(&mut self) {
        self.open = self.around.pop().unwrap_or_default();
    }

    /// The number of a paragraph that begins here. `own` is the list style that its own style
    /// names, `outline` its level, counted from 0, if it is a heading.
    pub(super) fn marker(
        &mut self,
        styles: &Styles,
        own: Option<&str>,
        outline: Option<usize>,
    ) -> Option<String> {
        let at = self.open.len();
        if let Some(list) = self.open.last_mut() {
            if !std::mem::take(&mut list.is_new_item) {
                return None;
            }
            let style = list.style.as_deref().or(own)?;
            let levels = styles.list(style)?;
            return Some(self.counters.count(list.key, levels, at - 1, list.start.take()));
        }
        // A heading whose style names no list is numbered as headings are.
        let (outline, levels) = (outline?, styles.outline()?);
        match own {
            None => Some(self.counters.count(HEADINGS, levels, outline, None)),
            Some(_) => None,
        }
    }
}
