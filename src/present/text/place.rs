//! Says whence an item comes: council, committee, day, and where it can be read.
//!
//! What is not known is said, and what is not printed in the paper is marked.

use crate::paper::PageStart;
use crate::paper::Part;
use crate::present::words;
use crate::search::About;

/// `Lancashire County Council · Cabinet (supplied) · 18 January 2017`.
pub(super) fn heading(about: &About) -> String {
    let council = match &about.council {
        Some((name, layer)) => words::marked(name, *layer),
        None => "council unknown".to_owned(),
    };
    let committee = match &about.committee {
        Some((name, layer)) => words::marked(name, *layer),
        None => "committee unknown".to_owned(),
    };
    let date = match about.date {
        Some((date, layer)) => words::marked(&words::day(date), layer),
        None => "undated".to_owned(),
    };
    format!("{council} · {committee} · {date}")
}

/// The item's number as printed, or nothing.
pub(super) fn number(about: &About) -> &str {
    about.item_number.as_deref().unwrap_or_default()
}

/// The item's title; where it has none, which part of its paper it is.
pub(super) fn title(about: &About) -> String {
    match (&about.title, about.part) {
        (Some(title), Part::Item | Part::Body) => title.clone(),
        (Some(title), Part::Header) => format!("{title} (header)"),
        (Some(title), Part::Trailer) => format!("{title} (trailer)"),
        (None, Part::Header) => "(header)".to_owned(),
        (None, Part::Item) => "(no title)".to_owned(),
        (None, Part::Body) => "(whole text, no title)".to_owned(),
        (None, Part::Trailer) => "(trailer)".to_owned(),
    }
}

/// The file, and the page it begins on where the format has pages.
pub(super) fn path(about: &About) -> String {
    path_on(about, about.pages.first())
}

/// The file, and a page of it. Words that a machine read from a picture are marked.
pub(super) fn path_on(about: &About, page: Option<PageStart>) -> String {
    match page {
        Some(on) if on.is_picture => format!("{}, p. {}, OCR", about.path, on.page),
        Some(on) => format!("{}, p. {}", about.path, on.page),
        None => about.path.clone(),
    }
}
