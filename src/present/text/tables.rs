//! Writes how often something is mentioned by the values of a field, and in how much text.

use std::io::Result;

use super::Page;
use super::Run;
use crate::present::clean;
use crate::present::words;
use crate::search::Group;
use crate::search::Table;

/// How many columns of the terminal a value has at least; figures give way to it.
const VALUE: usize = 16;

/// A column of figures: its name, its figure, and how soon it gives way on a narrow terminal (0:
/// never).
type Figures = (&'static str, fn(&Group) -> String, u8);

const FIGURES: [Figures; 5] = [
    ("mentions", |group| words::number(group.found.occurrences), 0),
    ("items", |group| words::number(group.found.items), 3),
    ("papers", |group| words::number(group.found.papers), 3),
    ("words searched", |group| words::number(group.searched.words), 2),
    ("per 10,000 words", |group| words::rate(group.found.occurrences, group.searched.words), 1),
];

/// Writes a table, the name of the field above its values.
pub(super) fn table(page: &mut Page<'_>, table: &Table) -> Result<()> {
    let values: Vec<String> = table.groups.iter().map(|group| clean::line(&group.value)).collect();
    let longest = values.iter().map(|value| clean::width(value)).max().unwrap_or(0);
    let longest = longest.max(clean::width(&table.field));
    let mut figures: Vec<(Figures, usize)> = FIGURES
        .into_iter()
        .map(|column| {
            let cells = table.groups.iter().map(|group| clean::width(&column.1(group)));
            (column, cells.max().unwrap_or(0).max(column.0.len()))
        })
        .collect();
    let taken = |figures: &[(Figures, usize)]| -> usize {
        figures.iter().map(|(_, width)| width + 2).sum()
    };
    for soon in [3, 2, 1] {
        if taken(&figures) + VALUE.min(longest) > page.width() {
            figures.retain(|((_, _, gives_way), _)| *gives_way != soon);
        }
    }
    let room = longest.min(page.width().saturating_sub(taken(&figures)).max(1));
    let padded = |text: &str| {
        let text = clean::cut(text, room);
        let pad = " ".repeat(room.saturating_sub(clean::width(&text)));
        text + &pad
    };
    let mut head = padded(&table.field);
    for ((name, ..), width) in &figures {
        head.push_str(&format!("  {name:>width$}"));
    }
    page.line(&[Run::strong(head)])?;
    for (group, value) in table.groups.iter().zip(&values) {
        let mut row = padded(value);
        for ((_, figure, _), width) in &figures {
            row.push_str(&format!("  {:>width$}", figure(group)));
        }
        page.line(&[Run::plain(row)])?;
    }
    Ok(())
}
