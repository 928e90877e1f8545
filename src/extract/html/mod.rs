//! Reads web pages.
//!
//! A page is parsed within bounds ([`limits`]), looked over once ([`survey`]) and walked once
//! ([`walk`]). It knows the markup of council software; it knows no council.

mod address;
mod depth;
mod elements;
mod flat;
mod furniture;
mod limits;
mod lists;
mod moderngov;
mod rows;
mod survey;
mod tags;
mod walk;
mod words;
mod writer;

use ego_tree::NodeRef;
use scraper::Node;

use crate::extract::BlockKind;
use crate::extract::Text;
use crate::extract::html::survey::Survey;
use crate::extract::html::walk::Choice;
use crate::extract::html::walk::Walk;
use crate::extract::sheet::Sheet;

/// Reads a page. Returns its text and, where the page was too complex, what was left out.
pub(super) fn read(html: &str) -> (Text, Option<String>) {
    let (tree, complaint) = limits::parse(html);
    let survey = survey::of(&tree);
    let root = tree.tree.root();
    let choices = [Choice::WithoutFurniture, Choice::WithoutDeclared, Choice::Everything];
    let readings = choices.into_iter().map(|choice| attempt(root, &survey, choice));
    let mut text = readings.flatten().next().unwrap_or_default();
    text.title = survey.title;
    text.address = survey.addresses.first();
    (text, complaint)
}

/// Reads a page once. Returns `None` if so much was left out that it must have been the page
/// itself: all of its words, or by mere names more than is left.
fn attempt(root: NodeRef<'_, Node>, survey: &Survey, choice: Choice) -> Option<Text> {
    let everything = Survey::of_everything(root);
    let survey = if choice == Choice::Everything { &everything } else { survey };
    let mut sheet = Sheet::default();
    if let Some((_, trail)) = &survey.trail {
        sheet.open(BlockKind::Paragraph);
        sheet.words(trail);
        sheet.close();
    }
    let trail = sheet.len();
    let left_out = Walk::new(&mut sheet, survey, choice).run(root);
    if choice == Choice::Everything {
        return Some(sheet.into_text());
    }
    let text = Text { furniture_words: left_out.words, ..sheet.into_text() };
    let kept = words::count(&text.content[trail..]);
    (kept > 0 && left_out.named <= kept).then_some(text)
}

/// Writes a piece of markup to `sheet`, everything in it.
pub(super) fn write(html: &str, sheet: &mut Sheet) -> Option<String> {
    let (tree, complaint) = limits::parse(html);
    let root = tree.tree.root();
    Walk::new(sheet, &Survey::of_everything(root), Choice::Everything).run(root);
    complaint
}

/// Says whether HTML has an element called `name`.
pub(super) fn is_element(name: &str) -> bool {
    elements::is_known(name)
}
