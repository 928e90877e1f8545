//! Collects the letters that a page draws, with their places, and counts its pictures.
//!
//! It stops a page that draws more than a reader could ever see. It does not know lines,
//! words or paragraphs.

use std::panic;

use hayro_interpret::BlendMode;
use hayro_interpret::ClipPath;
use hayro_interpret::Device;
use hayro_interpret::DrawMode;
use hayro_interpret::DrawProps;
use hayro_interpret::Image;
use hayro_interpret::ImageDrawProps;
use hayro_interpret::SoftMask;
use hayro_interpret::font::Glyph;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::Affine;
use hayro_interpret::kurbo::BezPath;
use hayro_interpret::kurbo::Point;
use hayro_interpret::kurbo::Rect;

use crate::extract::pdf::fonts::Fonts;
use crate::extract::pdf::letters;
use crate::extract::pdf::letters::Drawn;
use crate::extract::pdf::letters::Letter;
use crate::extract::pdf::letters::Overprints;

/// How many letters, clips and pictures one page may draw. A crowded map draws 100,000.
const PAGE_BUDGET: u64 = if cfg!(test) { 20_000 } else { 3_000_000 };

/// Angles this near to upright, in degrees, are taken as upright.
const SNAP: f64 = 2.0;

/// What names of bold fonts contain.
const BOLD: [&str; 5] = ["Bold", "bold", "Black", "Heavy", "Demi"];
/// What names of fonts of bullets and other signs contain.
const SIGNS: [&str; 3] = ["ingding", "ingbat", "ebding"];

/// One page under way.
pub(super) struct Easel<'f> {
    /// What was drawn so far.
    pub(super) drawn: Drawn,
    fonts: &'f mut Fonts,
    overprints: Overprints,
    /// For each open marked content, whether it is furniture of the page.
    marks: Vec<bool>,
    artifacts: usize,
    spent: u64,
    /// The area of the page, in square points.
    area: f64,
}

impl<'f> Easel<'f> {
    /// Begins a page of the given size in points.
    pub(super) fn new(width: f32, height: f32, fonts: &'f mut Fonts) -> Self {
        Self {
            drawn: Drawn { width, height, ..Drawn::default() },
            fonts,
            overprints: Overprints::default(),
            marks: Vec::new(),
            artifacts: 0,
            spent: 0,
            area: f64::from(width) * f64::from(height),
        }
    }

    /// How much was drawn, in letters, clips and pictures.
    pub(super) fn spent(&self) -> u64 {
        self.spent
    }

    /// Counts a step. There is no other way out of the interpreter than to unwind.
    fn spend(&mut self) {
        self.spent += 1;
        if self.spent > PAGE_BUDGET {
            panic::resume_unwind(Box::new("page budget"));
        }
    }

    fn draw_glyph(&mut self, glyph: &Glyph<'_>, transform: Affine, look: Look) {
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().unwrap_or(500.0),
            Glyph::Type3(drawing) => drawing.advance_width().unwrap_or(500.0),
        };
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(1000.0, 0.0) - origin;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let (stretch, size) = (along.hypot(), up.hypot());
        if !(size.is_finite() && stretch.is_finite() && origin.is_finite()) || size < 0.01 {
            return;
        }
        let degrees = along.y.atan2(along.x).to_degrees();
        let nearest = (degrees / 90.0).round() * 90.0;
        let degrees = if (degrees - nearest).abs() <= SNAP { nearest } else { degrees.round() };
        let (sin, cos) = degrees.to_radians().sin_cos();
        let x = origin.x * cos + origin.y * sin;
        let y = origin.y * cos - origin.x * sin;

        let start = self.drawn.text.len();
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => letters::write(&mut self.drawn.text, c),
            Some(BfString::String(text)) => {
                text.chars().for_each(|c| letters::write(&mut self.drawn.text, c));
            }
            None => match self.fonts.recover(glyph) {
                Some(c) => letters::write(&mut self.drawn.text, c),
                None => self.drawn.unmapped += 1,
            },
        }
        if look.is_signs && self.drawn.text[start..].contains(char::is_alphanumeric) {
            self.drawn.text.truncate(start);
            self.drawn.text.push('•');
        }
        let text = &self.drawn.text[start..];
        if text.is_empty() {
            return;
        }
        let letter = Letter {
            x0: x as f32,
            x1: (x + stretch * f64::from(advance) / 1000.0) as f32,
            y: y as f32,
            size: size as f32,
            start: start as u32,
            len: text.len() as u16,
            angle: (degrees as i16).rem_euclid(360),
            is_blank: text.chars().all(char::is_whitespace),
            is_bold: look.is_bold,
            is_artifact: self.artifacts > 0,
        };
        if !letter.is_blank && self.overprints.is_repeat(&self.drawn, &letter) {
            self.drawn.text.truncate(start);
            return;
        }
        self.drawn.letters.push(letter);
    }
}

/// What the font of a run tells beside its letters.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    is_bold: bool,
    /// Its letters and figures stand for signs.
    is_signs: bool,
}

impl Look {
    fn of(glyph: &Glyph<'_>) -> Self {
        let Glyph::Outline(outline) = glyph else { return Self::default() };
        let Some(font) = outline.font_data() else { return Self::default() };
        let name = font.postscript_name.unwrap_or_default();
        Self {
            is_bold: font.weight.is_some_and(|weight| weight >= 600)
                || BOLD.iter().any(|it| name.contains(it)),
            is_signs: SIGNS.iter().any(|it| name.contains(it)),
        }
    }
}

impl<'a> Device<'a> for Easel<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.drawn.paths += 1;
        self.drawn.rules.add_path(path, props.transform, matches!(mode, DrawMode::Stroke(_)));
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.drawn.rules.add_rect(*rect, props.transform, matches!(mode, DrawMode::Stroke(_)));
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.spend();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.spend();
    }

    fn pop_clip(&mut self) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.spend();
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let look = run.glyphs().first().map(|glyph| Look::of(glyph)).unwrap_or_default();
        for glyph in run.glyphs() {
            self.spend();
            self.draw_glyph(glyph, props.transform * glyph.transform(), look);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.spend();
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let area = (props.transform.determinant() * pixels).abs();
        if area.is_finite() && self.area > 0.0 {
            self.drawn.pictures += (area / self.area).min(1.0) as f32;
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], _: Option<&Dict<'_>>) {
        let is_artifact = tag == b"Artifact";
        self.marks.push(is_artifact);
        self.artifacts += usize::from(is_artifact);
    }

    fn end_marked_content(&mut self) {
        if self.marks.pop() == Some(true) {
            self.artifacts -= 1;
        }
    }
}
