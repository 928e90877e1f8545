//! Shows an item or a paper whole, and turns stored records into what answers carry.

use jiff::civil::Date;
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;

use crate::error::Error;
use crate::error::Result;
use crate::index::KeptPage;
use crate::index::Known;
use crate::index::Named;
use crate::index::Record;
use crate::paper::Layer;
use crate::paper::PageStart;
use crate::paper::Pages;
use crate::paper::PaperKind;
use crate::paper::Part;

use super::answer::About;
use super::answer::PersonNamed;
use super::answer::Shown;
use super::answer::ShownItem;
use super::library::Library;
use super::same::Kin;
use super::statements::quoted;
use super::values;

impl Library {
    /// Returns the item or the paper with this id, with its text. The id of a statement stands for
    /// its item.
    ///
    /// Fails where nothing has the id, with the nearest that there is.
    pub fn show(&self, id: &str) -> Result<Shown> {
        let id = id.trim();
        let id = id.split_once('#').map_or(id, |(item, _)| item).trim_end_matches('/');
        let fields = self.reader.fields();
        let mut found = Vec::new();
        let mut kin = Kin::new(&self.reader);
        for field in [fields.id, fields.paper] {
            let term = Term::from_field_text(field, id);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let documents = self
                .reader
                .searcher()
                .search(&query, &DocSetCollector)
                .map_err(|error| self.reader.broken(&error))?;
            let mut addresses: Vec<_> = documents.into_iter().collect();
            addresses.sort_unstable();
            for address in addresses {
                let (record, text) = self.reader.record(address)?;
                let same_as = kin.of(address, &record)?;
                found.push((record, text, same_as));
            }
            if !found.is_empty() {
                break;
            }
        }
        found.sort_by(|(a, ..), (b, ..)| (&a.path, a.place).cmp(&(&b.path, b.place)));
        let Some((first, ..)) = found.first() else {
            return Err(Error::UnknownId { id: id.to_owned(), nearest: self.nearest_id(id)? });
        };
        Ok(Shown {
            stamp: self.stamp(),
            coverage: self.coverage(),
            paper: first.paper.clone(),
            paper_items: first.items,
            items: found
                .into_iter()
                .map(|(record, text, same_as)| shown(&record, text.text(), same_as))
                .collect(),
        })
    }

    /// The id that is nearest to `id`, if one is near.
    fn nearest_id(&self, id: &str) -> Result<Option<String>> {
        let far = 8;
        let papers = values::all(&self.reader, "paper")?;
        let items = values::all(&self.reader, "id")?;
        Ok(papers
            .into_iter()
            .chain(items)
            .filter(|other| other.len().abs_diff(id.len()) <= far)
            .map(|other| (strsim::levenshtein(id, &other), other))
            .filter(|(distance, _)| *distance <= far)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, other)| other))
    }
}

fn shown(record: &Record, text: &str, same_as: Vec<String>) -> ShownItem {
    let facts = [
        ("council", &record.council),
        ("committee", &record.committee),
        ("date", &record.date),
        ("decision_date", &record.decision_date),
    ];
    ShownItem {
        id: record.id.clone(),
        about: About { same_as, ..about(record, &[]) },
        text: text.to_owned(),
        evidence: facts
            .into_iter()
            .filter_map(|(name, fact)| Some((name.to_owned(), fact.as_ref()?.evidence.clone())))
            .collect(),
        statements: record.statements.iter().filter_map(|it| quoted(it, text)).collect(),
    }
}

/// Turns a stored record into what answers carry, with values of these layers only (empty: of
/// all). Items that are the same are for the caller to look up.
pub(crate) fn about(record: &Record, layers: &[Layer]) -> About {
    let layer = |known: &Known| Layer::from_word(&known.layer);
    let counts = |known: &&Known| {
        layer(known).is_some_and(|layer| layers.is_empty() || layers.contains(&layer))
    };
    let named = |known: &Option<Known>| {
        known.as_ref().filter(counts).and_then(|known| Some((known.value.clone(), layer(known)?)))
    };
    let day = |known: &Known| known.value.parse::<Date>().ok();
    About {
        title: record.title.clone().or_else(|| record.paper_title.clone()),
        item_number: record.number.clone(),
        part: part(&record.part),
        kind: PaperKind::from_word(&record.kind).unwrap_or(PaperKind::Other),
        council: named(&record.council),
        committee: named(&record.committee),
        date: record
            .date
            .as_ref()
            .filter(counts)
            .and_then(|known| Some((day(known)?, layer(known)?))),
        decision_date: record.decision_date.as_ref().filter(counts).and_then(day),
        people: record.people.iter().map(person).collect(),
        topics: record.topics.clone(),
        url: record.url.clone(),
        path: record.path.clone(),
        pages: Pages(record.pages.iter().map(page_start).collect()),
        same_as: Vec::new(),
    }
}

fn page_start(kept: &KeptPage) -> PageStart {
    let at = usize::try_from(kept.at).unwrap_or(usize::MAX);
    PageStart { at, page: kept.page, is_picture: kept.is_picture }
}

fn person(named: &Named) -> PersonNamed {
    PersonNamed { name: named.name.clone(), role: named.role.clone(), kind: named.kind.clone() }
}

fn part(word: &str) -> Part {
    [Part::Header, Part::Body, Part::Trailer]
        .into_iter()
        .find(|part| part.as_str() == word)
        .unwrap_or(Part::Item)
}
