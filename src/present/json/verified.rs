//! Shapes what a scan of the files says of an answer.

use serde::Serialize;

use crate::verify::FileCheck;
use crate::verify::Side;
use crate::verify::Spot;
use crate::verify::State;
use crate::verify::Verification;

#[derive(Serialize)]
pub(super) struct VerifiedOut<'a> {
    agrees: bool,
    as_printed: bool,
    occurrences: u64,
    items: u64,
    papers: u64,
    files: u64,
    sources: Vec<SourceOut<'a>>,
}

/// A file of which there is something to say.
#[derive(Serialize)]
struct SourceOut<'a> {
    path: &'a str,
    paper: &'a str,
    state: &'static str,
    detail: Option<&'a str>,
    differs: bool,
    in_index: u64,
    in_file: Option<u64>,
    items_in_index: Option<u64>,
    items_in_file: Option<u64>,
    places: Vec<PlaceOut<'a>>,
    more_places: u64,
}

/// A mention that only one side has.
#[derive(Serialize)]
struct PlaceOut<'a> {
    only_in: &'static str,
    item_number: Option<&'a str>,
    title: Option<&'a str>,
    paragraph: u64,
    start: u64,
    end: u64,
    text: &'a str,
}

impl<'a> VerifiedOut<'a> {
    pub(super) fn of(verification: &'a Verification) -> Self {
        Self {
            agrees: verification.agrees,
            as_printed: verification.as_printed,
            occurrences: verification.found.occurrences,
            items: verification.found.items,
            papers: verification.found.papers,
            files: verification.files,
            sources: verification.checks.iter().map(SourceOut::of).collect(),
        }
    }
}

/// How a file is met again, in a word, and why not where it could not be read.
pub(super) fn met(state: &State) -> (&'static str, Option<&str>) {
    match state {
        State::Same => ("same", None),
        State::Changed => ("changed", None),
        State::Gone => ("gone", None),
        State::Unreadable(why) => ("unreadable", Some(why.as_str())),
        State::Unlisted => ("unlisted", None),
    }
}

impl<'a> SourceOut<'a> {
    fn of(check: &'a FileCheck) -> Self {
        let (state, detail) = met(&check.state);
        Self {
            path: &check.path,
            paper: &check.id,
            state,
            detail,
            differs: check.differs,
            in_index: check.claimed,
            in_file: check.found,
            items_in_index: check.items.map(|(index, _)| index),
            items_in_file: check.items.map(|(_, file)| file),
            places: check.spots.iter().map(PlaceOut::of).collect(),
            more_places: check.more_spots,
        }
    }
}

impl<'a> PlaceOut<'a> {
    fn of(spot: &'a Spot) -> Self {
        Self {
            only_in: match spot.side {
                Side::File => "file",
                Side::Index => "index",
            },
            item_number: spot.item_number.as_deref(),
            title: spot.title.as_deref(),
            paragraph: spot.paragraph,
            start: spot.span.0,
            end: spot.span.1,
            text: &spot.text,
        }
    }
}
