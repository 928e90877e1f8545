//! Holds the straight lines that a page draws: the borders of tables, and rules between parts.
//!
//! They part cells that stand close together, and paragraphs that stand one below the other.

use hayro_interpret::kurbo::Affine;
use hayro_interpret::kurbo::BezPath;
use hayro_interpret::kurbo::Rect;
use hayro_interpret::kurbo::Shape;

/// Thicker lines are boxes, in points.
const THICKEST: f64 = 3.0;
/// Shorter lines are parts of drawings, in points.
const SHORTEST: f64 = 8.0;
/// Pages with more lines than this are drawings or plans.
const MOST: usize = 3_000;
/// Paths with more steps than this are curves, or letters.
const STEPS: usize = 12;

/// A straight line, upright or level, in points; down is more.
#[derive(Debug, Clone, Copy)]
struct Rule {
    /// Where it stands: `x` of an upright line, `y` of a level one.
    at: f32,
    from: f32,
    to: f32,
}

/// The straight lines of a page.
#[derive(Debug, Default)]
pub(super) struct Rules {
    upright: Vec<Rule>,
    level: Vec<Rule>,
}

impl Rules {
    /// Adds a path, if it is a straight line or a box.
    pub(super) fn add_path(&mut self, path: &BezPath, transform: Affine, is_stroke: bool) {
        if path.elements().len() <= STEPS {
            self.add_rect(path.bounding_box(), transform, is_stroke);
        }
    }

    /// Adds a box: a thin one is a line, a stroked one is four.
    pub(super) fn add_rect(&mut self, rect: Rect, transform: Affine, is_stroke: bool) {
        let rect = transform.transform_rect_bbox(rect);
        if !rect.is_finite() || self.upright.len() + self.level.len() > MOST {
            return;
        }
        let (x0, y0, x1, y1) = (rect.x0 as f32, rect.y0 as f32, rect.x1 as f32, rect.y1 as f32);
        match (rect.width() <= THICKEST, rect.height() <= THICKEST) {
            (true, false) if rect.height() >= SHORTEST => {
                self.upright.push(Rule { at: (x0 + x1) / 2.0, from: y0, to: y1 });
            }
            (false, true) if rect.width() >= SHORTEST => {
                self.level.push(Rule { at: (y0 + y1) / 2.0, from: x0, to: x1 });
            }
            (false, false) if is_stroke => {
                self.upright.push(Rule { at: x0, from: y0, to: y1 });
                self.upright.push(Rule { at: x1, from: y0, to: y1 });
                self.level.push(Rule { at: y0, from: x0, to: x1 });
                self.level.push(Rule { at: y1, from: x0, to: x1 });
            }
            _ => {}
        }
    }

    /// Puts the lines in order, once all are known.
    pub(super) fn settle(&mut self) {
        if self.upright.len() + self.level.len() > MOST {
            *self = Self::default();
        }
        self.upright.sort_by(|a, b| a.at.total_cmp(&b.at));
        self.level.sort_by(|a, b| a.at.total_cmp(&b.at));
    }

    /// Says whether an upright line parts what ends at `left` from what begins at `right`, on
    /// the height `y`.
    pub(super) fn parts(&self, left: f32, right: f32, y: f32) -> bool {
        let start = self.upright.partition_point(|rule| rule.at < left);
        let mut between = self.upright[start..].iter().take_while(|rule| rule.at < right);
        between.any(|rule| rule.from <= y && y <= rule.to)
    }

    /// Returns the first upright line to the right of `left`, on the height `y`.
    pub(super) fn right_of(&self, left: f32, y: f32) -> Option<f32> {
        let start = self.upright.partition_point(|rule| rule.at < left);
        let rule = self.upright[start..].iter().find(|rule| rule.from <= y && y <= rule.to)?;
        Some(rule.at)
    }

    /// Returns the first level line below `top` that runs under most of `left` to `right`. It
    /// may be drawn in pieces, one a cell.
    pub(super) fn below(&self, top: f32, left: f32, right: f32) -> Option<f32> {
        let start = self.level.partition_point(|rule| rule.at < top);
        let needed = 0.6 * (right - left);
        let (mut at, mut covered) = (f32::MIN, 0.0);
        for rule in &self.level[start..] {
            if rule.at - at > 1.0 {
                (at, covered) = (rule.at, 0.0);
            }
            covered += (rule.to.min(right) - rule.from.max(left)).max(0.0);
            if covered >= needed {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thin_boxes_and_borders_are_lines() {
        let mut rules = Rules::default();
        rules.add_rect(Rect::new(100.0, 50.0, 100.5, 90.0), Affine::IDENTITY, false);
        rules.add_rect(Rect::new(20.0, 60.0, 300.0, 60.5), Affine::IDENTITY, false);
        rules.add_rect(Rect::new(200.0, 50.0, 250.0, 90.0), Affine::IDENTITY, true);
        rules.add_rect(Rect::new(150.0, 50.0, 160.0, 90.0), Affine::IDENTITY, false);
        rules.settle();
        assert!(rules.parts(90.0, 110.0, 70.0));
        assert!(!rules.parts(90.0, 110.0, 95.0));
        assert!(!rules.parts(110.0, 190.0, 70.0));
        assert_eq!(rules.right_of(110.0, 70.0), Some(200.0));
        assert_eq!(rules.right_of(260.0, 70.0), None);
        assert_eq!(rules.below(55.0, 30.0, 80.0), Some(60.25));
        assert_eq!(rules.below(70.0, 30.0, 80.0), None);
    }
}
