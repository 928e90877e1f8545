//! Finds the statements that answer a query, and keeps of each what orders, groups and counts it.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;
use tantivy::query::Query as TantivyQuery;

use crate::error::Result;
use crate::index;
use crate::index::ItemText;
use crate::index::Reader;
use crate::index::Stated;
use crate::paper::Layer;
use crate::paper::Level;
use crate::paper::StatementKind;
use crate::query::Query;
use crate::search::opened::Opened;
use crate::search::plan::Planner;
use crate::search::show;

use super::answer::StatementOptions;
use super::asked::Asked;
use super::asked::Scene;

/// A statement that answers, without its words.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Its item.
    pub(super) address: DocAddress,
    /// Its number among the statements of its item, from 0.
    pub(super) number: usize,
    pub(super) kind: StatementKind,
    pub(super) also: Option<StatementKind>,
    pub(super) level: Level,
    /// `None` where it is not known, or known in a way that does not count.
    pub(super) council: Option<Arc<str>>,
    pub(super) committee: Option<Arc<str>>,
    pub(super) day: Option<Date>,
    pub(super) paper: Arc<str>,
    /// The place of its item in its paper.
    pub(super) place: u64,
    /// Who makes it.
    pub(super) body: Option<Arc<str>>,
    /// The id of the body outside the council that makes it.
    pub(super) outside: Option<Arc<str>>,
    pub(super) claimed: Option<u32>,
    pub(super) framework: Option<Arc<str>>,
    pub(super) inspected: Option<Arc<str>>,
    /// A digest of its words as they are compared; of those that are grouped or told from copies
    /// only.
    pub(super) same: Option<blake3::Hash>,
}

/// Texts that many statements share, each kept once.
#[derive(Default)]
struct Shared(HashMap<String, Arc<str>>);

impl Shared {
    fn of(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.0.insert(text.to_owned(), Arc::clone(&new));
        new
    }

    fn some(&mut self, text: Option<&String>) -> Option<Arc<str>> {
        text.map(|text| self.of(text))
    }
}

/// The items that answer a query, by address.
pub(super) fn items(
    reader: &Reader,
    planner: &mut Planner<'_>,
    query: &Query,
) -> Result<Vec<DocAddress>> {
    let plan: Box<dyn TantivyQuery> = planner.plan(query)?;
    let found = reader.searcher().search(&plan, &DocSetCollector);
    let mut items: Vec<DocAddress> =
        found.map_err(|error| reader.broken(&error))?.into_iter().collect();
    items.sort_unstable();
    Ok(items)
}

/// Finds the statements that answer, by address and place, of whatever level.
pub(super) fn all(
    reader: &Reader,
    planner: &mut Planner<'_>,
    asked: &Asked,
    options: &StatementOptions,
    layers: &[Layer],
) -> Result<Vec<Spot>> {
    let broken = |error| reader.broken(&error);
    let candidates = items(reader, planner, &asked.items)?;
    let mut standing = Vec::with_capacity(asked.patterns.len());
    for pattern in &asked.patterns {
        standing.push(planner.standing(pattern)?);
    }
    let mut passing = Vec::with_capacity(asked.filters.len());
    for filter in &asked.filters {
        passing.push(items(reader, planner, &Query::Filter(filter.clone()))?);
    }
    let addressee: Vec<String> = options.addressee.iter().flat_map(|typed| folded(typed)).collect();
    let mut shared = Shared::default();
    let mut found = Vec::new();
    for of_segment in candidates.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(first) = of_segment.first() else { continue };
        let segment = reader.searcher().segment_reader(first.segment_ord);
        let opened: tantivy::Result<Vec<Opened>> =
            standing.iter().map(|pattern| pattern.open(segment)).collect();
        let mut patterns = opened.map_err(broken)?;
        for &address in of_segment {
            let record = reader.stored(address)?;
            let text = reader.texts(address.segment_ord).and_then(|it| it.item(address.doc_id));
            let text = text.map_err(broken)?;
            for pattern in &mut patterns {
                pattern.visit(address.doc_id).map_err(broken)?;
            }
            let about = LazyCell::new(|| show::about(&record, layers));
            for (number, stated) in record.statements.iter().enumerate() {
                if !options.allow(stated) || !addressed(stated, &addressee) {
                    continue;
                }
                let words = match patterns.is_empty() {
                    true => Vec::new(),
                    false => words(stated, &text).map_err(broken)?,
                };
                let (patterns, passing, words) = (&*patterns, &*passing, &*words);
                let scene = Scene { patterns, passing, address, stated, words };
                if !asked.answered(&scene).map_err(broken)? {
                    continue;
                }
                let Some(statement) = stated.statement() else { continue };
                let compared = options.grouped || options.distinct;
                let same = compared.then(|| text.slice(statement.span.clone()).map(digest));
                found.push(Spot {
                    address,
                    number,
                    kind: statement.kind,
                    also: statement.also,
                    level: statement.level,
                    council: shared.some(about.council.as_ref().map(|(name, _)| name)),
                    committee: shared.some(about.committee.as_ref().map(|(name, _)| name)),
                    day: about.date.map(|(day, _)| day),
                    paper: shared.of(&record.paper),
                    place: record.place,
                    body: shared.some(stated.body.as_ref()),
                    outside: shared.some(stated.outside.as_ref()),
                    claimed: stated.claimed,
                    framework: shared.some(stated.framework.as_ref()),
                    inspected: shared.some(stated.inspected.as_ref()),
                    same: same.transpose().map_err(broken)?,
                });
            }
        }
    }
    Ok(found)
}

