//! Reads web pages.
//!
//! A page is parsed within bounds ([`limits`]), looked over once ([`survey`]) and walked once
//! ([`walk`]). It knows the markup of council software; it knows no council.

mod address;
mod depth;
mod elements;
mod furniture;
mod limits;
mod lists;
mod moderngov;
mod rows;
mod survey;
mod tags;
mod walk;
mod words;

use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::html::survey::Survey;
use crate::extract::html::walk::Walk;
use crate::extract::sheet::Sheet;

/// Reads a page. Returns its text and, where the page was too complex, what was left out.
pub(super) fn read(html: &str) -> (Text, Option<String>) {
    let (tree, complaint) = limits::parse(html);
    let survey = survey::of(&tree);
    let root = tree.tree.root();
    let mut sheet = Sheet::default();
    if let Some((_, trail)) = &survey.trail {
        sheet.open(BlockKind::Paragraph);
        sheet.words(trail);
        sheet.close();
    }
    let trail = sheet.len();
    let furniture_words = Walk::new(&mut sheet, &survey, true).run(root);
    let mut text = if sheet.has_words_since(trail) {
        Text { furniture_words, ..sheet.into_text() }
    } else {
        // A page that is nothing but menus is still what it is.
        let mut sheet = Sheet::default();
        Walk::new(&mut sheet, &Survey::of_everything(root), false).run(root);
        sheet.into_text()
    };
    text.title = survey.title;
    text.address = survey.addresses.first();
    (text, complaint)
}

/// Writes a piece of markup to `sheet`, everything in it.
pub(super) fn write(html: &str, sheet: &mut Sheet) -> Option<String> {
    let (tree, complaint) = limits::parse(html);
    let root = tree.tree.root();
    Walk::new(sheet, &Survey::of_everything(root), false).run(root);
    complaint
}

/// Says whether HTML has an element called `name`.
pub(super) fn is_element(name: &str) -> bool {
    elements::is_known(name)
}
