//! Puts the lines of a page into reading order.
//!
//! The order of drawing is kept wherever it can be: word processors write it as it is read.
//! Only what was drawn late and stands above all the rest, such as a title in a box, is moved.

use crate::extract::pdf::lines::Line;

/// Pages with more runs of lines than this are drawings; they stay as they were drawn.
const MOST_RUNS: usize = 5_000;

/// Lines further apart than this, in em, may be moved apart.
const STEP: f32 = 3.0;

/// Lines that were drawn one below the other.
struct Run {
    lines: Vec<Line>,
    top: f32,
    bottom: f32,
    angle: i16,
}

impl Run {
    /// Says whether all of it stands below `bottom`.
    fn is_below(&self, other: &Self) -> bool {
        self.angle == other.angle && self.top > other.bottom + 0.3 * other.size()
    }

    /// Says whether a line, drawn next, goes on with it: below its last line and not beside.
    fn goes_on(&self, line: &Line) -> bool {
        self.angle == line.angle
            && line.y > self.bottom - 0.3 * line.size
            && self.lines.last().is_some_and(|last| {
                last.x0() <= line.x1()
                    && line.x0() <= last.x1()
                    && line.y - last.y < STEP * line.size
            })
    }

    fn size(&self) -> f32 {
        self.lines.first().map_or(0.0, |line| line.size)
    }
}

/// Sorts the lines of a page, which are given in the order of drawing.
pub(super) fn sorted(lines: Vec<Line>) -> Vec<Line> {
    let runs = runs(lines);
    if runs.len() > MOST_RUNS {
        return runs.into_iter().flat_map(|run| run.lines).collect();
    }
    let mut placed: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let at = placed.iter().rposition(|other| !other.is_below(&run)).map_or(0, |at| at + 1);
        placed.insert(at, run);
    }
    placed.into_iter().flat_map(|run| run.lines).collect()
}

fn runs(lines: Vec<Line>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some(run) if run.goes_on(&line) => {
                run.bottom = run.bottom.max(line.y);
                run.top = run.top.min(line.y);
                run.lines.push(line);
            }
            _ => {
                runs.push(Run { top: line.y, bottom: line.y, angle: line.angle, lines: vec![line] })
            }
        }
    }
    runs
}
