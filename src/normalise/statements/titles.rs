//! Reads what stands in, or directly below, the title of an item.

use crate::extract::Line;
use crate::paper::StatementKind;

use super::cues;
use super::matter::FORMAL;
use super::matter::Matter;
use super::openers;
use super::said::Said;

/// A number before a title has no more bytes.
const BEFORE: usize = 15;

impl Matter<'_> {
    /// How many bytes of a line are the number and the title of the item.
    pub(super) fn title_length(&self, line: &Line<'_>) -> usize {
        if self.item.spans.first().is_none_or(|span| line.span.start > span.start + 400) {
            return 0;
        }
        let Some(title) = self.item.title.as_deref() else { return 0 };
        let near = line.text.floor_char_boundary(title.len() + BEFORE);
        let Some(start) = line.text[..near].find(title) else { return 0 };
        let before = &line.text[..start];
        let is_numbered = !before.chars().any(|c| c.is_alphabetic() && !"ivx".contains(c));
        let behind = line.text[start + title.len()..].trim_start();
        let is_apart = behind.is_empty()
            || behind.starts_with([':', '.', '-', '–', '*'])
            || behind.starts_with(char::is_uppercase)
            || title.ends_with([':', '.', '-', '–']);
        let told = cues::told(&Said::of(title));
        // `Apologies: A. Wren` is told whole, and so is `No declarations of interest`.
        let is_roll = told.is_some_and(|told| FORMAL.contains(&told.kind))
            && (behind.starts_with(':')
                || !behind.is_empty() && !behind.trim_end_matches('.').contains(' ')
                || title.starts_with("No")
                || title.ends_with(':') && !behind.is_empty());
        if !is_numbered || !is_apart || is_roll {
            return 0;
        }
        // A decision may stand where a title does.
        let decides = told.is_some_and(|told| {
            let kinds = [StatementKind::Resolution, StatementKind::Action, StatementKind::Request];
            kinds.contains(&told.kind) && !told.weak
        });
        if decides {
            return start;
        }
        let end = start + title.len();
        let rest = &line.text[end..];
        end + rest.len() - rest.trim_start_matches([':', '.', '-', '–', ' ', '\u{a0}', '*']).len()
    }

    /// Below a heading that says what is told, a line of names tells it.
    pub(super) fn by_title(&mut self) {
        let Some(title) = self.item.title.as_deref() else { return };
        let lower = title.to_lowercase();
        let kind = if lower.contains("apolog") {
            StatementKind::Apologies
        } else if lower.contains("declaration") && lower.contains("interest") {
            StatementKind::Declaration
        } else {
            return;
        };
        if self.found.iter().any(|statement| statement.kind == kind) {
            return;
        }
        let told = self.lines.iter().skip(self.begin()).find_map(|line| {
            let from = self.title_length(line);
            let said = Said::of(&line.text[from..]);
            let is_told = said.plain().chars().any(char::is_alphabetic)
                && !openers::is_minutes(&said)
                && !said.plain().to_lowercase().starts_with("to ")
                && !said.plain().contains("to declare")
                && self.item.number.as_deref() != Some(said.plain().trim_end_matches('.'));
            is_told.then(|| line.span.start + from..line.span.end)
        });
        let Some(span) = told else { return };
        let taken =
            self.found.iter().any(|it| it.span.start < span.end && span.start < it.span.end);
        if !taken {
            self.push_numbered(kind, span, None, None, None);
        }
    }
}
