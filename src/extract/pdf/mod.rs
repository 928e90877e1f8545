//! Reads PDFs: letters at places become lines, paragraphs and rows of tables.
//!
//! A page passes through these files once, in this order: [`device`] collects its letters,
//! [`lines`] makes lines of them, [`order`] sorts the lines, [`running`] takes out headers and
//! footers, [`tables`] finds rows, [`blocks`] writes paragraphs. What cannot be read is
//! reported by page.

mod asides;
mod blocks;
mod device;
mod fonts;
mod hyphens;
mod legible;
mod letters;
mod lines;
mod measure;
mod order;
mod page;
mod rules;
mod running;
mod starts;
mod tables;
mod title;

use std::num::NonZeroU32;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;

use hayro_interpret::Context;
use hayro_interpret::InterpreterCache;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_syntax::DecryptionError;
use hayro_interpret::hayro_syntax::LoadPdfError;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::interpret_page;
use hayro_interpret::kurbo::Affine;
use hayro_interpret::kurbo::Rect;

use crate::extract::Reading;
use crate::extract::pages_named;
use crate::extract::pdf::device::Easel;
use crate::extract::pdf::fonts::Fonts;
use crate::extract::pdf::page::Page;
use crate::problem::ProblemKind;

/// How much text one document may have, in bytes. The largest packs of papers have 5 MB.
const MOST_TEXT: usize = 64 << 20;
/// How many letters, clips and pictures one document may draw.
const DOCUMENT_BUDGET: u64 = 60_000_000;
/// A page with fewer letters than this that shows a picture is a picture.
const FEW_LETTERS: usize = 20;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Reading {
    let data = Arc::new(bytes.to_vec());
    let pdf = match catch_unwind(|| Pdf::new(data)) {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            return Reading::none(ProblemKind::Encrypted, "PDF");
        }
        Ok(Err(LoadPdfError::Decryption(_))) => {
            return Reading::none(ProblemKind::Encrypted, "PDF, in an unknown way");
        }
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => {
            return Reading::none(ProblemKind::Damaged, "PDF");
        }
    };
    let mut found = pages(&pdf);
    let title = title::title(pdf.metadata(), found.pages.first());
    let of = found.pages.len();
    let mut scans = Vec::new();
    let mut unreadable = Vec::new();
    for (number, page) in (1..).zip(&mut found.pages) {
        if !legible::is_legible(page) {
            page.lines.clear();
            unreadable.push(number);
        }
    }
    let furniture = running::set_apart(&mut found.pages);
    for (number, page) in (1..).zip(&found.pages) {
        let letters: usize = page.lines.iter().map(lines::Line::letters).sum();
        if letters < FEW_LETTERS && page.is_drawn && !unreadable.contains(&number) {
            scans.push(number);
        }
    }
    let mut text = blocks::write(found.pages);
    text.title = title;
    text.pages = u32::try_from(of).unwrap_or(u32::MAX);
    text.unread = scans.iter().chain(&unreadable).filter_map(|page| as_page(*page)).collect();
    text.unread.sort_unstable();
    text.furniture_words = furniture.words;
    let (all, mut shortfalls) = (text.pages, Vec::new());
    let mut note = |kind, pages: &[usize]| {
        if !pages.is_empty() {
            let pages: Vec<NonZeroU32> = pages.iter().filter_map(|page| as_page(*page)).collect();
            shortfalls.push((kind, pages_named(&pages, all)));
        }
    };
    note(ProblemKind::NoTextLayer, &scans);
    note(ProblemKind::TextLayerUnreadable, &unreadable);
    note(ProblemKind::TooComplex, &found.cut);
    if furniture.words > 0 {
        let detail =
            format!("{} on {}", counted(furniture.words, "word"), counted(furniture.pages, "page"));
        shortfalls.push((ProblemKind::RunningHeads, detail));
    }
    Reading { text, shortfalls }
}

/// The pages of a document.
#[derive(Default)]
struct Found {
    pages: Vec<Page>,
    /// The numbers of those that were not read to their end.
    cut: Vec<usize>,
}

fn pages(pdf: &Pdf) -> Found {
    let all = pdf.pages();
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut fonts = Fonts::default();
    let mut found = Found::default();
    let (mut spent, mut written) = (0, 0);
    for page in all.iter() {
        let number = found.pages.len() + 1;
        if spent > DOCUMENT_BUDGET || written > MOST_TEXT {
            found.cut.push(number);
            found.pages.push(Page { of: all.len(), ..Page::default() });
            continue;
        }
        let (width, height) = page.render_dimensions();
        let mut easel = Easel::new(width, height, &mut fonts);
        // A page that draws too much, or that breaks the interpreter, keeps what it has.
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let start = Affine::new(page.initial_transform(true).as_coeffs());
            let sheet = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
            let mut context = Context::new(start, sheet, &cache, pdf.xref(), settings.clone());
            interpret_page(page, &mut context, &mut easel);
        }));
        if outcome.is_err() {
            found.cut.push(number);
        }
        spent += easel.spent();
        written += easel.drawn.text.len();
        easel.drawn.rules.settle();
        found.pages.push(Page::new(&easel.drawn, all.len()));
    }
    found
}

/// The number of a page, counted from 1.
fn as_page(number: usize) -> Option<NonZeroU32> {
    u32::try_from(number).ok().and_then(NonZeroU32::new)
}

/// A count with its noun.
fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
