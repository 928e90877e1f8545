//! Puts the lines of a page into reading order.
//!
//! The order of drawing is kept wherever it can be: word processors write it as it is read.
//! Only what was drawn late and stands above all the rest, such as a title in a box, is moved.

use crate::extract::pdf::lines::Line;

/// Pages with more runs of lines than this are drawings; they stay as they were drawn.
const MOST_RUNS: usize = 5_000;

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
            Some(run) if run.angle == line.angle && line.y > run.bottom - 0.3 * line.size => {
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
