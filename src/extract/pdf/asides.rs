//! Takes notes at the side of running text out of its lines.
//!
//! Minutes often have a narrow column at the right that says who acts. Its words stand on the
//! base lines of the paragraph beside, and would cut its sentences.

use crate::extract::pdf::lines::Line;
use crate::extract::pdf::starts;

/// Running text is at least this wide, in em.
const WIDTH: f32 = 15.0;
/// Its lines stand no further apart than this, in em.
const STEP: f32 = 2.2;

/// Moves the last cell of a line to its side where the line before or after shows that the
/// words before it go on without it.
pub(super) fn set_aside(lines: &mut [Line]) {
    for at in 0..lines.len() {
        let (before, rest) = lines.split_at_mut(at);
        let Some((line, after)) = rest.split_first_mut() else { break };
        let [.., text, note] = &line.cells[..] else { continue };
        let is_words = note.text.contains(char::is_alphabetic);
        if !is_words || text.x1 - text.x0 < WIDTH * line.size {
            continue;
        }
        let is_beside = |other: &Line| {
            other.is_size_of(line)
                && other.cells.len() == 1
                && (other.y - line.y).abs() < STEP * line.size
                && (other.x0() - text.x0).abs() < line.size
                && other.x1() < note.x0 - 0.5 * line.size
        };
        let goes_on =
            |first: &str, second: &str| starts::goes_on(second) && !starts::is_done(first);
        let is_before = before
            .last()
            .is_some_and(|other| is_beside(other) && goes_on(&other.cells[0].text, &text.text));
        let is_after = after
            .first()
            .is_some_and(|other| is_beside(other) && goes_on(&text.text, &other.cells[0].text));
        if is_before || is_after {
            line.aside = line.cells.pop();
        }
    }
}