impl StatementOptions {
    /// Whether statements of this kind are asked for.
    fn allow(&self, stated: &Stated) -> bool {
        let asked = |kind: &str| self.kinds.iter().any(|asked| asked.as_str() == kind);
        self.kinds.is_empty() || stated.kinds().any(asked)
    }
}

fn folded(text: &str) -> Vec<String> {
    index::words(text).into_iter().map(|word| word.folded).collect()
}

/// Whether the addressee of a statement has all these words.
fn addressed(stated: &Stated, words: &[String]) -> bool {
    words.is_empty()
        || stated.addressee.as_ref().is_some_and(|addressee| {
            let addressee = folded(addressee);
            words.iter().all(|word| addressee.contains(word))
        })
}

/// The words of a statement, and those that open its list, by their numbers in the item.
fn words(stated: &Stated, text: &ItemText) -> tantivy::Result<Vec<Range<u32>>> {
    let parts = std::iter::once((stated.start, stated.end)).chain(stated.lead_in);
    parts.map(|(start, end)| Ok(first_word(text, start)?..words_before(text, end)?)).collect()
}

/// The number of the first word that begins at a byte or behind it.
fn first_word(text: &ItemText, byte: u64) -> tantivy::Result<u32> {
    parted(text, |span| (span.start as u64) < byte)
}

/// How many words end at a byte or before it.
fn words_before(text: &ItemText, byte: u64) -> tantivy::Result<u32> {
    parted(text, |span| span.end as u64 <= byte)
}

/// How many words come before the first for which `before` does not hold.
fn parted(text: &ItemText, before: impl Fn(Range<usize>) -> bool) -> tantivy::Result<u32> {
    let (mut low, mut high) = (0, text.words());
    while low < high {
        let middle = low + (high - low) / 2;
        if before(text.span(middle)?) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// A digest of a text as it is compared: its words, without the number of a list before them.
fn digest(text: &str) -> blake3::Hash {
    let words = folded(without_number(text));
    match words.is_empty() {
        true => blake3::hash(text.as_bytes()),
        false => blake3::hash(words.join(" ").as_bytes()),
    }
}

/// The text behind a number with a bracket or a full stop: `3.`, `(ii)`, `2.1)`. A bare number is
/// part of what is said.
fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else { return text };
    let inner = first.trim_start_matches('(').trim_end_matches([')', '.']);
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    let roman = inner.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let is_number = !inner.is_empty() && (inner.chars().all(number) || letter || roman);
    if is_number && first.ends_with([')', '.']) { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn print_makes_no_other_statement_and_numbers_do() {
        let same = |a, b| digest(a) == digest(b);
        assert!(same("3. Improve  the front\ndoor.", "(iv) improve the “front door”"));
        assert!(same("2.1) Improve", "a) Improve"));
        assert!(!same("Appoint 2 officers", "Appoint 3 officers"));
        assert!(!same("2 officers to be appointed", "3 officers to be appointed"));
        assert!(!same("– –", "…"));
    }
}
