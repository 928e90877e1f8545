//! Finds the items that are the same as one that is shown.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use tantivy::DocAddress;
use tantivy::DocSet;
use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use crate::error::Result;
use crate::index;
use crate::index::Reader;
use crate::index::Record;

use super::Linked;
use super::resolve::resolve;

/// Looks up what is shown, item by item. Those that are the same are looked up once.
#[derive(Debug)]
pub(crate) struct Kin<'a> {
    reader: &'a Reader,
    /// The ids of all that are the same, of each item that was met.
    met: HashMap<DocAddress, Arc<[String]>>,
}

impl<'a> Kin<'a> {
    /// Looks up in this index.
    pub(crate) fn new(reader: &'a Reader) -> Self {
        Self { reader, met: HashMap::new() }
    }

    /// The ids of the other items that are the same as the one at `address`, in order. `record`
    /// is what is kept of it.
    ///
    /// Fails where the index is damaged.
    pub(crate) fn of(&mut self, address: DocAddress, record: &Record) -> Result<Vec<String>> {
        if !self.met.contains_key(&address) {
            self.look_up(address, record)?;
        }
        let all = self.met.get(&address);
        let others = all.into_iter().flat_map(|ids| ids.iter()).filter(|id| **id != record.id);
        Ok(others.cloned().collect())
    }

    fn look_up(&mut self, address: DocAddress, record: &Record) -> Result<()> {
        let mut seen: BTreeSet<String> = BTreeSet::new();
        let mut found: BTreeMap<DocAddress, Option<Record>> = BTreeMap::from([(address, None)]);
        let mut open: Vec<String> = record.same.clone();
        while let Some(key) = open.pop() {
            let holders = self.holders(&key).map_err(|error| self.reader.broken(&error))?;
            seen.insert(key);
            for holder in holders {
                if found.contains_key(&holder) {
                    continue;
                }
                let record = self.reader.stored(holder)?;
                open.extend(record.same.iter().filter(|key| !seen.contains(*key)).cloned());
                found.insert(holder, Some(record));
            }
        }
        if found.len() == 1 {
            // Nothing is kept of those that stand alone: there may be millions.
            return Ok(());
        }
        let records: Vec<(DocAddress, &Record)> =
            found.iter().map(|(at, found)| (*at, found.as_ref().unwrap_or(record))).collect();
        let linked: Vec<Linked> = records
            .iter()
            .map(|(address, record)| Linked {
                address: *address,
                paper: record.paper.clone(),
                kind: record.kind.clone(),
                council: record.council.as_ref().map(|council| council.value.clone()),
                day: day(record),
                keys: record.same.clone(),
            })
            .collect();
        let mut groups: BTreeMap<usize, (Vec<DocAddress>, BTreeSet<String>)> = BTreeMap::new();
        for ((address, record), member) in records.iter().zip(resolve(&linked)) {
            let (items, ids) = groups.entry(member.group).or_default();
            items.push(*address);
            ids.insert(record.id.clone());
        }
        for (items, ids) in groups.into_values() {
            let ids: Arc<[String]> = ids.into_iter().collect();
            self.met.extend(items.into_iter().map(|item| (item, Arc::clone(&ids))));
        }
        Ok(())
    }

    /// The items that have a key; none where there is but one, which is known.
    fn holders(&self, key: &str) -> tantivy::Result<Vec<DocAddress>> {
        let field = self.reader.fields().same;
        let mut places = Vec::new();
        for (ordinal, segment) in (0..).zip(self.reader.searcher().segment_readers()) {
            let inverted = segment.inverted_index(field)?;
            if let Some(term) = inverted.terms().get(key)? {
                places.push((ordinal, segment, inverted, term));
            }
        }
        // Most keys are of the one item that is asked for.
        if places.iter().map(|(.., term)| u64::from(term.doc_freq)).sum::<u64>() < 2 {
            return Ok(Vec::new());
        }
        let mut holders = Vec::new();
        for (ordinal, segment, inverted, term) in places {
            let mut postings =
                inverted.read_postings_from_terminfo(&term, IndexRecordOption::Basic)?;
            let alive = segment.alive_bitset();
            while postings.doc() != TERMINATED {
                if alive.is_none_or(|alive| alive.is_alive(postings.doc())) {
                    holders.push(DocAddress::new(ordinal, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(holders)
    }
}

/// The day an item counts on, as the index keeps it.
fn day(record: &Record) -> Option<i64> {
    let known = record.date.as_ref().or(record.decision_date.as_ref())?;
    let day: Date = known.value.parse().ok()?;
    Some(index::midnight(day).into_timestamp_secs())
}
