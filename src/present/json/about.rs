//! Shapes what an item is and whence it comes. Every value that may be a guess has its layer
//! beside it.

use serde::Serialize;

use crate::paper::Layer;
use crate::search::About;

#[derive(Serialize)]
pub(super) struct AboutOut<'a> {
    title: Option<&'a str>,
    item_number: Option<&'a str>,
    part: &'static str,
    kind: &'static str,
    #[serde(flatten)]
    facts: FactsOut<'a>,
    people: Vec<PersonOut<'a>>,
    topics: &'a [String],
    url: Option<&'a str>,
    path: &'a str,
    page: Option<u32>,
    ocr: bool,
    same_as: &'a [String],
}

/// Whose it is and when it was, each with its layer.
#[derive(Serialize)]
pub(super) struct FactsOut<'a> {
    council: Option<&'a str>,
    council_layer: Option<&'static str>,
    committee: Option<&'a str>,
    committee_layer: Option<&'static str>,
    date: Option<String>,
    date_layer: Option<&'static str>,
    decision_date: Option<String>,
}

impl<'a> FactsOut<'a> {
    pub(super) fn of(about: &'a About) -> Self {
        let layer = |layer: Option<Layer>| layer.map(Layer::as_str);
        Self {
            council: about.council.as_ref().map(|(name, _)| name.as_str()),
            council_layer: layer(about.council.as_ref().map(|(_, layer)| *layer)),
            committee: about.committee.as_ref().map(|(name, _)| name.as_str()),
            committee_layer: layer(about.committee.as_ref().map(|(_, layer)| *layer)),
            date: about.date.map(|(date, _)| date.to_string()),
            date_layer: layer(about.date.map(|(_, layer)| layer)),
            decision_date: about.decision_date.map(|date| date.to_string()),
        }
    }
}

#[derive(Serialize)]
struct PersonOut<'a> {
    name: Option<&'a str>,
    role: Option<&'a str>,
    kind: &'a str,
}

impl<'a> AboutOut<'a> {
    pub(super) fn of(about: &'a About) -> Self {
        Self {
            title: about.title.as_deref(),
            item_number: about.item_number.as_deref(),
            part: about.part.as_str(),
            kind: about.kind.as_str(),
            facts: FactsOut::of(about),
            people: about
                .people
                .iter()
                .map(|person| PersonOut {
                    name: person.name.as_deref(),
                    role: person.role.as_deref(),
                    kind: &person.kind,
                })
                .collect(),
            topics: &about.topics,
            url: about.url.as_deref(),
            path: &about.path,
            page: about.page().map(Into::into),
            ocr: about.pages.has_pictures(),
            same_as: &about.same_as,
        }
    }
}
