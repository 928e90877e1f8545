//! Turns a paper into the documents of the index, and back into what is shown.
//!
//! The record of an item is what people see of it beside its text.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;
use tantivy::DateTime;
use tantivy::TantivyDocument;
use tantivy::schema::Schema;

use crate::paper::Fact;
use crate::paper::Item;
use crate::paper::PageStart;
use crate::paper::Paper;

use super::concordance;
use super::identity;
use super::named;
use super::named::Named;
use super::same;
use super::schema::Fields;
use super::stated;
use super::stated::Stated;

/// What is kept of an item for showing it. Part of the format of the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The item's id.
    pub id: String,
    /// The id of its paper.
    pub paper: String,
    /// Its place in the paper, from 0.
    pub place: u64,
    /// How many items the paper has.
    pub items: u64,
    /// `header`, `item`, `body` or `trailer`.
    pub part: String,
    /// The number as printed.
    pub number: Option<String>,
    /// The item's title.
    pub title: Option<String>,
    /// The paper's title.
    pub paper_title: Option<String>,
    /// The kind of paper.
    pub kind: String,
    /// Whose paper it is.
    pub council: Option<Known>,
    /// The committee.
    pub committee: Option<Known>,
    /// The meeting date, as `YYYY-MM-DD`.
    pub date: Option<Known>,
    /// The day of the decision, as `YYYY-MM-DD`.
    pub decision_date: Option<Known>,
    /// Where it was published.
    pub url: Option<String>,
    /// The path below the indexed folder.
    pub path: String,
    /// Where its pages begin, in bytes of its text; none where the format has no pages.
    pub pages: Vec<KeptPage>,
    /// What the committee is: its functions, the first one first.
    pub functions: Vec<String>,
    /// What the committee covers.
    pub themes: Vec<String>,
    /// Who is named in it.
    pub people: Vec<Named>,
    /// The topics, the strongest first, each as `top/second`.
    pub topics: Vec<String>,
    /// The statements, in their order.
    pub statements: Vec<Stated>,
    /// The keys it has in common with items that are the same, each behind the letter of what was
    /// compared: `c` copy, `t` text, `m` matter, `p` page.
    pub same: Vec<String>,
}

/// Where a page begins in the text of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPage {
    /// In bytes.
    pub at: u64,
    /// The number of the page, from 1.
    pub page: NonZeroU32,
    /// Whether its words were read from a picture.
    pub is_picture: bool,
}

/// A value with its layer and what it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The value.
    pub value: String,
    /// `explicit`, `supplied` or `inferred`.
    pub layer: String,
    /// The printed line, address or file name.
    pub evidence: String,
}

