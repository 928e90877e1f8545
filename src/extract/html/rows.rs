//! Tells rows that read as one line from rows that only lay out a page.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use crate::extract::html::elements;
use crate::extract::html::elements::Marks;
use crate::extract::html::elements::Role;
use crate::extract::html::moderngov;

/// The most line ends a cell of one line may hold: a telephone number under another is still
/// one cell.
const LINE_ENDS: usize = 3;

/// Says whether a row has two cells or more, each of one line.
pub(super) fn is_one_line(row: NodeRef<'_, Node>) -> bool {
    let mut cells = 0;
    for child in row.children() {
        let Some(element) = child.value().as_element() else { continue };
        if elements::role(element.name()) != Role::Cell {
            continue;
        }
        cells += 1;
        // An item's number stands on a line of its own, before the title.
        if Marks::of(element).class.contains(moderngov::NUMBER_CELL) || !cell_is_one_line(child) {
            return false;
        }
    }
    cells > 1
}

/// Says whether a cell holds one run of text: bare, or in one paragraph.
fn cell_is_one_line(cell: NodeRef<'_, Node>) -> bool {
    let (mut runs, mut line_ends, mut left_out) = (0, 0, 0);
    let mut is_in_run = false;
    let mut is_after_line_end = false;
    for edge in cell.traverse() {
        let (node, is_open) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if is_open && left_out == 0 && !text.trim().is_empty() => {
                runs += usize::from(!is_in_run);
                is_in_run = true;
                is_after_line_end = false;
            }
            Node::Element(element) => {
                let role = elements::role(element.name());
                if left_out > 0 || role == Role::LeftOut {
                    left_out += if is_open { 1 } else { -1 };
                    continue;
                }
                match role {
                    Role::Block => is_in_run = false,
                    Role::Heading(_) | Role::List { .. } | Role::Item | Role::Preformatted => {
                        return false;
                    }
                    Role::Row | Role::Rule => return false,
                    Role::LineEnd if is_open => {
                        line_ends += 1;
                        if is_after_line_end && is_in_run {
                            return false;
                        }
                        is_after_line_end = true;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if runs > 1 || line_ends > LINE_ENDS {
            return false;
        }
    }
    true
}
