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

/// How many items that are the same are named; JSON has all of them.
const SAME: usize = 3;

/// `also in: minutes-3f9a1c0b77e2/4 · agenda-…/4`, for an item that stands elsewhere too; what is
/// left out of an id is the same in its own.
pub(super) fn also_in(id: &str, about: &About) -> Option<String> {
    let named = about.same_as.iter().take(SAME).map(|other| short(id, other).to_owned());
    let mut named: Vec<String> = named.collect();
    if let Some(more) = about.same_as.len().checked_sub(SAME + 1) {
        named.push(format!("… and {} more", words::number(more as u64 + 1)));
    }
    (!named.is_empty()).then(|| format!("also in: {}", named.join(" · ")))
}

/// The part of `other` from the first folder on that is not in `id`; paper and item always.
fn short<'a>(id: &str, other: &'a str) -> &'a str {
    let shown = other.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    let common = id.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let folder = other.get(..common).and_then(|same| same.rfind('/')).map_or(0, |at| at + 1);
    &other[folder.min(shown)..]
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