impl Record {
    /// It as it is kept.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        // It is plain strings and numbers: that always succeeds.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// The record that is kept so.
    ///
    /// Fails where these are not the bytes of one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}

impl KeptPage {
    fn of(start: &PageStart) -> Self {
        Self { at: start.at as u64, page: start.page, is_picture: start.is_picture }
    }
}

impl Known {
    fn of<T>(fact: &Fact<T>, value: impl Fn(&T) -> String) -> Self {
        Self {
            value: value(&fact.value),
            layer: fact.layer.as_str().to_owned(),
            evidence: fact.evidence.clone(),
        }
    }
}

/// The documents of one paper, with its id and how many words it holds.
pub(crate) struct Documents {
    pub(crate) paper: String,
    pub(crate) words: u64,
    pub(crate) documents: Vec<TantivyDocument>,
}

/// Makes the documents of `paper`, read from `source`.
pub(crate) fn documents(
    paper: &Paper,
    source: &str,
    schema: &Schema,
    fields: &Fields,
) -> Documents {
    let paper_id = identity::paper_id(paper);
    let ids = identity::item_ids(&paper_id, &paper.items);
    let mut all = Documents { words: 0, documents: Vec::with_capacity(ids.len()), paper: paper_id };
    // Each text is cut into words once, for its sheet and for the keys.
    let mut digesting = same::Digesting::new();
    let mut texts = Vec::with_capacity(paper.items.len());
    let mut digested = Vec::with_capacity(paper.items.len());
    for item in &paper.items {
        let text = paper.text_of(item);
        let (sheet, words) = concordance::sheet(&text, |word| digesting.add(word));
        texts.push((text, sheet, words));
        digested.push(digesting.words());
    }
    let keys = same::keys(paper, &digested);
    let items = paper.items.iter().zip(ids).zip(keys).zip(texts);
    for (place, (((item, id), same), (text, sheet, words))) in items.enumerate() {
        let record = Record { same, ..record(paper, item, &all.paper, id, place as u64) };
        all.words += u64::from(words);
        let mut document = document(&record, source, schema, fields);
        document.add_text(fields.text, text);
        document.add_custom(fields.concordance, &sheet);
        document.add_u64(fields.words, words.into());
        all.documents.push(document);
    }
    all
}

fn record(paper: &Paper, item: &Item, paper_id: &str, id: String, place: u64) -> Record {
    // An item of another meeting than the paper's has that meeting's committee and day.
    let (committee, date) = match &item.meeting {
        Some(meeting) => (meeting.committee.as_ref(), meeting.date.as_ref()),
        None => (paper.committee.as_ref(), paper.date.as_ref()),
    };
    let class = committee.map(|fact| &fact.value);
    Record {
        id,
        paper: paper_id.to_owned(),
        place,
        items: paper.items.len() as u64,
        part: item.part.as_str().to_owned(),
        number: item.number.clone(),
        title: item.title.clone(),
        paper_title: paper.title.clone(),
        kind: paper.kind.as_str().to_owned(),
        council: paper.council.as_ref().map(|fact| Known::of(fact, |council| council.name.clone())),
        committee: committee.map(|fact| Known::of(fact, |committee| committee.name.clone())),
        date: date.map(|fact| Known::of(fact, Date::to_string)),
        decision_date: paper.decision_date.as_ref().map(|fact| Known::of(fact, Date::to_string)),
        url: paper.address.clone(),
        path: paper.origin.path.clone(),
        pages: paper.pages.of_pieces(&item.spans).0.iter().map(KeptPage::of).collect(),
        functions: class
            .iter()
            .flat_map(|class| class.function.iter().chain(&class.also))
            .cloned()
            .collect(),
        themes: class.iter().flat_map(|class| &class.themes).cloned().collect(),
        people: named::in_item(paper, item),
        topics: item.topics.iter().map(|topic| topic.id.clone()).collect(),
        statements: stated::in_item(paper, item),
        same: Vec::new(),
    }
}

/// Makes the document of an item, without its text.
fn document(record: &Record, source: &str, schema: &Schema, fields: &Fields) -> TantivyDocument {
    let mut document = TantivyDocument::new();
    // Both titles are searched by `title:`; the gap of a value keeps them apart for phrases.
    for title in record.title.iter().chain(&record.paper_title) {
        document.add_text(fields.title, title);
    }
    document.add_text(fields.id, &record.id);
    document.add_text(fields.paper, &record.paper);
    document.add_text(fields.source, source);
    document.add_text(fields.path, &record.path);
    document.add_text(fields.record, "item");
    for key in &record.same {
        document.add_text(fields.same, key);
    }
    document.add_u64(fields.rank, rank(&record.paper, record.place));
    let mut facet = |name: &str, value: &str| {
        if let Ok(field) = schema.get_field(name) {
            document.add_text(field, value);
        }
    };
    facet("kind", &record.kind);
    facet("part", &record.part);
    if let Some(council) = &record.council {
        facet("council", &council.value);
        facet("council_layer", &council.layer);
    }
    if let Some(committee) = &record.committee {
        facet("committee", &committee.value);
        facet("committee_layer", &committee.layer);
    }
    for function in &record.functions {
        facet("function", function);
    }
    for theme in &record.themes {
        facet("theme", theme);
    }
    for topic in named::both_levels(&record.topics) {
        facet("topic", topic);
    }
    for value in record.statements.iter().flat_map(Stated::kinds).collect::<BTreeSet<_>>() {
        facet("statement", value);
    }
    for value in record.statements.iter().filter_map(|it| it.body.as_ref()).collect::<BTreeSet<_>>()
    {
        facet("body", value);
    }
    for (name, value) in named::values(&record.people) {
        facet(name, &value);
    }
    // A decision without a meeting, such as an officer's, counts on the day it was taken.
    if let Some(date) = record.date.as_ref().or(record.decision_date.as_ref()) {
        facet("date_layer", &date.layer);
        facet("year", &date.value[..4]);
        facet("month", &date.value[..7]);
        if let Ok(day) = date.value.parse::<Date>() {
            document.add_date(fields.date, midnight(day));
        }
    }
    document.add_custom(fields.stored, &record.to_bytes());
    document
}

/// The day as the index keeps it: midnight UTC.
pub fn midnight(day: Date) -> DateTime {
    let days = day.since(Date::constant(1970, 1, 1)).map_or(0, |span| i64::from(span.get_days()));
    DateTime::from_timestamp_secs(days * 24 * 60 * 60)
}

/// Orders items that are otherwise equal: papers by a digest of their id, items by their place.
fn rank(paper: &str, place: u64) -> u64 {
    let digest = blake3::hash(paper.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest.as_bytes()[..8]);
    u64::from_be_bytes(first) & !0xffff | place.min(0xffff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_kept_as_its_midnight() {
        let day = Date::constant(2017, 1, 18);
        assert_eq!(midnight(day).into_timestamp_secs(), 1_484_697_600);
        assert_eq!(midnight(Date::constant(1969, 12, 31)).into_timestamp_secs(), -86_400);
    }

    #[test]
    fn items_of_one_paper_rank_in_their_order() {
        assert!(rank("a", 0) < rank("a", 1));
        assert_eq!(rank("a", 5) >> 16, rank("a", 70_000) >> 16);
    }
}
